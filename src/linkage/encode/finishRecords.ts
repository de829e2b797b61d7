import type { EncodedColumn, EncodedRecords } from './encodedRecords.ts';
import { placeholderDates, withoutPlaceholders } from './placeholderDates.ts';
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
  /** A value number for every record, −1 for none; placeholders among dates too. */
  readonly columns: readonly Int32Array[];
  /** Per column how many records have each value. */
  readonly counts: readonly Int32Array[];
};

/** Makes records ready to be compared: features of their values, compact values, how many have each. */
export function finishRecords(
  { linkType, columns: specs, kinds }: RecordLayout,
  { tables: numbered, columns: lists, counts: given, ...rest }: NumberedRecords,
): EncodedRecords {
  const tables = numbered.map((values, table) => {
    const own = given.filter((_, column) => specs[column]!.table === table);
    const isOther = rest.otherNames !== undefined;
    return finishValues(
      values,
      kinds[table]!,
      (value) => isOther || own.some((counts) => counts[value]! > 0),
    );
  });
  const columns = specs.map(({ name, role, kind, table }, i): EncodedColumn => {
    const { compact } = tables[table]!;
    const placeholders = kind === 'date' ? placeholderDates(given[i]!) : [];
    const values = withoutPlaceholders(lists[i]!, placeholders);
    const counts = countsOfKeys(given[i]!, compact, placeholders);
    let filled = 0;
    for (let key = 0; key < counts.length; key++) filled += counts[key]!;
    const setAside = placeholders.reduce((sum, date) => sum + given[i]![date]!, 0);
    return { name, role, kind, table, values, keys: keysOf(values, compact), counts, filled, setAside };
  });
  return { linkType, ...rest, columns, tables };
}

/** How many records have each compact value. */
function countsOfKeys(counts: Int32Array, compact: Int32Array, placeholders: readonly number[]): Int32Array {
  if (placeholders.length === 0 && counts.length === compact.length && isIdentity(compact)) return counts;
  const ofKeys = sharedInt32(compact.length);
  for (let value = 0; value < counts.length; value++) {
    const key = compact[value]!;
    ofKeys[key] = ofKeys[key]! + counts[value]!;
  }
  for (const date of placeholders) ofKeys[date] = 0;
  return ofKeys;
}

/** The compact values of a column. */
function keysOf(values: Int32Array, compact: Int32Array): Int32Array {
  if (isIdentity(compact)) return values;
  const keys = sharedInt32(values.length);
  for (let record = 0; record < values.length; record++) {
    const value = values[record]!;
    keys[record] = value < 0 ? -1 : compact[value]!;
  }
  return keys;
}

function isIdentity(compact: Int32Array): boolean {
  for (let value = 0; value < compact.length; value++) if (compact[value] !== value) return false;
  return true;
}
