import { LinkdeskError } from '../../domain/error.ts';
import { sharedInt32 } from '../encode/sharedArrays.ts';
import { type Column, MISSING, sharedFloat64 } from './column.ts';
import type { ColumnStore } from './columnStore.ts';
import { log2Probability } from '../model/weight.ts';
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
export function countFrequencies(columns: ColumnStore, column: Column): FrequencyTable {
  const counts = new Map<Value, number>();
  let total = 0;
  /** A text is counted by its number, and looked up only once. */
  const countsOfTexts = column.kind === 'text' ? new Int32Array(columns.texts.size) : undefined;
  for (let record = 0; record < columns.count; record++) {
    if (countsOfTexts !== undefined && column.kind === 'text') {
      const id = column.ids[record]!;
      if (id >= 0) countsOfTexts[id] = countsOfTexts[id]! + 1;
      continue;
    }
    const value = columns.valueAt(column, record);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  countsOfTexts?.forEach((count, id) => {
    if (count > 0) counts.set(columns.text(id), count);
  });
  for (const count of counts.values()) total += count;
  return new Map([...counts].map(([value, count]) => [value, count / total]));
}

/** The tables a model needs: those given, and the others counted from the records (linkage.md 5.2, 6.3). */
export function frequencyTables(
  model: SplinkModel,
  columns: ColumnStore,
  registered: FrequencyTables = new Map(),
): FrequencyTables {
  const tables = frequencyColumns(model).map(
    (column) =>
      [
        column,
        registered.get(column) ?? countFrequencies(columns, frequencySource(columns, column)),
      ] as const,
  );
  return new Map(tables);
}

/**
 * The frequencies of a column's values by rank, so that the larger of two frequencies has the larger rank. Rank 0 is
 * no frequency: the value is missing or not in the table. In memory that threads share.
 */
export type FrequencyRanks = {
  /** Rank of each record's value. */
  readonly ranks: Int32Array;
  /** log2 of the frequency of each rank; NaN at 0. */
  readonly logs: Float64Array;
};

/** The ranks of the values of each table's column. */
export function frequencyRanks(
  columns: ColumnStore,
  tables: FrequencyTables,
): ReadonlyMap<string, FrequencyRanks> {
  return new Map([...tables].map(([name, table]) => [name, ranksOf(columns, name, table)]));
}

function ranksOf(columns: ColumnStore, name: string, table: FrequencyTable): FrequencyRanks {
  const column = frequencySource(columns, name);
  const sorted = [...new Set(Array.from(table.values(), log2Probability))].toSorted((a, b) => a - b);
  const rankOfLog = new Map(sorted.map((log, index) => [log, index + 1]));
  const logs = sharedFloat64(sorted.length + 1);
  logs[0] = Number.NaN;
  logs.set(sorted, 1);
  const ranks = sharedInt32(columns.count);
  const rankOfText = column.kind === 'text' ? new Int32Array(columns.texts.size).fill(-1) : undefined;
  for (let record = 0; record < columns.count; record++) {
    const id = column.kind === 'text' ? column.ids[record]! : MISSING;
    let rank = rankOfText?.[id] ?? -1;
    if (rank < 0) {
      const value = columns.valueAt(column, record);
      const frequency = value === null ? undefined : table.get(value);
      rank = frequency === undefined ? 0 : rankOfLog.get(log2Probability(frequency))!;
      if (rankOfText !== undefined && id !== MISSING) rankOfText[id] = rank;
    }
    ranks[record] = rank;
  }
  return { ranks, logs };
}

/** The column a frequency is counted over; an error when no file has it. */
function frequencySource(columns: ColumnStore, name: string): Column {
  const column = columns.find(name);
  if (column !== undefined) return column;
  throw new LinkdeskError(
    'COLUMN_MISSING',
    `The model adjusts for how common a value of "${name}" is, but no file has that column.`,
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
