import { disjointSets } from './disjointSets.ts';

/** A scored pair as an edge between two records. */
export type Edge = { readonly left: number; readonly right: number; readonly probability: number };

/**
 * The cluster of each record when every pair with probability ≥ `threshold` is linked: the smallest record that can be
 * reached from it (linkage.md 6.9). `order` gives the place of each record among all, by which "smallest" is meant;
 * without it the record index decides.
 */
export function connectedComponents(
  count: number,
  edges: Iterable<Edge>,
  threshold: number,
  order?: Int32Array,
): Int32Array {
  const places = order ?? Int32Array.from({ length: count }, (_, record) => record);
  const recordAt = new Int32Array(count);
  places.forEach((place, record) => {
    recordAt[place] = record;
  });
  const sets = disjointSets(count);
  for (const { left, right, probability } of edges) {
    if (probability >= threshold) sets.join(places[left]!, places[right]!);
  }
  return places.map((place) => recordAt[sets.root(place)]!);
}

/** The clusters at several thresholds, in the order of `thresholds` (linkage.md 6.9). */
export function componentsAtThresholds(
  count: number,
  edges: readonly Edge[],
  thresholds: readonly number[],
  order?: Int32Array,
): readonly Int32Array[] {
  return thresholds.map((threshold) => connectedComponents(count, edges, threshold, order));
}
