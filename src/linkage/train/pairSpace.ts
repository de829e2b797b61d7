import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { PatternCounts } from '../score/patternCounts.ts';

/** λ, and per comparison by γ the probabilities m and u; γ −1 carries no evidence. */
export type TrainedModel = {
  readonly lambda: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** Expected matching pairs among all possible ones. */
  readonly expectedMatches: number;
  /** Rounds until the largest change of a probability fell below 1e-5. */
  readonly rounds: number;
};

/** How often each level occurs among pairs of two random records, per comparison by γ, and in how many pairs at all. */
export type RandomPairLevels = {
  readonly shares: readonly (readonly number[])[];
  /** Share of random pairs in which neither side is missing. */
  readonly present: readonly number[];
};

/** Matches that the expectation of a level counts as much as, before any data are seen. */
const PRIOR_MATCHES = 12;
const MOST_ROUNDS = 200;
const CONVERGED = 1e-5;
/** Largest share of a file's possible pairs that may match. */
const HIGHEST_LAMBDA = 0.5;

/**
 * Trains Linkdesk's own models without labels. Unlike Splink's sessions (`em.ts`), which fit one blocking rule at a
 * time, this fits λ, m and u of the whole space of pairs at once: candidate pairs carry the evidence about matches,
 * pairs that no pass proposes count as non-matches, and u is what random pairs show less the matches among them.
 * The posterior of a candidate does not depend on why it was proposed, so no comparison has to be left out.
 * m is held to what is usually seen by a weak Dirichlet prior, which keeps small and odd files sane.
 *
 * `scale` is how many pairs a counted pair stands for. Deterministic; never NaN: m and u stay within (0, 1).
 */
export function trainOverPairSpace(
  comparisons: readonly PlannedComparison[],
  candidates: PatternCounts,
  scale: number,
  random: RandomPairLevels,
  possiblePairs: number,
  startMatches: number,
): TrainedModel {
  const expected = comparisons.map(({ kind }) => comparisonLevels[kind].map((level) => level.expected));
  let m: readonly (readonly number[])[] = expected;
  let u: readonly (readonly number[])[] = random.shares;
  let lambda = Math.min(HIGHEST_LAMBDA, startMatches / possiblePairs);
  let matches = startMatches;
  let rounds = 0;
  for (; rounds < MOST_ROUNDS; rounds++) {
    const sums = expectedLevels(comparisons.length, expected, candidates, scale, lambda, m, u);
    matches = sums.matches;
    const nextLambda = Math.min(HIGHEST_LAMBDA, Math.max(matches, 0.5) / possiblePairs);
    const nextM = expected.map((prior, c) => {
      const total = sums.present[c]! + PRIOR_MATCHES;
      return prior.map((share, level) => (sums.levels[c]![level]! + PRIOR_MATCHES * share) / total);
    });
    const nextU = random.shares.map((shares, c) => {
      const pairs = random.present[c]! * possiblePairs;
      const rest = Math.max(pairs - sums.present[c]!, 1);
      const smallest = shares.map((share) =>
        Math.min(share, Math.max(share * 0.01, 0.5 / Math.max(pairs, 1))),
      );
      const left = shares.map((share, level) =>
        Math.max((share * pairs - sums.levels[c]![level]!) / rest, smallest[level]!),
      );
      const sum = left.reduce((a, b) => a + b, 0);
      return left.map((share) => share / sum);
    });
    const change = Math.max(largestChange(m, nextM), Math.abs(Math.log(nextLambda / lambda)));
    [m, u, lambda] = [nextM, nextU, nextLambda];
    if (change < CONVERGED) break;
  }
  return { lambda, m, u, expectedMatches: matches, rounds };
}

/** Σ of the posterior over candidate pairs: in all, by comparison where both sides are present, and by level. */
function expectedLevels(
  width: number,
  shape: readonly (readonly number[])[],
  { levels, counts }: PatternCounts,
  scale: number,
  lambda: number,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): {
  readonly matches: number;
  readonly present: readonly number[];
  readonly levels: readonly (readonly number[])[];
} {
  const prior = Math.log(lambda / (1 - lambda));
  const weights = m.map((ms, c) => [0, ...ms.map((share, level) => Math.log(share / u[c]![level]!))]);
  const byLevel = shape.map((list) => list.map(() => 0));
  let matches = 0;
  for (let row = 0; row < counts.length; row++) {
    let weight = prior;
    for (let c = 0; c < width; c++) weight += weights[c]![levels[row * width + c]!]!;
    const expected = (counts[row]! * scale) / (1 + Math.exp(-weight));
    matches += expected;
    for (let c = 0; c < width; c++) {
      const level = levels[row * width + c]!;
      if (level > 0) byLevel[c]![level - 1]! += expected;
    }
  }
  return { matches, present: byLevel.map((list) => list.reduce((a, b) => a + b, 0)), levels: byLevel };
}

function largestChange(
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): number {
  let largest = 0;
  before.forEach((list, c) => {
    list.forEach((value, level) => {
      largest = Math.max(largest, Math.abs(value - after[c]![level]!));
    });
  });
  return largest;
}
