import { LinkdeskError } from '../../domain/error.ts';
import type { LevelRole, LinkType, TermFrequency } from '../model/model.ts';
import { columnsOf, type Dialect, type Expression, exactColumnsOf } from './expression.ts';
import type { SplinkComparison, SplinkLevel, SplinkModel, SplinkRule, SplinkSettings } from './model.ts';
import {
  type Fields,
  flagField,
  invalidModel,
  knownFields,
  listField,
  numberField,
  textField,
  textsField,
} from './modelShape.ts';
import { type ColumnStyle, parseSql } from './parseSql.ts';

const LINK_TYPES: readonly LinkType[] = ['dedupe_only', 'link_only', 'link_and_dedupe'];

const MODEL_KEYS = [
  'link_type',
  'probability_two_random_records_match',
  'comparisons',
  'blocking_rules_to_generate_predictions',
  'em_convergence',
  'max_iterations',
  'retain_matching_columns',
  'retain_intermediate_calculation_columns',
  'additional_columns_to_retain',
  'unique_id_column_name',
  'source_dataset_column_name',
  'term_frequency_adjustment_column_prefix',
  'comparison_vector_value_column_prefix',
  'bayes_factor_column_prefix',
  'match_weight_column_prefix',
  'sql_dialect',
  'linker_uid',
];

const RULE_KEYS = ['blocking_rule', 'sql_dialect', 'arrays_to_explode', 'salting_partitions'];

const COMPARISON_KEYS = ['output_column_name', 'comparison_levels', 'comparison_description'];

const LEVEL_KEYS = [
  'sql_condition',
  'label_for_charts',
  'is_null_level',
  'm_probability',
  'u_probability',
  'fix_m_probability',
  'fix_u_probability',
  'tf_adjustment_column',
  'tf_adjustment_weight',
  'tf_minimum_u_value',
  'disable_tf_exact_match_detection',
];

/** λ of a model that was never trained (linkage.md 5.1). */
const DEFAULT_LAMBDA = 0.0001;

/**
 * Reads a Splink model file, version 4 or 5 (linkage.md 5). `dialect` overrides what the file says it is written in.
 * @throws LinkdeskError SPLINK_MODEL_INVALID, SPLINK_KEY_UNKNOWN, SPLINK_SQL_UNREADABLE or SPLINK_FUNCTION_UNKNOWN,
 * naming the comparison and level, or the rule.
 */
export function readSplinkModel(json: string, dialect?: Dialect): SplinkModel {
  const place = 'the model';
  const value = parsedJson(json);
  if (typeof value === 'object' && value !== null && 'linkdeskModel' in value) {
    throw invalidModel(
      'This is a model of Linkdesk’s own, trained from a role map: link, dedupe and explain take it with --model. Give a ' +
        'Splink model here.',
    );
  }
  const fields = knownFields(value, MODEL_KEYS, place);
  const linkType = LINK_TYPES.find((each) => each === fields['link_type']);
  if (linkType === undefined) {
    throw invalidModel(`The model file must have one of ${LINK_TYPES.join(', ')} as "link_type".`);
  }
  const spoken = dialect ?? dialectOf(textField(fields, 'sql_dialect', place, guessedDialect(json)));
  const comparisons = listField(fields, 'comparisons', place).map((each, index) =>
    readComparison(each, index, spoken),
  );
  checkNames(comparisons);
  const rules = listField(fields, 'blocking_rules_to_generate_predictions', place).map((rule, index) =>
    readRule(rule, index, spoken),
  );
  return {
    linkType,
    lambda: numberField(fields, 'probability_two_random_records_match', place, 0, 1) ?? DEFAULT_LAMBDA,
    dialect: spoken,
    comparisons,
    blockingRules: rules.map(({ sql }) => sql),
    rules,
    settings: readSettings(fields, place),
  };
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    const bare = /[:[,]\s*(-?(?:NaN|Infinity))\s*[,}\]]/.exec(json)?.[1];
    throw invalidModel(
      bare === undefined
        ? 'The model file is not JSON. Save it again from Splink or Linkdesk.'
        : `The model file has ${bare} where a number belongs, which JSON does not know. Leave that key out: the level ` +
            'then has the default of one that was never trained.',
    );
  }
}

/** Parameters are known by the name of their comparison, so each needs its own. */
function checkNames(comparisons: readonly SplinkComparison[]): void {
  if (comparisons.length === 0)
    throw invalidModel('The model file has no comparisons. Give it at least one.');
  const names = comparisons.map(({ name }) => name.toLowerCase());
  const twice = comparisons.find((_, index) => names.indexOf(names[index]!) !== index);
  if (twice !== undefined) {
    throw invalidModel(
      `The model file has two comparisons with the name "${twice.name}". Rename one of them.`,
    );
  }
}

/** Only Spark writes columns in backquotes. */
function guessedDialect(json: string): Dialect {
  return json.includes('`') ? 'spark' : 'duckdb';
}

function dialectOf(name: string): Dialect {
  if (name === 'duckdb' || name === 'spark') return name;
  throw invalidModel(
    `The model file is written for "${name}"; Linkdesk reads models written for duckdb and spark.`,
  );
}

