import { LinkdeskError } from '../../domain/error.ts';
import type { ColumnStore } from './columnStore.ts';
import { dateReader } from './dateFormat.ts';
import { type Dialect, type Expression, type Side, sidesOf } from './expression.ts';
import { functionNamed } from './functions.ts';
import { compareValues, numberOf, textOf, type Value } from './value.ts';

/** The value of an expression for a pair of record indexes. */
export type PairEvaluator = (left: number, right: number) => Value;

/** Where expressions find their values, and what was compiled already: equal parts are compiled, and computed, once. */
export type Compilation = {
  readonly dialect: Dialect;
  readonly columns: ColumnStore;
  readonly compiled: Map<string, PairEvaluator>;
  /** Whether the value of a part that reads one side is kept for each record. */
  readonly keepsValues: boolean;
};

/** A fresh compilation over the columns of all records. */
export function compilation(dialect: Dialect, columns: ColumnStore, keepsValues = true): Compilation {
  return { dialect, columns, compiled: new Map(), keepsValues };
}

/**
 * An expression as a function of two record indexes, with SQL's three-valued logic: the plain way, which can compute
 * every expression; `pairConditions.ts` has the fast way for most of them. A part that reads one side only is
 * computed once a record; a part that reads both is computed once for a pair even if several levels use it.
 * @throws LinkdeskError COLUMN_MISSING when no file has a column that the expression reads.
 */
export function compileExpression(expression: Expression, context: Compilation): PairEvaluator {
  if (expression.kind === 'literal') return () => expression.value;
  const key = JSON.stringify(expression);
  const known = context.compiled.get(key);
  if (known !== undefined) return known;
  const sides = sidesOf(expression);
  let evaluator = evaluatorOf(expression, context);
  if (expression.kind !== 'column' && sides.size === 1 && context.keepsValues) {
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
      const { columns } = context;
      const column = columns.column(expression.name);
      return expression.side === 'l'
        ? (left) => columns.valueAt(column, left)
        : (_, right) => columns.valueAt(column, right);
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

/** AND and OR: one term equal to `decisive` decides; otherwise one null makes the result null. Other values are false. */
function all(terms: readonly PairEvaluator[], decisive: boolean): PairEvaluator {
  return (left, right) => {
    let undecided = false;
    for (const term of terms) {
      const value = term(left, right);
      if (value === null) undecided = true;
      else if ((value === true) === decisive) return decisive;
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
