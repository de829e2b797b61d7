import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/demo/random.ts';

describe('seeded random numbers', () => {
  it('gives the same stream for the same name and another for any other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), fc.nat(), (name, other) => {
        const first = new Random(...name);
        const same = new Random(...name);
        const longer = new Random(...name, other);
        const draws = Array.from({ length: 8 }, () => first.unit());
        expect(Array.from({ length: 8 }, () => same.unit())).toEqual(draws);
        expect(Array.from({ length: 8 }, () => longer.unit())).not.toEqual(draws);
      }),
    );
  });

  it('draws evenly', () => {
    const random = new Random(1);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 50_000; i += 1) counts[random.below(10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 5_000)).toBeLessThan(350);
  });

  it('draws by weight, between bounds, and for a mean', () => {
    const random = new Random(2);
    let heavy = 0;
    let sum = 0;
    for (let i = 0; i < 20_000; i += 1) {
      if (random.weighted({ light: 1, heavy: 3 }) === 'heavy') heavy += 1;
      const between = random.between(-2, 2);
      expect(between >= -2 && between <= 2).toBe(true);
      sum += random.lasting(10, 0, 1e9);
    }
    expect(heavy / 20_000).toBeCloseTo(0.75, 1);
    expect(sum / 20_000).toBeCloseTo(10, 0);
  });
});
