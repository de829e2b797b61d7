import { assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releasedParts, releasedVariants, withheldAcrossTime } from '../../src/reports/release.ts';
import type { Variants } from '../../src/reports/release.ts';

const variants = (
  any: readonly [household: number, aided: number, all: number],
  last: readonly [household: number, aided: number, all: number],
): Variants => {
  const ofTiming = ([household, aided, denominator]: readonly [number, number, number]) => ({
    in_household: { numerator: household, denominator },
    aided: { numerator: aided, denominator },
  });
  return { any_day: ofTiming(any), last_day: ofTiming(last) };
};
const small = (count: number): boolean => count >= 1 && count <= 10;

describe('releasedVariants', () => {
  it('OCM-5: large figures are released as they are', () => {
    const released = releasedVariants(variants([120, 90, 500], [100, 70, 450]));
    expect(released.any_day.in_household).toEqual({ numerator: 120, denominator: 500 });
    expect(released.last_day.aided).toEqual({ numerator: 70, denominator: 450 });
  });

  it('OCM-5: 1 to 10 are withheld, zero and 11 are shown', () => {
    const numerator = (count: number): number | null =>
      releasedVariants(variants([count, 0, 500], [0, 0, 400])).any_day.in_household.numerator;
    expect([0, 1, 10, 11].map(numerator)).toEqual([0, null, null, 11]);
  });

  it('OCM-5: withheld too where those not on CalWORKs are few', () => {
    const released = releasedVariants(variants([495, 400, 500], [300, 200, 450]));
    expect(released.any_day.in_household.numerator).toBeNull();
  });

  it('OCM-10: of household and aided, the narrower gives way when they differ by few', () => {
    const { any_day } = releasedVariants(variants([120, 115, 500], [80, 60, 400]));
    expect(any_day.in_household).toEqual({ numerator: 120, denominator: 500 });
    expect(any_day.aided.numerator).toBeNull();
  });

  it('no two released figures differ by a small count, in any county', () => {
    const nested = tuple(
      integer({ min: 0, max: 60 }),
      integer({ min: 0, max: 60 }),
      integer({ min: 0, max: 60 }),
      integer({ min: 0, max: 30 }),
      integer({ min: 0, max: 30 }),
      integer({ min: 0, max: 30 }),
    );
    assert(
      property(nested, ([aided, unaided, off, aidedEarlier, unaidedEarlier, offEarlier]) => {
        const last = [aided + unaided, aided, aided + unaided + off] as const;
        const any = [
          last[0] + aidedEarlier + unaidedEarlier,
          last[1] + aidedEarlier,
          last[2] + aidedEarlier + unaidedEarlier + offEarlier,
        ] as const;
        const released = releasedVariants(variants(any, last));
        const shown = (a: number | null, b: number | null): number =>
          a === null || b === null ? 0 : Math.abs(a - b);
        for (const timing of [released.any_day, released.last_day]) {
          for (const { numerator, denominator } of [timing.in_household, timing.aided]) {
            if (numerator !== null) expect(small(numerator)).toBe(false);
            expect(small(shown(numerator, denominator))).toBe(false);
          }
          expect(small(shown(timing.in_household.numerator, timing.aided.numerator))).toBe(false);
        }
        for (const population of ['in_household', 'aided'] as const) {
          const whole = released.any_day[population];
          const lastDay = released.last_day[population];
          expect(small(shown(whole.numerator, lastDay.numerator))).toBe(false);
          expect(small(shown(whole.denominator, lastDay.denominator))).toBe(false);
        }
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

describe('withheldAcrossTime', () => {
  it('OCM-6: a quarter is withheld where it differs from a month that is shown by 1 to 10', () => {
    const months = [{ numerator: 100, denominator: 480 }];
    expect(withheldAcrossTime({ numerator: 105, denominator: 500 }, months)).toEqual({
      numerator: null,
      denominator: 500,
    });
    expect(withheldAcrossTime({ numerator: 100, denominator: 491 }, months)).toEqual({
      numerator: 100,
      denominator: 491,
    });
    expect(
      withheldAcrossTime({ numerator: 105, denominator: 500 }, [{ numerator: null, denominator: null }]),
    ).toEqual({ numerator: 105, denominator: 500 });
  });
});

describe('releasedParts', () => {
  it('withholds a second part when the total would give the first away', () => {
    const parts = new Map([
      ['cin', 40],
      ['ssn', 25],
      ['name_dob', 4],
    ]);
    expect([...releasedParts(parts, true).values()].filter((count) => count === null)).toHaveLength(2);
    expect([...releasedParts(parts, false)]).toEqual([
      ['cin', 40],
      ['ssn', 25],
      ['name_dob', null],
    ]);
  });
});
