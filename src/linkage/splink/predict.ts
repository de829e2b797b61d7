import { probabilityOfWeight } from '../model/weight.ts';
import { type BlockedPair, ruleSearches } from './blocking.ts';
import type { SplinkModel } from './model.ts';
import { BATCH, emptyBatch, type PairBatch } from './pairBatch.ts';
import { pairConditions } from './pairConditions.ts';
import { type BatchScores, batchScorer } from './pairScores.ts';
import { pairsOfRule } from './pairSearch.ts';
import type { Records } from './records.ts';
import { type FrequencyTables, frequencyRanks } from './termFrequencies.ts';

/** A scored pair. Lists have one entry per comparison of the model, in its order; weights are in bits. */
export type ScoredPair = BlockedPair & {
  readonly gammas: readonly number[];
  /** The term-frequency part of the weight of each comparison. */
  readonly termWeights: readonly number[];
  readonly weight: number;
  readonly probability: number;
};

/**
 * Every pair the blocking rules of a model propose, scored, as a stream of single pairs; nothing but one batch is held.
 * For millions of pairs `scoreSlice` gives them in typed arrays, on any thread.
 * @throws LinkdeskError COLUMN_MISSING or EXACT_LEVEL_MISSING when model and records do not fit.
 */
export function* predict(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
): Generator<ScoredPair> {
  const conditions = pairConditions(records.columns, model.dialect, emptyBatch());
  const score = batchScorer(model, frequencyRanks(records.columns, tables), conditions);
  const searches = ruleSearches(model.rules, records, model.dialect);
  const all = { from: 0, to: records.count };
  for (const [matchKey, search] of searches.entries()) {
    const earlier = searches.slice(0, matchKey);
    for (const batch of pairsOfRule(search, earlier, records, model.linkType, conditions, all)) {
      yield* scoredPairs(batch, score(), matchKey);
    }
  }
}

/** Every record scored against itself: what the most complete agreement it can reach is worth (linkage.md 6.10). */
export function* scoreAgainstSelf(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
): Generator<ScoredPair> {
  const batch = emptyBatch();
  const conditions = pairConditions(records.columns, model.dialect, batch);
  const score = batchScorer(model, frequencyRanks(records.columns, tables), conditions);
  for (let from = 0; from < records.count; from += BATCH) {
    batch.size = Math.min(BATCH, records.count - from);
    batch.serial++;
    for (let row = 0; row < batch.size; row++) {
      batch.left[row] = from + row;
      batch.right[row] = from + row;
    }
    yield* scoredPairs(batch, score(), 0);
  }
}

function* scoredPairs(batch: PairBatch, scores: BatchScores, matchKey: number): Generator<ScoredPair> {
  for (let row = 0; row < batch.size; row++) {
    const weight = scores.weights[row]!;
    yield {
      left: batch.left[row]!,
      right: batch.right[row]!,
      matchKey,
      gammas: scores.gammas.map((gammas) => gammas[row]!),
      termWeights: scores.termWeights.map((terms) => terms?.[row] ?? 0),
      weight,
      probability: probabilityOfWeight(weight),
    };
  }
}
