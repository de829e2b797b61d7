import { LinkdeskError } from '../../domain/error.ts';
import type { Columns } from './compile.ts';
import type { SplinkModel } from './model.ts';
import { compareText, type Value } from './value.ts';

/** The share of each value among the values of a column that are not missing. */
export type FrequencyTable = ReadonlyMap<Value, number>;

/** Frequency tables by column name. */
export type FrequencyTables = ReadonlyMap<string, FrequencyTable>;

/** The columns whose frequencies a model uses, each once. */
export function frequencyColumns(model: SplinkModel): readonly string[] {
  const columns = model.comparisons.flatMap(({ levels }) =>
    levels.map(({ termFrequency }) => termFrequency?.column),
  );
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/** Counts a column over all files stacked together: count of the value ÷ count of values (linkage.md 6.3). */
export function countFrequencies(values: readonly Value[]): FrequencyTable {
  const counts = new Map<Value, number>();
  let total = 0;
  for (const value of values) {
    if (value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    total++;
  }
  return new Map([...counts].map(([value, count]) => [value, count / total]));
}

/** The tables a model needs: those given, and the others counted from the records (linkage.md 5.2, 6.3). */
export function frequencyTables(
  model: SplinkModel,
  columns: Columns,
  registered: FrequencyTables = new Map(),
): FrequencyTables {
  const tables = frequencyColumns(model).map(
    (column) =>
      [column, registered.get(column) ?? countFrequencies(frequencySource(columns, column))] as const,
  );
  return new Map(tables);
}

/** Per record the frequency of its value in a column, NaN where the value is missing or not in the table. */
export function frequenciesOfRecords(values: readonly Value[], table: FrequencyTable): Float64Array {
  return Float64Array.from(values, (value) =>
    value === null ? Number.NaN : (table.get(value) ?? Number.NaN),
  );
}

/** The values a frequency is counted over; an error when no file has the column. */
export function frequencySource(columns: Columns, column: string): readonly Value[] {
  const values = columns.get(column);
  if (values !== undefined) return values;
  throw new LinkdeskError(
    'COLUMN_MISSING',
    `The model adjusts for how common a value of "${column}" is, but no file has that column.`,
  );
}

/** A frequency table as CSV with the columns `<column>` and `tf_<column>`, sorted by value (linkage.md 5.2). */
export function frequencyCsv(column: string, table: FrequencyTable): string {
  const rows = [...table]
    .map(([value, frequency]) => [String(value), frequency] as const)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([value, frequency]) => `${csvField(value)},${frequency}\n`);
  return `${csvField(column)},${csvField(`tf_${column}`)}\n${rows.join('')}`;
}

function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
