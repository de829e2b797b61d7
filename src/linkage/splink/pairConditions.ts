import { type TextMeasures, textMeasures } from '../strings/textMeasures.ts';
import { MISSING } from './column.ts';
import type { ColumnStore } from './columnStore.ts';
import { type Compilation, compilation, compileExpression } from './compile.ts';
import { derivedColumn } from './derive.ts';
import { type Dialect, type Expression, type Side, sidesOf } from './expression.ts';
import { BATCH, type PairBatch } from './pairBatch.ts';
import { type MeasureUse, memoisedMeasure } from './pairMeasures.ts';
import { symbolTable } from './symbolTable.ts';
import { FALSE, TRUE, truthOf, UNKNOWN } from './truth.ts';

/** Writes the truth of a condition for the first `count` of `rows` of the batch to `out`, each at its row. */
export type PairCondition = (rows: Int32Array, count: number, out: Uint8Array) => void;

/** Writes a number for each row, NaN for null. */
export type PairNumbers = (rows: Int32Array, count: number, out: Float64Array) => void;

/** Compiles conditions for the pairs of one batch; parts that several conditions share are computed once a pair. */
export type PairConditions = {
  readonly batch: PairBatch;
  readonly compile: (condition: Expression) => PairCondition;
  /** The string functions over the columns' texts; asked for at the first pair, when all texts are derived. */
  readonly measures: () => TextMeasures;
  /** The numbers of the texts of a column, if it holds texts. */
  readonly textsOf: (column: string) => Int32Array | undefined;
};

type Comparing = Extract<Expression, { kind: 'compare' }>;

/**
 * The fast way to compute conditions: column by column and pair by pair, texts by their numbers, string functions on
 * bits, everything that reads one side only once a value. What it has no such way for it computes the plain way, pair
 * by pair (`compile.ts`), with the same result.
 */
export function pairConditions(columns: ColumnStore, dialect: Dialect, batch: PairBatch): PairConditions {
  const plain = compilation(dialect, columns);
  const scope: Scope = { columns, dialect, batch, plain, measures: new Map(), matcher: undefined };
  return {
    batch,
    compile: (condition) => truthsOf(condition, scope),
    measures: () => matcherOf(scope),
    textsOf: (name) => {
      const column = columns.column(name);
      return column.kind === 'text' ? column.ids : undefined;
    },
  };
}

type Scope = {
  readonly columns: ColumnStore;
  readonly dialect: Dialect;
  readonly batch: PairBatch;
  readonly plain: Compilation;
  readonly measures: Map<string, MeasureUse>;
  /** Made when a condition first needs it: after all that is derived for it. */
  matcher: TextMeasures | undefined;
};

function truthsOf(condition: Expression, scope: Scope): PairCondition {
  if (condition.kind === 'literal') return constantly(truthOf(condition.value));
  return oneSided(condition, scope) ?? twoSided(condition, scope) ?? plainly(condition, scope);
}

/** A condition that reads no more than one side is a column of truth values. */
function oneSided(condition: Expression, { columns, dialect, batch }: Scope): PairCondition | undefined {
  const sides = sidesOf(condition);
  if (sides.size > 1) return undefined;
  const column = derivedColumn(condition, columns, dialect);
  if (column?.kind === 'text' && column.isEmpty) return NEVER_KNOWN;
  if (column?.kind !== 'truth') return undefined;
  const { values } = column;
  const records = recordsOn(sides.has('r') ? 'r' : 'l', batch);
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      out[row] = values[records[row]!]!;
    }
  };
}

function twoSided(condition: Expression, scope: Scope): PairCondition | undefined {
  switch (condition.kind) {
    case 'compare':
      return equality(condition, scope) ?? order(condition, scope);
    case 'and':
      return combination(
        condition.terms.map((term) => truthsOf(term, scope)),
        FALSE,
      );
    case 'or':
      return combination(
        condition.terms.map((term) => truthsOf(term, scope)),
        TRUE,
      );
    case 'not':
      return negation(truthsOf(condition.term, scope));
    case 'isNull':
      return isNull(condition.term, scope);
    default:
      return undefined;
  }
}

/** The plain way, for whatever has no faster one. */
function plainly(condition: Expression, { plain, batch }: Scope): PairCondition {
  const evaluate = compileExpression(condition, plain);
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      out[row] = truthOf(evaluate(batch.left[row]!, batch.right[row]!));
    }
  };
}

/** The condition that is null for every pair, such as one on a column without any value. */
const NEVER_KNOWN = constantly(UNKNOWN);

