import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_SIMILAR } from '../../../src/linkage/compare/letterBounds.ts';
import { letterMatcher } from '../../../src/linkage/compare/letterMatcher.ts';
import { TextInterner } from '../../../src/linkage/encode/textTable.ts';
import { finishValues } from '../../../src/linkage/encode/valueTable.ts';
import { jaroWinkler } from '../../../src/linkage/strings/jaroWinkler.ts';

/** Optimal string alignment, the plain table: what the bit-parallel version must equal. */
function plainDistance(a: string, b: string): number {
  const cost = Array.from({ length: a.length + 1 }, (_, i) => [
    i,
    ...Array.from({ length: b.length }, () => 0),
  ]);
  for (let j = 1; j <= b.length; j++) cost[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replace = cost[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, cost[i - 1]![j]! + 1, cost[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, cost[i - 2]![j - 2]! + 1);
      }
      cost[i]![j] = best;
    }
  }
  return cost[a.length]![b.length]!;
}

/** Words of a few letters, short and long, so that near matches are common and slots overflow. */
const words = array(string({ unit: constantFrom(...'ABCDEF1'), minLength: 1, maxLength: 90 }), {
  minLength: 2,
  maxLength: 4,
});
const shortWords = array(string({ unit: constantFrom(...'ABCD'), minLength: 1, maxLength: 9 }), {
  minLength: 2,
  maxLength: 6,
});

function matched(list: readonly string[]) {
  const interner = new TextInterner();
  const values = list.map((text) => interner.intern(text));
  return { values, matcher: letterMatcher(finishValues(interner, 'text')) };
}

describe('letter matcher', () => {
  for (const [kind, lists] of [
    ['short', shortWords],
    ['long', words],
  ] as const) {
    it(`gives the plain distances and similarities of ${kind} values`, () => {
      assert(
        property(lists, (list) => {
          const { values, matcher } = matched(list);
          for (let a = 0; a < list.length; a++) {
            for (let b = 0; b < list.length; b++) {
              matcher.take(values[a]!);
              const distance = plainDistance(list[a]!, list[b]!);
              expect(matcher.distance(values[b]!, 200)).toBe(distance);
              expect(matcher.distance(values[b]!, 2)).toBe(Math.min(3, distance));
              const [longer, shorter] = list[a]!.length >= list[b]!.length ? [a, b] : [b, a];
              expect(matcher.similarity(values[b]!)).toBeCloseTo(
                jaroWinkler(list[longer]!, list[shorter]!),
                12,
              );
            }
          }
        }),
        { numRuns: 150 },
      );
    });

    it(`never calls ${kind} values different that are near`, () => {
      assert(
        property(lists, (list) => {
          const { values, matcher } = matched(list);
          matcher.take(values[0]!);
          for (let b = 1; b < list.length; b++) {
            const distance = plainDistance(list[0]!, list[b]!);
            for (const most of [0, 1, 2, 4]) {
              if (matcher.differsBy(values[b]!, most)) expect(distance).toBeGreaterThan(most);
              if (matcher.differs(values[b]!, most)) {
                expect(distance).toBeGreaterThan(most);
                expect(jaroWinkler(list[0]!, list[b]!)).toBeLessThan(LEAST_SIMILAR);
              }
            }
          }
        }),
        { numRuns: 200 },
      );
    });
  }
});
