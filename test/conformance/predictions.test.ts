import { describe, expect, it } from 'vitest';
import { comparisonWeights } from '../../src/linkage/model/weight.ts';
import { predict } from '../../src/linkage/splink/predict.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { sharedRows } from './goldenFiles.ts';
import { GOLDEN_RUNS } from './goldenRuns.ts';

const TOLERANCE = 1e-9;

describe.each([
  ['fake1000', 3989],
  ['febrl4_official', 31956],
] as const)('every pair of %s against the reference', (name, pairs) => {
  const { model, records } = GOLDEN_RUNS[name]();
  const id = model.settings.uniqueIdColumn;
  const expected = new Map(
    sharedRows(`golden/${name}_predictions.csv.gz`).map((row) => [
      `${row[`${id}_l`]}|${row[`${id}_r`]}`,
      row,
    ]),
  );
  const scored = [...predict(model, records, frequencyTables(model, records.columns))];

  it('finds the same pairs in the same orientation', () => {
    expect(expected.size).toBe(pairs);
    expect(scored.length).toBe(pairs);
    const keys = scored.map(({ left, right }) => `${records.ids[left]}|${records.ids[right]}`);
    expect(keys.filter((key) => !expected.has(key)).slice(0, 5)).toEqual([]);
  });

  it('gives every pair the same rule, levels, weight and probability', () => {
    const weights = model.comparisons.map(comparisonWeights);
    const different: unknown[] = [];
    let largest = 0;
    for (const pair of scored) {
      const row = expected.get(`${records.ids[pair.left]}|${records.ids[pair.right]}`)!;
      const gammas = model.comparisons.map((each) => Number(row[`gamma_${each.name}`]));
      const off = Math.abs(pair.weight - Number(row['match_weight']));
      const factorsOff = model.comparisons.map((each, index) =>
        Math.max(
          Math.abs(
            weights[index]!.weights[pair.gammas[index]! + 1]! - Math.log2(Number(row[`bf_${each.name}`])),
          ),
          Math.abs(pair.termWeights[index]! - Math.log2(Number(row[`bf_tf_adj_${each.name}`] ?? 1))),
        ),
      );
      largest = Math.max(largest, off, ...factorsOff);
      const equal =
        largest <= TOLERANCE &&
        Math.abs(pair.probability - Number(row['match_probability'])) <= TOLERANCE &&
        pair.matchKey === Number(row['match_key']) &&
        pair.gammas.every((gamma, index) => gamma === gammas[index]);
      if (!equal) different.push({ row, pair });
    }
    expect(different.slice(0, 3)).toEqual([]);
    expect(largest).toBeLessThanOrEqual(TOLERANCE);
  });
});
