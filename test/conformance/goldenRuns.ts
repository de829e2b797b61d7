import { readSplinkModel } from '../../src/linkage/splink/readModel.ts';
import { type Records, stackRecords, type SplinkTable } from '../../src/linkage/splink/records.ts';
import type { SplinkModel } from '../../src/linkage/splink/model.ts';
import { type Row, sharedRows, sharedText } from './goldenFiles.ts';

/** The columns of a file; values are trimmed and an empty one is missing. `more` derives further columns of a row. */
export function tableOf(
  name: string,
  rows: readonly Row[],
  more: (row: Row) => Row = () => ({}),
): SplinkTable {
  const full = rows.map((row) => ({ ...row, ...more(row) }));
  const names = Object.keys(full[0] ?? {});
  return {
    name,
    columns: new Map(names.map((column) => [column, full.map((row) => row[column] || null)])),
  };
}

const personOf = (row: Row): Row => ({ cluster: (row['rec_id'] ?? '').split('-').slice(0, 2).join('-') });

/** A FEBRL file as the reference run read it: `cluster` is the part of the id that names the person. */
export function febrlTable(name: string, file: string): SplinkTable {
  return tableOf(name, sharedRows(`data/febrl/${file}`, true), personOf);
}

/** A model and the records it was trained on. */
export type GoldenRun = { readonly model: SplinkModel; readonly records: Records };

function runOf(model: string, tables: readonly SplinkTable[]): GoldenRun {
  const read = readSplinkModel(sharedText(`golden/models/${model}_model.json`));
  return { model: read, records: stackRecords(tables, read.linkType, read.settings.uniqueIdColumn) };
}

/** The runs of the reference engine that were kept. */
export const GOLDEN_RUNS = {
  fake1000: () => runOf('fake1000', [tableOf('fake_1000', sharedRows('data/fake1000/fake_1000.csv'))]),
  febrl1: () => runOf('febrl1', [febrlTable('febrl1', 'dataset1.csv')]),
  febrl2: () => runOf('febrl2', [febrlTable('febrl2', 'dataset2.csv')]),
  febrl4_official: () =>
    runOf('febrl4_official', [febrlTable('a', 'dataset4a.csv'), febrlTable('b', 'dataset4b.csv')]),
} as const;
