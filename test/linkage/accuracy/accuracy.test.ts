import { describe, expect, it } from 'vitest';
import { accuracyTable, bestF1 } from '../../../src/linkage/accuracy/accuracyTable.ts';
import { unlinkables } from '../../../src/linkage/accuracy/unlinkables.ts';

describe('an accuracy table', () => {
  const pairs = [
    { weight: 9, match: true },
    { weight: 5, match: true },
    { weight: 5, match: false },
    { weight: -2, match: false },
    { weight: undefined, match: true },
  ];

  it('has a row for each weight, and misses the match that blocking never proposed at every one', () => {
    const rows = accuracyTable(pairs, 100);
    expect(rows.map(({ threshold }) => threshold)).toEqual([-2, 5, 9]);
    expect(rows.map(({ falseNegatives }) => falseNegatives)).toEqual([1, 1, 2]);
    expect(rows[1]).toMatchObject({
      truePositives: 2,
      falsePositives: 1,
      trueNegatives: 96,
      precision: 2 / 3,
      recall: 2 / 3,
    });
    for (const row of rows) {
      expect(row.truePositives + row.falsePositives + row.falseNegatives + row.trueNegatives).toBe(100);
    }
    expect(bestF1(rows)!.threshold).toBe(5);
  });

  it('is empty for no pairs, and never NaN without a match', () => {
    expect(accuracyTable([], 10)).toEqual([]);
    expect(bestF1([])).toBeUndefined();
    expect(accuracyTable([{ weight: 1, match: false }], 10)[0]).toMatchObject({
      precision: 0,
      recall: 0,
      f1: 0,
    });
  });
});

describe('unlinkables', () => {
  it('sum the share of records at or below each probability, without those that are certain', () => {
    const scores = [
      { weight: 2, probability: 0.8 },
      { weight: 2.001, probability: 0.800001 },
      { weight: 7, probability: 0.99 },
      { weight: 40, probability: 1 },
    ];
    expect(unlinkables(scores)).toEqual([
      { probability: 0.8, weight: 2, share: 0.5, cumulativeShare: 0.5 },
      { probability: 0.99, weight: 7, share: 0.25, cumulativeShare: 0.75 },
    ]);
    expect(unlinkables([])).toEqual([]);
  });
});
