import type { EncodedColumn, EncodedRecords } from './encodedRecords.ts';
import { withoutPlaceholders } from './placeholderDates.ts';
import { sharedInt32 } from './sharedArrays.ts';
import type { TextInterner, TextTable } from './textTable.ts';
import { finishValues, type ValueKind } from './valueTable.ts';

/** Which columns records have, and the kinds of the tables their values are numbered in. */
export type RecordLayout = Pick<EncodedRecords, 'linkType'> & {
  readonly columns: readonly Pick<EncodedColumn, 'name' | 'role' | 'kind' | 'table'>[];
  readonly kinds: readonly ValueKind[];
};

/** Records whose values have numbers; the rest is worked out from these. */
export type NumberedRecords = Omit<EncodedRecords, 'linkType' | 'columns' | 'tables'> & {
  readonly tables: readonly (TextInterner | TextTable)[];
  /** A value number for every record, −1 for none; placeholders are taken out of dates in place. */
  readonly columns: readonly Int32Array[];
};

/** Makes records ready to be compared: features of their values, compact values, how many have each. */
export function finishRecords(
  { linkType, columns: specs, kinds }: RecordLayout,
  { tables: numbered, columns: lists, ...rest }: NumberedRecords,
): EncodedRecords {
  const tables = numbered.map((values, i) => finishValues(values, kinds[i]!));
  const columns = specs.map(({ name, role, kind, table }, i): EncodedColumn => {
    const { compact } = tables[table]!;
    const values = kind === 'date' ? withoutPlaceholders(lists[i]!, compact.length) : lists[i]!;
    const keys = keysOf(values, compact);
    const counts = sharedInt32(compact.length);
    let filled = 0;
    for (const key of keys) {
      if (key < 0) continue;
      counts[key] = counts[key]! + 1;
      filled++;
    }
    return { name, role, kind, table, values, keys, counts, filled };
  });
  return { linkType, ...rest, columns, tables };
}

/** The compact values of a column. */
function keysOf(values: Int32Array, compact: Int32Array): Int32Array {
  if (compact.every((key, value) => key === value)) return values;
  const keys = sharedInt32(values.length);
  for (let record = 0; record < values.length; record++) {
    const value = values[record]!;
    keys[record] = value < 0 ? -1 : compact[value]!;
  }
  return keys;
}
