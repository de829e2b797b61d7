import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { type DecidedPairs, type HouseholdedPairs, LINK } from '../decide/decidedPairs.ts';
import { type EncodedRecords, possiblePairs } from '../encode/encodedRecords.ts';
import { type MoversModel, moverBits } from '../joint/movers.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import { scorerOf } from '../score/scorer.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import type { Households } from './households.ts';
import { differsForMates, sharedByMates } from './mates.ts';
import { linkedRecords, SUPPORT, supportedPairs, supportLevel } from './support.ts';

/** Probabilities of the support levels by γ: among matches, among strangers, among housemates. */
export type SupportModel = {
  readonly m: readonly number[];
  readonly u: readonly number[];
  readonly mates: readonly number[];
};

/**
 * What households add to the weight of a pair, in bits. Three kinds of pairs explain what is seen: one person,
 * strangers, and housemates. The comparisons weigh one person against strangers; this weighs in the housemates and
 * the support of the households' other members:
 *
 *     log2 m(support) − log2( u(support) × κ + ρ × mates(support) )
 *
 * where ρ is how much likelier than strangers the pair's own levels make housemates. So an agreeing address and an
 * agreeing household are one piece of evidence: where the address already says "one household" (large ρ), support adds
 * nothing, because housemates have it too; where it does not (ρ near 0), support counts in full. Those whose other
 * members link are relatives, wherever they live: κ is how much likelier than strangers twins and namesakes make that.
 */
export type HouseholdEvidence = {
  readonly bits: (levels: Uint8Array, at: number, left: number, right: number) => number;
  /** γ of the household support; −1 when it is not known. */
  readonly support: (left: number, right: number) => number;
  readonly model: SupportModel | undefined;
};

type PairOdds = (levels: Uint8Array, at: number, left: number) => number;

/** How much likelier than strangers a pair's levels make housemates (ρ), and relatives who live elsewhere (κ). */
type MatesOdds = { readonly rho: PairOdds; readonly kappa: PairOdds };

/** Evidence of the comparisons' levels alone, before anything is linked. */
export function matesEvidence(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  model: TrainedModel,
): HouseholdEvidence {
  const { rho } = matesOdds(records, plan, model);
  return {
    bits: (levels, at, left) => -Math.log2(1 + rho(levels, at, left)),
    support: () => -1,
    model: undefined,
  };
}

/** The same with the support of the other members, learned from the pairs as decided without it. */
export function supportEvidence(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  trained: TrainedModel,
  households: Households,
  decided: DecidedPairs,
): HouseholdEvidence {
  const odds = matesOdds(records, plan, trained);
  const links = linkedRecords(decided);
  const support = (left: number, right: number): number => supportLevel(households, links, left, right);
  const model = trainSupport(records, plan, households, decided, support, odds);
  const { m, u, mates } = model;
  return {
    bits: (levels, at, left, right) => {
      const level = support(left, right);
      const rho = odds.rho(levels, at, left);
      if (level < 0) return -Math.log2(1 + rho);
      const relatives = level === SUPPORT.others ? odds.kappa(levels, at, left) : 1;
      return Math.log2(m[level]!) - Math.log2(u[level]! * relatives + rho * mates[level]!);
    },
    support,
    model,
  };
}

/** What was last worked out with an evidence, and of which pairs. */
const lastBits = new WeakMap<
  HouseholdEvidence,
  { readonly left: Int32Array; readonly added: Float64Array }
>();

/** What the household adds to each pair; worked out once for the same pairs. */
function householdBits(
  { left, right, levels }: Pick<ScoredPairs, 'left' | 'right' | 'levels'>,
  evidence: HouseholdEvidence,
): Float64Array {
  const last = lastBits.get(evidence);
  if (last?.left === left) return last.added;
  const width = left.length === 0 ? 0 : levels.length / left.length;
  const added = new Float64Array(left.length);
  for (let i = 0; i < added.length; i++) added[i] = evidence.bits(levels, i * width, left[i]!, right[i]!);
  lastBits.set(evidence, { left, added });
  return added;
}

