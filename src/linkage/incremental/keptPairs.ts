import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';

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
  const kept = places.subarray(0, count);
  const levels = new Uint8Array(count * width);
  kept.forEach((pair, i) => {
    for (let c = 0; c < width; c++) levels[i * width + c] = pairs.levels[pair * width + c]!;
  });
  return {
    left: kept.map((pair) => pairs.left[pair]!),
    right: kept.map((pair) => pairs.right[pair]!),
    weight: Float64Array.from(kept, (pair) => pairs.weight[pair]!),
    levels,
    pass: Uint8Array.from(kept, (pair) => pairs.pass[pair]!),
    compared: pairs.compared,
  };
}
