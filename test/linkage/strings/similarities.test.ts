import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damerauLevenshtein } from '../../../src/linkage/strings/damerauLevenshtein.ts';
import { jaccard } from '../../../src/linkage/strings/jaccard.ts';
import { jaro } from '../../../src/linkage/strings/jaro.ts';
import { jaroWinkler } from '../../../src/linkage/strings/jaroWinkler.ts';
import { levenshtein } from '../../../src/linkage/strings/levenshtein.ts';
import { sparkJaroWinkler } from '../../../src/linkage/strings/sparkJaroWinkler.ts';

const word = string({ unit: constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 12 });

describe('string similarities', () => {
  it('give the textbook values', () => {
    expect(jaro('martha', 'marhta')).toBeCloseTo(17 / 18, 12);
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961111111111, 10);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813333333333, 10);
    expect(levenshtein('kitten', 'sitting')).toBe(3);
    expect(jaccard('ab', 'ba')).toBe(1);
    expect(jaccard('night', 'nacht')).toBeCloseTo(3 / 7, 12);
  });

  it('allow edits between swapped neighbours (unrestricted Damerau–Levenshtein)', () => {
    expect(damerauLevenshtein('ca', 'abc')).toBe(2);
    expect(damerauLevenshtein('1971-06-24', '1971-06-42')).toBe(1);
  });

  it('compare UTF-8 bytes in the DuckDB spelling and UTF-16 units in the Spark spelling', () => {
    expect(levenshtein('jose', 'josé')).toBe(2);
    expect(jaroWinkler('jose', 'josé')).toBeCloseTo(0.848333333333, 10);
    expect(sparkJaroWinkler('jose', 'josé')).toBeCloseTo(0.883333333333, 10);
  });

  it('differ between DuckDB and Spark by the odd half transposition', () => {
    expect(sparkJaroWinkler('1840-82-07', '1840-02-07')).toBeCloseTo(0.926666666667, 10);
    expect(jaroWinkler('1840-82-07', '1840-02-07')).toBeCloseTo(0.937777777778, 10);
  });

  it('treat empty strings as a stated case', () => {
    expect([jaro, jaroWinkler, sparkJaroWinkler, jaccard].map((similarity) => similarity('', ''))).toEqual([
      0, 0, 1, 1,
    ]);
    expect([jaro, jaroWinkler, sparkJaroWinkler, jaccard].map((similarity) => similarity('', 'a'))).toEqual([
      0, 0, 0, 0,
    ]);
    expect(levenshtein('', 'abc')).toBe(3);
    expect(damerauLevenshtein('abc', '')).toBe(3);
  });

  it('stay within 0 and 1, and are 1 only where nothing differs (Jaro–Winkler)', () => {
    assert(
      property(word, word, (a, b) => {
        for (const similarity of [jaro, jaroWinkler, sparkJaroWinkler]) {
          const score = similarity(a, b);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score === 1).toBe(a === b);
        }
      }),
    );
  });

  it('are distances: zero for equals, symmetric, obeying the triangle (Levenshtein and Damerau–Levenshtein)', () => {
    assert(
      property(word, word, word, (a, b, c) => {
        for (const distance of [levenshtein, damerauLevenshtein]) {
          expect(distance(a, b) === 0).toBe(a === b);
          expect(distance(a, b)).toBe(distance(b, a));
          expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
        }
        expect(damerauLevenshtein(a, b)).toBeLessThanOrEqual(levenshtein(a, b));
      }),
    );
  });
});
