import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { TrainedModel } from '../train/pairSpace.ts';

/** Levels kept apart in the weight table of a comparison. */
const WIDTH = 16;

/** Logarithms of small counts, which nearly all are. */
const LOG2 = Float64Array.from({ length: 4096 }, (_, count) => Math.log2(count));
const log2Count = (count: number): number => (count < LOG2.length ? LOG2[count]! : Math.log2(count));

/** Turns levels into match weights: log2 of the odds that the two records are one person (linkage.md 6.2). */
export type Scorer = {
  /** The weight before term frequencies of the levels at `at`. */
  readonly base: (levels: Uint8Array, at: number) => number;
  /** What the commonness of the values they agree on adds: positive for rare values, negative for common ones. */
  readonly termFrequency: (levels: Uint8Array, at: number, left: number) => number;
  /** The most that term frequencies can add to any pair. */
  readonly most: number;
  readonly prior: number;
  /** log2 of m / u of every level, per comparison by γ. */
  readonly levels: readonly (readonly number[])[];
  /** The weight of "same" of a comparison for a value that no third record has. */
  readonly rarestSame: (comparison: number) => number;
  /** The weight of "same" of a comparison for a compact value, its term frequency with it. */
  readonly sameWeight: (comparison: number, key: number) => number;
  /** Term-frequency part of one comparison at its level. */
  readonly termFrequencyOf: (comparison: number, level: number, left: number) => number;
};

/** log2 of the prior odds and of every level's m / u, per comparison by γ. */
export function levelWeights(model: TrainedModel): {
  readonly prior: number;
  readonly weights: readonly (readonly number[])[];
} {
  return {
    prior: Math.log2(model.lambda / (1 - model.lambda)),
    weights: model.m.map((ms, c) => ms.map((m, level) => Math.log2(m / model.u[c]![level]!))),
  };
}

/**
 * The scorer of a trained model over the records. A value that many have is taken at its frequency among the records,
 * the pair's own two records counted once; one that is rarer than two records are is taken at that floor.
 */
export function scorerOf(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  model: TrainedModel,
): Scorer {
  const { prior, weights } = levelWeights(model);
  const width = plan.length;
  const table = new Float64Array(width * WIDTH);
  weights.forEach((list, c) => table.set(list, c * WIDTH + 1));
  const same = plan.map(({ kind }) => comparisonLevels[kind].length);
  const adjusted = plan.map((comparison, c) => {
    const column = records.columns[comparison.column]!;
    const log2U = Math.log2(model.u[c]!.at(-1)!);
    return {
      column,
      log2U,
      log2Filled: Math.log2(Math.max(column.filled, 1)),
      use: comparison.termFrequency,
    };
  });
  let most = 0;
  for (const { use, log2U, log2Filled } of adjusted) if (use) most += Math.max(0, log2U + log2Filled);

  const rarest = adjusted.map(
    ({ use, log2U, log2Filled }, c) => weights[c]!.at(-1)! + (use ? log2U + log2Filled : 0),
  );
  const sameWeight = (c: number, key: number): number => {
    const { use, column } = adjusted[c]!;
    const others = use ? column.counts[key]! - 1 : 1;
    return others > 1 ? rarest[c]! - log2Count(others) : rarest[c]!;
  };
  const termFrequencyOf = (c: number, level: number, left: number): number => {
    const { use, column, log2U, log2Filled } = adjusted[c]!;
    if (!use || level !== same[c]) return 0;
    const key = column.keys[left]!;
    // a level of "same" that another name brought about says nothing about this value
    if (key < 0) return 0;
    const others = Math.max(column.counts[key]! - 1, 1);
    return log2U - log2Count(others) + log2Filled;
  };

  return {
    base: (levels, at) => {
      let weight = prior;
      for (let c = 0; c < width; c++) weight += table[c * WIDTH + levels[at + c]!]!;
      return weight;
    },
    termFrequency: (levels, at, left) => {
      let sum = 0;
      for (let c = 0; c < width; c++)
        if (levels[at + c] === same[c]) sum += termFrequencyOf(c, same[c]!, left);
      return sum;
    },
    most,
    termFrequencyOf,
    prior,
    levels: weights,
    rarestSame: (c) => rarest[c]!,
    sameWeight,
  };
}
