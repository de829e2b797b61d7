import type { ColumnStore } from './columnStore.ts';
import { type SplinkSlice, splinkSlicer, type SplinkSliceResult, type SplinkWork } from './splinkSlice.ts';

/** Does the slices of a run, somewhere. */
export type SplinkRunner = {
  /** The results of slices, in their order. The next ones are worked on while a result is being used. */
  readonly run: <K extends SplinkSlice['kind']>(
    slices: readonly Extract<SplinkSlice, { kind: K }>[],
  ) => AsyncGenerator<SplinkSliceResult[K], void>;
  readonly close: () => Promise<void>;
};

/** Makes a runner for some work; `columns` are those that the work was prepared on. */
export type OpenSplinkRunner = (work: SplinkWork, columns: ColumnStore) => SplinkRunner;

/** A runner that does one slice after the other where it is called. */
export const runHere: OpenSplinkRunner = (work, columns) => {
  const slicer = splinkSlicer(work, columns);
  return {
    async *run(slices) {
      for (const slice of slices) yield slicer(slice);
    },
    close: async () => {},
  };
};
