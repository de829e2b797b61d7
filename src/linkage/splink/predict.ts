import {
  type ComparisonWeights,
  comparisonWeights,
  priorWeight,
  probabilityOfWeight,
  termWeight,
} from '../model/weight.ts';
import { type BlockedPair, blockPairs } from './blocking.ts';
import { compilation, compileComparison } from './compile.ts';
import type { SplinkModel } from './model.ts';
import type { Records } from './records.ts';
import { type FrequencyTables, frequenciesOfRecords, frequencySource } from './termFrequencies.ts';

/** A scored pair. Lists have one entry per comparison of the model, in its order; weights are in bits. */
export type ScoredPair = BlockedPair & {
  readonly gammas: readonly number[];
  /** The term-frequency part of the weight of each comparison. */
  readonly termWeights: readonly number[];
  readonly weight: number;
  readonly probability: number;
};

/** Scores any pair of records: γ of each comparison, weights and probability (linkage.md 6.1, 6.2). */
export type PairScorer = (pair: BlockedPair) => ScoredPair;

/** What one comparison adds to a pair. */
type ScoredComparison = ComparisonWeights & {
  readonly gammaOf: (left: number, right: number) => number;
  /** Per γ + 1: the frequency of each record's value, null where the level is not adjusted. */
  readonly frequencies: readonly (Float64Array | null)[];
};

/**
 * A scorer of pairs for a model over records.
 * @throws LinkdeskError COLUMN_MISSING or EXACT_LEVEL_MISSING when model and records do not fit.
 */
export function pairScorer(model: SplinkModel, records: Records, tables: FrequencyTables): PairScorer {
  const context = compilation(model.dialect, records.columns, records.columns);
  const byColumn = new Map(
    [...tables].map(([column, table]) => [
      column,
      frequenciesOfRecords(frequencySource(records.columns, column), table),
    ]),
  );
  const comparisons = model.comparisons.map((comparison): ScoredComparison => {
    const weights = comparisonWeights(comparison);
    return {
      ...weights,
      gammaOf: compileComparison(comparison, context),
      frequencies: weights.adjustments.map((each) => (each === null ? null : byColumn.get(each.column)!)),
    };
  });
  const prior = priorWeight(model.lambda);
  return (pair) => {
    const gammas: number[] = [];
    const termWeights: number[] = [];
    let weight = prior;
    for (const comparison of comparisons) {
      const gamma = comparison.gammaOf(pair.left, pair.right);
      const term = termWeightOf(comparison, gamma, pair);
      gammas.push(gamma);
      termWeights.push(term);
      weight += comparison.weights[gamma + 1]! + term;
    }
    return { ...pair, gammas, termWeights, weight, probability: probabilityOfWeight(weight) };
  };
}

function termWeightOf(comparison: ScoredComparison, gamma: number, { left, right }: BlockedPair): number {
  const adjustment = comparison.adjustments[gamma + 1];
  const frequencies = comparison.frequencies[gamma + 1];
  if (!adjustment || !frequencies) return 0;
  return termWeight(adjustment, known(frequencies[left]!), known(frequencies[right]!));
}

function known(frequency: number): number | undefined {
  return Number.isNaN(frequency) ? undefined : frequency;
}

/** Every pair the blocking rules of a model propose, scored, as a stream: nothing but the current pair is held. */
export function* predict(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
): Generator<ScoredPair> {
  const score = pairScorer(model, records, tables);
  const context = compilation(model.dialect, records.columns, records.columns);
  for (const pair of blockPairs(records, model.linkType, model.rules, context)) yield score(pair);
}

/** Every record scored against itself: what the most complete agreement it can reach is worth (linkage.md 6.10). */
export function* scoreAgainstSelf(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
): Generator<ScoredPair> {
  const score = pairScorer(model, records, tables);
  for (let record = 0; record < records.count; record++)
    yield score({ left: record, right: record, matchKey: 0 });
}
