import { type Symbols, utf8Bytes } from './symbols.ts';

/**
 * The share of common symbols among all symbols that occur in either sequence, 0 to 1; order and repetition do not
 * count. Two empty sequences have the score 1 (commons-text; DuckDB refuses an empty argument).
 */
export function jaccardOfSymbols(a: Symbols, b: Symbols): number {
  const left = new Set<number>(a);
  const right = new Set<number>(b);
  if (left.size === 0 && right.size === 0) return 1;
  let shared = 0;
  for (const symbol of left) if (right.has(symbol)) shared++;
  return shared / (left.size + right.size - shared);
}

/** Jaccard similarity on sets of single UTF-8 bytes, as DuckDB's `jaccard` gives it: 'ab', 'ba' is 1 (linkage.md 6.11). */
export function jaccard(a: string, b: string): number {
  return jaccardOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
