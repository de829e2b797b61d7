import { readSplinkModel } from '../../src/linkage/splink/readModel.ts';
import type { SplinkModel } from '../../src/linkage/splink/model.ts';
import type { Records } from '../../src/linkage/splink/records.ts';
import type { FrequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { estimateLambda, estimateU, trainOnRule } from '../../src/linkage/splink/train.ts';
import { withEstimates } from '../../src/linkage/train/estimates.ts';

const dates = (side: 'l' | 'r'): string => `try_strptime("dob_${side}", '%Y-%m-%d')`;
const userName = (side: 'l' | 'r'): string => `NULLIF(regexp_extract("email_${side}", '^[^@]+', 0), '')`;
const missing = (column: string): object => ({
  sql_condition: `"${column}_l" IS NULL OR "${column}_r" IS NULL`,
  label_for_charts: 'missing',
  is_null_level: true,
});
const level = (label: string, condition: string, more: object = {}): object => ({
  sql_condition: condition,
  label_for_charts: label,
  ...more,
});
const frequent = (column: string): object => ({ tf_adjustment_column: column, tf_minimum_u_value: 0.0005 });

/** A model of every kind of level that both dialects know, on the columns of the made-up county. */
const COUNTY_MODEL = {
  link_type: 'link_only',
  unique_id_column_name: 'record',
  sql_dialect: 'duckdb',
  retain_intermediate_calculation_columns: true,
  blocking_rules_to_generate_predictions: [
    'l."ssn" = r."ssn"',
    'l."dob" = r."dob" AND substr(l."last_name", 1, 2) = substr(r."last_name", 1, 2)',
    'l."last_name" = r."last_name" AND l."first_name" = r."first_name"',
    'l."last_name" = r."first_name" AND l."first_name" = r."last_name"',
    'l."zip" = r."zip" AND l."first_name" = r."first_name"',
  ],
  comparisons: [
    {
      output_column_name: 'name',
      comparison_levels: [
        level(
          'missing',
          '("first_name_l" IS NULL OR "first_name_r" IS NULL) AND ("last_name_l" IS NULL OR "last_name_r" IS NULL)',
          { is_null_level: true },
        ),
        level(
          'both equal',
          `"first_name_l" || ' ' || "last_name_l" = "first_name_r" || ' ' || "last_name_r"`,
        ),
        level('swapped', '"first_name_l" = "last_name_r" AND "first_name_r" = "last_name_l"'),
        level(
          'both similar',
          'jaro_winkler_similarity("first_name_l", "first_name_r") >= 0.88 AND jaro_winkler_similarity("last_name_l", "last_name_r") >= 0.88',
        ),
        level('last equal', '"last_name_l" = "last_name_r"', frequent('last_name')),
        level('first equal', '"first_name_l" = "first_name_r"', frequent('first_name')),
        level(
          'last near',
          'jaro_similarity("last_name_l", "last_name_r") >= 0.9 OR jaccard("last_name_l", "last_name_r") >= 0.9',
        ),
        level('else', 'ELSE'),
      ],
    },
    {
      output_column_name: 'dob',
      comparison_levels: [
        level('no date', `${dates('l')} IS NULL OR ${dates('r')} IS NULL`, { is_null_level: true }),
        level('equal', '"dob_l" = "dob_r"'),
        level('one edit', 'damerau_levenshtein("dob_l", "dob_r") <= 1'),
        level('a month', `ABS(EPOCH(${dates('l')}) - EPOCH(${dates('r')})) <= 2629800.0`),
        level('a year', `ABS(EPOCH(${dates('l')}) - EPOCH(${dates('r')})) <= 31557600.0`),
        level('else', 'ELSE'),
      ],
    },
    {
      output_column_name: 'ssn',
      comparison_levels: [
        missing('ssn'),
        level('equal', '"ssn_l" = "ssn_r"'),
        level('one edit', 'damerau_levenshtein("ssn_l", "ssn_r") <= 1'),
        level(
          'last four',
          'right("ssn_l", 4) = right("ssn_r", 4) AND NOT (left("ssn_l", 3) = left("ssn_r", 3))',
        ),
        level('else', 'ELSE'),
      ],
    },
    {
      output_column_name: 'zip',
      comparison_levels: [
        missing('zip'),
        level('equal', '"zip_l" = "zip_r"', frequent('zip')),
        level('near', 'levenshtein("zip_l", "zip_r") <= 1 AND length("zip_l") = CAST(5 AS INTEGER)'),
        level('else', 'ELSE'),
      ],
    },
    {
      output_column_name: 'aliases',
      comparison_levels: [
        missing('aliases'),
        level('both shared', 'array_length(list_intersect("aliases_l", "aliases_r")) >= 2'),
        level('one shared', 'array_length(list_intersect("aliases_l", "aliases_r")) >= 1'),
        level('else', 'ELSE'),
      ],
    },
    {
      output_column_name: 'email',
      comparison_levels: [
        missing('email'),
        level('equal', 'LOWER("email_l") = LOWER("email_r")', {
          ...frequent('email'),
          tf_adjustment_weight: 0.5,
          disable_tf_exact_match_detection: true,
        }),
        level('user name', `${userName('l')} = ${userName('r')}`),
        level('similar', 'jaro_winkler_similarity("email_l", "email_r") >= 0.92'),
        level('else', 'ELSE'),
      ],
    },
  ],
};

/** The county model, not trained. */
export function countyModel(): SplinkModel {
  return readSplinkModel(JSON.stringify(COUNTY_MODEL));
}

/** The county model, trained on records without labels: λ from rules, u from random pairs, m in two sessions. */
export async function trainedCountyModel(
  records: Records,
  tables: FrequencyTables,
  maxPairs: number,
): Promise<SplinkModel> {
  const untrained = countyModel();
  const lambda = await estimateLambda(
    untrained,
    records,
    ['l.ssn = r.ssn', 'l.first_name = r.first_name and l.last_name = r.last_name and l.dob = r.dob'],
    0.9,
  );
  const sampled = await estimateU(untrained, records, maxPairs, 1);
  const known = { ...untrained, lambda, comparisons: withEstimates(untrained.comparisons, sampled) };
  const byDob = (await trainOnRule(known, records, tables, 'l.dob = r.dob')).estimates;
  const half = { ...known, comparisons: withEstimates(known.comparisons, byDob) };
  const names = 'l.last_name = r.last_name and l.first_name = r.first_name';
  const byName = (await trainOnRule(half, records, tables, names)).estimates;
  return { ...known, comparisons: withEstimates(known.comparisons, [...byDob, ...byName]) };
}
