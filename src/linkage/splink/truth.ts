import type { Value } from './value.ts';

/**
 * SQL's three truth values as numbers in an order in which AND is the smaller, OR the larger, and NOT is `TRUE` less
 * the value.
 */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** The truth value of a condition's value. */
export function truthOf(value: Value): number {
  if (value === true) return TRUE;
  return value === null ? UNKNOWN : FALSE;
}

/** The value of a condition whose truth is known. */
export function valueOfTruth(truth: number): boolean | null {
  return truth === UNKNOWN ? null : truth === TRUE;
}
