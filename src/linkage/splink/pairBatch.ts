/** Pairs that are looked at together: one step of a condition is done for all of them before the next. */
export type PairBatch = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** How many pairs there are. */
  size: number;
  /** Changes whenever the pairs do, so that what was computed for the pairs before is known to be stale. */
  serial: number;
};

/** Pairs in a batch: enough to spread the cost of a step, few enough for everything to stay near the processor. */
export const BATCH = 1024;

/** Every place of a batch, in order: the rows that are looked at before any is settled. */
export const ALL_ROWS: Int32Array = Int32Array.from({ length: BATCH }, (_, row) => row);

/** A batch without pairs. */
export function emptyBatch(): PairBatch {
  return { left: new Int32Array(BATCH), right: new Int32Array(BATCH), size: 0, serial: 0 };
}
