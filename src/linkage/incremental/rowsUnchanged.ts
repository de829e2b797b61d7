import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { EncodedRows } from '../encode/encodedRows.ts';
import { placeholderDates } from '../encode/placeholderDates.ts';

/**
 * Of the rows taken over from an earlier reading those of which all is compared as it was: the earlier number, −1 for
 * the others. A row counts as changed when its date has come to be a placeholder or is none any more, and when others
 * write one of its names in another way, which may give it other parts.
 */
export function rowsUnchanged(
  from: Int32Array,
  before: EncodedRows,
  rows: EncodedRows,
  records: EncodedRecords,
): Int32Array {
  const same = from.slice();
  records.columns.forEach(({ kind, table }, c) => {
    const doubtful =
      kind === 'date'
        ? differences(placeholderDates(before.counts[c]!), placeholderDates(rows.counts[c]!))
        : kind === 'name'
          ? writtenInSeveralWays(records.tables[table]!.compact, rows.tables[table]!.size)
          : [];
    if (doubtful.length === 0) return;
    const isDoubtful = new Uint8Array(records.tables[table]!.compact.length);
    for (const value of doubtful) isDoubtful[value] = 1;
    const values = rows.columns[c]!;
    for (let row = 0; row < same.length; row++) {
      if (values[row]! >= 0 && isDoubtful[values[row]!] === 1) same[row] = -1;
    }
  });
  return same;
}

function differences(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...one.filter((item) => !other.includes(item)), ...other.filter((item) => !one.includes(item))];
}

/** Of the first so many values, those with whose compact form others are written too. */
function writtenInSeveralWays(compact: Int32Array, given: number): readonly number[] {
  const ways = new Uint8Array(compact.length);
  for (let value = 0; value < given; value++) ways[compact[value]!] = Math.min(2, ways[compact[value]!]! + 1);
  const several: number[] = [];
  for (let value = 0; value < given; value++) if (ways[compact[value]!] === 2) several.push(value);
  return several;
}
