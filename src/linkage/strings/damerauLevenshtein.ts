import { commonEnd, commonStart, type Symbols, utf8Bytes } from './symbols.ts';

/** Working memory, kept between calls because distances are computed by the million. */
let cost = new Int32Array(1024);
/** For each symbol the last row, counted from 1, in which `a` had it; all 0 between calls. */
const lastRowOf = new Int32Array(0x1_00_00);

/**
 * The unrestricted Damerau–Levenshtein distance: insertions, deletions, replacements, and swaps of two neighbours
 * between which more may have been inserted or deleted. So 'ca' → 'abc' is 2, where the restricted variant (optimal
 * string alignment) says 3 (linkage.md 6.11). Algorithm of Lowrance and Wagner.
 */
export function damerauLevenshteinOfSymbols(a: Symbols, b: Symbols): number {
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const rows = a.length - start - end;
  const columns = b.length - start - end;
  if (rows === 0 || columns === 0) return rows + columns;
  const width = columns + 2;
  if (cost.length < (rows + 2) * width) cost = new Int32Array((rows + 2) * width);
  const unreachable = rows + columns;
  for (let i = 0; i <= rows; i++) {
    cost[(i + 1) * width] = unreachable;
    cost[(i + 1) * width + 1] = i;
  }
  for (let j = 0; j <= columns; j++) {
    cost[j] = unreachable;
    cost[width + j + 1] = j;
  }
  for (let i = 1; i <= rows; i++) {
    const symbol = a[start + i - 1]!;
    let lastEqualColumn = 0;
    for (let j = 1; j <= columns; j++) {
      const other = b[start + j - 1]!;
      const swapRow = lastRowOf[other]!;
      const at = (i + 1) * width + j + 1;
      let best = cost[at - width - 1]! + (symbol === other ? 0 : 1);
      best = Math.min(best, cost[at - 1]! + 1, cost[at - width]! + 1);
      if (swapRow > 0 && lastEqualColumn > 0) {
        const between = i - swapRow - 1 + (j - lastEqualColumn - 1);
        best = Math.min(best, cost[swapRow * width + lastEqualColumn]! + between + 1);
      }
      cost[at] = best;
      if (symbol === other) lastEqualColumn = j;
    }
    lastRowOf[symbol] = i;
  }
  for (let i = 0; i < rows; i++) lastRowOf[a[start + i]!] = 0;
  return cost[(rows + 1) * width + columns + 1]!;
}

/** Unrestricted Damerau–Levenshtein distance in UTF-8 bytes, as DuckDB's `damerau_levenshtein` (linkage.md 6.11). */
export function damerauLevenshtein(a: string, b: string): number {
  return damerauLevenshteinOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