function readSettings(fields: Fields, place: string): SplinkSettings {
  const linkerUid = fields['linker_uid'];
  return {
    uniqueIdColumn: textField(fields, 'unique_id_column_name', place, 'unique_id'),
    sourceDatasetColumn: textField(fields, 'source_dataset_column_name', place, 'source_dataset'),
    emConvergence: numberField(fields, 'em_convergence', place, 0, 1) ?? 0.0001,
    maxIterations: numberField(fields, 'max_iterations', place, 1, 1e6) ?? 25,
    retainMatchingColumns: flagField(fields, 'retain_matching_columns', place, true),
    retainIntermediateColumns: flagField(fields, 'retain_intermediate_calculation_columns', place, false),
    additionalColumns: textsField(fields, 'additional_columns_to_retain', place),
    termFrequencyPrefix: textField(fields, 'term_frequency_adjustment_column_prefix', place, 'tf_'),
    gammaPrefix: textField(fields, 'comparison_vector_value_column_prefix', place, 'gamma_'),
    ...(typeof linkerUid === 'string' && { linkerUid }),
  };
}

function readRule(value: unknown, index: number, dialect: Dialect): SplinkRule {
  const place = `blocking rule ${index + 1}`;
  const fields = knownFields(typeof value === 'string' ? { blocking_rule: value } : value, RULE_KEYS, place);
  const sql = textField(fields, 'blocking_rule', place);
  const written = dialectOf(textField(fields, 'sql_dialect', place, dialect));
  return {
    sql,
    condition: readCondition(sql, written, 'table', place),
    explode: textsField(fields, 'arrays_to_explode', place),
  };
}

function readComparison(value: unknown, index: number, dialect: Dialect): SplinkComparison {
  const numbered = `comparison ${index + 1}`;
  const fields = knownFields(value, COMPARISON_KEYS, numbered);
  const name = textField(fields, 'output_column_name', numbered);
  const place = `the comparison "${name}"`;
  const levels = listField(fields, 'comparison_levels', place).map((each, at) =>
    readLevel(each, at, place, dialect),
  );
  const evidence = levels.filter(({ role }) => role !== 'null');
  if (evidence.at(-1)?.role !== 'else' || levels.at(-1)?.role !== 'else') {
    throw invalidModel(`The last level of ${place} must have the condition ELSE.`);
  }
  if (evidence.filter(({ role }) => role === 'else').length > 1) {
    throw invalidModel(`Only the last level of ${place} may have the condition ELSE.`);
  }
  return {
    name,
    description: textField(fields, 'comparison_description', place, ''),
    columns: [...new Set(levels.flatMap(({ condition }) => (condition ? columnsOf(condition) : [])))],
    levels,
  };
}

function readLevel(value: unknown, index: number, comparison: string, dialect: Dialect): SplinkLevel {
  const numbered = `level ${index + 1} of ${comparison}`;
  const fields = knownFields(value, LEVEL_KEYS, numbered);
  const sql = textField(fields, 'sql_condition', numbered);
  const label = textField(fields, 'label_for_charts', numbered, sql);
  const place = `the level "${label}" of ${comparison}`;
  const isElse = sql.trim().toUpperCase() === 'ELSE';
  const condition = isElse ? undefined : readCondition(sql, dialect, 'suffix', place);
  const role = roleOf(isElse, flagField(fields, 'is_null_level', place, false), place);
  const exactColumns = condition && role === 'test' ? exactColumnsOf(condition) : undefined;
  const m = numberField(fields, 'm_probability', place, 0, 1);
  const u = numberField(fields, 'u_probability', place, 0, 1);
  const termFrequency = readTermFrequency(fields, place);
  return {
    label,
    role,
    sql,
    fixM: flagField(fields, 'fix_m_probability', place, false),
    fixU: flagField(fields, 'fix_u_probability', place, false),
    ...(condition && { condition }),
    ...(m !== undefined && role !== 'null' && { m }),
    ...(u !== undefined && role !== 'null' && { u }),
    ...(exactColumns && { exactColumns }),
    ...(termFrequency && { termFrequency }),
  };
}

function roleOf(isElse: boolean, isNull: boolean, place: string): LevelRole {
  if (isElse && isNull) throw invalidModel(`The condition ELSE of ${place} cannot be a null level.`);
  if (isElse) return 'else';
  return isNull ? 'null' : 'test';
}

function readTermFrequency(fields: Fields, place: string): TermFrequency | undefined {
  const column = fields['tf_adjustment_column'];
  if (column === undefined || column === null) return undefined;
  return {
    column: unquoted(textField(fields, 'tf_adjustment_column', place)),
    weight: numberField(fields, 'tf_adjustment_weight', place, 0, 1000) ?? 1,
    minimumU: numberField(fields, 'tf_minimum_u_value', place, 0, 1) ?? 0,
    disableExactDetection: flagField(fields, 'disable_tf_exact_match_detection', place, false),
  };
}

function unquoted(name: string): string {
  return /^(".*"|`.*`)$/.test(name) ? name.slice(1, -1) : name;
}

/** Reads a condition and, when it is refused, says which one it was. */
function readCondition(sql: string, dialect: Dialect, columns: ColumnStyle, place: string): Expression {
  try {
    return parseSql(sql, dialect, columns);
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    throw new LinkdeskError(error.code, `In the model file, ${place}: ${error.message}`, error.details);
  }
}
