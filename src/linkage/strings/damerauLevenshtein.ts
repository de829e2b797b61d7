import { type Symbols, utf8Bytes, withoutCommonEnds } from './symbols.ts';

/**
 * The unrestricted Damerau–Levenshtein distance: insertions, deletions, replacements, and swaps of two neighbours
 * between which more may have been inserted or deleted. So 'ca' → 'abc' is 2, where the restricted variant (optimal
 * string alignment) says 3 (linkage.md 6.11). Algorithm of Lowrance and Wagner.
 */
export function damerauLevenshteinOfSymbols(first: Symbols, second: Symbols): number {
  const [a, b] = withoutCommonEnds(first, second);
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const width = b.length + 2;
  const unreachable = a.length + b.length;
  const cost = new Int32Array((a.length + 2) * width);
  cost[0] = unreachable;
  for (let i = 0; i <= a.length; i++) {
    cost[(i + 1) * width] = unreachable;
    cost[(i + 1) * width + 1] = i;
  }
  for (let j = 0; j <= b.length; j++) {
    cost[j + 1] = unreachable;
    cost[width + j + 1] = j;
  }
  /** The last row, counted from 1, in which `a` had a symbol; 0 for never. */
  const lastRowOf = new Int32Array(1 + Math.max(largestSymbol(a), largestSymbol(b)));
  for (let i = 1; i <= a.length; i++) {
    let lastEqualColumn = 0;
    for (let j = 1; j <= b.length; j++) {
      const swapRow = lastRowOf[b[j - 1]!]!;
      const swapColumn = lastEqualColumn;
      const equal = a[i - 1] === b[j - 1];
      if (equal) lastEqualColumn = j;
      cost[(i + 1) * width + j + 1] = Math.min(
        cost[i * width + j]! + (equal ? 0 : 1),
        cost[(i + 1) * width + j]! + 1,
        cost[i * width + j + 1]! + 1,
        cost[swapRow * width + swapColumn]! + (i - swapRow - 1) + 1 + (j - swapColumn - 1),
      );
    }
    lastRowOf[a[i - 1]!] = i;
  }
  return cost[(a.length + 1) * width + b.length + 1]!;
}

function largestSymbol(symbols: Symbols): number {
  let largest = 0;
  for (const symbol of symbols) if (symbol > largest) largest = symbol;
  return largest;
}

/** Unrestricted Damerau–Levenshtein distance in UTF-8 bytes, as DuckDB's `damerau_levenshtein` (linkage.md 6.11). */
export function damerauLevenshtein(a: string, b: string): number {
  return damerauLevenshteinOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
