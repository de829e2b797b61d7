import { sharedInt32 } from './sharedArrays.ts';
import type { TextTable } from './textTable.ts';

/**
 * The rows of one file or two by the numbers of their values: what reading them gives, before anything is worked out
 * of the values.
 */
export type EncodedRows = {
  readonly rows: number;
  readonly leftRows: number;
  readonly ids: readonly [TextTable, TextTable];
  readonly idHashes: readonly [Int32Array, Int32Array];
  readonly tables: readonly TextTable[];
  /** Per table the hashes of its texts, by which new ones are found among them, as new ids are by `idHashes`. */
  readonly hashes: readonly Int32Array[];
  /** A value number for every row, −1 for none. */
  readonly columns: readonly Int32Array[];
  /** Per column how many rows have each value of its table; none has one whose rows are gone. */
  readonly counts: readonly Int32Array[];
};

/** How often each of so many values stands in a column. */
export function countValues(column: Int32Array, values: number): Int32Array {
  const counts = sharedInt32(values);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (value >= 0) counts[value] = counts[value]! + 1;
  }
  return counts;
}
