import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scoreSplinkFiles } from '../../src/app/scoreSplinkFiles.ts';
import { trainSplinkFiles } from '../../src/app/trainSplinkFiles.ts';
import { runHere } from '../../src/linkage/splink/sliceRunner.ts';

const options = { open: runHere, progress: () => {}, signal: new AbortController().signal };

/** Equality of a column, with these m and u. */
const equality = (column: string, m: number, u: number): object => ({
  output_column_name: column,
  comparison_levels: [
    { sql_condition: `"${column}_l" = "${column}_r"`, m_probability: m, u_probability: u },
    { sql_condition: 'ELSE', m_probability: 1 - m, u_probability: 1 - u },
  ],
});
/** Equal names are worth 3.17 bits, equal cities 2; of four people, 1 and 4 and 2 and 4 are not proposed. */
const MODEL = {
  link_type: 'dedupe_only',
  probability_two_random_records_match: 0.5,
  unique_id_column_name: 'id',
  sql_dialect: 'duckdb',
  blocking_rules_to_generate_predictions: ['l.name = r.name', 'l.city = r.city'],
  comparisons: [equality('name', 0.9, 0.1), equality('city', 0.8, 0.2)],
};
const HEADER = ['id', 'name', 'city', 'person'];
const PEOPLE = [
  ['1', 'Ana', 'Fresno', 'p'],
  ['2', 'Ana', 'Fresno', 'p'],
  ['3', 'Ana', 'Selma', 'q'],
  ['4', 'Bo', 'Selma', ''],
];

let folder: string;
const at = (name: string): string => join(folder, name);
const write = (name: string, value: readonly (readonly string[])[] | object | string): Promise<void> =>
  writeFile(
    at(name),
    Array.isArray(value)
      ? `${papa.unparse(value as string[][])}\n`
      : typeof value === 'string'
        ? value
        : JSON.stringify(value),
  );
const rowsOf = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  papa.parse<Record<string, string>>(await readFile(at(name), 'utf8'), { header: true, skipEmptyLines: true })
    .data;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-results-'));
  await write('people.csv', [HEADER, ...PEOPLE]);
  await write('model.json', MODEL);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const score = (more: object = {}) =>
  scoreSplinkFiles(
    { files: [at('people.csv')], model: at('model.json'), out: at('pairs.csv'), ...more },
    options,
  );
const clusters = (more: object = {}) => ({
  out: at('clusters.csv'),
  thresholds: [0.95],
  duplicateFree: [],
  ties: 'lowest_id' as const,
  ...more,
});

describe('clusters of scored pairs', () => {
  it('hold whoever can be reached at a threshold, and are named by their first record', async () => {
    const report = await score({ clusters: clusters({ thresholds: [0.3, 0.6, 0.95] }), leastWeight: 100 });
    expect(report.clusters).toEqual([
      { probability: 0.3, clusters: 1 },
      { probability: 0.6, clusters: 2 },
      { probability: 0.95, clusters: 3 },
    ]);
    expect(report).toMatchObject({ comparedPairs: 4, writtenPairs: 0 });
    const rows = await rowsOf('clusters.csv');
    expect(Object.keys(rows[0]!)).toEqual(['cluster_p_0_3', 'cluster_p_0_6', 'cluster_p_0_95', 'id']);
    expect(rows.map((row) => row['cluster_p_0_6'])).toEqual(['1', '1', '1', '4']);
    expect(rows.map((row) => row['cluster_p_0_95'])).toEqual(['1', '1', '3', '4']);
  });

  it('have at most one record of a source that holds each person once, by single best links', async () => {
    await write('model.json', { ...MODEL, link_type: 'link_and_dedupe' });
    await write('other.csv', [HEADER, ['1', 'Ana', 'Selma', 'q']]);
    const files = [at('people.csv'), at('other.csv')];
    const of = async (more: object) => {
      await score({ files, clusters: clusters({ thresholds: [0.6], ...more }) });
      const rows = await rowsOf('clusters.csv');
      expect(Object.keys(rows[0]!)).toEqual(['cluster_id', 'source_dataset', 'id']);
      return rows.map((row) => row['cluster_id']);
    };
    const first = 'other-__-1';
    expect(await of({})).toEqual([first, first, first, 'people-__-4', first]);
    expect(await of({ duplicateFree: ['people', 'other'] })).toEqual([
      'people-__-1',
      'people-__-2',
      first,
      'people-__-4',
      first,
    ]);
  });

  it('are refused at what is no probability, and for a source that no file is', async () => {
    for (const more of [{ thresholds: [1.5] }, { thresholds: [] }, { duplicateFree: ['nobody'] }]) {
      await expect(score({ clusters: clusters(more) })).rejects.toMatchObject({ code: 'CLUSTERS_INVALID' });
    }
    await expect(score({ leastProbability: 95 })).rejects.toMatchObject({ code: 'THRESHOLD_INVALID' });
    expect(await readdir(folder)).not.toContain('pairs.csv');
  });

  it('leave pairs below a probability out of the pairs file', async () => {
    await score({ leastProbability: 0.6 });
    expect((await rowsOf('pairs.csv')).map((row) => `${row['id_l']}-${row['id_r']}`)).toEqual([
      '1-2',
      '1-3',
      '2-3',
    ]);
  });
});

