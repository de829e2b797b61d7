import { comparisonWeights, priorWeight, termWeight } from '../model/weight.ts';
import type { SplinkModel } from './model.ts';
import { BATCH, type PairBatch } from './pairBatch.ts';
import type { PairConditions } from './pairConditions.ts';
import { pairLevels } from './pairLevels.ts';
import type { FrequencyRanks } from './termFrequencies.ts';

/** The scores of the pairs of a batch, in memory that is used again for the next one. */
export type BatchScores = {
  /** Per comparison: γ of each pair. */
  readonly gammas: readonly Int8Array[];
  /** Per comparison: the term-frequency part of its weight, in bits; null where no level has one. */
  readonly termWeights: readonly (Float64Array | null)[];
  /** Match weight of each pair, in bits. */
  readonly weights: Float64Array;
};

/**
 * A scorer for the batch of `conditions`: each call scores the pairs that are in it now (linkage.md 6.1, 6.2).
 * `frequencies` are those of each column that the model adjusts for.
 * @throws LinkdeskError COLUMN_MISSING or EXACT_LEVEL_MISSING when model and records do not fit.
 */
export function batchScorer(
  model: Pick<SplinkModel, 'comparisons' | 'lambda'>,
  frequencies: ReadonlyMap<string, FrequencyRanks>,
  conditions: PairConditions,
): () => BatchScores {
  const { batch } = conditions;
  const prior = priorWeight(model.lambda);
  const weights = new Float64Array(BATCH);
  const comparisons = model.comparisons.map((comparison) => {
    const { weights: levelWeights, adjustments } = comparisonWeights(comparison);
    const terms = adjustments.map((adjustment) => {
      if (adjustment === null) return null;
      const { ranks, logs } = frequencies.get(adjustment.column)!;
      return { ranks, weights: logs.map((log) => termWeight(adjustment, log)) };
    });
    return {
      levelWeights,
      terms,
      levels: pairLevels(comparison, conditions),
      gammas: new Int8Array(BATCH),
      termWeights: terms.some((each) => each !== null) ? new Float64Array(BATCH) : null,
    };
  });
  return () => {
    weights.fill(prior, 0, batch.size);
    for (const { levelWeights, terms, levels, gammas, termWeights } of comparisons) {
      levels(gammas);
      for (let row = 0; row < batch.size; row++) {
        weights[row] = weights[row]! + levelWeights[gammas[row]! + 1]!;
      }
      if (termWeights !== null) addTermWeights(batch, gammas, terms, termWeights, weights);
    }
    return {
      gammas: comparisons.map(({ gammas }) => gammas),
      termWeights: comparisons.map(({ termWeights }) => termWeights),
      weights,
    };
  };
}

/** Frequencies by record, and the weight that each rank of frequency stands for at a level. */
type LevelTerms = { readonly ranks: Int32Array; readonly weights: Float64Array };

/** Writes the term-frequency weights of a comparison and adds them to the weights of the pairs. */
function addTermWeights(
  { left, right, size }: PairBatch,
  gammas: Int8Array,
  terms: readonly (LevelTerms | null)[],
  termWeights: Float64Array,
  weights: Float64Array,
): void {
  termWeights.fill(0, 0, size);
  for (const [at, term] of terms.entries()) {
    if (term === null) continue;
    const { ranks, weights: ofRank } = term;
    for (let row = 0; row < size; row++) {
      if (gammas[row] !== at - 1) continue;
      const leftRank = ranks[left[row]!]!;
      const rightRank = ranks[right[row]!]!;
      const weight = ofRank[leftRank > rightRank ? leftRank : rightRank]!;
      termWeights[row] = weight;
      weights[row] = weights[row]! + weight;
    }
  }
}