/** The number that is null for every pair. */
const NO_NUMBER: PairNumbers = (rows, count, out) => fill(rows, count, out, Number.NaN);

function constantly(truth: number): PairCondition {
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) out[rows[i]!] = truth;
  };
}

const recordsOn = (side: Side, batch: PairBatch): Int32Array => (side === 'l' ? batch.left : batch.right);

/** The numbers of the texts of a one-sided expression, and which record of a pair has them. */
type TextOperand = { readonly ids: Int32Array; readonly records: Int32Array };

function textOperand(expression: Expression, scope: Scope): TextOperand | undefined {
  const sides = sidesOf(expression);
  if (sides.size !== 1) return undefined;
  const column = derivedColumn(expression, scope.columns, scope.dialect);
  if (column?.kind !== 'text') return undefined;
  return { ids: column.ids, records: recordsOn(sides.has('r') ? 'r' : 'l', scope.batch) };
}

/** Equality of two texts is equality of their numbers. */
function equality({ operator, left, right }: Comparing, scope: Scope): PairCondition | undefined {
  if (operator !== '=' && operator !== '<>') return undefined;
  const a = textOperand(left, scope);
  const b = a && textOperand(right, scope);
  if (a === undefined || b === undefined) return undefined;
  const [equal, different] = operator === '=' ? [TRUE, FALSE] : [FALSE, TRUE];
  const { ids: leftIds, records: leftRecords } = a;
  const { ids: rightIds, records: rightRecords } = b;
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const x = leftIds[leftRecords[row]!]!;
      const y = rightIds[rightRecords[row]!]!;
      if (x === MISSING || y === MISSING) out[row] = UNKNOWN;
      else out[row] = x === y ? equal : different;
    }
  };
}

/** Whether an operator holds for a first number that is less than, equal to or greater than the second. */
const HOLDS: Readonly<Record<Comparing['operator'], readonly [boolean, boolean, boolean]>> = {
  '=': [false, true, false],
  '<>': [true, false, true],
  '<': [true, false, false],
  '<=': [true, true, false],
  '>': [false, false, true],
  '>=': [false, true, true],
};

/** A comparison of two numbers. Against a literal a string function need only say on which side of it the pair is. */
function order({ operator, left, right }: Comparing, scope: Scope): PairCondition | undefined {
  const [less, equal, greater] = HOLDS[operator].map((holds) => (holds ? TRUE : FALSE)) as [
    number,
    number,
    number,
  ];
  // Only NaN, which is null, is neither less nor greater nor equal.
  const truthOfOrder = (x: number, y: number): number => {
    if (x < y) return less;
    if (x > y) return greater;
    return x === y ? equal : UNKNOWN;
  };
  const limit = right.kind === 'literal' && typeof right.value === 'number' ? right.value : undefined;
  const a = numbersOf(left, scope, limit);
  const numbers = new Float64Array(BATCH);
  if (a === undefined) return undefined;
  if (a === NO_NUMBER) return NEVER_KNOWN;
  if (limit !== undefined) {
    return (rows, count, out) => {
      a(rows, count, numbers);
      for (let i = 0; i < count; i++) out[rows[i]!] = truthOfOrder(numbers[rows[i]!]!, limit);
    };
  }
  const b = numbersOf(right, scope);
  if (b === undefined) return undefined;
  if (b === NO_NUMBER) return NEVER_KNOWN;
  const others = new Float64Array(BATCH);
  return (rows, count, out) => {
    a(rows, count, numbers);
    b(rows, count, others);
    for (let i = 0; i < count; i++) out[rows[i]!] = truthOfOrder(numbers[rows[i]!]!, others[rows[i]!]!);
  };
}

/**
 * AND is the smallest truth, OR the largest. A row whose truth no further term can change, `settled`, is left out of
 * the terms that follow.
 */
function combination(terms: readonly PairCondition[], settled: typeof FALSE | typeof TRUE): PairCondition {
  const [first, ...others] = terms as readonly [PairCondition, ...PairCondition[]];
  const open = new Int32Array(BATCH);
  const truths = new Uint8Array(BATCH);
  return (rows, count, out) => {
    first(rows, count, out);
    let left = keepOpen(rows, count, out, settled, open);
    for (const term of others) {
      if (left === 0) return;
      term(open, left, truths);
      for (let i = 0; i < left; i++) {
        const row = open[i]!;
        const truth = truths[row]!;
        // An open row is never settled, so it is unknown or the opposite of settled.
        if (truth === settled || truth === UNKNOWN) out[row] = truth;
      }
      left = keepOpen(open, left, out, settled, open);
    }
  };
}

