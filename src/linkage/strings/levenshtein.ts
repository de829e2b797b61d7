import { type Symbols, utf8Bytes, withoutCommonEnds } from './symbols.ts';

/** The fewest insertions, deletions and replacements of one symbol that turn `a` into `b`. */
export function levenshteinOfSymbols(first: Symbols, second: Symbols): number {
  const [a, b] = withoutCommonEnds(first, second);
  const row = new Int32Array(b.length + 1);
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j]!;
      row[j] = Math.min(replaced, diagonal + 1, row[j - 1]! + 1);
    }
  }
  return row[b.length]!;
}

/** Levenshtein distance in UTF-8 bytes, as DuckDB's `levenshtein` gives it (linkage.md 6.11). */
export function levenshtein(a: string, b: string): number {
  return levenshteinOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
