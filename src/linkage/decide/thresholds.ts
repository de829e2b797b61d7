import { probabilityOfWeight } from '../model/weight.ts';

/** What a link should be good for: the best balance of found and false links, or few false links first. */
export type Objective =
  | { readonly kind: 'balance' }
  | { readonly kind: 'precision'; readonly precision: number };

/** Two limits in log2 odds: at or above `link` a pair links, at or above `review` a person looks at it. */
export type Thresholds = { readonly link: number; readonly review: number };

/** How good the links are expected to be, from their own probabilities; no labels needed. */
export type Estimates = {
  readonly links: number;
  readonly expectedTrue: number;
  readonly precision: number;
  readonly recall: number;
};

/** Odds of 1 to 30: below, a person's time is better spent elsewhere. */
const LEAST_WORTH_REVIEW = Math.log2(1 / 30);
/** With few false links as the aim, a person also sees what is more likely than not. */
const HIGHEST_REVIEW = 0;
/** With few false links as the aim, a link is itself at least 95 % probable, however sure the others are. */
const LEAST_SURE_LINK = Math.log2(0.95 / 0.05);

/** Bits by which a limit is above a weight that is not to reach it. */
const ABOVE = 1e-6;

/**
 * Sets the two thresholds from the odds of the pairs that could link (one a record, after assignment), by their
 * expected errors: `balance` takes the limit with the highest expected F1, where matches that were never proposed
 * count as missed; `precision` takes the lowest limit at which the links above are expected to be right often enough
 * and each of them is probable by itself. Where no limit reaches that precision none links by its weight.
 */
export function chooseThresholds(
  weights: Float64Array,
  expectedMatches: number,
  objective: Objective,
): { readonly thresholds: Thresholds; readonly estimates: Estimates } {
  const sorted = weights.toSorted().reverse();
  let link = Number.POSITIVE_INFINITY;
  let sum = 0;
  let best = -1;
  const probabilities = new Float64Array(sorted.length);
  let proposed = 0;
  for (let i = 0; i < sorted.length; i++) {
    probabilities[i] = probabilityOfWeight(sorted[i]!);
    proposed += probabilities[i]!;
  }
  const all = Math.max(expectedMatches, proposed, 1e-9);
  for (let i = 0; i < sorted.length; i++) {
    sum += probabilities[i]!;
    if (sorted[i + 1] === sorted[i]) continue;
    const value = objective.kind === 'balance' ? (2 * sum) / (i + 1 + all) : i;
    if (
      objective.kind === 'precision' &&
      (sum / (i + 1) < objective.precision || sorted[i]! < LEAST_SURE_LINK)
    ) {
      continue;
    }
    if (value > best) {
      best = value;
      link = sorted[i]!;
    }
  }
  if (!Number.isFinite(link))
    link = objective.kind === 'precision' ? Math.max(LEAST_SURE_LINK, (sorted[0] ?? 0) + ABOVE) : 0;
  const thresholds = { link, review: Math.min(link, HIGHEST_REVIEW, LEAST_WORTH_REVIEW) };
  return { thresholds, estimates: estimateAt(sorted, probabilities, link, all) };
}

/** Expected precision and recall of the pairs at or above a limit; weights from the largest on. */
function estimateAt(
  weights: Float64Array,
  probabilities: Float64Array,
  limit: number,
  matches: number,
): Estimates {
  let links = 0;
  let expectedTrue = 0;
  while (links < weights.length && weights[links]! >= limit) expectedTrue += probabilities[links++]!;
  return {
    links,
    expectedTrue,
    precision: links === 0 ? 1 : expectedTrue / links,
    recall: Math.min(1, expectedTrue / matches),
  };
}
