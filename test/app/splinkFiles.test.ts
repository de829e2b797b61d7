import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scoreSplinkFiles } from '../../src/app/scoreSplinkFiles.ts';
import { trainSplinkFiles } from '../../src/app/trainSplinkFiles.ts';
import { predict } from '../../src/linkage/splink/predict.ts';
import { runHere } from '../../src/linkage/splink/sliceRunner.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { EXAMPLE_MODEL_FILE, exampleModel, examplePeople, PEOPLE } from '../linkage/splink/exampleModel.ts';

const options = { open: runHere, progress: () => {}, signal: new AbortController().signal };
const COLUMNS = ['id', 'first', 'surname', 'dob', 'city'];
let folder: string;
const at = (name: string): string => join(folder, name);
const write = (name: string, value: unknown): Promise<void> =>
  writeFile(at(name), typeof value === 'string' ? value : JSON.stringify(value));
const rowsOf = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  papa.parse<Record<string, string>>(await readFile(at(name), 'utf8'), { header: true, skipEmptyLines: true })
    .data;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-splink-'));
  await write('people.csv', papa.unparse([COLUMNS, ...PEOPLE.map((row) => row.map((cell) => cell ?? ''))]));
  await write('model.json', { ...EXAMPLE_MODEL_FILE, retain_intermediate_calculation_columns: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const score = (more: object = {}) =>
  scoreSplinkFiles(
    { files: [at('people.csv')], model: at('model.json'), out: at('pairs.csv'), ...more },
    options,
  );

describe('files scored by a Splink model', () => {
  it('give every pair under the names that Splink gives its columns', async () => {
    const report = await score();
    const records = examplePeople();
    const model = exampleModel();
    const expected = [...predict(model, records, frequencyTables(model, records.columns))];
    const rows = await rowsOf('pairs.csv');
    expect(Object.keys(rows[0]!).join()).toBe(
      'match_weight,match_probability,id_l,id_r,first_l,first_r,surname_l,surname_r,gamma_name,tf_surname_l,' +
        'tf_surname_r,bf_name,bf_tf_adj_name,dob_l,dob_r,gamma_dob,bf_dob,city_l,city_r,gamma_city,bf_city,match_key',
    );
    expect(
      rows.map((row) => [row['id_l'], row['id_r'], Number(row['match_weight']), row['match_key']]),
    ).toEqual(
      expected.map(({ left, right, weight, matchKey }) => [
        records.ids[left],
        records.ids[right],
        weight,
        String(matchKey),
      ]),
    );
    for (const row of rows) {
      const factors = ['bf_name', 'bf_tf_adj_name', 'bf_dob', 'bf_city'].map((name) => Number(row[name]));
      const odds = factors.reduce((product, factor) => product * factor, 0.01 / 0.99);
      expect(Math.log2(odds)).toBeCloseTo(Number(row['match_weight']), 9);
    }
    expect(report).toMatchObject({ records: 7, possiblePairs: 21, comparedPairs: expected.length });
    expect(report.rules.map(({ pairs }) => pairs).reduce((sum, pairs) => sum + pairs)).toBe(expected.length);
  });

  it('are cut at a weight, and tell which records cannot be linked', async () => {
    const all = await score();
    const report = await score({ leastWeight: 3, unlinkables: at('curve.csv') });
    expect(report.comparedPairs).toBe(all.comparedPairs);
    expect(report.writtenPairs).toBeLessThan(all.writtenPairs);
    expect((await rowsOf('pairs.csv')).every((row) => Number(row['match_weight']) >= 3)).toBe(true);
    const curve = await rowsOf('curve.csv');
    expect(Object.keys(curve[0]!)).toEqual(['match_weight', 'match_probability', 'prop', 'cum_prop']);
  });

  it('take term frequencies from tables when told so', async () => {
    await write('tf_surname.csv', 'surname,tf_surname\nRuiz,0.5\nTran,0.0001\n');
    await score({ frequencies: folder });
    const rows = await rowsOf('pairs.csv');
    expect(
      new Set(rows.filter((row) => row['surname_l'] === 'Ruiz').map((row) => row['tf_surname_l'])),
    ).toEqual(new Set(['0.5']));
    await write('tf_surname.csv', 'surname,tf_surname\nRuiz,many\n');
    await expect(score({ frequencies: folder })).rejects.toMatchObject({ code: 'TF_TABLE_INVALID' });
  });

  it('lose no row without a count, and are refused where a row is cut off, has no id or a column is there twice', async () => {
    const header = COLUMNS.join(',');
    const rows = PEOPLE.map((row) => row.map((cell) => cell ?? '').join(','));
    await writeFile(at('people.csv'), [header, ...rows, `${rows[0]!},more`, '77,too,few', ''].join('\n'));
    const { records, files, model } = await score();
    expect(records).toBe(PEOPLE.length);
    expect(files).toEqual([
      { file: 'people.csv', records: PEOPLE.length, leftOut: 2, firstLeftOut: PEOPLE.length + 2 },
    ]);
    expect(model.comparisons.map(({ name }) => name)).toEqual(['name', 'dob', 'city']);
    await rm(at('pairs.csv'));

    const wounds: readonly (readonly [string, string, RegExp])[] = [
      [[header, ...rows.slice(0, 2), '9,"An'].join('\n'), 'FILE_TRUNCATED', /people\.csv, line 4/],
      [
        [header, rows[0]!, rows[1]!.replace(/^[^,]+/, ''), ''].join('\n'),
        'RECORD_ID_MISSING',
        /Line 3 of people/,
      ],
      [[header.replace('city', 'first'), ...rows, ''].join('\n'), 'COLUMN_MISSING', /"city"/],
      [
        [`${header},city`, ...rows.map((row) => `${row},x`), ''].join('\n'),
        'COLUMN_TWICE',
        /"city".*Rename one/,
      ],
    ];
    for (const [text, code, words] of wounds) {
      await writeFile(at('people.csv'), text);
      await expect(score()).rejects.toMatchObject({ code, message: expect.stringMatching(words) as string });
    }
    await expect(readFile(at('pairs.csv'))).rejects.toThrow('ENOENT');
  });

  it('are refused by name where model and files do not fit, and leave nothing behind', async () => {
    await write('short.csv', 'id,first,dob\n1,Ana,1990-01-02\n');
    const refusals = [
      [{ files: [at('short.csv')] }, 'COLUMN_MISSING', /short\.csv.*"surname", "city"/],
      [{ idColumn: 'ssn' }, 'COLUMN_MISSING', /"ssn"/],
      [{ files: [] }, 'FILES_MISSING', /at least one file/],
    ] as const;
    for (const [more, code, message] of refusals) {
      await expect(score(more)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    }
    await write('model.json', { ...EXAMPLE_MODEL_FILE, salt: 1 });
    await expect(score()).rejects.toMatchObject({ code: 'SPLINK_KEY_UNKNOWN' });
    const levels = [
      { sql_condition: 'soundex("city_l") = soundex("city_r")', label_for_charts: 'sounds alike' },
      { sql_condition: 'ELSE' },
    ];
    await write('model.json', {
      ...EXAMPLE_MODEL_FILE,
      comparisons: [{ output_column_name: 'city', comparison_levels: levels }],
    });
    await expect(score()).rejects.toMatchObject({
      code: 'SPLINK_FUNCTION_UNKNOWN',
      message: expect.stringMatching(/sounds alike.*soundex/),
    });
    expect(await readdir(folder)).not.toContain('pairs.csv');
  });
});

describe('a Splink model trained on files', () => {
  const train = (more: object = {}) =>
    trainSplinkFiles(
      {
        files: [at('people.csv')],
        model: at('model.json'),
        out: at('saved'),
        deterministicRules: ['l.first = r.first AND l.surname = r.surname'],
        recall: 0.5,
        emRules: ['l.surname = r.surname', 'l.dob = r.dob'],
        randomPairs: 1000,
        seed: 1,
        termFrequencies: true,
        ...more,
      },
      options,
    );

  it('is saved for both engines, and scores the files that it was trained on', async () => {
    const report = await train();
    expect(report.lambda).toBeCloseTo(1 / 0.5 / 21, 12);
    expect(report.sessions.map(({ comparisons }) => comparisons)).toEqual([
      ['dob', 'city'],
      ['name', 'city'],
    ]);
    const unseen = report.comparisons.flatMap(({ levels }) =>
      levels.flatMap(({ notObserved }) => notObserved),
    );
    expect(unseen).toContain('m');
    expect(report.files).toEqual([
      'model.duckdb.json',
      'model.spark.json',
      'tf_surname.csv',
      'model.meta.json',
    ]);
    const meta = JSON.parse(await readFile(at('saved/model.meta.json'), 'utf8'));
    expect(meta.settings).toMatchObject({ emRules: ['l.surname = r.surname', 'l.dob = r.dob'], seed: 1 });
    const weights: string[][] = [];
    for (const dialect of ['duckdb', 'spark']) {
      await score({ model: at(`saved/model.${dialect}.json`), frequencies: at('saved') });
      weights.push((await rowsOf('pairs.csv')).map((row) => row['gamma_dob']!));
    }
    expect(weights[0]).toEqual(weights[1]);
  });

  it('names the rule that cannot be read', async () => {
    await expect(train({ emRules: ['surname = surname'] })).rejects.toMatchObject({
      code: 'SPLINK_SQL_UNREADABLE',
      message: expect.stringContaining('In the rule surname = surname'),
    });
    await expect(train({ emRules: ['l.id = r.id'] })).rejects.toMatchObject({ code: 'NO_TRAINING_PAIRS' });
    expect(await readdir(folder)).not.toContain('saved');
  });
});
