import { oneToOneOdds } from '../assign/competition.ts';
import { type Assignment, assignBestFirst } from '../assign/oneToOne.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { probabilityOfWeight } from '../model/weight.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import {
  type Decided,
  LINK,
  MISMATCH,
  NONE,
  pairSet,
  type PriorDecisions,
  REVIEW,
  TIER_PLACE,
} from './decidedPairs.ts';
import { chooseThresholds, type Objective } from './thresholds.ts';
import { HELD, type TierRules } from './tiers.ts';

/** Log2 odds that a person's word or an id crosswalk adds, so that nothing else takes their records first. */
const SURE = 500;

export type LinkSettings = { readonly assignment: Assignment; readonly objective: Objective };

/**
 * Decides the pairs between two files. People's decisions first, then the tiers with support, then the weights with
 * two limits. What is held back by a rule goes to review whatever its weight; a key that agrees against name and
 * date of birth is a mismatch and takes no record from another pair.
 */
export function decideLinks(
  records: EncodedRecords,
  pairs: ScoredPairs,
  rules: TierRules,
  prior: PriorDecisions,
  expectedMatches: number,
  { assignment, objective }: LinkSettings,
): Decided {
  const count = pairs.left.length;
  const width = count === 0 ? 0 : pairs.levels.length / count;
  const mustLink = pairSet(prior.mustLink, records.rows);
  const mustNotLink = pairSet(prior.mustNotLink, records.rows);
  const tier = new Uint8Array(count);
  const held = new Uint8Array(count);
  const weight = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const left = pairs.left[i]!;
    const right = pairs.right[i]!;
    const ruling = rules.rule(pairs.levels, i * width, left, right);
    tier[i] = TIER_PLACE[ruling.tier];
    held[i] = ruling.held;
    weight[i] = pairs.weight[i]!;
    if (mustLink(left, right)) {
      tier[i] = TIER_PLACE.decision;
      held[i] = 0;
      weight[i] = SURE;
    } else if (mustNotLink(left, right)) {
      held[i] = HELD.decided;
      weight[i] = Number.NEGATIVE_INFINITY;
    } else if ((ruling.held & (HELD.mismatch | HELD.household)) !== 0) weight[i] = Number.NEGATIVE_INFINITY;
    else if (ruling.tier === 'crosswalk') weight[i] = SURE / 2;
  }

  const rivals = { left: pairs.left, right: pairs.right, weight };
  const odds =
    assignment === 'one_to_one'
      ? oneToOneOdds(rivals, records.rows, records.leftRows, expectedMatches)
      : { weight, matches: expectedMatches };
  const { taken, tied } = assignBestFirst({ ...rivals, weight: odds.weight }, records.rows, assignment);
  const couldLink = new Float64Array(count);
  let candidates = 0;
  for (let i = 0; i < count; i++)
    if (taken[i] === 1 && held[i] === 0) couldLink[candidates++] = odds.weight[i]!;
  const { thresholds, estimates } = chooseThresholds(
    couldLink.subarray(0, candidates),
    odds.matches,
    objective,
  );

  const decision = new Uint8Array(count);
  const probability = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    probability[i] = probabilityOfWeight(odds.weight[i]!);
    if ((held[i]! & HELD.mismatch) !== 0) {
      decision[i] = MISMATCH;
      continue;
    }
    if (odds.weight[i] === Number.NEGATIVE_INFINITY) continue;
    if (tied[i] === 1 && odds.weight[i]! >= thresholds.review) held[i] = held[i]! | HELD.tie;
    const isSure = tier[i]! <= TIER_PLACE.ssn;
    if (taken[i] === 1 && held[i] === 0 && (isSure || odds.weight[i]! >= thresholds.link)) decision[i] = LINK;
    else if (taken[i] === 1 && held[i] === HELD.tie && odds.weight[i]! >= thresholds.link) {
      decision[i] = objective.kind === 'balance' ? LINK : REVIEW;
    } else if (odds.weight[i]! >= thresholds.review && (taken[i] === 1 || held[i] !== 0))
      decision[i] = REVIEW;
    else if (isSure && taken[i] === 0) decision[i] = REVIEW;
    // the other record of its partner fits better, yet this one would do by itself: a second record of one person
    else if (objective.kind === 'precision' && taken[i] === 0 && odds.weight[i]! >= thresholds.link)
      decision[i] = REVIEW;
    else decision[i] = NONE;
  }
  const { left, right, levels, pass } = pairs;
  return {
    pairs: {
      left,
      right,
      weight: pairs.weight,
      levels,
      pass,
      probability,
      decision,
      tier,
      held,
    },
    thresholds,
    estimates,
  };
}
