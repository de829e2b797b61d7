import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import { pickPairs } from '../score/pickPairs.ts';
import { scorerOf } from '../score/scorer.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import { keptPairs } from './keptPairs.ts';
import type { MatchMemory } from './matchMemory.ts';

/**
 * The pairs of the run before whose records are both unchanged, under their new numbers, with the levels they had and
 * the weights these have with the new term frequencies. `after` gives a record's new number, −1 when its pairs are
 * compared anew. Pairs that have fallen below the floor and its margin are left out.
 */
export function carriedPairs(
  records: EncodedRecords,
  comparisons: readonly PlannedComparison[],
  model: TrainedModel,
  { pairs }: MatchMemory,
  after: Int32Array,
  floor: number,
  keys: readonly number[],
): ScoredPairs {
  const scorer = scorerOf(records, comparisons, model);
  const width = comparisons.length;
  let count = 0;
  const places = new Int32Array(pairs.left.length);
  for (let i = 0; i < pairs.left.length; i++) {
    if (after[pairs.left[i]!]! >= 0 && after[pairs.right[i]!]! >= 0) places[count++] = i;
  }
  const carried: ScoredPairs = pickPairs(
    { ...pairs, weight: new Float64Array(pairs.left.length), compared: 0 },
    places.subarray(0, count),
  );
  const { left, right, weight, levels } = carried;
  for (let i = 0; i < count; i++) {
    left[i] = after[left[i]!]!;
    right[i] = after[right[i]!]!;
    weight[i] = scorer.base(levels, i * width) + scorer.termFrequency(levels, i * width, left[i]!);
  }
  return keptPairs(carried, comparisons, floor, keys);
}