/** Scored pairs with the household's bits added to their weights. */
export function withHousehold(pairs: ScoredPairs, evidence: HouseholdEvidence): ScoredPairs {
  const added = householdBits(pairs, evidence);
  const weight = new Float64Array(added.length);
  for (let i = 0; i < weight.length; i++) weight[i] = pairs.weight[i]! + added[i]!;
  return { ...pairs, weight };
}

/** Decided pairs with what of their weight is the household's. */
export function withHouseholdBits(pairs: DecidedPairs, evidence: HouseholdEvidence): HouseholdedPairs {
  return {
    ...pairs,
    household: householdBits(pairs, evidence),
    support:
      evidence.model === undefined
        ? new Uint8Array(pairs.left.length)
        : Uint8Array.from(pairs.left, (left, i) => evidence.support(left, pairs.right[i]!) + 1),
  };
}

/** Odds of a model, the prior of housemates included. */
function matesOdds(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  model: TrainedModel,
): MatesOdds {
  const { mates } = model;
  if (mates === undefined) return { rho: () => 0, kappa: () => 1 };
  const prior = Math.log2(mates.lambda / (1 - model.lambda));
  const weights = mates.m.map((shares, c) => [
    0,
    ...shares.map((share, level) => Math.log2(share / model.u[c]![level]!)),
  ]);
  const shared = sharedByMates(records, plan) ?? [];
  const differs = plan.map((comparison, c) => differsForMates(comparison, shared[c] === true));
  const tops = plan.map(({ kind }) => comparisonLevels[kind].length);
  // a family moves as one person does
  const movedTogether = moverBits(mates.m, model.movers && matesWhoMove(mates.m, model.movers));
  // the prior is of those who share a home in both records; movers come on top of them
  const ofStayers = Math.log2(1 - (model.movers?.share ?? 0));
  const scorer = scorerOf(records, plan, model);
  const width = plan.length;
  const sum = (start: number, ofShared: boolean, levels: Uint8Array, at: number, left: number): number => {
    let bits = start;
    for (let c = 0; c < width; c++) {
      if (!differs[c] || (!ofShared && shared[c] === true)) continue;
      const level = levels[at + c]!;
      bits += weights[c]![level]! + (level === tops[c] ? scorer.termFrequencyOf(c, level, left) : 0);
    }
    return 2 ** Math.min(bits, 200);
  };
  return {
    rho: (levels, at, left) => sum(prior + movedTogether(levels, at) - ofStayers, true, levels, at, left),
    kappa: (levels, at, left) => sum(0, false, levels, at, left),
  };
}

/** Movers among housemates: those who stayed agree on the address as housemates do. */
const matesWhoMove = (m: readonly (readonly number[])[], movers: MoversModel): MoversModel => ({
  ...movers,
  stayed: movers.stayed.map((levels, c) => (levels.length === 0 ? [] : m[c]!)),
});

/** Pairs that the expectation of a level counts as much as, as in training. */
const PRIOR_PAIRS = 12;
/** Share of pairs of one household on both sides whose other members link, before any data are seen. */
const EXPECTED_SUPPORT = 0.6;

function trainSupport(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  households: Households,
  pairs: DecidedPairs,
  support: (left: number, right: number) => number,
  odds: MatesOdds,
): SupportModel {
  const width = plan.length;
  const matches = [PRIOR_PAIRS * (1 - EXPECTED_SUPPORT), PRIOR_PAIRS * EXPECTED_SUPPORT];
  const mates = [...matches];
  for (let i = 0; i < pairs.left.length; i++) {
    const level = support(pairs.left[i]!, pairs.right[i]!);
    if (level < 0) continue;
    if (pairs.decision[i] === LINK) matches[level] = matches[level]! + 1;
    else {
      const rho = odds.rho(pairs.levels, i * width, pairs.left[i]!);
      mates[level] = mates[level]! + (1 - pairs.probability[i]!) * (rho / (1 + rho));
    }
  }
  const shares = (counts: readonly number[]): readonly number[] => {
    const total = counts.reduce((a, b) => a + b, 0);
    return counts.map((count) => count / total);
  };
  const chance = Math.min(0.5, (supportedPairs(households, pairs) + 1) / Math.max(possiblePairs(records), 2));
  const u = [0, 0];
  u[SUPPORT.none] = 1 - chance;
  u[SUPPORT.others] = chance;
  return { m: shares(matches), u, mates: shares(mates) };
}
