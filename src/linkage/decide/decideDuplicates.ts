import { type Clusters, clusterByAgreement, MUST_LINK } from '../assign/clusters.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { probabilityOfWeight } from '../model/weight.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import { placesAmong } from './placesAmong.ts';
import { sortPairs } from './sortPairs.ts';
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
import { chooseThresholds, type Estimates, type Objective } from './thresholds.ts';
import { HELD, type TierRules } from './tiers.ts';

/** What one pair counts at the least and at the most when groups are weighed, in log2 odds. */
export const CLUSTER_FLOOR = -6;
const CLUSTER_CEILING = 8;
/**
 * Where groups join when the aim is balance: one pair between them links by itself, about as likely as not, and the
 * mean is no lower than this. The mean of a group is lower than its best pair, and the pairs of one record with a group
 * are no independent evidence, so a mean below 0 is not against it: on made-up and public test sets F1 is highest
 * between −3 and −1 for the mean, and between −1 and 0 for the best pair.
 */
const BALANCED_MEAN = -2;
const BALANCED_PAIR = -0.5;
/** A cluster that hangs together by less than this is shown to a person. */
const WEAK_BRIDGE = 2;

/** The clusters of a file and the decided pairs, among them every pair within a cluster. */
export type DecidedDuplicates = Decided & { readonly clusters: Clusters };

/** The clusters that hang together by less, by their lowest record, each with the support of its weakest bridge. */
export function weakClusters({ of, bridges }: Clusters): ReadonlyMap<number, number> {
  const weakest = new Map<number, number>();
  for (const { left, support } of bridges) {
    if (support >= WEAK_BRIDGE) continue;
    const cluster = of[left]!;
    weakest.set(cluster, Math.min(support, weakest.get(cluster) ?? support));
  }
  return weakest;
}

/**
 * Decides the pairs of one file: records whose pairs agree with one another make a cluster, and every pair of a
 * cluster is a link. People's decisions come first. Pairs held back by a rule, and pairs about as likely as not, go
 * to review. `scoreMore` scores pairs of a cluster that no pass proposed. `stopWhenAsked` is awaited between the parts of
 * the work, and ends it by throwing.
 */
export async function decideDuplicates(
  records: EncodedRecords,
  scored: ScoredPairs,
  rules: TierRules,
  prior: PriorDecisions,
  expectedMatches: number,
  objective: Objective,
  scoreMore: (left: Int32Array, right: Int32Array) => Promise<ScoredPairs>,
  stopWhenAsked: () => Promise<void> = () => Promise.resolve(),
): Promise<DecidedDuplicates> {
  const { thresholds } = chooseThresholds(scored.weight, expectedMatches, objective);
  const isBalance = objective.kind === 'balance';
  const join = isBalance ? Math.min(thresholds.link, BALANCED_MEAN) : thresholds.link;
  const pairJoin = isBalance ? Math.max(join, Math.min(thresholds.link, BALANCED_PAIR)) : join;
  const clusters = clusterByAgreement(evidence(records, scored, rules, prior), records.rows, {
    threshold: join,
    pairThreshold: pairJoin,
    floor: CLUSTER_FLOOR,
    ceiling: Math.max(CLUSTER_CEILING, join + 1),
  });
  await stopWhenAsked();
  const pairs = await withUnscored(scored, clusters, scoreMore);
  await stopWhenAsked();
  const { within } = clusters;
  const placesWithin = placesAmong(pairs, within);

  const count = pairs.left.length;
  const width = count === 0 ? 0 : pairs.levels.length / count;
  const mustLink = pairSet(prior.mustLink, records.rows);
  const mustNotLink = pairSet(prior.mustNotLink, records.rows);
  const decision = new Uint8Array(count);
  const tier = new Uint8Array(count);
  const held = new Uint8Array(count);
  const probability = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const left = pairs.left[i]!;
    const right = pairs.right[i]!;
    const ruling = rules.rule(pairs.levels, i * width, left, right);
    const joined = placesWithin[i]!;
    // two groups belong together about as often as not where they just join, and no more surely than their best pair
    const support = joined < 0 ? undefined : Math.min(within.support[joined]! - join, within.best[joined]!);
    tier[i] = mustLink(left, right) ? TIER_PLACE.decision : TIER_PLACE[ruling.tier];
    held[i] = mustLink(left, right) ? 0 : mustNotLink(left, right) ? HELD.decided : ruling.held;
    probability[i] = probabilityOfWeight(
      support === undefined ? Math.min(pairs.weight[i]!, pairJoin) : Math.max(pairs.weight[i]!, support),
    );
    if ((held[i]! & HELD.mismatch) !== 0) decision[i] = MISMATCH;
    else if (support !== undefined) decision[i] = LINK;
    else if (pairs.weight[i]! >= thresholds.review && (held[i]! & (HELD.decided | HELD.household)) === 0)
      decision[i] = REVIEW;
    else decision[i] = NONE;
  }
  const { left, right, weight, levels, pass } = pairs;
  return {
    pairs: { left, right, weight, levels, pass, probability, decision, tier, held },
    thresholds: { link: pairJoin, review: Math.min(thresholds.review, pairJoin) },
    estimates: estimatesOf(probability, decision, scored.weight, expectedMatches),
    clusters,
  };
}