describe('an accuracy table of scored pairs', () => {
  const COUNTS = ['truth_threshold', 'tp', 'fp', 'fn', 'tn'];
  const table = async () =>
    (await rowsOf('accuracy.csv')).map((row) => COUNTS.map((name) => Number(row[name])));

  it('judges every possible pair by a label column; an empty label matches nobody', async () => {
    const report = await score({ accuracy: { out: at('accuracy.csv'), labelColumn: 'person' } });
    expect(await table()).toEqual([
      [-1.2, 1, 3, 0, 2],
      [1.2, 1, 2, 0, 3],
      [5.2, 1, 0, 0, 5],
    ]);
    expect(report.bestF1).toMatchObject({ weight: 5.2, precision: 1, recall: 1, f1: 1 });
  });

  it('judges labelled pairs alone, whichever way round; one that no rule proposed is missed', async () => {
    await write('labels.csv', [
      ['unique_id_l', 'unique_id_r', 'clerical_match_score'],
      ['2', '1', '1'],
      ['1', '3', '0.2'],
      ['1', '4', '0.8'],
    ]);
    await score({ accuracy: { out: at('accuracy.csv'), labels: at('labels.csv') } });
    expect(await table()).toEqual([
      [1.2, 1, 1, 1, 0],
      [5.2, 1, 0, 1, 1],
    ]);
  });

  it.each([
    ['a column that is missing', 'unique_id_l,clerical_match_score\n1,1\n', /no column "unique_id_r"/],
    ['a record that no file has', 'id_l,id_r,clerical_match_score\n1,2,1\n1,99,1\n', /Line 3 of labels\.csv/],
    ['a score above 1', 'id_l,id_r,clerical_match_score\n1,2,7\n', /Line 2 .* from 0 to 1/],
    ['an empty score', 'id_l,id_r,clerical_match_score\n1,2,\n', /Line 2 .* from 0 to 1/],
    ['a record with itself', 'id_l,id_r,clerical_match_score\n1,1,1\n', /Line 2 .*dedupe_only/],
  ])('refuses labels with %s, by line and without the id', async (_, labels, message) => {
    await write('labels.csv', labels);
    const refused = score({ accuracy: { out: at('accuracy.csv'), labels: at('labels.csv') } });
    await expect(refused).rejects.toMatchObject({
      code: 'LABELS_INVALID',
      message: expect.stringMatching(message),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('99') });
    expect(await readdir(folder)).not.toContain('pairs.csv');
  });

  it('names a label column that no file has', async () => {
    const accuracy = { out: at('accuracy.csv'), labelColumn: 'family' };
    await expect(score({ accuracy })).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringContaining('"family"'),
    });
  });
});

