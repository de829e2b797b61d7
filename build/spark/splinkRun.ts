import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papa from 'papaparse';
import type { Dialect } from '../../src/linkage/splink/expression.ts';
import type { SplinkModel } from '../../src/linkage/splink/model.ts';
import { modelFiles } from '../../src/linkage/splink/modelFiles.ts';
import type { ScoredPair } from '../../src/linkage/splink/predict.ts';
import { type Records, sizesOf } from '../../src/linkage/splink/records.ts';
import type { FrequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import type { Value } from '../../src/linkage/splink/value.ts';

/** A pair as Splink scored it; levels in the order of the model. */
export type SplinkPair = {
  readonly weight: number;
  readonly matchKey: number;
  readonly gammas: readonly number[];
};

/** The name of a pair without its orientation, which the ids' types decide. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** The name of a pair that Linkdesk scored. */
export function keyOfPair(records: Records, { left, right }: ScoredPair): string {
  return pairKey(records.ids[left]!, records.ids[right]!);
}

/** Where Splink saves the model it scored with. */
export const savedBySplink = (folder: string, dialect: Dialect): string =>
  join(folder, `saved.${dialect}.json`);

/**
 * Saves a model, its term frequencies and the records to `folder`, lets Splink score them and save the model as it
 * understood it, and gives its pairs.
 * @throws Error with Splink's last words when it fails.
 */
export function scoreWithSplink(
  python: string,
  folder: string,
  dialect: Dialect,
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
): ReadonlyMap<string, SplinkPair> {
  for (const [name, text] of modelFiles(model, tables)) writeFileSync(join(folder, name), text);
  const meta: { termFrequencyTables: readonly { column: string; file: string }[] } = JSON.parse(
    readFileSync(join(folder, 'model.meta.json'), 'utf8'),
  );
  const out = join(folder, `pairs.${dialect}.csv`);
  const job = {
    backend: dialect,
    model: join(folder, `model.${dialect}.json`),
    tables: writeRecords(records, folder),
    lists: records.columns.names.filter((name) => records.columns.values(name).some(Array.isArray)),
    frequencies: meta.termFrequencyTables.map(({ column, file }) => ({ column, csv: join(folder, file) })),
    out,
    saved: savedBySplink(folder, dialect),
  };
  const jobFile = join(folder, `job.${dialect}.json`);
  writeFileSync(jobFile, JSON.stringify(job));
  const run = spawnSync(python, [join(import.meta.dirname, 'score.py'), jobFile], { encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`Splink failed: ${run.stderr.trim().split('\n').slice(-5).join('\n')}`);
  return readPairs(readFileSync(out, 'utf8'), model);
}

function writeRecords(records: Records, folder: string): readonly { name: string; csv: string }[] {
  const names = [...records.columns.names];
  const values = new Map(names.map((name) => [name, records.columns.values(name)]));
  const sizes = sizesOf(records);
  let start = 0;
  return records.sources.map((name, source) => {
    const end = start + sizes[source]!;
    const rows = Array.from({ length: end - start }, (_, at) =>
      names.map((column) => cellOf(values.get(column)![start + at] ?? '')),
    );
    start = end;
    const csv = join(folder, `${name}.csv`);
    writeFileSync(csv, papa.unparse({ fields: names, data: rows }));
    return { name, csv };
  });
}

/** A list as JSON. */
function cellOf(value: Exclude<Value, null>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readPairs(csv: string, model: SplinkModel): ReadonlyMap<string, SplinkPair> {
  const id = model.settings.uniqueIdColumn;
  const { data } = papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  return new Map(
    data.map((row) => [
      pairKey(row[`${id}_l`] ?? '', row[`${id}_r`] ?? ''),
      {
        weight: Number(row['match_weight']),
        matchKey: Number(row['match_key']),
        gammas: model.comparisons.map(({ name }) => Number(row[`${model.settings.gammaPrefix}${name}`])),
      },
    ]),
  );
}
