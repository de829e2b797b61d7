import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import { pickPairs } from '../score/pickPairs.ts';

/** The pairs at or above a floor, and those that one of the comparisons `keys` keeps by full agreement. */
export function keptPairs(
  pairs: ScoredPairs,
  comparisons: readonly PlannedComparison[],
  floor: number,
  keys: readonly number[],
): ScoredPairs {
  const width = comparisons.length;
  const same = keys.map((c) => comparisonLevels[comparisons[c]!.kind].length);
  const places = new Int32Array(pairs.left.length);
  let count = 0;
  for (let i = 0; i < places.length; i++) {
    let isKept = pairs.weight[i]! >= floor;
    for (let k = 0; k < keys.length; k++) {
      if (pairs.levels[i * width + keys[k]!] === same[k]) isKept = true;
    }
    if (isKept) places[count++] = i;
  }
  if (count === places.length) return pairs;
  return pickPairs(pairs, places.subarray(0, count));
}
