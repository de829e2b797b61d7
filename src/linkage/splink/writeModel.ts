import type { Dialect } from './expression.ts';
import type { SplinkComparison, SplinkLevel, SplinkModel, SplinkRule } from './model.ts';
import { printSql } from './printSql.ts';

/**
 * A model as a Splink model file in a dialect, readable by Splink 4 and 5 (linkage.md 5.2). Conditions that are
 * already in that dialect stay as they were written. Same model, same bytes.
 *
 * What the two versions disagree on is left out: the prefix of the weight columns, salting. Levels that were never
 * observed are written without m or u, which Splink reads as its defaults, and so do we.
 */
export function writeSplinkModel(model: SplinkModel, dialect: Dialect): string {
  const { settings } = model;
  const file = {
    link_type: model.linkType,
    probability_two_random_records_match: model.lambda,
    unique_id_column_name: settings.uniqueIdColumn,
    source_dataset_column_name: settings.sourceDatasetColumn,
    em_convergence: settings.emConvergence,
    max_iterations: settings.maxIterations,
    retain_matching_columns: settings.retainMatchingColumns,
    retain_intermediate_calculation_columns: settings.retainIntermediateColumns,
    additional_columns_to_retain: settings.additionalColumns,
    term_frequency_adjustment_column_prefix: settings.termFrequencyPrefix,
    comparison_vector_value_column_prefix: settings.gammaPrefix,
    sql_dialect: dialect,
    ...(settings.linkerUid !== undefined && { linker_uid: settings.linkerUid }),
    blocking_rules_to_generate_predictions: model.rules.map((rule) =>
      writtenRule(rule, model.dialect, dialect),
    ),
    comparisons: model.comparisons.map((each) => writtenComparison(each, model.dialect, dialect)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function writtenRule(rule: SplinkRule, from: Dialect, to: Dialect): object {
  return {
    blocking_rule: from === to ? rule.sql : printSql(rule.condition, to, 'table'),
    sql_dialect: to,
    ...(rule.explode.length > 0 && { arrays_to_explode: rule.explode }),
  };
}

function writtenComparison(comparison: SplinkComparison, from: Dialect, to: Dialect): object {
  return {
    output_column_name: comparison.name,
    comparison_description: comparison.description,
    comparison_levels: comparison.levels.map((level) => writtenLevel(level, from, to)),
  };
}

function writtenLevel(level: SplinkLevel, from: Dialect, to: Dialect): object {
  const { condition, termFrequency } = level;
  return {
    sql_condition: condition === undefined || from === to ? level.sql : printSql(condition, to, 'suffix'),
    label_for_charts: level.label,
    ...(level.role === 'null' && { is_null_level: true }),
    ...(level.m !== undefined && { m_probability: level.m }),
    ...(level.u !== undefined && { u_probability: level.u }),
    fix_m_probability: level.fixM,
    fix_u_probability: level.fixU,
    ...(termFrequency && {
      tf_adjustment_column: termFrequency.column,
      tf_adjustment_weight: termFrequency.weight,
      tf_minimum_u_value: termFrequency.minimumU,
    }),
    ...(termFrequency?.disableExactDetection && { disable_tf_exact_match_detection: true }),
  };
}
