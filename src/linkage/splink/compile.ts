import { LinkdeskError } from '../../domain/error.ts';
import { NULL_LEVEL } from '../model/model.ts';
import { dateReader } from './dateFormat.ts';
import { type Dialect, type Expression, type Side, sidesOf } from './expression.ts';
import { functionNamed } from './functions.ts';
import type { SplinkComparison } from './model.ts';
import { compareValues, numberOf, textOf, type Value } from './value.ts';

/** The columns of a table of records, by name. A column holds one value per record. */
export type Columns = ReadonlyMap<string, readonly Value[]>;

/** The value of an expression for a pair of record indexes. */
export type PairEvaluator = (left: number, right: number) => Value;

/** Where expressions find their values, and what was compiled already: equal parts are compiled, and computed, once. */
export type Compilation = {
  readonly dialect: Dialect;
  readonly left: Columns;
  readonly right: Columns;
  readonly compiled: Map<string, PairEvaluator>;
};

/** A fresh compilation over two tables; for one file both sides are the same. */
export function compilation(dialect: Dialect, left: Columns, right: Columns): Compilation {
  return { dialect, left, right, compiled: new Map() };
}

/**
 * A comparison as a function of two record indexes that gives γ: levels are tried in order, the first whose condition
 * is TRUE wins, a condition that is NULL is not TRUE (linkage.md 6.1).
 * @throws LinkdeskError COLUMN_MISSING when a table lacks a column the comparison reads.
 */
export function compileComparison(
  comparison: SplinkComparison,
  context: Compilation,
): (left: number, right: number) => number {
  let gamma = comparison.levels.filter(({ role }) => role !== 'null').length - 1;
  const conditions: PairEvaluator[] = [];
  const gammas: number[] = [];
  for (const level of comparison.levels) {
    if (level.condition !== undefined) {
      conditions.push(compileExpression(level.condition, context));
      gammas.push(level.role === 'null' ? NULL_LEVEL : gamma);
    }
    if (level.role !== 'null') gamma--;
  }
  return (left, right) => {
    for (let i = 0; i < conditions.length; i++) {
      if (conditions[i]!(left, right) === true) return gammas[i]!;
    }
    return 0;
  };
}

/**
 * An expression as a function of two record indexes, with SQL's three-valued logic. A part that reads one side only is
 * computed once a record; a part that reads both is computed once for a pair even if several levels use it.
 */
export function compileExpression(expression: Expression, context: Compilation): PairEvaluator {
  if (expression.kind === 'literal') return () => expression.value;
  const key = JSON.stringify(expression);
  const known = context.compiled.get(key);
  if (known !== undefined) return known;
  const sides = sidesOf(expression);
  let evaluator = evaluatorOf(expression, context);
  if (expression.kind !== 'column' && sides.size === 1) {
    evaluator = oncePerRecord(evaluator, sides.has('l') ? 'l' : 'r');
  } else if (expression.kind === 'call') {
    evaluator = oncePerPair(evaluator);
  }
  context.compiled.set(key, evaluator);
  return evaluator;
}

function oncePerRecord(evaluator: PairEvaluator, side: Side): PairEvaluator {
  const values: Value[] = [];
  return (left, right) => {
    const record = side === 'l' ? left : right;
    const known = values[record];
    if (known !== undefined) return known;
    const value = evaluator(left, right);
    values[record] = value;
    return value;
  };
}

function oncePerPair(evaluator: PairEvaluator): PairEvaluator {
  let lastLeft = -1;
  let lastRight = -1;
  let value: Value = null;
  return (left, right) => {
    if (left !== lastLeft || right !== lastRight) {
      value = evaluator(left, right);
      lastLeft = left;
      lastRight = right;
    }
    return value;
  };
}

function evaluatorOf(
  expression: Exclude<Expression, { kind: 'literal' }>,
  context: Compilation,
): PairEvaluator {
  const compiled = (part: Expression): PairEvaluator => compileExpression(part, context);
  switch (expression.kind) {
    case 'column': {
      const values = columnOf(context, expression.side, expression.name);
      return expression.side === 'l' ? (left) => values[left] ?? null : (_, right) => values[right] ?? null;
    }
    case 'compare':
      return comparing(expression.operator, compiled(expression.left), compiled(expression.right));
    case 'operate':
      return operating(expression.operator, compiled(expression.left), compiled(expression.right));
    case 'and':
      return all(expression.terms.map(compiled), false);
    case 'or':
      return all(expression.terms.map(compiled), true);
    case 'not': {
      const term = compiled(expression.term);
      return (left, right) => {
        const value = term(left, right);
        return value === null ? null : value !== true;
      };
    }
    case 'isNull': {
      const term = compiled(expression.term);
      return (left, right) => term(left, right) === null;
    }
    case 'in': {
      const equalities = expression.values.map((value) =>
        comparing('=', compiled(expression.term), compiled(value)),
      );
      return all(equalities, true);
    }
    case 'cast':
      return casting(expression, compiled(expression.term), context.dialect);
    default:
      return calling(expression.name, expression.args, context);
  }
}

