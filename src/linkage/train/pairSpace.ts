import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { expectedOfMates, type MatesModel, unsharedByMates } from '../household/mates.ts';
import type { PatternCounts } from '../score/patternCounts.ts';

/** λ, and per comparison by γ the probabilities m and u; γ −1 carries no evidence. */
export type TrainedModel = {
  readonly lambda: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** Pairs of two people of one household; absent when the data cannot show households. */
  readonly mates?: MatesModel;
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
 * `sharedByMates` says of each comparison whether housemates share it; then pairs of one household are learned as a
 * third kind, so that they are taken neither for matches nor for chance. Without it there are two kinds.
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
  sharedByMates?: readonly boolean[],
): TrainedModel {
  const expected = comparisons.map(({ kind }) => comparisonLevels[kind].map((level) => level.expected));
  const expectedMates = comparisons.map(expectedOfMates);
  const matesOf = (
    u: readonly (readonly number[])[],
    shared: (c: number) => readonly number[],
  ): readonly (readonly number[])[] =>
    comparisons.map((comparison, c) =>
      sharedByMates?.[c] === true ? shared(c) : unsharedByMates(comparison, u[c]!),
    );
  let m: readonly (readonly number[])[] = expected;
  let u: readonly (readonly number[])[] = random.shares;
  let lambda = Math.min(HIGHEST_LAMBDA, startMatches / possiblePairs);
  let mates: MatesModel | undefined =
    sharedByMates === undefined ? undefined : { lambda, m: matesOf(u, (c) => expectedMates[c]!) };
  let matches = startMatches;
  let rounds = 0;
  for (; rounds < MOST_ROUNDS; rounds++) {
    const { match, mate } = expectedLevels(expected, candidates, scale, { lambda, m, u, mates });
    matches = match.pairs;
    const nextLambda = Math.min(HIGHEST_LAMBDA, Math.max(matches, 0.5) / possiblePairs);
    const nextM = expected.map((prior, c) => sharesOf(match, c, prior));
    const nextU = random.shares.map((shares, c) => {
      const pairs = random.present[c]! * possiblePairs;
      const rest = Math.max(pairs - match.present[c]! - mate.present[c]!, 1);
      const smallest = shares.map((share) =>
        Math.min(share, Math.max(share * 0.01, 0.5 / Math.max(pairs, 1))),
      );
      const left = shares.map((share, level) =>
        Math.max(
          (share * pairs - match.levels[c]![level]! - mate.levels[c]![level]!) / rest,
          smallest[level]!,
        ),
      );
      const sum = left.reduce((a, b) => a + b, 0);
      return left.map((share) => share / sum);
    });
    const nextMates: MatesModel | undefined =
      mates === undefined
        ? undefined
        : {
            lambda: Math.min(HIGHEST_LAMBDA / 2, Math.max(mate.pairs, 0.01) / possiblePairs),
            m: matesOf(nextU, (c) => sharesOf(mate, c, expectedMates[c]!)),
          };
    const change = Math.max(
      largestChange(m, nextM),
      Math.abs(Math.log(nextLambda / lambda)),
      mates === undefined ? 0 : largestChange(mates.m, nextMates!.m),
    );
    [m, u, lambda, mates] = [nextM, nextU, nextLambda, nextMates];
    if (change < CONVERGED) break;
  }
  return { lambda, m, u, ...(mates === undefined ? {} : { mates }), expectedMatches: matches, rounds };
}

/** Σ of a posterior over candidate pairs: in all, by comparison where both sides are present, and by level. */
type LevelSums = {
  readonly pairs: number;
  readonly present: readonly number[];
  readonly levels: readonly (readonly number[])[];
};

/** Shares of the levels of a comparison, held to the expected ones by a weak prior. */
function sharesOf({ present, levels }: LevelSums, c: number, expected: readonly number[]): readonly number[] {
  const total = present[c]! + PRIOR_MATCHES;
  return expected.map((share, level) => (levels[c]![level]! + PRIOR_MATCHES * share) / total);
}

/** How many matches and how many pairs of housemates the candidates are expected to hold, and with which levels. */
function expectedLevels(
  shape: readonly (readonly number[])[],
  { levels, counts }: PatternCounts,
  scale: number,
  {
    lambda,
    m,
    u,
    mates,
  }: Pick<TrainedModel, 'lambda' | 'm' | 'u'> & { readonly mates: MatesModel | undefined },
): { readonly match: LevelSums; readonly mate: LevelSums } {
  const width = shape.length;
  const strangers = 1 - lambda - (mates?.lambda ?? 0);
  const logOdds = (share: number, of: readonly (readonly number[])[]) => ({
    prior: Math.log(share / strangers),
    weights: of.map((shares, c) => [0, ...shares.map((each, level) => Math.log(each / u[c]![level]!))]),
  });
  const ofMatch = logOdds(lambda, m);
  const ofMate = mates === undefined ? undefined : logOdds(mates.lambda, mates.m);
  const weightOf = ({ prior, weights }: ReturnType<typeof logOdds>, row: number): number => {
    let weight = prior;
    for (let c = 0; c < width; c++) weight += weights[c]![levels[row * width + c]!]!;
    // far beyond certainty, yet finite
    return Math.min(weight, 300);
  };
  const sums = { match: emptySums(shape), mate: emptySums(shape) };
  for (let row = 0; row < counts.length; row++) {
    const pairs = counts[row]! * scale;
    const match = Math.exp(weightOf(ofMatch, row));
    const mate = ofMate === undefined ? 0 : Math.exp(weightOf(ofMate, row));
    add(sums.match, (pairs * match) / (1 + match + mate), row);
    if (mate > 0) add(sums.mate, (pairs * mate) / (1 + match + mate), row);
  }
  const finished = ({ pairs, byLevel }: ReturnType<typeof emptySums>): LevelSums => ({
    pairs,
    present: byLevel.map((list) => list.reduce((a, b) => a + b, 0)),
    levels: byLevel,
  });
  return { match: finished(sums.match), mate: finished(sums.mate) };

  function add(to: ReturnType<typeof emptySums>, expected: number, row: number): void {
    to.pairs += expected;
    for (let c = 0; c < width; c++) {
      const level = levels[row * width + c]!;
      if (level > 0) to.byLevel[c]![level - 1]! += expected;
    }
  }
}

function emptySums(shape: readonly (readonly number[])[]): { pairs: number; byLevel: number[][] } {
  return { pairs: 0, byLevel: shape.map((list) => list.map(() => 0)) };
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
