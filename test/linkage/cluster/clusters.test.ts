import { array, assert, double, property, record, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  componentsAtThresholds,
  connectedComponents,
  type Edge,
} from '../../../src/linkage/cluster/connectedComponents.ts';
import { singleBestLinks, type TiesMethod } from '../../../src/linkage/cluster/singleBestLinks.ts';

const edge = (left: number, right: number, probability: number): Edge => ({ left, right, probability });

const COUNT = 12;
const edges = array(
  record({
    left: integer({ min: 0, max: COUNT - 1 }),
    right: integer({ min: 0, max: COUNT - 1 }),
    probability: double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 25 },
);

describe('connected components', () => {
  it('join whoever can be reached, and are named by their first record', () => {
    const pairs = [edge(4, 3, 0.99), edge(1, 4, 0.95), edge(2, 0, 0.5)];
    expect([...connectedComponents(6, pairs, 0.9)]).toEqual([0, 1, 2, 1, 1, 5]);
    expect([...connectedComponents(6, pairs, 0.9, Int32Array.of(5, 4, 3, 2, 1, 0))]).toEqual([
      0, 4, 2, 4, 4, 5,
    ]);
    expect(componentsAtThresholds(6, pairs, [0.4, 0.97]).map((each) => new Set(each).size)).toEqual([3, 5]);
  });

  it('grow when the threshold falls, and never split a linked pair', () => {
    assert(
      property(edges, (pairs) => {
        const [loose, strict] = componentsAtThresholds(COUNT, pairs, [0.3, 0.7]);
        for (let at = 0; at < COUNT; at++) {
          expect(loose![at]).toBe(loose![strict![at]!]);
          expect(strict![at]).toBeLessThanOrEqual(at);
        }
        for (const { left, right, probability } of pairs) {
          if (probability >= 0.7) expect(strict![left]).toBe(strict![right]);
        }
      }),
    );
  });
});

describe('single best links', () => {
  /** Records 0–2 of file 0, 3–5 of file 1; both hold each person once. */
  const input = {
    count: 6,
    sourceOf: Int32Array.of(0, 0, 0, 1, 1, 1),
    duplicateFree: new Set([0, 1]),
    order: Int32Array.of(0, 1, 2, 3, 4, 5),
  };
  const clusters = (pairs: readonly Edge[], ties: TiesMethod = 'lowest_id'): readonly number[] => [
    ...singleBestLinks(input, pairs, 0.5, ties),
  ];

  it('take a pair only if it is the best for both of its records', () => {
    const pairs = [edge(0, 3, 0.9), edge(1, 3, 0.95), edge(0, 4, 0.7), edge(2, 5, 0.4)];
    expect(clusters(pairs)).toEqual([0, 1, 2, 1, 0, 5]);
  });

  it('drop ties, or take the lowest id', () => {
    const tied = [edge(0, 3, 0.9), edge(0, 4, 0.9), edge(1, 5, 0.8)];
    expect(clusters(tied, 'drop')).toEqual([0, 1, 2, 3, 4, 1]);
    expect(clusters(tied, 'lowest_id')).toEqual([0, 1, 2, 0, 4, 1]);
  });

  it('may put two records of a file that has duplicates into one cluster', () => {
    const free = { ...input, duplicateFree: new Set([0]) };
    const pairs = [edge(0, 3, 0.9), edge(0, 4, 0.8), edge(1, 4, 0.7)];
    expect([...singleBestLinks(free, pairs, 0.5, 'lowest_id')]).toEqual([0, 1, 2, 0, 0, 5]);
  });

  it('never put two records of a duplicate-free file into one cluster, and do not depend on the order of pairs', () => {
    const sourceOf = Int32Array.from({ length: COUNT }, (_, at) => at % 3);
    const order = Int32Array.from({ length: COUNT }, (_, at) => at);
    const all = { count: COUNT, sourceOf, order, duplicateFree: new Set([0, 1]) };
    assert(
      property(edges, (pairs) => {
        const across = pairs.filter(({ left, right }) => sourceOf[left] !== sourceOf[right]);
        for (const ties of ['drop', 'lowest_id'] as const) {
          const found = singleBestLinks(all, across, 0.2, ties);
          expect(singleBestLinks(all, across.toReversed(), 0.2, ties)).toEqual(found);
          const members = [0, 1].flatMap((file) =>
            [...found].flatMap((cluster, at) => (sourceOf[at] === file ? [`${cluster} ${file}`] : [])),
          );
          expect(new Set(members).size).toBe(members.length);
        }
      }),
    );
  });
});