describe('a list column of a file', () => {
  const TAGS = {
    output_column_name: 'tags',
    comparison_levels: [
      { sql_condition: '"tags_l" IS NULL OR "tags_r" IS NULL', is_null_level: true },
      { sql_condition: 'array_length(list_intersect("tags_l", "tags_r")) >= 1' },
      { sql_condition: 'ELSE' },
    ],
  };
  const rule = { blocking_rule: 'l.tags = r.tags', arrays_to_explode: ['tags'] };

  it('is read from square brackets, for levels and for rules that explode it', async () => {
    await write('model.json', {
      ...MODEL,
      comparisons: [TAGS],
      blocking_rules_to_generate_predictions: [rule, 'l.name = r.name'],
    });
    await write('people.csv', [
      ['id', 'name', 'tags'],
      ['1', 'Ana', '["x", "y"]'],
      ['2', 'Bo', "['y', 'z']"],
      ['3', 'Ana', '[z, w]'],
      ['4', 'Ana', ''],
      ['5', 'Ana', '[]'],
    ]);
    await score();
    const found = (await rowsOf('pairs.csv')).map((row) => [
      `${row['id_l']}-${row['id_r']}`,
      row['gamma_tags'],
      row['match_key'],
    ]);
    expect(found).toEqual([
      ['1-2', '1', '0'],
      ['2-3', '1', '0'],
      ['1-3', '0', '1'],
      ['1-4', '-1', '1'],
      ['1-5', '0', '1'],
      ['3-4', '-1', '1'],
      ['3-5', '0', '1'],
      ['4-5', '-1', '1'],
    ]);
    expect((await rowsOf('pairs.csv'))[0]!['tags_l']).toBe('["x","y"]');
  });

  it.each(['x', '[x', '["a" b]', "['a]", '[[a]]'])('is refused where a cell holds %s', async (cell) => {
    await write('model.json', { ...MODEL, comparisons: [TAGS] });
    await write('people.csv', [
      ['id', 'name', 'city', 'tags'],
      ['1', 'Ana', 'Fresno', '[a]'],
      ['2', 'Ana', 'Fresno', cell],
    ]);
    await expect(score()).rejects.toMatchObject({
      code: 'LIST_CELL_INVALID',
      message: expect.stringMatching(/"tags".*record 2 of people\.csv/),
    });
  });
});

describe('a Splink model trained on labels', () => {
  const train = (more: object = {}) =>
    trainSplinkFiles(
      {
        files: [at('people.csv')],
        model: at('model.json'),
        out: at('saved'),
        deterministicRules: [],
        recall: 1,
        emRules: [],
        randomPairs: 0,
        seed: 1,
        termFrequencies: true,
        ...more,
      },
      options,
    );
  const mOf = ({ comparisons }: Awaited<ReturnType<typeof train>>) =>
    comparisons.map(({ levels }) => levels.map(({ m }) => m));

  it('takes m from a column, and leaves u and λ as they were', async () => {
    await write('people.csv', [HEADER, ...PEOPLE.with(3, ['4', 'Bo', 'Selma', 'q'])]);
    const report = await train({ labelColumn: 'person' });
    // pairs 1-2 and 3-4
    expect(mOf(report)[0]).toEqual([0.5, 0.5]);
    // no matching pair has different cities: m stays
    expect(mOf(report)[1]![0]).toBe(1);
    expect(mOf(report)[1]![1]).toBeCloseTo(0.2, 12);
    expect(report.comparisons.flatMap(({ levels }) => levels.map(({ u }) => u))).toEqual([
      0.1, 0.9, 0.2, 0.8,
    ]);
    expect(report.lambda).toBe(0.5);
  });

  it('takes every listed pair for a match, whatever its score, as Splink does', async () => {
    await write('labels.csv', 'id_l,id_r,clerical_match_score\n1,2,1\n1,3,1\n3,2,0\n1,4,0\n');
    const report = await train({ labels: at('labels.csv') });
    expect(mOf(report)).toEqual([
      [0.75, 0.25],
      [0.25, 0.75],
    ]);
    const meta = JSON.parse(await readFile(at('saved/model.meta.json'), 'utf8'));
    expect(meta.settings).toMatchObject({ labels: 'labels.csv', randomPairs: 0, learnU: false });
  });

  it('takes λ from the sessions when told so', async () => {
    const emRules = ['l.city = r.city'];
    const [kept, learned] = [await train({ emRules }), await train({ emRules, lambdaFromSessions: true })];
    expect(kept.lambda).toBe(0.5);
    expect(learned.lambda).not.toBe(0.5);
    expect(learned.lambda).toBeCloseTo(learned.sessions[0]!.lambda, 12);
  });
});
