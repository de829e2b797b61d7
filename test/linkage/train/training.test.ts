import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/linkage/model/model.ts';
import { DEFAULT_EM_SETTINGS, expectationMaximisation } from '../../../src/linkage/train/em.ts';
import { estimatesOfSession, median, withEstimates } from '../../../src/linkage/train/estimates.ts';
import {
  blockedLambda,
  forcedLevels,
  lambdaFromRules,
  unblockedLambda,
} from '../../../src/linkage/train/lambda.ts';
import { levelShares } from '../../../src/linkage/train/levelShares.ts';
import { seededRandom } from '../../../src/linkage/train/random.ts';
import { sampleIndexes, sampleSizes } from '../../../src/linkage/train/sampling.ts';

const open = { fixM: false, fixU: false } as const;

/** A comparison with an exact level, a similar level and else. */
function comparison(
  name: string,
  exactColumns: readonly string[] = [name],
  u = [0.9, 0.09, 0.01],
): Comparison {
  return {
    name,
    description: '',
    columns: exactColumns,
    levels: [
      { ...open, label: 'missing', role: 'null' },
      { ...open, label: 'equal', role: 'test', u: u[2]!, exactColumns },
      { ...open, label: 'similar', role: 'test', u: u[1]! },
      { ...open, label: 'else', role: 'else', u: u[0]! },
    ],
  };
}

/** Pairs drawn from known parameters: `matches` of `count` are matches. */
function drawn(count: number, share: number, m: readonly number[], u: readonly number[]): Int8Array[] {
  const random = seededRandom(7);
  const levels = [0, 1, 2].map(() => new Int8Array(count));
  for (let pair = 0; pair < count; pair++) {
    const shares = random() < share ? m : u;
    for (const column of levels) {
      let [gamma, left] = [0, random()];
      while (gamma < shares.length - 1 && left >= shares[gamma]!) left -= shares[gamma++]!;
      column[pair] = gamma;
    }
  }
  return levels;
}

