import { type ComparisonKind, comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import {
  expectedOfMates,
  type HouseholdSigns,
  type MatesModel,
  unsharedByMates,
} from '../household/mates.ts';
import {
  EXPECTED_MOVERS,
  expectedOfStayers,
  levelsOfBoth,
  levelsOfMovers,
  type MoversModel,
} from '../joint/movers.ts';
import type { StrangerTies } from '../joint/namesakes.ts';
import type { Commonness } from './commonness.ts';
import {
  added,
  expectedLevels,
  type LevelSums,
  otherHomes,
  otherPeople,
  strangersByPattern,
} from './pairKinds.ts';
import type { PatternCounts } from '../score/patternCounts.ts';

/** λ, and per comparison by γ the probabilities m and u; γ −1 carries no evidence. */
export type TrainedModel = {
  readonly lambda: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** Pairs of two people of one household; absent when the data cannot show households. */
  readonly mates?: MatesModel;
  /** Matches that stayed and matches that moved; absent when the data have no address of several columns. */
  readonly movers?: MoversModel;
  /** Expected matching pairs among all possible ones. */
  readonly expectedMatches: number;
  /** Rounds until the largest change of a probability fell below 1e-5. */
  readonly rounds: number;
};

/** What the records tell of their pairs before training. */
export type TrainingFacts = {
  /** Per comparison: whether housemates share it. Then pairs of one household are learned as a kind of their own. */
  readonly sharedByMates?: readonly boolean[] | undefined;
  /** What tells a household from a town. */
  readonly householdSigns?: HouseholdSigns | undefined;
  /** Per comparison: whether agreement on it tells one person from two of a household. */
  readonly isOwn?: readonly boolean[];
  /** Per part of an address the share of movers expected to keep it. Then matches are learned as stayers and movers. */
  readonly keptByMovers?: readonly (number | undefined)[] | undefined;
  /** The classes of values that the candidates' levels are marked with. */
  readonly commonness?: Commonness['shares'];
  /** What strangers agree on together. */
  readonly ties?: StrangerTies;
};

/** How often each level occurs among pairs of two random records, per comparison by γ, and in how many pairs at all. */
export type RandomPairLevels = {
  readonly shares: readonly (readonly number[])[];
  /** Share of random pairs in which neither side is missing. */
  readonly present: readonly number[];
};

const NO_SIGNS: HouseholdSigns = { places: [], need: 'one' };

/** Matches that the expectation of a level counts as much as, before any data are seen. */
const PRIOR_MATCHES = 12;
/**
 * The largest share of matches whose names or birth dates have nothing in common. Without a bound, pairs that agree on
 * something else, an address above all, or a first name and an e-mail address made of it, can pass for the matches
 * where they are more than those.
 */
const mostDiffering: Readonly<Partial<Record<ComparisonKind, number>>> = {
  given_name: 0.3,
  family_name: 0.3,
  birth_date: 0.2,
};
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
 * `facts` are what the records tell beforehand; each may be missing and then is not looked at. No match has names and
 * birth date apart in two of three, and no level of "differ" of these takes more of the matches than people's records
 * ever do.
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
  facts: TrainingFacts = {},
): TrainedModel {
  const expected = comparisons.map(({ kind }) => comparisonLevels[kind].map((level) => level.expected));
  const {
    sharedByMates,
    householdSigns = NO_SIGNS,
    isOwn = [],
    keptByMovers,
    commonness = comparisons.map(() => []),
    ties,
  } = facts;
  const expectedMates = comparisons.map(expectedOfMates);
  const matesOf = (
    u: readonly (readonly number[])[],
    shared: (c: number) => readonly number[],
  ): readonly (readonly number[])[] =>
    comparisons.map((comparison, c) =>
      sharedByMates?.[c] === true ? shared(c) : unsharedByMates(comparison, u[c]!),
    );
  let u: readonly (readonly number[])[] = random.shares;
  let movers = keptByMovers && startOfMovers(comparisons, keptByMovers, u);
  let m: readonly (readonly number[])[] = withMovers(expected, movers);
  let lambda = Math.min(HIGHEST_LAMBDA, startMatches / possiblePairs);
  let mates: MatesModel | undefined =
    sharedByMates === undefined ? undefined : { lambda, m: matesOf(u, (c) => expectedMates[c]!) };
  const isNoMatch = otherPeople(comparisons, isOwn, candidates);
  const isNoMate = otherHomes(householdSigns, candidates);
  const strangers = strangersByPattern(ties, commonness, random.shares, candidates);
  let matches = startMatches;
  let rounds = 0;
  for (; rounds < MOST_ROUNDS; rounds++) {
    const [stayed, moved, mate] = expectedLevels(
      u,
      candidates,
      scale,
      1 - lambda - (mates?.lambda ?? 0),
      strangers,
      commonness,
      [
        {
          share: lambda * (1 - (movers?.share ?? 0)),
          m: kindOfMatch(m, movers?.stayed),
          isMatch: true,
          never: isNoMatch,
        },
        movers && {
          share: lambda * movers.share,
          m: kindOfMatch(m, movers.moved),
          isMatch: true,
          never: isNoMatch,
        },
        mates && { share: mates.lambda, m: mates.m, isMatch: false, never: isNoMate },
      ],
    );
    const match = added(stayed, moved);
    matches = match.pairs;
    const nextLambda = Math.min(HIGHEST_LAMBDA, Math.max(matches, 0.5) / possiblePairs);
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
    const nextMovers =
      keptByMovers && movers && nextMoversModel(comparisons, keptByMovers, stayed, moved, nextU);
    const nextM = withMovers(
      expected.map((prior, c) =>
        cappedShares(sharesOf(match, c, prior), mostDiffering[comparisons[c]!.kind] ?? 1),
      ),
      nextMovers,
    );
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
      movers === undefined ? 0 : largestChange(movers.moved, nextMovers!.moved),
    );
    [m, u, lambda, mates, movers] = [nextM, nextU, nextLambda, nextMates, nextMovers];
    if (change < CONVERGED) break;
  }
  return {
    lambda,
    m,
    u,
    ...(mates && { mates }),
    ...(movers && { movers }),
    expectedMatches: matches,
    rounds,
  };
}

