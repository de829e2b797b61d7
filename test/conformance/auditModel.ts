/** Levels of every kind that linkage.md 5.3 names, on the columns of the made-up county. */

const date = (side: 'l' | 'r'): string => `try_strptime("dob_${side}", '%Y-%m-%d')`;
const apart = (seconds: number): string =>
  `ABS(EPOCH(${date('l')}) - EPOCH(${date('r')})) <= ${seconds.toFixed(1)}`;
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
const other = level('else', 'ELSE');
const comparison = (name: string, ...levels: readonly object[]): object => ({
  output_column_name: name,
  comparison_levels: [...levels, other],
});

/** An untrained model for DuckDB. */
export function auditModel(linkType: string): object {
  return {
    link_type: linkType,
    unique_id_column_name: 'record',
    sql_dialect: 'duckdb',
    em_convergence: 1e-5,
    max_iterations: 40,
    retain_intermediate_calculation_columns: true,
    blocking_rules_to_generate_predictions: [
      'l."ssn" = r."ssn"',
      { blocking_rule: 'l.aliases = r.aliases AND l.dob = r.dob', arrays_to_explode: ['aliases'] },
      'l.last_name = r.last_name AND substr(l.dob, 1, 4) = substr(r.dob, 1, 4)',
      'l.first_name = r.last_name AND l.last_name = r.first_name',
    ],
    comparisons: [
      comparison(
        'last_name',
        missing('last_name'),
        level('equal', '"last_name_l" = "last_name_r"', {
          tf_adjustment_column: 'last_name',
          tf_adjustment_weight: 0.8,
          tf_minimum_u_value: 0.001,
        }),
        level('very near', 'jaro_winkler_similarity("last_name_l", "last_name_r") >= 0.92', {
          tf_adjustment_column: 'last_name',
          tf_adjustment_weight: 0.5,
        }),
        level('near', 'jaro_similarity("last_name_l", "last_name_r") >= 0.8'),
        level('same letters', 'jaccard("last_name_l", "last_name_r") >= 0.75'),
      ),
      comparison(
        'first_name',
        missing('first_name'),
        level('equal but for case', 'LOWER("first_name_l") = LOWER("first_name_r")', {
          tf_adjustment_column: 'first_name',
          disable_tf_exact_match_detection: true,
        }),
        level('reversed', '"first_name_l" = "last_name_r" AND "first_name_r" = "last_name_l"'),
        level('starts alike', 'SUBSTRING("first_name_l", 1, 3) = SUBSTRING("first_name_r", 1, 3)'),
        level('two edits', 'levenshtein("first_name_l", "first_name_r") <= 2'),
      ),
      comparison(
        'whole_name',
        level(
          'missing',
          '("first_name_l" IS NULL OR "first_name_r" IS NULL) AND ("last_name_l" IS NULL OR "last_name_r" IS NULL)',
          { is_null_level: true },
        ),
        level('equal', `"first_name_l" || ' ' || "last_name_l" = concat("first_name_r", ' ', "last_name_r")`),
        level('one of them', '"first_name_l" = "first_name_r" OR NOT ("last_name_l" <> "last_name_r")'),
      ),
      comparison(
        'dob',
        level('no date', `${date('l')} IS NULL OR ${date('r')} IS NULL`, { is_null_level: true }),
        level('equal', '"dob_l" = "dob_r"'),
        level('one edit', 'damerau_levenshtein("dob_l", "dob_r") <= 1'),
        level('a month', apart(2_629_800)),
        level('a year', apart(31_557_600)),
        level('ten years', apart(315_576_000)),
      ),
      comparison(
        'zip',
        missing('zip'),
        level('equal', '"zip_l" = "zip_r"', { tf_adjustment_column: 'zip', tf_minimum_u_value: 0.0005 }),
        level('literal', `"zip_l" = '95000' OR "zip_r" IN ('95999', '95998')`),
        level('both large', 'CAST("zip_l" AS INTEGER) > 95900 AND TRY_CAST("zip_r" AS INTEGER) > 95900'),
      ),
      comparison(
        'aliases',
        missing('aliases'),
        level('two shared', 'array_length(list_intersect("aliases_l", "aliases_r")) >= 2'),
        level('one shared', 'array_length(list_intersect("aliases_l", "aliases_r")) >= 1'),
      ),
      comparison(
        'email',
        missing('email'),
        level('equal', '"email_l" = "email_r"', { fix_m_probability: true, m_probability: 0.7 }),
        level(
          'user name',
          `NULLIF(regexp_extract("email_l", '^[^@]+', 0), '') = NULLIF(regexp_extract("email_r", '^[^@]+', 0), '')`,
        ),
        level('never', '"email_l" = \'x\' AND "email_r" = \'y\''),
      ),
    ],
  };
}