describe('expectation maximisation', () => {
  const comparisons = ['a', 'b', 'c'].map((name) => comparison(name));
  const M = [0.05, 0.15, 0.8];
  const U = [0.9, 0.09, 0.01];

  it('finds λ and m that pairs were drawn from', () => {
    const levels = drawn(20_000, 0.3, M, U);
    const counts = new Float64Array(20_000).fill(1);
    const { iterations, converged } = expectationMaximisation(comparisons, 0.5, { levels, counts });
    const { lambda, m, u } = iterations.at(-1)!;
    expect(converged).toBe(true);
    expect(lambda).toBeCloseTo(0.3, 1);
    for (const values of m)
      values.forEach((value, gamma) => expect(Math.abs(value - M[gamma]!)).toBeLessThan(0.02));
    expect(u).toEqual(iterations[0]!.u);
  });

  it('does not depend on whether equal pairs share a row', () => {
    const gammas = integer({ min: -1, max: 2 });
    assert(
      property(array(tuple(gammas, gammas, gammas), { minLength: 1, maxLength: 30 }), (pairs) => {
        const single = {
          levels: [0, 1, 2].map((at) => Int8Array.from(pairs, (pair) => pair[at]!)),
          counts: new Float64Array(pairs.length).fill(1),
        };
        const patterns = [...new Set(pairs.map((pair) => pair.join()))];
        const grouped = {
          levels: [0, 1, 2].map((at) =>
            Int8Array.from(patterns, (pattern) => Number(pattern.split(',')[at])),
          ),
          counts: Float64Array.from(
            patterns,
            (pattern) => pairs.filter((pair) => pair.join() === pattern).length,
          ),
        };
        const settings = { ...DEFAULT_EM_SETTINGS, fixU: false };
        const [a, b] = [single, grouped].map((rows) =>
          expectationMaximisation(comparisons, 0.1, rows, settings),
        );
        expect(a!.iterations.length).toBe(b!.iterations.length);
        const [last, other] = [a!.iterations.at(-1)!, b!.iterations.at(-1)!];
        expect(last.lambda).toBeCloseTo(other.lambda, 9);
        last.m.flat().forEach((value, at) => {
          expect(value).toBeCloseTo(other.m.flat()[at]!, 9);
          expect(Number.isFinite(value)).toBe(true);
        });
        expect(last.u.flat().every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('trusts a rare value more when frequencies are given', () => {
    const frequent = { column: 'a', weight: 1, minimumU: 0, disableExactDetection: false };
    const adjusted: Comparison = {
      ...comparisons[0]!,
      levels: comparisons[0]!.levels.map((level) =>
        level.label === 'equal' ? { ...level, termFrequency: frequent } : level,
      ),
    };
    const rows = { levels: [Int8Array.of(2, 0)], counts: Float64Array.of(1, 1) };
    const lambdaFor = (frequency: number): number => {
      const log2Frequencies = [Float64Array.of(Math.log2(frequency), Number.NaN)];
      const history = expectationMaximisation(
        [adjusted],
        0.1,
        { ...rows, log2Frequencies },
        { ...DEFAULT_EM_SETTINGS, maxIterations: 1 },
      );
      return history.iterations[1]!.lambda;
    };
    expect(lambdaFor(0.0001)).toBeGreaterThan(lambdaFor(0.01));
    expect(lambdaFor(0.01)).toBeGreaterThan(lambdaFor(0.5));
  });

  it('holds an unobserved level and gives it no estimate; a fixed level keeps its value', () => {
    const fixed: Comparison = {
      ...comparisons[0]!,
      levels: comparisons[0]!.levels.map((level) =>
        level.label === 'equal' ? { ...level, m: 0.7, fixM: true } : level,
      ),
    };
    const rows = { levels: [Int8Array.of(2, 0, -1)], counts: Float64Array.of(3, 5, 2) };
    const history = expectationMaximisation([fixed], 0.2, rows);
    expect(history.iterations.at(-1)!.m[0]).toEqual([expect.any(Number), 1e-6, 0.7]);
    const [estimate] = estimatesOfSession([fixed], history);
    expect(estimate!.values[1]).toBeUndefined();
    const [trained] = withEstimates([fixed], [estimate!]);
    expect(trained!.levels[1]!.m).toBe(0.7);
    expect(trained!.levels[2]).not.toHaveProperty('m');
    expect(trained!.levels[3]!.m).toBe(history.iterations.at(-1)!.m[0]![0]);
  });

  it('stays finite for no pairs at all and for λ of 0', () => {
    const rows = { levels: [new Int8Array(0)], counts: new Float64Array(0) };
    const { iterations } = expectationMaximisation([comparisons[0]!], 0, rows);
    expect(iterations.at(-1)).toMatchObject({ lambda: 0, m: [[1e-6, 1e-6, 1e-6]] });
  });
});

describe('what EM starts from', () => {
  const full = comparison('full', ['first', 'last']);
  const [first, last] = [comparison('first'), comparison('last')];

  it('is λ raised by the exact levels that the training rule forces, wide ones before narrow ones', () => {
    const forced = forcedLevels([first, full, last], ['First', 'last', 'dob']);
    expect(forced.map((each) => each.comparison.name)).toEqual(['full']);
    expect(forcedLevels([first, last], ['first']).map(({ gamma }) => gamma)).toEqual([2]);
    const raised = blockedLambda(0.001, forced);
    expect(raised).toBeGreaterThan(0.001);
    expect(unblockedLambda(raised, forced)).toBeCloseTo(0.001, 12);
  });

  it('is λ from rules and recall, refused where it would be more than all pairs', () => {
    expect(lambdaFromRules(4767, 0.8, 25_000_000)).toBeCloseTo(0.00023835, 15);
    for (const recall of [0, 0.1, 1.1]) {
      expect(() => lambdaFromRules(20, recall, 100)).toThrow(
        expect.objectContaining({ code: 'RECALL_TOO_LOW' }),
      );
    }
  });

  it('is u from shares of levels; a level nobody has gets none', () => {
    expect(levelShares([6, 0, 2])).toEqual([0.75, undefined, 0.25]);
    expect(levelShares([0, 0])).toEqual([undefined, undefined]);
  });

  it('is a sample of records that has about the wanted pairs, the same for the same seed', () => {
    expect(sampleSizes('dedupe_only', [1000], 4950)).toEqual([100]);
    expect(sampleSizes('link_only', [400, 600], 60_000)).toEqual([200, 300]);
    expect(sampleSizes('link_only', [400, 600], 1e9)).toEqual([400, 600]);
    const sample = sampleIndexes(1000, 100, 5);
    expect(sample).toEqual(sampleIndexes(1000, 100, 5));
    expect(sample).not.toEqual(sampleIndexes(1000, 100, 6));
    expect(new Set(sample).size).toBe(100);
    expect(sample.every((index, at) => index < 1000 && (at === 0 || index > sample[at - 1]!))).toBe(true);
    expect(sampleIndexes(3, 5, 1)).toEqual(Int32Array.of(0, 1, 2));
  });

  it('is the median of the estimates of several sessions', () => {
    expect([median([]), median([3]), median([3, 1]), median([9, 1, 2])]).toEqual([undefined, 3, 2, 2]);
    const estimates = [0.1, 0.4, 0.2].map((value) => ({
      comparison: 'first',
      parameter: 'm' as const,
      values: [undefined, undefined, value],
    }));
    const [trained] = withEstimates([first], estimates);
    expect(trained!.levels[1]!.m).toBe(0.2);
  });
});
