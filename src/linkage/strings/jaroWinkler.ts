import { jaroOfSymbols } from './jaro.ts';
import { type Symbols, utf8Bytes } from './symbols.ts';

/** Credit per symbol of the common prefix, and the longest prefix that earns it (Winkler). */
const PREFIX_CREDIT = 0.1;
const LONGEST_PREFIX = 4;

/** Above this Jaro score the common prefix earns credit. */
export const WINKLER_BOOST_FLOOR = 0.7;

/** The length of the common prefix of two sequences, at most four (Winkler). */
export function commonPrefix(a: Symbols, b: Symbols): number {
  const end = Math.min(a.length, b.length, LONGEST_PREFIX);
  let length = 0;
  while (length < end && a[length] === b[length]) length++;
  return length;
}

/** Raises a Jaro score by what the common prefix earns. */
export function withPrefixCredit(jaro: number, prefix: number): number {
  return jaro + PREFIX_CREDIT * prefix * (1 - jaro);
}

/**
 * Jaro–Winkler similarity, 0 to 1, as DuckDB's `jaro_winkler_similarity` gives it: on UTF-8 bytes, prefix credit only
 * for a Jaro score strictly above 0.7 (linkage.md 6.11).
 */
export function jaroWinkler(a: string, b: string): number {
  const left = utf8Bytes(a);
  const right = utf8Bytes(b);
  const score = jaroOfSymbols(left, right);
  return score > WINKLER_BOOST_FLOOR ? withPrefixCredit(score, commonPrefix(left, right)) : score;
}
