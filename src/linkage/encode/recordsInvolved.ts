import type { EncodedColumn, EncodedRecords, OtherNames } from './encodedRecords.ts';
import { sharedInt32, sharedUint8 } from './sharedArrays.ts';
import { textsOf } from './textTable.ts';
import { finishValues, type ValueTable } from './valueTable.ts';

/**
 * Some records as if there were no others, but that values are as frequent as among all: to compare a few without
 * working out the features of every value. `numbers` are theirs, ascending; they are numbered anew in this order, and
 * have no households and only the ids of all.
 */
export function recordsInvolved(all: EncodedRecords, numbers: Int32Array): EncodedRecords {
  const rows = numbers.length;
  const flags = sharedUint8(rows);
  for (let i = 0; i < rows; i++) flags[i] = all.flags[numbers[i]!]!;
  const columns: EncodedColumn[] = [];
  const tables = all.tables.slice();
  all.tables.forEach((table, place) => {
    const own = all.columns.filter((column) => column.table === place);
    const used = own.some(({ kind }) => kind === 'name') ? undefined : valuesUsed(own, table, numbers);
    if (used !== undefined) tables[place] = finishValues(textsOf(table.texts, used.values), own[0]!.kind);
    for (const column of own) {
      const values = sharedInt32(rows);
      const keys = used === undefined && column.keys !== column.values ? sharedInt32(rows) : values;
      for (let i = 0; i < rows; i++) {
        const value = column.values[numbers[i]!]!;
        values[i] = value < 0 || used === undefined ? value : used.places[value]! - 1;
        if (keys !== values) keys[i] = column.keys[numbers[i]!]!;
      }
      const counts = used === undefined ? column.counts : used.values.map((value) => column.counts[value]!);
      columns[all.columns.indexOf(column)] = { ...column, values, keys, counts };
    }
  });
  const { ids, linkType, otherNames } = all;
  return {
    linkType,
    rows,
    ids,
    columns,
    tables,
    flags,
    leftRows: linkType === 'dedupe' ? rows : numbers.findLastIndex((record) => record < all.leftRows) + 1,
    ...(otherNames === undefined ? {} : { otherNames: namesOf(otherNames, numbers) }),
  };
}

/** The values that records have in some columns, and the place of each among them + 1. */
function valuesUsed(
  columns: readonly EncodedColumn[],
  { texts }: ValueTable,
  numbers: Int32Array,
): { readonly values: Int32Array; readonly places: Int32Array } {
  const places = new Int32Array(texts.size);
  const values = new Int32Array(numbers.length * columns.length);
  let size = 0;
  for (const column of columns) {
    for (let i = 0; i < numbers.length; i++) {
      const value = column.values[numbers[i]!]!;
      if (value < 0 || places[value] !== 0) continue;
      values[size++] = value;
      places[value] = size;
    }
  }
  return { values: values.subarray(0, size), places };
}

function namesOf({ starts, first, last }: OtherNames, numbers: Int32Array): OtherNames {
  const own = sharedInt32(numbers.length + 1);
  for (let i = 0; i < numbers.length; i++)
    own[i + 1] = own[i]! + starts[numbers[i]! + 1]! - starts[numbers[i]!]!;
  const names = { starts: own, first: sharedInt32(own.at(-1)!), last: sharedInt32(own.at(-1)!) };
  for (let i = 0; i < numbers.length; i++) {
    for (let from = starts[numbers[i]!]!, to = own[i]!; to < own[i + 1]!; from++, to++) {
      names.first[to] = first[from]!;
      names.last[to] = last[from]!;
    }
  }
  return names;
}
