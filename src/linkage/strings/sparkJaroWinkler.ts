import { jaroMatches, jaroScore } from './jaro.ts';
import { commonPrefix, WINKLER_BOOST_FLOOR, withPrefixCredit } from './jaroWinkler.ts';
import { utf16Units } from './symbols.ts';

/**
 * Jaro–Winkler similarity, 0 to 1, as Splink's Spark function gives it (commons-text 1.10): on UTF-16 code units,
 * transpositions not rounded down, prefix credit from a Jaro score of 0.7 on (linkage.md 6.11). Two empty strings are equal: 1.
 */
export function sparkJaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const left = utf16Units(a);
  const right = utf16Units(b);
  const { matches, halfTranspositions } = jaroMatches(left, right);
  const score = jaroScore(left.length, right.length, matches, halfTranspositions / 2);
  return score >= WINKLER_BOOST_FLOOR ? withPrefixCredit(score, commonPrefix(left, right)) : score;
}