/** A column by its name, or by its only spelling that differs in case, as SQL would find it. */
function columnOf(context: Compilation, side: Side, name: string): readonly Value[] {
  const columns = side === 'l' ? context.left : context.right;
  const exact = columns.get(name);
  if (exact !== undefined) return exact;
  const alike = [...columns.keys()].filter((each) => each.toLowerCase() === name.toLowerCase());
  if (alike.length === 1) return columns.get(alike[0]!)!;
  throw new LinkdeskError(
    'COLUMN_MISSING',
    `The model compares the column "${name}", which the ${side === 'l' ? 'left' : 'right'} file does not have. ` +
      `Its columns are: ${[...columns.keys()].join(', ')}.`,
  );
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function comparing(operator: string, left: PairEvaluator, right: PairEvaluator): PairEvaluator {
  const holds = HOLDS[operator];
  return (l, r) => {
    const a = left(l, r);
    if (a === null) return null;
    const b = right(l, r);
    if (b === null) return null;
    if (holds === undefined)
      return typeof a === 'string' && typeof b === 'string' ? a === b : compareValues(a, b) === 0;
    return holds(compareValues(a, b));
  };
}

function operating(operator: string, left: PairEvaluator, right: PairEvaluator): PairEvaluator {
  return (l, r) => {
    const a = left(l, r);
    const b = right(l, r);
    if (a === null || b === null) return null;
    if (operator === '||') return textOf(a) + textOf(b);
    const [x, y] = [numberOf(a), numberOf(b)];
    if (operator === '+') return x + y;
    if (operator === '-') return x - y;
    if (operator === '*') return x * y;
    return y === 0 ? null : x / y;
  };
}

/** AND and OR: one term equal to `decisive` decides; otherwise one null makes the result null. */
function all(terms: readonly PairEvaluator[], decisive: boolean): PairEvaluator {
  return (left, right) => {
    let undecided = false;
    for (const term of terms) {
      const value = term(left, right);
      if (value === decisive) return decisive;
      if (value === null) undecided = true;
    }
    return undecided ? null : !decisive;
  };
}

const ISO_DATE = dateReader('%Y-%m-%d', true)!;

function casting(
  { type, lenient }: Extract<Expression, { kind: 'cast' }>,
  term: PairEvaluator,
  dialect: Dialect,
): PairEvaluator {
  const convert = (value: Exclude<Value, null>): Value => {
    if (type === 'text') return textOf(value);
    if (type === 'date') return typeof value === 'number' ? value : readIsoDate(textOf(value), lenient);
    const number = numberOf(value);
    if (type === 'number') return number;
    // DuckDB rounds half away from zero, Spark cuts off.
    return dialect === 'spark' ? Math.trunc(number) : Math.sign(number) * Math.round(Math.abs(number));
  };
  return (left, right) => {
    const value = term(left, right);
    if (value === null) return null;
    if (!lenient) return convert(value);
    try {
      return convert(value);
    } catch {
      return null;
    }
  };
}

function readIsoDate(text: string, lenient: boolean): Value {
  const date = ISO_DATE(text);
  if (date !== null || lenient) return date;
  throw new LinkdeskError(
    'VALUE_NOT_DATE',
    'A condition of the model casts a value to a date that is not written as YYYY-MM-DD. Clean the column or use TRY_CAST.',
  );
}

function calling(name: string, args: readonly Expression[], context: Compilation): PairEvaluator {
  const evaluators = args.map((arg) => compileExpression(arg, context));
  if (name === 'coalesce') {
    return (left, right) => {
      for (const evaluator of evaluators) {
        const value = evaluator(left, right);
        if (value !== null) return value;
      }
      return null;
    };
  }
  if (name === 'concat') {
    return (left, right) =>
      evaluators
        .map((evaluator) => evaluator(left, right))
        .map((value) => (value === null ? '' : textOf(value)))
        .join('');
  }
  if (name === 'nullif') {
    const [value, unwanted] = [evaluators[0]!, evaluators[1]!];
    const equal = comparing('=', value, unwanted);
    return (left, right) => (equal(left, right) === true ? null : value(left, right));
  }
  if (name === 'parse_date') return parsingDate(args, evaluators[0]!, context.dialect);
  const { evaluate } = functionNamed(name)!;
  return (left, right) => {
    const values: Exclude<Value, null>[] = [];
    for (const evaluator of evaluators) {
      const value = evaluator(left, right);
      if (value === null) return null;
      values.push(value);
    }
    return evaluate(values, context.dialect);
  };
}

function parsingDate(args: readonly Expression[], text: PairEvaluator, dialect: Dialect): PairEvaluator {
  const format = args[1]!;
  const read = dateReader(format.kind === 'literal' ? String(format.value) : '', dialect === 'spark')!;
  return (left, right) => {
    const value = text(left, right);
    return value === null ? null : read(textOf(value));
  };
}
