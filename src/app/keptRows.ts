import type { Delimiter } from '../intake/detectDelimiter.ts';
import { hashLine, scanLines } from '../intake/scanLines.ts';
import type { EncodedRows } from '../linkage/encode/encodedRows.ts';
import type { RecordLayout } from '../linkage/encode/finishRecords.ts';

/** What decides how the bytes of a row become values, beside the row itself. */
export type FileShape = {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  readonly markBytes: number;
  readonly dateFormat: string;
  /** Where each field of a record stands in a row, and the id. */
  readonly places: readonly number[];
  readonly idPlace: number;
};

/** A file whose rows the next reading can know again: two hashes of the line of each record, 0 where it cannot be. */
export type KeptFile = { readonly shape: FileShape; readonly lines: Int32Array };

/** What reading keeps for the next one, so that only lines that are new need to be read. */
export type KeptRows = {
  readonly layout: RecordLayout;
  readonly files: readonly KeptFile[];
  readonly rows: EncodedRows;
};

/**
 * The hashes of the lines that records stand on, given in ascending order; undefined when lines and rows of the file
 * are two things.
 */
export async function lineHashes(
  file: string,
  recordLines: Int32Array,
  signal?: AbortSignal,
): Promise<Int32Array | undefined> {
  const hashes = new Int32Array(new SharedArrayBuffer(recordLines.length * 8));
  let record = 0;
  const obstacle = await scanLines(
    file,
    (bytes, start, end, line) => {
      if (recordLines[record] !== line) return;
      hashLine(bytes, start, end, hashes, record * 2);
      record++;
    },
    signal,
  );
  return obstacle === undefined && record === recordLines.length ? hashes : undefined;
}

/** What the next reading is given; undefined when a file cannot be known again. */
export function keptRows(
  layout: RecordLayout,
  files: readonly (KeptFile | undefined)[],
  rows: EncodedRows,
): KeptRows | undefined {
  const known = files.filter((file) => file !== undefined);
  return known.length < files.length ? undefined : { layout, files: known, rows };
}
