import { readSplinkModel } from '../../../src/linkage/splink/readModel.ts';
import type { SplinkModel } from '../../../src/linkage/splink/model.ts';
import { type Records, stackRecords } from '../../../src/linkage/splink/records.ts';
import type { Value } from '../../../src/linkage/splink/value.ts';

/** A small model with every kind of level that Linkdesk reads, in the DuckDB spelling. */
export const EXAMPLE_MODEL_FILE = {
  link_type: 'dedupe_only',
  probability_two_random_records_match: 0.01,
  unique_id_column_name: 'id',
  sql_dialect: 'duckdb',
  blocking_rules_to_generate_predictions: [
    'l."surname" = r."surname"',
    {
      blocking_rule: 'substr(l."dob", 1, 4) = substr(r."dob", 1, 4) AND l."city" = r."city"',
      sql_dialect: 'duckdb',
    },
  ],
  comparisons: [
    {
      output_column_name: 'name',
      comparison_description: 'First name and surname',
      comparison_levels: [
        {
          sql_condition:
            '("first_l" IS NULL OR "first_r" IS NULL) AND ("surname_l" IS NULL OR "surname_r" IS NULL)',
          label_for_charts: 'missing',
          is_null_level: true,
        },
        {
          sql_condition: '"first_l" = "first_r" AND "surname_l" = "surname_r"',
          label_for_charts: 'both equal',
          m_probability: 0.6,
          u_probability: 0.001,
        },
        {
          sql_condition: '"first_l" = "surname_r" AND "first_r" = "surname_l"',
          label_for_charts: 'swapped',
          m_probability: 0.05,
          u_probability: 0.0005,
        },
        {
          sql_condition: `jaro_winkler_similarity("surname_l", "surname_r") >= 0.88`,
          label_for_charts: 'surname similar',
          m_probability: 0.1,
          u_probability: 0.01,
          tf_adjustment_column: 'surname',
          tf_adjustment_weight: 0.5,
          tf_minimum_u_value: 0.05,
        },
        {
          sql_condition: '"surname_l" = "surname_r"',
          label_for_charts: 'surname equal',
          m_probability: 0.05,
          u_probability: 0.02,
          tf_adjustment_column: 'surname',
        },
        { sql_condition: 'ELSE', label_for_charts: 'else', m_probability: 0.2, u_probability: 0.9685 },
      ],
    },
    {
      output_column_name: 'dob',
      comparison_description: '',
      comparison_levels: [
        {
          sql_condition: `try_strptime("dob_l", '%Y-%m-%d') IS NULL OR try_strptime("dob_r", '%Y-%m-%d') IS NULL`,
          label_for_charts: 'no date',
          is_null_level: true,
        },
        {
          sql_condition: '"dob_l" = "dob_r"',
          label_for_charts: 'equal',
          m_probability: 0.9,
          u_probability: 0.001,
        },
        {
          sql_condition: 'damerau_levenshtein("dob_l", "dob_r") <= 1',
          label_for_charts: 'one edit',
          m_probability: 0.04,
          u_probability: 0.002,
        },
        {
          sql_condition: `ABS(EPOCH(try_strptime("dob_l", '%Y-%m-%d')) - EPOCH(try_strptime("dob_r", '%Y-%m-%d'))) <= 2629800.0`,
          label_for_charts: 'a month',
          m_probability: 0.03,
          u_probability: 0.01,
        },
        { sql_condition: 'ELSE', label_for_charts: 'else' },
      ],
    },
    {
      output_column_name: 'city',
      comparison_description: '',
      comparison_levels: [
        {
          sql_condition: '"city_l" IS NULL OR "city_r" IS NULL',
          label_for_charts: 'missing',
          is_null_level: true,
        },
        {
          sql_condition: 'UPPER("city_l") = UPPER("city_r") AND NOT (LENGTH("city_l") < 2)',
          label_for_charts: 'equal but for case',
          m_probability: 0.8,
          u_probability: 0.1,
          fix_m_probability: true,
        },
        { sql_condition: 'ELSE', label_for_charts: 'else', m_probability: 0.2, u_probability: 0.9 },
      ],
    },
  ],
};

/** The example model, read, with changes to its file. */
export function exampleModel(changes: object = {}): SplinkModel {
  return readSplinkModel(JSON.stringify({ ...EXAMPLE_MODEL_FILE, ...changes }));
}

/** Made-up people: id, first name, surname, date of birth, city. */
export const PEOPLE: readonly (readonly (string | null)[])[] = [
  ['1', 'Ana', 'Ruiz', '1990-01-02', 'Fresno'],
  ['2', 'Ana', 'Ruiz', '1990-01-20', 'fresno'],
  ['3', 'Ruiz', 'Ana', '1990-01-02', 'Selma'],
  ['10', 'Bo', 'Ruis', '1990-02-01', null],
  ['11', null, 'Ruiz', 'unknown', 'Fresno'],
  ['12', null, null, '1990-01-02', 'Fresno'],
  ['13', 'Cy', 'Tran', '1985-07-07', 'Selma'],
];

/** A column table from rows. */
export function columnsOfRows(
  names: readonly string[],
  rows: readonly (readonly Value[])[],
): ReadonlyMap<string, readonly Value[]> {
  return new Map(names.map((name, index) => [name, rows.map((row) => row[index] ?? null)]));
}

/** The example people as records of one file. */
export function examplePeople(rows: readonly (readonly Value[])[] = PEOPLE): Records {
  const columns = columnsOfRows(['id', 'first', 'surname', 'dob', 'city'], rows);
  return stackRecords([{ name: 'people', columns }], 'dedupe_only', 'id');
}