/** Shares of the levels of a comparison, held to the expected ones by a weak prior. */
function sharesOf({ present, levels }: LevelSums, c: number, expected: readonly number[]): readonly number[] {
  const total = present[c]! + PRIOR_MATCHES;
  return expected.map((share, level) => (levels[c]![level]! + PRIOR_MATCHES * share) / total);
}

/** The same with no more than `most` at "differ": the others keep their proportions. */
function cappedShares(shares: readonly number[], most: number): readonly number[] {
  const differ = shares[0]!;
  if (differ <= most) return shares;
  return shares.map((share, level) => (level === 0 ? most : (share / (1 - differ)) * (1 - most)));
}

/** Movers before any data are seen. */
function startOfMovers(
  comparisons: readonly PlannedComparison[],
  kept: readonly (number | undefined)[],
  u: readonly (readonly number[])[],
): MoversModel {
  return {
    share: EXPECTED_MOVERS,
    stayed: comparisons.map(({ kind }, c) => (kept[c] === undefined ? [] : expectedOfStayers(kind))),
    moved: kept.map((share, c) => (share === undefined ? [] : levelsOfMovers(share, u[c]!))),
  };
}

/** Movers as the expected levels of both kinds of matches show them. */
function nextMoversModel(
  comparisons: readonly PlannedComparison[],
  kept: readonly (number | undefined)[],
  stayed: LevelSums,
  moved: LevelSums,
  u: readonly (readonly number[])[],
): MoversModel {
  return {
    share: (moved.pairs + PRIOR_MATCHES * EXPECTED_MOVERS) / (stayed.pairs + moved.pairs + PRIOR_MATCHES),
    stayed: comparisons.map(({ kind }, c) =>
      kept[c] === undefined ? [] : sharesOf(stayed, c, expectedOfStayers(kind)),
    ),
    moved: kept.map((share, c) =>
      share === undefined
        ? []
        : levelsOfMovers(
            (moved.levels[c]!.at(-1)! + PRIOR_MATCHES * share) / (moved.present[c]! + PRIOR_MATCHES),
            u[c]!,
          ),
    ),
  };
}

/** m of all matches, for the parts of an address that of both kinds together. */
const withMovers = (m: readonly (readonly number[])[], movers: MoversModel | undefined) =>
  movers === undefined
    ? m
    : m.map((own, c) => (movers.stayed[c]!.length === 0 ? own : levelsOfBoth(movers, c)));

/** m of one kind of matches: its own for the parts of an address, that of all matches elsewhere. */
const kindOfMatch = (m: readonly (readonly number[])[], own: readonly (readonly number[])[] | undefined) =>
  own === undefined ? m : m.map((all, c) => (own[c]!.length === 0 ? all : own[c]!));

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
