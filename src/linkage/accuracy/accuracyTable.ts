import { probabilityOfWeight } from '../model/weight.ts';

/** A pair whose truth is known. `weight` is undefined when no blocking rule proposed it. */
export type JudgedPair = { readonly weight: number | undefined; readonly match: boolean };

/** How well a threshold separates matches from the rest. Counts are pairs. */
export type AccuracyRow = {
  /** Pairs with this weight or more count as links, in bits. */
  readonly threshold: number;
  readonly probability: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/**
 * Accuracy at every threshold that makes a difference, ascending. A match that blocking never proposed is a false
 * negative at every threshold (Splink gives it the score −999); pairs that are not listed are true negatives, of which
 * there are `possiblePairs` less the listed ones (linkage.md 6.10). Ratios without a denominator: precision 1, others 0.
 */
export function accuracyTable(pairs: readonly JudgedPair[], possiblePairs: number): readonly AccuracyRow[] {
  const scored = pairs
    .filter((pair) => pair.weight !== undefined)
    .map(({ weight, match }) => ({ weight: weight!, match }))
    .toSorted((a, b) => b.weight - a.weight);
  const matches = pairs.filter(({ match }) => match).length;
  const rows: AccuracyRow[] = [];
  let truePositives = 0;
  for (const [index, { weight, match }] of scored.entries()) {
    if (match) truePositives++;
    if (scored[index + 1]?.weight === weight) continue;
    rows.push(rowOf(weight, index + 1, truePositives, matches, possiblePairs));
  }
  return rows.toReversed();
}

function rowOf(
  threshold: number,
  links: number,
  truePositives: number,
  matches: number,
  possiblePairs: number,
): AccuracyRow {
  const falsePositives = links - truePositives;
  const falseNegatives = matches - truePositives;
  const ratio = (part: number, whole: number, otherwise: number): number =>
    whole > 0 ? part / whole : otherwise;
  return {
    threshold,
    probability: probabilityOfWeight(threshold),
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives: possiblePairs - matches - falsePositives,
    precision: ratio(truePositives, links, 1),
    recall: ratio(truePositives, matches, 0),
    f1: ratio(2 * truePositives, 2 * truePositives + falseNegatives + falsePositives, 0),
  };
}

/** The row with the highest F1; of several the one with the highest threshold. Undefined for no scored pair. */
export function bestF1(rows: readonly AccuracyRow[]): AccuracyRow | undefined {
  let best: AccuracyRow | undefined;
  for (const row of rows) if (best === undefined || row.f1 >= best.f1) best = row;
  return best;
}
