import { describe, expect, it } from 'vitest';
import { bestF1, accuracyTable } from '../../src/linkage/accuracy/accuracyTable.ts';
import { unlinkables } from '../../src/linkage/accuracy/unlinkables.ts';
import { connectedComponents } from '../../src/linkage/cluster/connectedComponents.ts';
import { predict, scoreAgainstSelf } from '../../src/linkage/splink/predict.ts';
import { possiblePairs } from '../../src/linkage/splink/records.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { sharedRows } from './goldenFiles.ts';
import { GOLDEN_RUNS } from './goldenRuns.ts';

const { model, records } = GOLDEN_RUNS.fake1000();
const tables = frequencyTables(model, records.columns);

describe('records of fake_1000 against themselves', () => {
  const scores = new Map(
    [...scoreAgainstSelf(model, records, tables)].map((score) => [records.ids[score.left]!, score]),
  );

  it('have the same weight and probability as in the reference', () => {
    const kept = sharedRows('golden/fake1000_selflink_unlinkables.csv');
    expect(kept.length).toBe(records.count);
    const different = kept.filter((row) => {
      const score = scores.get(row['unique_id_l']!)!;
      return !(
        Math.abs(score.weight - Number(row['match_weight'])) <= 1e-9 &&
        Math.abs(score.probability - Number(row['match_probability'])) <= 1e-9
      );
    });
    expect(different.slice(0, 3)).toEqual([]);
  });

  it('give a curve of unlinkables that rises to the share below certainty', () => {
    const points = unlinkables(scores.values());
    const below = [...scores.values()].filter(({ probability }) => Number(probability.toFixed(5)) < 1).length;
    expect(points.at(-1)!.cumulativeShare).toBeCloseTo(below / records.count, 12);
    expect(
      points.every((point, index) => index === 0 || point.probability > points[index - 1]!.probability),
    ).toBe(true);
  });
});

describe('accuracy and clusters of fake_1000', () => {
  const pairs = [...predict(model, records, tables)];
  const labels = sharedRows('data/fake1000/fake_1000_labels.csv').filter(
    (row) => Number(row['clerical_match_score']) >= 0.5,
  );
  const keyOf = (a: string, b: string): string => [a, b].toSorted().join('|');
  const truth = new Set(labels.map((row) => keyOf(row['unique_id_l']!, row['unique_id_r']!)));

  it('counts matches that blocking never proposed as missed', () => {
    const found = new Set(pairs.map(({ left, right }) => keyOf(records.ids[left]!, records.ids[right]!)));
    const judged = [
      ...pairs.map(({ left, right, weight }) => ({
        weight,
        match: truth.has(keyOf(records.ids[left]!, records.ids[right]!)),
      })),
      ...[...truth].filter((key) => !found.has(key)).map(() => ({ weight: undefined, match: true })),
    ];
    const rows = accuracyTable(judged, possiblePairs('dedupe_only', [records.count]));
    expect(truth.size).toBe(2031);
    expect(rows[0]!.truePositives + rows[0]!.falseNegatives).toBe(2031);
    expect(rows[0]!.falseNegatives).toBe([...truth].filter((key) => !found.has(key)).length);
    expect(bestF1(rows)!.f1).toBeGreaterThan(0.8);
  });

  it('links every record with itself at least, and names a cluster by its first record', () => {
    const clusters = connectedComponents(records.count, pairs, 0.95, records.idOrder);
    expect(clusters.every((first, record) => records.idOrder[first]! <= records.idOrder[record]!)).toBe(true);
    expect(new Set(clusters).size).toBeLessThan(records.count);
  });
});
