import { array, assert, float, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterByAgreement, MUST_LINK } from '../../../src/linkage/assign/clusters.ts';
import { oneToOneOdds } from '../../../src/linkage/assign/competition.ts';
import { assignBestFirst } from '../../../src/linkage/assign/oneToOne.ts';

const pairs = (list: readonly (readonly [number, number, number])[]) => ({
  left: Int32Array.from(list, ([left]) => left),
  right: Int32Array.from(list, ([, right]) => right),
  weight: Float64Array.from(list, ([, , weight]) => weight),
});
const weighted = array(
  tuple(integer({ min: 0, max: 5 }), integer({ min: 6, max: 11 }), float({ min: -10, max: 20, noNaN: true })),
  { maxLength: 30 },
);

describe('one-to-one assignment', () => {
  it('gives every record at most one partner and never passes over a better free pair', () => {
    assert(
      property(weighted, (list) => {
        const input = pairs(list);
        const { taken } = assignBestFirst(input, 12, 'one_to_one');
        const used = new Set<number>();
        list.forEach(([left, right], i) => {
          if (taken[i] !== 1) return;
          expect(used.has(left) || used.has(right)).toBe(false);
          used.add(left).add(right);
        });
        list.forEach(([left, right, weight], i) => {
          if (taken[i] === 1) return;
          const better = list.some(
            ([l, r, w], j) => taken[j] === 1 && (l === left || r === right) && w >= weight,
          );
          expect(better).toBe(true);
        });
      }),
    );
  });

  it('shows ties, and lets a right record have one partner but a left one several when asked', () => {
    const input = pairs([
      [0, 6, 9],
      [0, 7, 9],
      [1, 8, 9],
    ]);
    const { taken, tied } = assignBestFirst(input, 12, 'one_to_one');
    expect([...taken]).toEqual([1, 0, 1]);
    expect([...tied]).toEqual([1, 1, 0]);
    expect([...assignBestFirst(input, 12, 'one_to_many').taken]).toEqual([1, 1, 1]);
  });
});

describe('odds among rivals', () => {
  it('halves the probability of two equal rivals and leaves a lone pair about as it was', () => {
    const input = pairs([
      [0, 100, 10],
      [0, 101, 10],
      [1, 102, 10],
    ]);
    const { weight } = oneToOneOdds(input, 10_000, 100, 3);
    expect(weight[0]).toBeCloseTo(0, 1);
    expect(weight[2]).toBeGreaterThan(9);
  });

  it('finds the last pairs of two files that hold the same people more likely', () => {
    const list = Array.from({ length: 100 }, (_, i) => [i, 100 + i, i < 95 ? 15 : -3] as const);
    const { weight, matches } = oneToOneOdds(pairs(list), 200, 100, 95);
    expect(weight[99]).toBeGreaterThan(0);
    expect(matches).toBeGreaterThan(95);
    expect(matches).toBeLessThanOrEqual(99);
  });
});

describe('clusters by agreement', () => {
  const rule = { threshold: 0, pairThreshold: 0, floor: -6, ceiling: 8 };

  it('does not chain: a pair that joins two groups is outvoted by the pairs that disagree', () => {
    const chain = pairs([
      [0, 1, 8],
      [1, 2, 3],
      [2, 3, 8],
      [0, 2, -6],
      [1, 3, -6],
      [0, 3, -6],
    ]);
    expect([...clusterByAgreement(chain, 4, rule).of]).toEqual([0, 0, 2, 2]);
  });

  it('joins groups whose mean is not against it when one pair between them links by itself', () => {
    const lenient = { ...rule, threshold: -2, pairThreshold: -0.5 };
    const joins = (first: number, second: number): boolean => {
      const { of } = clusterByAgreement(
        pairs([
          [0, 1, 8],
          [0, 2, first],
          [1, 2, second],
        ]),
        3,
        lenient,
      );
      return of[2] === 0;
    };
    expect(joins(1, -4)).toBe(true);
    expect(joins(1, -6)).toBe(false);
    expect(joins(-1, -1)).toBe(false);
  });

  it('reports the weak bridge of a cluster and lists pairs that were never scored', () => {
    const bridge = pairs([
      [0, 1, 8],
      [2, 3, 8],
      [0, 2, 8],
      [1, 3, 8],
      [0, 3, 2],
    ]);
    const { of, bridges, within } = clusterByAgreement(bridge, 4, rule);
    expect([...of]).toEqual([0, 0, 0, 0]);
    expect(bridges).toEqual([{ left: 0, right: 2, support: 3 }]);
    expect(within.left.length).toBe(6);
  });

  it('keeps records apart that must not link, and together those that must', () => {
    const decided = pairs([
      [0, 1, 8],
      [1, 2, 8],
      [0, 2, Number.NEGATIVE_INFINITY],
      [3, 4, MUST_LINK],
    ]);
    const { of } = clusterByAgreement(decided, 5, rule);
    expect(of[0]).not.toBe(of[2]);
    expect(of[3]).toBe(of[4]);
  });

  it('never joins pairs that must not link, whatever else agrees', () => {
    const edges = array(
      tuple(integer({ min: 0, max: 6 }), integer({ min: 7, max: 12 }), integer({ min: -6, max: 9 })),
      {
        maxLength: 40,
      },
    );
    assert(
      property(edges, (list) => {
        const unique = [...new Map(list.map((edge) => [`${edge[0]}-${edge[1]}`, edge])).values()];
        const decided = unique.map(([l, r, w]) => [l, r, w === 0 ? Number.NEGATIVE_INFINITY : w] as const);
        const { of } = clusterByAgreement(pairs(decided), 13, rule);
        for (const [l, r, w] of decided) if (w === Number.NEGATIVE_INFINITY) expect(of[l]).not.toBe(of[r]);
      }),
    );
  });
});
