import { type Symbols, utf8Bytes } from './symbols.ts';

/** What Jaro counts on the way to its score. */
export type JaroMatches = {
  /** Symbols that have an equal, unused partner within the window. */
  readonly matches: number;
  /** Positions at which the two sequences of matched symbols differ: twice the transpositions. */
  readonly halfTranspositions: number;
};

/**
 * Pairs the symbols of two strings as Jaro does: going through the shorter string from the left, each symbol takes
 * the first unused equal symbol of the longer one at most `max(⌊longer / 2⌋ − 1, 0)` positions away
 * (linkage.md 6.11). Of two strings of one length, `b` is gone through.
 */
export function jaroMatches(a: Symbols, b: Symbols): JaroMatches {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const range = Math.max(Math.floor(longer.length / 2) - 1, 0);
  /** 1 where a symbol of the longer string has found its partner. */
  const taken = new Uint8Array(longer.length);
  const matched = shorter.slice();
  let matches = 0;
  for (let i = 0; i < shorter.length; i++) {
    const symbol = shorter[i]!;
    const end = Math.min(i + range + 1, longer.length);
    for (let j = Math.max(i - range, 0); j < end; j++) {
      if (longer[j] === symbol && taken[j] === 0) {
        taken[j] = 1;
        matched[matches++] = symbol;
        break;
      }
    }
  }
  let halfTranspositions = 0;
  for (let j = 0, next = 0; next < matches; j++) {
    if (taken[j] === 1 && longer[j] !== matched[next++]) halfTranspositions++;
  }
  return { matches, halfTranspositions };
}

/** The Jaro score from its counts; `transpositions` may be a half where the variant does not round (linkage.md 6.11). */
export function jaroScore(lengthA: number, lengthB: number, matches: number, transpositions: number): number {
  if (matches === 0) return 0;
  return (matches / lengthA + matches / lengthB + (matches - transpositions) / matches) / 3;
}

/** Jaro similarity of two symbol sequences with whole transpositions, 0 to 1. Two empty sequences have no match: 0, as in DuckDB. */
export function jaroOfSymbols(a: Symbols, b: Symbols): number {
  const { matches, halfTranspositions } = jaroMatches(a, b);
  return jaroScore(a.length, b.length, matches, Math.floor(halfTranspositions / 2));
}

/** Jaro similarity, 0 to 1, as DuckDB's `jaro_similarity` gives it: on UTF-8 bytes (linkage.md 6.11). */
export function jaro(a: string, b: string): number {
  return jaroOfSymbols(utf8Bytes(a), utf8Bytes(b));
}
