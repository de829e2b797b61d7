import { probabilityOfWeight } from '../model/weight.ts';

/** A pair whose truth is known. `weight` is undefined when no blocking rule proposed it. */
export type JudgedPair = { readonly weight: number | undefined; readonly match: boolean };

/** Judged pairs of one weight, in bits. */
export type JudgedGroup = { readonly weight: number; readonly matches: number; readonly others: number };

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
  const groups = new Map<number, { weight: number; matches: number; others: number }>();
  let unproposed = 0;
  for (const { weight, match } of pairs) {
    if (weight === undefined) unproposed += match ? 1 : 0;
    else addJudged(groups, weight, match);
  }
  return accuracyOfGroups(groups.values(), unproposed, possiblePairs);
}

/** Counts a pair in the group of its weight. */
export function addJudged(
  groups: Map<number, { weight: number; matches: number; others: number }>,
  weight: number,
  match: boolean,
): void {
  let group = groups.get(weight);
  if (group === undefined) {
    group = { weight, matches: 0, others: 0 };
    groups.set(weight, group);
  }
  if (match) group.matches++;
  else group.others++;
}

/** The table of pairs that were counted by weight; `unproposed` matches are in no group. */
export function accuracyOfGroups(
  groups: Iterable<JudgedGroup>,
  unproposed: number,
  possiblePairs: number,
): readonly AccuracyRow[] {
  const descending = [...groups].toSorted((a, b) => b.weight - a.weight);
  const matches = descending.reduce((sum, group) => sum + group.matches, unproposed);
  let [links, truePositives] = [0, 0];
  const rows = descending.map((group) => {
    truePositives += group.matches;
    links += group.matches + group.others;
    return rowOf(group.weight, links, truePositives, matches, possiblePairs);
  });
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
