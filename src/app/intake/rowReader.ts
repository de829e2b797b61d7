import type { ExtractKindName } from '../../domain/extract.ts';
import type { ExtractBatch } from '../../intake/extractBatch.ts';
import type { StoodBefore } from '../../store/stoodBefore.ts';
import { type Reading, type ReadingOptions, readKinds } from './reading.ts';

/** Reads the rows of an import's files for as long as it is open. */
export interface RowReader {
  /** Asks for the checked rows of some kinds in a file; they may be read before they are taken. */
  readonly begin: (
    path: string,
    reading: Reading,
    kinds: readonly ExtractKindName[],
    options: ReadingOptions,
  ) => AsyncIterable<ExtractBatch>;
  /** Rows of a kind in a file that stood before may come without values and text, which throw when asked for. */
  readonly leaveOut: (path: string, kind: ExtractKindName, stood: StoodBefore) => void;
  /** Gives up whatever is still being read. */
  readonly close: () => Promise<void>;
}

export type OpenReader = () => RowReader;

/** Reads on this thread, as the rows are taken. */
export const readHere: OpenReader = () => ({
  begin: readKinds,
  leaveOut: () => {},
  close: async () => {},
});
