import { sharedInt32, sharedUint8 } from '../encode/sharedArrays.ts';
import { truthOf } from './truth.ts';
import type { Value } from './value.ts';

/**
 * The values of all records in one column, in memory that threads share. A text is a number in a table of texts, so
 * that two texts are equal when their numbers are.
 */
export type Column =
  /** Numbers of texts; below 0: missing. `isEmpty`: all are missing, so that it may be of any kind. */
  | { readonly kind: 'text'; readonly ids: Int32Array; readonly isEmpty: boolean }
  /** NaN: missing. */
  | { readonly kind: 'number'; readonly values: Float64Array }
  /** Truth values as of `truth.ts`. */
  | { readonly kind: 'truth'; readonly values: Uint8Array }
  /** Lists, or values of several kinds: copied to each thread. */
  | { readonly kind: 'mixed'; readonly values: readonly Value[] };

/** Number of a missing text. */
export const MISSING = -1;

/** `length` numbers that all threads share. */
export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/**
 * A column of `count` records from its different values: record `i` has `values[placeOf[i]]`. `intern` gives a text
 * its number.
 */
export function encodedColumn(
  values: readonly Value[],
  placeOf: Int32Array,
  intern: (text: string) => number,
): Column {
  const present = values.filter((value) => value !== null);
  if (present.every((value) => typeof value === 'string')) {
    const numbers = values.map((value) => (typeof value === 'string' ? intern(value) : MISSING));
    const ids = spread(sharedInt32(placeOf.length), numbers, placeOf);
    return { kind: 'text', ids, isEmpty: present.length === 0 };
  }
  if (present.every((value) => typeof value === 'number' && !Number.isNaN(value))) {
    const numbers = values.map((value) => (typeof value === 'number' ? value : Number.NaN));
    return { kind: 'number', values: spread(sharedFloat64(placeOf.length), numbers, placeOf) };
  }
  if (present.every((value) => typeof value === 'boolean')) {
    const truths = values.map(truthOf);
    return { kind: 'truth', values: spread(sharedUint8(placeOf.length), truths, placeOf) };
  }
  return { kind: 'mixed', values: Array.from(placeOf, (place) => values[place]!) };
}

function spread<A extends Int32Array | Float64Array | Uint8Array>(
  target: A,
  values: readonly number[],
  placeOf: Int32Array,
): A {
  for (let record = 0; record < placeOf.length; record++) target[record] = values[placeOf[record]!]!;
  return target;
}
