import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { COUNTY_COLUMNS, madeUpCounty } from '../../build/spark/madeUpCounty.ts';
import { pythonWith } from '../../build/spark/python.ts';
import { pairKey } from '../../build/spark/splinkRun.ts';
import { scoreSplinkFiles } from '../../src/app/scoreSplinkFiles.ts';
import { trainSplinkFiles } from '../../src/app/trainSplinkFiles.ts';
import { runHere } from '../../src/linkage/splink/sliceRunner.ts';
import { auditModel } from './auditModel.ts';

const environment = pythonWith(['splink==4.0.16', 'duckdb==1.3.2', 'pandas==2.2.3']);
if ('reason' in environment) process.stderr.write(`Splink itself is not asked: ${environment.reason}.\n`);

const options = { open: runHere, progress: () => {}, signal: new AbortController().signal };
const TOLERANCE = 1e-9;
const THRESHOLDS = [0.5, 0.99];
const RULES = ['l.ssn = r.ssn', 'l.first_name = r.first_name AND l.last_name = r.last_name'];
const SESSIONS = [
  { rule: 'l.dob = r.dob', without_tf: false, learn_u: false },
  { rule: 'l.last_name = r.last_name AND l.first_name = r.first_name', without_tf: false, learn_u: false },
];

type Cells = Readonly<Record<string, string | number | null>>;
type SavedLevel = { readonly m_probability?: number; readonly u_probability?: number };
type SavedModel = {
  readonly probability_two_random_records_match: number;
  readonly comparisons: readonly { readonly comparison_levels: readonly SavedLevel[] }[];
};
type Audit = {
  readonly model: SavedModel;
  readonly pairs: readonly Cells[];
  readonly clusters: readonly (readonly Cells[])[];
  readonly single_best: Readonly<Record<string, readonly Cells[]>>;
  readonly unlinkables: readonly Cells[];
  readonly by_labels: readonly Cells[];
  readonly by_column: readonly Cells[];
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The made-up county as files, with exact copies of some records, and labels of which one in seven is wrong. */
function writeCounty(isOneFile: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-audit-'));
  folders.push(folder);
  const at = (name: string): string => join(folder, name);
  const county = madeUpCounty(700, 5).map(({ name, columns }) => ({
    name,
    rows: columns.get('record')!.flatMap((record, row) => {
      const whole = COUNTY_COLUMNS.map((column) => columns.get(column)![row] ?? '').map((value) =>
        typeof value === 'object' ? JSON.stringify(value) : value,
      );
      // ties: two records that are equally good
      return row % 10 === 0 ? [whole, [`copy-${String(record)}`, ...whole.slice(1)]] : [whole];
    }),
  }));
  const files = isOneFile ? [{ name: 'county', rows: county.flatMap(({ rows }) => rows) }] : county;
  for (const { name, rows } of files) {
    writeFileSync(at(`${name}.csv`), papa.unparse([[...COUNTY_COLUMNS], ...rows]));
  }
  const [left, right] = county.map(({ name, rows }) => ({ name: isOneFile ? 'county' : name, rows }));
  const labels: (readonly unknown[])[] = [];
  for (const [at1, one] of left!.rows.entries()) {
    const match = right!.rows.find((row) => row[1] === one[1]);
    if (match !== undefined)
      labels.push([left!.name, one[0], right!.name, match[0], at1 % 7 === 0 ? 0.2 : 0.9]);
    else if (at1 % 9 === 0) labels.push([right!.name, right!.rows[at1 % 100]![0], left!.name, one[0], 0]);
  }
  const header = ['source_dataset_l', 'record_l', 'source_dataset_r', 'record_r', 'clerical_match_score'];
  writeFileSync(at('labels.csv'), papa.unparse([header, ...labels]));
  return { at, names: files.map(({ name }) => name) };
}

function askSplink(job: object, jobFile: string): Audit {
  const script = fileURLToPath(new URL('../../build/spark/audit.py', import.meta.url));
  const out = `${jobFile}.out`;
  writeFileSync(jobFile, JSON.stringify({ ...job, out }));
  const python = 'python' in environment ? environment.python : '';
  const run = spawnSync(python, [script, jobFile], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr.trim().split('\n').slice(-8).join('\n'));
  return JSON.parse(readFileSync(out, 'utf8')) as Audit;
}

const rowsOf = (file: string): readonly Cells[] =>
  papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;

/** The largest difference between our cells and Splink's in the named columns, row by row. */
function largestDifference(
  ours: readonly Cells[],
  theirs: readonly Cells[],
  names: readonly string[],
): number {
  expect(ours.length).toBe(theirs.length);
  return Math.max(
    ...ours.flatMap((row, at) =>
      names.map((name) => {
        const [a, b] = [row[name], theirs[at]![name]];
        return (a ?? '') === '' && b === null ? 0 : Math.abs(Number(a) - Number(b));
      }),
    ),
  );
}

const plain = { labelColumn: false, labels: false, learnU: false, withoutTf: false, lambdaFromEm: false };

describe.skipIf('reason' in environment)('all that Splink mode does, beside Splink itself', () => {
  it.each([
    ['two files', 'link_only', plain],
    ['two files, EM without term frequencies', 'link_only', { ...plain, withoutTf: true }],
    [
      'two files, m from a label column, λ from EM',
      'link_only',
      { ...plain, labelColumn: true, lambdaFromEm: true },
    ],
    ['two files with duplicates, m from labels', 'link_and_dedupe', { ...plain, labels: true }],
    ['one file, EM learns u', 'dedupe_only', { ...plain, learnU: true }],
  ] as const)('%s', async (_, linkType, how) => {
    const { at, names } = writeCounty(linkType === 'dedupe_only');
    const files = names.map((name) => at(`${name}.csv`));
    writeFileSync(at('start.json'), JSON.stringify(auditModel(linkType)));
    const theirs = askSplink(
      {
        tables: names.map((name) => ({ name, csv: at(`${name}.csv`) })),
        lists: ['aliases'],
        model: at('start.json'),
        training: {
          deterministic_rules: RULES,
          recall: 0.9,
          max_pairs: 1e7,
          label_column: how.labelColumn ? 'person' : null,
          labels: how.labels ? at('labels.csv') : null,
          sessions: SESSIONS.map((session) => ({
            ...session,
            without_tf: how.withoutTf,
            learn_u: how.learnU,
          })),
          lambda_from_em: how.lambdaFromEm,
        },
        labels: at('labels.csv'),
        label_column: 'person',
        thresholds: THRESHOLDS,
        duplicate_free: linkType === 'dedupe_only' ? [] : names.slice(0, linkType === 'link_only' ? 2 : 1),
      },
      at('job.json'),
    );

    await trainSplinkFiles(
      {
        files,
        model: at('start.json'),
        out: at('saved'),
        deterministicRules: RULES,
        recall: 0.9,
        emRules: SESSIONS.map(({ rule }) => rule),
        randomPairs: 1e7,
        seed: 1,
        termFrequencies: !how.withoutTf,
        learnU: how.learnU,
        lambdaFromSessions: how.lambdaFromEm,
        ...(how.labelColumn ? { labelColumn: 'person' } : {}),
        ...(how.labels ? { labels: at('labels.csv') } : {}),
      },
      options,
    );
    const saved = JSON.parse(readFileSync(at('saved/model.duckdb.json'), 'utf8')) as SavedModel;
    const parameters = ({ probability_two_random_records_match: lambda, comparisons }: SavedModel) => [
      lambda,
      ...comparisons.flatMap(({ comparison_levels: levels }) =>
        levels.flatMap(({ m_probability: m, u_probability: u }) => [m, u]),
      ),
    ];
    const [learned, expected] = [parameters(saved), parameters(theirs.model)];
    expect(learned.map((value) => value === undefined)).toEqual(expected.map((value) => value === undefined));
    const off = learned.map((value, index) => Math.abs((value ?? 0) - (expected[index] ?? 0)));
    expect(Math.max(...off)).toBeLessThanOrEqual(TOLERANCE);

    const score = (more: object = {}) =>
      scoreSplinkFiles(
        { files, model: at('saved/model.duckdb.json'), out: at('pairs.csv'), ...more },
        options,
      );
    const clusters = { out: at('clusters.csv'), thresholds: THRESHOLDS, duplicateFree: [], ties: 'drop' };
    await score({
      clusters,
      unlinkables: at('curve.csv'),
      accuracy: { out: at('by-labels.csv'), labels: at('labels.csv') },
    });
    const keyOf = (row: Cells): string => pairKey(String(row['record_l']), String(row['record_r']));
    const byKey = (rows: readonly Cells[]) => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const pairs = byKey(rowsOf(at('pairs.csv')));
    expect(pairs.map(keyOf)).toEqual(byKey(theirs.pairs).map(keyOf));
    const gammas = Object.keys(pairs[0]!).filter((name) => name.startsWith('gamma_'));
    expect(gammas.length).toBe(7);
    const compared = ['match_weight', 'match_probability', 'match_key', ...gammas];
    expect(largestDifference(pairs, byKey(theirs.pairs), compared)).toBeLessThanOrEqual(TOLERANCE);

    const named = (rows: readonly Cells[], column: string): ReadonlyMap<unknown, unknown> =>
      new Map(rows.map((row) => [`${row['source_dataset']} ${row['record']}`, row[column]]));
    const ours = rowsOf(at('clusters.csv'));
    for (const [index, column] of ['cluster_p_0_5', 'cluster_p_0_99'].entries()) {
      expect(named(ours, column)).toEqual(named(theirs.clusters[index]!, 'cluster_id'));
    }
    for (const [ties, rows] of Object.entries(theirs.single_best)) {
      const duplicateFree = names.slice(0, linkType === 'link_only' ? 2 : 1);
      await score({ clusters: { ...clusters, thresholds: [0.5], duplicateFree, ties } });
      expect(named(rowsOf(at('clusters.csv')), 'cluster_id')).toEqual(named(rows, 'cluster_id'));
    }

    const curve = ['match_weight', 'match_probability', 'prop', 'cum_prop'];
    expect(largestDifference(rowsOf(at('curve.csv')), theirs.unlinkables, curve)).toBeLessThanOrEqual(1e-6);

    await score({ accuracy: { out: at('by-column.csv'), labelColumn: 'person' } });
    for (const [file, table] of [
      ['by-labels.csv', theirs.by_labels],
      ['by-column.csv', theirs.by_column],
    ] as const) {
      const rows = rowsOf(at(file));
      expect(rows.length).toBeGreaterThan(3);
      // Splink rounds thresholds in single precision
      expect(largestDifference(rows, table, ['truth_threshold'])).toBeLessThanOrEqual(1e-5);
      const counts = Object.keys(rows[0]!).filter(
        (name) => !['truth_threshold', 'match_probability'].includes(name),
      );
      expect(largestDifference(rows, table, counts)).toBeLessThanOrEqual(1e-6);
    }
  });
});
