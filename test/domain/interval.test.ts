import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, coalesce, contains, intersect, overlaps } from '../../src/domain/interval.ts';
import type { Interval } from '../../src/domain/interval.ts';

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 12 })))
  .map(([from, length]) => ({ from, to: length === null ? null : from + length }));
const daysOf = (intervals: readonly Interval[]): number[] =>
  Array.from({ length: 70 }, (_, day) => day).filter((day) => intervals.some((i) => contains(i, day)));

describe('intervals', () => {
  it('include their first day and not their last', () => {
    expect(contains({ from: 10, to: 12 }, 10)).toBe(true);
    expect(contains({ from: 10, to: 12 }, 12)).toBe(false);
    expect(contains({ from: 10, to: null }, 1_000_000)).toBe(true);
    expect(overlaps({ from: 10, to: 12 }, { from: 12, to: null })).toBe(false);
  });

  it('overlap exactly when they share a day, and intersect in the shared days', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const shared = daysOf([a]).filter((day) => contains(b, day));
        expect(overlaps(a, b)).toBe(shared.length > 0);
        const both = intersect(a, b);
        expect(both === undefined ? [] : daysOf([both])).toEqual(shared);
        expect(daysOf(clip([a], b))).toEqual(shared);
      }),
    );
  });

  it('coalesce to the same days in order, with a gap between any two', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), (intervals) => {
        const joined = coalesce(intervals);
        expect(daysOf(joined)).toEqual(daysOf(intervals));
        for (let i = 1; i < joined.length; i++) {
          expect(joined[i - 1]!.to).not.toBeNull();
          expect(joined[i]!.from).toBeGreaterThan(joined[i - 1]!.to!);
        }
      }),
    );
  });
});
