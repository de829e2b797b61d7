import { NULL_LEVEL } from '../model/model.ts';
import type { TextMeasures } from '../strings/textMeasures.ts';
import type { Expression } from './expression.ts';
import type { SplinkComparison } from './model.ts';
import { MEASURES } from './pairMeasures.ts';

/**
 * A comparison of the commonest shape: one column; a null level where either side is missing; equality; then one string
 * function at several limits; else. It is read off the levels so that one look at a pair settles it.
 */
export type Ladder = {
  readonly column: string;
  /** γ of equal values. */
  readonly equalGamma: number;
  readonly method: keyof TextMeasures;
  readonly isDistance: boolean;
  /** The limits in the order they are tried, with γ of each. None: only equality counts. */
  readonly limits: Float64Array;
  readonly gammas: Int8Array;
  /** The loosest limit: what is beyond it need not be exact. */
  readonly loosest: number;
};

/** The ladder that a comparison is, or undefined when it has any other shape. */
export function ladderOf({ levels }: SplinkComparison): Ladder | undefined {
  const [missing, equal, ...others] = levels;
  const column = missing?.role === 'null' ? eitherMissing(missing.condition) : undefined;
  if (column === undefined || equal?.role !== 'test' || equal.condition === undefined) return undefined;
  if (!isEquality(equal.condition, column)) return undefined;
  const rungs = others.slice(0, -1).map((level) => rungOf(level.condition, column));
  if (others.at(-1)?.role !== 'else' || others.slice(0, -1).some(({ role }) => role !== 'test'))
    return undefined;
  const name = rungs[0]?.name ?? 'levenshtein';
  const { method, isDistance } = MEASURES[name]!;
  const limits: number[] = [];
  for (const rung of rungs) {
    if (rung?.name !== name) return undefined;
    limits.push(rung.limit);
  }
  return {
    column,
    equalGamma: limits.length + 1,
    method,
    isDistance,
    limits: Float64Array.from(limits),
    gammas: Int8Array.from(limits, (_, index) => limits.length - index),
    loosest: isDistance ? Math.max(...limits) : Math.min(...limits),
  };
}

/** Writes γ of each pair for a ladder over the texts with these numbers. */
export function climb(
  { equalGamma, isDistance, limits, gammas: gammaOf, loosest }: Ladder,
  ids: Int32Array,
  pairs: { readonly left: Int32Array; readonly right: Int32Array; readonly size: number },
  measure: (left: number, right: number, limit: number) => number,
  gammas: Int8Array,
): void {
  for (let row = 0; row < pairs.size; row++) {
    const left = ids[pairs.left[row]!]!;
    const right = ids[pairs.right[row]!]!;
    let gamma = 0;
    if (left < 0 || right < 0) gamma = NULL_LEVEL;
    else if (left === right) gamma = equalGamma;
    else if (limits.length > 0) {
      const value = measure(left, right, loosest);
      for (let i = 0; i < limits.length; i++) {
        if (isDistance ? value <= limits[i]! : value >= limits[i]!) {
          gamma = gammaOf[i]!;
          break;
        }
      }
    }
    gammas[row] = gamma;
  }
}

/** The column of a condition that says that either side is missing. */
function eitherMissing(condition: Expression | undefined): string | undefined {
  if (condition?.kind !== 'or' || condition.terms.length !== 2) return undefined;
  const [a, b] = condition.terms.map((term) => (term.kind === 'isNull' ? term.term : undefined));
  return a !== undefined && b !== undefined ? bothSidesOf(a, b) : undefined;
}

/** The column that two expressions are, one on each side. */
function bothSidesOf(a: Expression, b: Expression): string | undefined {
  return a.kind === 'column' && b.kind === 'column' && a.name === b.name && a.side !== b.side
    ? a.name
    : undefined;
}

function isEquality(condition: Expression, column: string): boolean {
  return (
    condition.kind === 'compare' &&
    condition.operator === '=' &&
    bothSidesOf(condition.left, condition.right) === column
  );
}

/** A string function of both sides of the column against a limit, a similarity from it on, a distance up to it. */
function rungOf(
  condition: Expression | undefined,
  column: string,
): { readonly name: string; readonly limit: number } | undefined {
  if (condition?.kind !== 'compare' || condition.right.kind !== 'literal') return undefined;
  const { left: call, operator, right } = condition;
  if (call.kind !== 'call' || call.args.length !== 2 || typeof right.value !== 'number') return undefined;
  const found = MEASURES[call.name];
  // The sides in this order, as the plain way would take them.
  const [a, b] = call.args;
  if (found === undefined || bothSidesOf(a!, b!) !== column || a?.kind !== 'column' || a.side !== 'l') {
    return undefined;
  }
  return operator === (found.isDistance ? '<=' : '>=') ? { name: call.name, limit: right.value } : undefined;
}
