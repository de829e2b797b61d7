import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultM, defaultU } from '../../../src/linkage/model/defaults.ts';
import type { Comparison, Level, Model } from '../../../src/linkage/model/model.ts';
import { waterfall } from '../../../src/linkage/model/waterfall.ts';
import {
  comparisonWeights,
  levelWeight,
  log2Probability,
  priorWeight,
  probabilityOfWeight,
  termWeight,
  weightOfProbability,
} from '../../../src/linkage/model/weight.ts';

const level = (label: string, more: Partial<Level> = {}): Level => ({
  label,
  role: 'test',
  fixM: false,
  fixU: false,
  ...more,
});

const surname: Comparison = {
  name: 'surname',
  description: '',
  columns: ['surname'],
  levels: [
    level('missing', { role: 'null' }),
    level('equal', {
      m: 0.8,
      u: 0.01,
      exactColumns: ['Surname'],
      termFrequency: { column: 'surname', weight: 1, minimumU: 0, disableExactDetection: false },
    }),
    level('similar', {
      m: 0.15,
      u: 0.04,
      termFrequency: { column: 'surname', weight: 0.5, minimumU: 0.02, disableExactDetection: false },
    }),
    level('else', { role: 'else', m: 0.05, u: 0.95 }),
  ],
};

const probability = double({ min: 0, max: 1, noNaN: true });

describe('match weights', () => {
  it('are finite for every λ, m and u, and turn into a probability and back', () => {
    assert(
      property(probability, probability, probability, (lambda, m, u) => {
        const weight = priorWeight(lambda) + levelWeight(m, u);
        expect(Number.isFinite(weight)).toBe(true);
        expect(probabilityOfWeight(weight)).toBeGreaterThanOrEqual(0);
        expect(probabilityOfWeight(weight)).toBeLessThanOrEqual(1);
      }),
    );
    for (const weight of [-30, -1, 0, 2.5, 40]) {
      expect(weightOfProbability(probabilityOfWeight(weight))).toBeCloseTo(weight, 3);
    }
    expect(probabilityOfWeight(2000)).toBe(1);
    expect(probabilityOfWeight(-2000)).toBe(0);
  });

  it('start from defaults that stand for −5 to +3 bits and +10 for the best level', () => {
    const weights = [0, 1, 2, 3].map((gamma) => Math.log2(defaultM(4, gamma) / defaultU(4, gamma)));
    [-5, -1, 3, 10].forEach((expected, gamma) => expect(weights[gamma]).toBeCloseTo(expected, 10));
    expect(defaultM(4, 3) + 3 * defaultM(4, 0)).toBeCloseTo(1, 12);
    expect([defaultM(2, 1), defaultM(2, 0)]).toEqual([0.95, 0.050000000000000044]);
    expect([defaultM(1, 0), defaultU(1, 0)]).toEqual([1, 1]);
  });

  it('are adjusted by the u of the exact level, even on a similar level', () => {
    const { weights, adjustments } = comparisonWeights(surname);
    expect(weights[0]).toBe(0);
    expect(weights[3]).toBeCloseTo(Math.log2(80), 12);
    expect(adjustments[0]).toBeNull();
    expect(termWeight(adjustments[3]!, Math.log2(0.002))).toBeCloseTo(Math.log2(5), 12);
    expect(termWeight(adjustments[2]!, Math.log2(0.002))).toBeCloseTo(0.5 * Math.log2(0.01 / 0.02), 12);
    expect(termWeight(adjustments[3]!, Math.log2(0.04))).toBeCloseTo(-2, 12);
    expect(termWeight(adjustments[3]!, Number.NaN)).toBe(0);
    expect(Number.isFinite(termWeight(adjustments[3]!, log2Probability(0)))).toBe(true);
  });

  it('are refused where the exact level is missing, unless that is switched off', () => {
    const [missing, , similar, rest] = surname.levels as [Level, Level, Level, Level];
    const bare = { ...surname, levels: [missing, similar, rest] };
    expect(() => comparisonWeights(bare)).toThrow(expect.objectContaining({ code: 'EXACT_LEVEL_MISSING' }));
    const own = { ...similar, termFrequency: { ...similar.termFrequency!, disableExactDetection: true } };
    const { adjustments } = comparisonWeights({ ...surname, levels: [missing, own, rest] });
    expect(termWeight(adjustments[2]!, Math.log2(0.02))).toBeCloseTo(0.5, 12);
  });
});

describe('a waterfall', () => {
  const model: Model = {
    linkType: 'dedupe_only',
    lambda: 0.001,
    comparisons: [surname, surname],
    blockingRules: [],
  };

  it('has bars that sum to the weight, each starting where the one before it ended', () => {
    const bars = waterfall(model, [
      { gamma: 2, termWeight: 1.5 },
      { gamma: -1, termWeight: 0 },
    ]);
    expect(bars.map(({ kind }) => kind)).toEqual([
      'prior',
      'comparison',
      'termFrequency',
      'comparison',
      'termFrequency',
      'final',
    ]);
    const parts = bars.slice(0, -1);
    const sum = parts.reduce((total, { weight }) => total + weight, 0);
    expect(bars.at(-1)!.weight).toBe(sum);
    expect(sum).toBeCloseTo(priorWeight(0.001) + Math.log2(80) + 1.5, 12);
    parts.forEach((bar, index) => expect(bar.from).toBe(index === 0 ? 0 : parts[index - 1]!.to));
    expect(bars[1]).toMatchObject({ comparison: 'surname', level: 'equal', m: 0.8, u: 0.01 });
    expect(bars[3]).toMatchObject({ gamma: -1, weight: 0 });
  });
});