/** Writes the rows whose truth is not `settled` to `open`, which may be `rows` itself, and gives their number. */
function keepOpen(
  rows: Int32Array,
  count: number,
  truths: Uint8Array,
  settled: number,
  open: Int32Array,
): number {
  let left = 0;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    if (truths[row] !== settled) open[left++] = row;
  }
  return left;
}

function negation(term: PairCondition): PairCondition {
  return (rows, count, out) => {
    term(rows, count, out);
    for (let i = 0; i < count; i++) out[rows[i]!] = TRUE - out[rows[i]!]!;
  };
}

function isNull(term: Expression, scope: Scope): PairCondition | undefined {
  const numbers = numbersOf(term, scope);
  if (numbers === undefined) return undefined;
  const values = new Float64Array(BATCH);
  return (rows, count, out) => {
    numbers(rows, count, values);
    for (let i = 0; i < count; i++) out[rows[i]!] = Number.isNaN(values[rows[i]!]!) ? TRUE : FALSE;
  };
}

/** A value that is a number, or undefined when there is no fast way. `limit`: it is only compared with this. */
function numbersOf(expression: Expression, scope: Scope, limit?: number): PairNumbers | undefined {
  if (expression.kind === 'literal') {
    const { value } = expression;
    return typeof value === 'number' ? (rows, count, out) => fill(rows, count, out, value) : undefined;
  }
  if (sidesOf(expression).size <= 1) return oneSidedNumbers(expression, scope);
  if (expression.kind === 'operate' && expression.operator !== '||') {
    const { operator } = expression;
    const a = numbersOf(expression.left, scope);
    const b = a && numbersOf(expression.right, scope);
    if (a === undefined || b === undefined) return undefined;
    return a === NO_NUMBER || b === NO_NUMBER ? NO_NUMBER : calculation(OPERATIONS[operator], a, b);
  }
  if (expression.kind !== 'call') return undefined;
  if (expression.name === 'epoch') return numbersOf(expression.args[0]!, scope);
  if (expression.name === 'abs') {
    const number = numbersOf(expression.args[0]!, scope);
    return number === undefined || number === NO_NUMBER ? number : absolute(number);
  }
  return measureOf(expression, scope, limit);
}

function fill(rows: Int32Array, count: number, out: Float64Array, value: number): void {
  for (let i = 0; i < count; i++) out[rows[i]!] = value;
}

function oneSidedNumbers(expression: Expression, scope: Scope): PairNumbers | undefined {
  const column = derivedColumn(expression, scope.columns, scope.dialect);
  if (column?.kind === 'text' && column.isEmpty) return NO_NUMBER;
  if (column?.kind !== 'number') return undefined;
  const { values } = column;
  const records = recordsOn(sidesOf(expression).has('r') ? 'r' : 'l', scope.batch);
  return (rows, count, out) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      out[row] = values[records[row]!]!;
    }
  };
}

/** Arithmetic; NaN, which is null, makes the result null. A division by zero is null. */
const OPERATIONS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => (b === 0 ? Number.NaN : a / b),
} as const;

function calculation(
  operate: (a: number, b: number) => number,
  left: PairNumbers,
  right: PairNumbers,
): PairNumbers {
  const numbers = new Float64Array(BATCH);
  return (rows, count, out) => {
    left(rows, count, out);
    right(rows, count, numbers);
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      out[row] = operate(out[row]!, numbers[row]!);
    }
  };
}

function absolute(number: PairNumbers): PairNumbers {
  return (rows, count, out) => {
    number(rows, count, out);
    for (let i = 0; i < count; i++) out[rows[i]!] = Math.abs(out[rows[i]!]!);
  };
}

function measureOf(
  { name, args }: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
  limit: number | undefined,
): PairNumbers | undefined {
  const [a, b] = args.map((arg) => textOperand(arg, scope));
  if (a === undefined || b === undefined || args.length !== 2) return undefined;
  const key = JSON.stringify([name, args]);
  const use =
    scope.measures.get(key) ??
    memoisedMeasure(name, { ...a, others: b }, scope.batch, () => matcherOf(scope));
  if (use === undefined) return undefined;
  scope.measures.set(key, use);
  use.decide(limit);
  return use.numbers;
}

/** The matcher is made at the first pair, when every text that conditions derive is there. */
function matcherOf(scope: Scope): TextMeasures {
  scope.matcher ??= textMeasures(symbolTable(scope.columns.texts, scope.dialect), scope.dialect);
  return scope.matcher;
}
