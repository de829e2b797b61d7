import { expect, it } from 'vitest';
import { accuracyTable, bestF1 } from '../../src/linkage/accuracy/accuracyTable.ts';
import { predict } from '../../src/linkage/splink/predict.ts';
import { possiblePairs, sizesOf } from '../../src/linkage/splink/records.ts';
import { frequencyTables } from '../../src/linkage/splink/termFrequencies.ts';
import { GOLDEN_RUNS } from './goldenRuns.ts';

/** The best F1 that the reference's own models reach on each set (linkage.md 0), and the pairs that match. */
it.each([
  ['febrl1', 500, '1.0000'],
  ['febrl2', 1934, '0.9972'],
  ['febrl4_official', 5000, '0.9996'],
  ['fake1000', 2031, '0.8617'],
] as const)('Splink mode on %s has the best F1 of the reference', (name, matches, f1) => {
  const { model, records } = GOLDEN_RUNS[name]();
  const person = records.columns.values('cluster');
  const judged = [...predict(model, records, frequencyTables(model, records.columns))].map(
    ({ left, right, weight }) => ({ weight, match: person[left] === person[right] }),
  );
  const missed = matches - judged.filter(({ match }) => match).length;
  const all = [...judged, ...Array.from({ length: missed }, () => ({ weight: undefined, match: true }))];
  const rows = accuracyTable(all, possiblePairs(model.linkType, sizesOf(records)));
  expect(bestF1(rows)!.f1.toFixed(4)).toBe(f1);
  expect(rows[0]!.truePositives + rows[0]!.falseNegatives).toBe(matches);
});
