import { commonEnd, commonStart, type Symbols, utf8Bytes } from './symbols.ts';

/** The fewest insertions, deletions and replacements of one symbol that turn `a` into `b`. */
export function levenshteinOfSymbols(a: Symbols, b: Symbols): number {
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const columns = b.length - start - end;
  const row = new Int32Array(columns + 1);
  for (let j = 0; j <= columns; j++) row[j] = j;
  for (let i = 1; i <= a.length - start - end; i++) {
    const symbol = a[start + i - 1];
    let diagonal = row[0]!;
    row[0] = i;
    for (let j = 1; j <= columns; j++) {
      const replaced = diagonal + (symbol === b[start + j - 1] ? 0 : 1);
      diagonal = row[j]!;
      row[j] = Math.min(replaced, diagonal + 1, row[j - 1]! + 1);
    }
  }
  return row[columns]!;
}

/** Levenshtein distance in UTF-8 bytes, as DuckDB's `levenshtein` gives it (linkage.md 6.11). */
export function levenshtein(a: string, b: string): number {
  return levenshteinOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