/**
 * Expected precision and recall of the links. What the rest of its cluster says of a pair counts here as it does in the
 * decision; matches that were expected beyond the scored pairs count as missed.
 */
function estimatesOf(
  probability: Float64Array,
  decision: Uint8Array,
  scoredWeights: Float64Array,
  expectedMatches: number,
): Estimates {
  const scoredMatches = scoredWeights.reduce((sum, weight) => sum + probabilityOfWeight(weight), 0);
  let matches = Math.max(0, expectedMatches - scoredMatches);
  let links = 0;
  let expectedTrue = 0;
  probability.forEach((each, i) => {
    matches += each;
    if (decision[i] !== LINK) return;
    links++;
    expectedTrue += each;
  });
  return {
    links,
    expectedTrue,
    precision: links === 0 ? 1 : expectedTrue / links,
    recall: matches === 0 ? 0 : Math.min(1, expectedTrue / matches),
  };
}

/** The pairs as evidence for clusters: decisions are certain, and what a rule holds back does not join by itself. */
function evidence(
  records: EncodedRecords,
  scored: ScoredPairs,
  rules: TierRules,
  prior: PriorDecisions,
): { readonly left: Int32Array; readonly right: Int32Array; readonly weight: Float64Array } {
  const mustLink = pairSet(prior.mustLink, records.rows);
  const mustNotLink = pairSet(prior.mustNotLink, records.rows);
  const width = scored.left.length === 0 ? 0 : scored.levels.length / scored.left.length;
  const weight = scored.weight.map((own, i) => {
    const left = scored.left[i]!;
    const right = scored.right[i]!;
    if (mustLink(left, right)) return MUST_LINK;
    if (mustNotLink(left, right)) return Number.NEGATIVE_INFINITY;
    return rules.rule(scored.levels, i * width, left, right).held === 0 ? own : Math.min(own, CLUSTER_FLOOR);
  });
  return { left: scored.left, right: scored.right, weight };
}

/** The scored pairs with those of the clusters that no pass had proposed, in the order of their records. */
async function withUnscored(
  scored: ScoredPairs,
  { within }: Clusters,
  scoreMore: (left: Int32Array, right: Int32Array) => Promise<ScoredPairs>,
): Promise<ScoredPairs> {
  const places = placesAmong(within, scored);
  const missing = Int32Array.from(places.keys()).filter((i) => places[i] === -1);
  if (missing.length === 0) return scored;
  const more = await scoreMore(
    Int32Array.from(missing, (i) => within.left[i]!),
    Int32Array.from(missing, (i) => within.right[i]!),
  );
  return sortPairs([scored, more]);
}
