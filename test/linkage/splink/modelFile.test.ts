import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frequencyFile, modelFiles } from '../../../src/linkage/splink/modelFiles.ts';
import { predict } from '../../../src/linkage/splink/predict.ts';
import { readSplinkModel } from '../../../src/linkage/splink/readModel.ts';
import { frequencyTables } from '../../../src/linkage/splink/termFrequencies.ts';
import { writeSplinkModel } from '../../../src/linkage/splink/writeModel.ts';
import { EXAMPLE_MODEL_FILE, exampleModel, examplePeople } from './exampleModel.ts';

const records = examplePeople();

/** The example file with one comparison changed by hand. */
function withLevels(...levels: readonly object[]): string {
  const comparison = { output_column_name: 'city', comparison_levels: levels };
  return JSON.stringify({ ...EXAMPLE_MODEL_FILE, comparisons: [comparison] });
}

const CITY = '"city_l" = "city_r"';

describe('a Splink model file', () => {
  it('saved and loaded is the same model', () => {
    const model = exampleModel();
    expect(readSplinkModel(writeSplinkModel(model, 'duckdb'))).toEqual(model);
  });

  it('translated to Spark and back scores every pair the same', () => {
    const model = exampleModel();
    const spark = readSplinkModel(writeSplinkModel(model, 'spark'));
    expect(spark.dialect).toBe('spark');
    const back = readSplinkModel(writeSplinkModel(spark, 'duckdb'));
    const tables = frequencyTables(model, records.columns);
    expect([...predict(back, records, tables)]).toEqual([...predict(model, records, tables)]);
    expect([...predict(spark, records, tables)]).toEqual([...predict(model, records, tables)]);
  });

  it('leaves Linkdesk as four kinds of files, the same bytes every time', () => {
    const model = exampleModel();
    const tables = frequencyTables(model, records.columns);
    const files = modelFiles(model, tables, { thresholds: { link: 8, review: 2 } });
    expect([...files.keys()]).toEqual([
      'model.duckdb.json',
      'model.spark.json',
      'tf_surname.csv',
      'model.meta.json',
    ]);
    expect(files).toEqual(modelFiles(model, tables, { thresholds: { link: 8, review: 2 } }));
    expect(files.get('tf_surname.csv')).toBe(
      'surname,tf_surname\nAna,0.16666666666666666\nRuis,0.16666666666666666\nRuiz,0.5\nTran,0.16666666666666666\n',
    );
    expect(files.get('model.duckdb.json')).not.toMatch(/thresholds|bayes_factor|salting/);
    expect(JSON.parse(files.get('model.meta.json')!)).toMatchObject({
      settings: { thresholds: { link: 8, review: 2 } },
      termFrequencyTables: [{ column: 'surname', file: 'tf_surname.csv' }],
    });
  });

  it('keeps a term-frequency weight of 0 and leaves m and u of an unobserved level out', () => {
    const file = withLevels(
      { sql_condition: CITY, tf_adjustment_column: 'city', tf_adjustment_weight: 0, u_probability: 0.1 },
      { sql_condition: 'ELSE' },
    );
    const model = readSplinkModel(file);
    const saved = JSON.parse(writeSplinkModel(model, 'duckdb')).comparisons[0].comparison_levels[0];
    expect(saved.tf_adjustment_weight).toBe(0);
    expect(saved).not.toHaveProperty('m_probability');
    expect(readSplinkModel(writeSplinkModel(model, 'duckdb'))).toEqual(model);
  });

  it('may be written for Spark without saying so', () => {
    const model = exampleModel();
    const { sql_dialect: _dialect, ...file } = JSON.parse(writeSplinkModel(model, 'spark'));
    const rules = file.blocking_rules_to_generate_predictions.map(
      (rule: { blocking_rule: string }) => rule.blocking_rule,
    );
    const bare = JSON.stringify({ ...file, blocking_rules_to_generate_predictions: rules });
    expect(readSplinkModel(bare).dialect).toBe('spark');
  });

  it.each<readonly [string, string, string, string]>([
    ['no JSON', '{', 'SPLINK_MODEL_INVALID', 'JSON'],
    ['a list', '[]', 'SPLINK_MODEL_INVALID', 'braces'],
    [
      'a model of our own',
      '{"linkdeskModel":1,"lambda":0.1,"comparisons":[]}',
      'SPLINK_MODEL_INVALID',
      'link, dedupe and explain take it',
    ],
    ['an unknown key', JSON.stringify({ ...EXAMPLE_MODEL_FILE, plan: 1 }), 'SPLINK_KEY_UNKNOWN', '"plan"'],
    ['an unknown level key', withLevels({ sql_condition: CITY, color: 1 }), 'SPLINK_KEY_UNKNOWN', '"color"'],
    [
      'an unknown key of a comparison',
      JSON.stringify({
        ...EXAMPLE_MODEL_FILE,
        comparisons: [{ ...EXAMPLE_MODEL_FILE.comparisons[2], weight: 2 }],
      }),
      'SPLINK_KEY_UNKNOWN',
      '"weight" in comparison 1',
    ],
    [
      'an unknown key of a rule',
      JSON.stringify({
        ...EXAMPLE_MODEL_FILE,
        blocking_rules_to_generate_predictions: [{ blocking_rule: 'l.dob = r.dob', salt: 2 }],
      }),
      'SPLINK_KEY_UNKNOWN',
      '"salt" in blocking rule 1',
    ],
    ['no link type', JSON.stringify({ comparisons: [] }), 'SPLINK_MODEL_INVALID', 'link_type'],
    [
      'no comparisons',
      JSON.stringify({ ...EXAMPLE_MODEL_FILE, comparisons: [] }),
      'SPLINK_MODEL_INVALID',
      'no comparisons',
    ],
    [
      'two comparisons of one name',
      JSON.stringify({
        ...EXAMPLE_MODEL_FILE,
        comparisons: [EXAMPLE_MODEL_FILE.comparisons[2], EXAMPLE_MODEL_FILE.comparisons[2]],
      }),
      'SPLINK_MODEL_INVALID',
      'the name "city"',
    ],
    [
      'no levels',
      JSON.stringify({
        ...EXAMPLE_MODEL_FILE,
        comparisons: [{ output_column_name: 'city', comparison_levels: [] }],
      }),
      'SPLINK_MODEL_INVALID',
      'ELSE',
    ],
    [
      'another database',
      JSON.stringify({ ...EXAMPLE_MODEL_FILE, sql_dialect: 'sqlite' }),
      'SPLINK_MODEL_INVALID',
      'sqlite',
    ],
    [
      'm above 1',
      withLevels({ sql_condition: CITY, m_probability: 1.5 }, { sql_condition: 'ELSE' }),
      'SPLINK_MODEL_INVALID',
      'm_probability',
    ],
    [
      'a negative u',
      withLevels({ sql_condition: CITY, u_probability: -0.1 }, { sql_condition: 'ELSE' }),
      'SPLINK_MODEL_INVALID',
      '"u_probability"',
    ],
    [
      'm as a text',
      withLevels({ sql_condition: CITY, m_probability: '0.9' }, { sql_condition: 'ELSE' }),
      'SPLINK_MODEL_INVALID',
      '"m_probability"',
    ],
    [
      'NaN as Python writes it',
      withLevels({ sql_condition: CITY, m_probability: 'x' }, { sql_condition: 'ELSE' }).replace(
        '"x"',
        'NaN',
      ),
      'SPLINK_MODEL_INVALID',
      'NaN where a number belongs',
    ],
    [
      'a λ above 1',
      JSON.stringify({ ...EXAMPLE_MODEL_FILE, probability_two_random_records_match: 1.1 }),
      'SPLINK_MODEL_INVALID',
      'probability_two_random_records_match',
    ],
    [
      'a negative weight of term frequencies',
      withLevels(
        { sql_condition: CITY, tf_adjustment_column: 'city', tf_adjustment_weight: -1 },
        { sql_condition: 'ELSE' },
      ),
      'SPLINK_MODEL_INVALID',
      'tf_adjustment_weight',
    ],
    [
      'a null flag that is no flag',
      withLevels({ sql_condition: CITY, is_null_level: 'yes' }, { sql_condition: 'ELSE' }),
      'SPLINK_MODEL_INVALID',
      'is_null_level',
    ],
    ['no else', withLevels({ sql_condition: CITY }), 'SPLINK_MODEL_INVALID', 'ELSE'],
    [
      'else twice',
      withLevels({ sql_condition: 'ELSE' }, { sql_condition: 'ELSE' }),
      'SPLINK_MODEL_INVALID',
      'ELSE',
    ],
    [
      'a null else',
      withLevels({ sql_condition: 'ELSE', is_null_level: true }),
      'SPLINK_MODEL_INVALID',
      'null level',
    ],
    [
      'an unknown function',
      withLevels(
        { sql_condition: 'soundex("city_l") = \'x\'', label_for_charts: 'sounds' },
        { sql_condition: 'ELSE' },
      ),
      'SPLINK_FUNCTION_UNKNOWN',
      'the level "sounds" of the comparison "city"',
    ],
    [
      'an unreadable rule',
      JSON.stringify({ ...EXAMPLE_MODEL_FILE, blocking_rules_to_generate_predictions: ['l.a = '] }),
      'SPLINK_SQL_UNREADABLE',
      'blocking rule 1',
    ],
  ])('is refused with %s, by name', (_, file, code, named) => {
    expect(() => readSplinkModel(file)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    );
  });

  it.each([0, 1])('with m and u of %d scores every pair with a finite weight', (probability) => {
    const opposite = 1 - probability;
    const levels = [
      { sql_condition: CITY, m_probability: probability, u_probability: opposite },
      { sql_condition: 'ELSE', m_probability: opposite, u_probability: probability },
    ];
    for (const lambda of [0, 0.5, 1]) {
      const file = { ...JSON.parse(withLevels(...levels)), probability_two_random_records_match: lambda };
      const model = readSplinkModel(JSON.stringify(file));
      for (const { weight, probability: p } of predict(model, records, new Map())) {
        expect(Number.isFinite(weight)).toBe(true);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('the file of a column’s term frequencies', () => {
  it('is named so that no two columns share one, and that it can be read', () => {
    expect(frequencyFile('last_name')).toBe('tf_last_name.csv');
    expect(frequencyFile('a b')).toBe('tf_a.20.b.csv');
    expect(frequencyFile('a_b')).toBe('tf_a_b.csv');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        fc.pre(a !== b);
        expect(frequencyFile(a)).not.toBe(frequencyFile(b));
        expect(frequencyFile(a)).toMatch(/^tf_[A-Za-z0-9_.-]*\.csv$/);
      }),
    );
    for (const [a, b] of [
      ['a.b', 'a b'],
      ['a/b', 'a\\b'],
      ['ä', 'a'],
      ['a20b', 'a b'],
      ['a.20.b', 'a b'],
    ] as const) {
      expect(frequencyFile(a)).not.toBe(frequencyFile(b));
    }
  });
});
