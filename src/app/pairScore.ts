import type { Month } from '../domain/month.ts';
import { levelLabel } from '../linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import { householdWords } from '../linkage/household/householdWords.ts';
import { priorWeight } from '../linkage/model/weight.ts';
import { moverBits, moverWords } from '../linkage/joint/movers.ts';
import type { TrainedModel } from '../linkage/train/pairSpace.ts';
import type { PairKey, StoredPair } from '../store/pairs.ts';
import type { ReadStore } from '../store/store.ts';
import type { Output } from './contract/contract.ts';
import { pairRecords } from './pairEvidence.ts';
import { tierTitle } from './tierTitles.ts';

type Bars = Output<'review.score'>['bars'];

/**
 * The score of a pair with its waterfall: the prior, one bar a comparison, what address and households say as a
 * whole, and what the commonness of the values adds or takes away. The bars sum to the match weight.
 */
export function pairScore(
  store: ReadStore,
  month: Month,
  key: PairKey,
): { readonly pair: StoredPair; readonly score: Output<'review.score'> } {
  const { run, pair } = pairRecords(store, month, key);
  const { weight, probability, tier, rule, levels } = pair;
  const { comparisons } = run.plan as { readonly comparisons: readonly PlannedComparison[] };
  const model = run.model as TrainedModel;
  // a pair that only an earlier decision brought back was not compared: it has no evidence to show
  if (levels.length === 0)
    return { pair, score: { weight, probability, tier: tierTitle(tier), rule, bars: [] } };
  const bars: Bars = [
    {
      label: 'Before any evidence',
      words: 'how likely two records taken at random are one person',
      weight: priorWeight(model.lambda),
    },
  ];
  comparisons.forEach((comparison, index) => {
    const gamma = (levels[index] ?? 0) - 1;
    if (gamma < 0) return;
    bars.push({
      label: comparison.name.replaceAll('_', ' '),
      words: levelLabel(comparison.kind, gamma, model.m[index]!.length),
      weight: Math.log2(model.m[index]![gamma]! / model.u[index]![gamma]!),
    });
  });
  const address = moverBits(model.m, model.movers)(Uint8Array.from(levels), 0);
  if (address !== 0) bars.push({ label: 'address', words: moverWords(address), weight: address });
  const said = householdWords(pair.support - 1, pair.household);
  if (said !== '') bars.push({ label: 'household', words: said, weight: pair.household });
  bars.push({
    label: 'Common or rare',
    words: 'how common the agreeing values are here',
    weight: weight - bars.reduce((sum, bar) => sum + bar.weight, 0),
  });
  return { pair, score: { weight, probability, tier: tierTitle(tier), rule, bars } };
}
