import type { SplinkModel } from './model.ts';
import { type FrequencyTables, frequencyCsv } from './termFrequencies.ts';
import { writeSplinkModel } from './writeModel.ts';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The name of the file that holds the term frequencies of a column, another one for every column: letters, digits, `_`
 * and `-` stand for themselves, any other character as its number between dots (`first name` is `tf_first.20.name.csv`).
 */
export const frequencyFile = (column: string): string =>
  `tf_${column.replaceAll(/[^A-Za-z0-9_-]/gu, (mark) => `.${mark.codePointAt(0)!.toString(16)}.`)}.csv`;

/**
 * A model as the files that leave Linkdesk, by name (linkage.md 5): the model for DuckDB and for Spark, a CSV for each
 * term-frequency column, and a side file with our own settings, which Splink would refuse inside the model. Same
 * model, tables and settings: same bytes.
 */
export function modelFiles(
  model: SplinkModel,
  tables: FrequencyTables,
  settings: Readonly<Record<string, Json>> = {},
): ReadonlyMap<string, string> {
  const frequencies = [...tables].map(([column, table]) => ({
    column,
    file: frequencyFile(column),
    text: frequencyCsv(column, table),
  }));
  const meta = {
    format: 'linkdesk-model-meta',
    version: 1,
    models: { duckdb: 'model.duckdb.json', spark: 'model.spark.json' },
    termFrequencyTables: frequencies.map(({ column, file }) => ({ column, file })),
    settings,
  };
  return new Map([
    ['model.duckdb.json', writeSplinkModel(model, 'duckdb')],
    ['model.spark.json', writeSplinkModel(model, 'spark')],
    ...frequencies.map(({ file, text }) => [file, text] as const),
    ['model.meta.json', `${JSON.stringify(meta, null, 2)}\n`],
  ]);
}
