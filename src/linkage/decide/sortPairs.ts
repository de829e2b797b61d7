import type { ScoredPairs } from '../score/linkSlice.ts';
import { pickPairs } from '../score/pickPairs.ts';

/** Scored pairs of several slices as one, by left and then right record, each pair once. */
export function sortPairs(slices: readonly ScoredPairs[]): ScoredPairs {
  const filled = slices.filter((slice) => slice.left.length > 0);
  const compared = slices.reduce((sum, slice) => sum + slice.compared, 0);
  if (filled.length === 1 && ascending(filled[0]!) === filled[0]!.left.length)
    return { ...filled[0]!, compared };
  const total = filled.reduce((sum, slice) => sum + slice.left.length, 0);
  const stride = total === 0 ? 0 : filled[0]!.levels.length / filled[0]!.left.length;
  const left = new Int32Array(total);
  const right = new Int32Array(total);
  const weight = new Float64Array(total);
  const pass = new Uint8Array(total);
  const levels = new Uint8Array(total * stride);
  let at = 0;
  for (const slice of filled) {
    left.set(slice.left, at);
    right.set(slice.right, at);
    weight.set(slice.weight, at);
    pass.set(slice.pass, at);
    levels.set(slice.levels, at * stride);
    at += slice.left.length;
  }
  const order = ascendingOrder({ left, right, pass });
  let count = 0;
  for (let i = 0; i < total; i++) {
    const pair = order[i]!;
    const last = count === 0 ? -1 : order[count - 1]!;
    if (last < 0 || left[last] !== left[pair] || right[last] !== right[pair]) order[count++] = pair;
  }
  return pickPairs({ left, right, weight, pass, levels, compared }, order.subarray(0, count));
}

type PairPlaces = Pick<ScoredPairs, 'left' | 'right' | 'pass'>;

/** How many pairs from the first on stand in ascending order, each once. */
function ascending({ left, right }: PairPlaces): number {
  let count = Math.min(1, left.length);
  while (
    count < left.length &&
    (left[count - 1]! < left[count]! ||
      (left[count - 1] === left[count] && right[count - 1]! < right[count]!))
  ) {
    count++;
  }
  return count;
}

/** The order of pairs by left and right record, then pass. Mostly a long part from the first on has it already. */
function ascendingOrder(pairs: PairPlaces): Int32Array {
  const { left, right, pass } = pairs;
  const byRecords = (a: number, b: number): number =>
    left[a]! - left[b]! || right[a]! - right[b]! || pass[a]! - pass[b]!;
  const total = left.length;
  const sorted = ascending(pairs);
  const rest = Int32Array.from({ length: total - sorted }, (_, i) => sorted + i).sort(byRecords);
  const order = new Int32Array(total);
  let one = 0;
  let other = 0;
  for (let i = 0; i < total; i++) {
    const isFirst = other === rest.length || (one < sorted && byRecords(one, rest[other]!) <= 0);
    order[i] = isFirst ? one++ : rest[other++]!;
  }
  return order;
}
