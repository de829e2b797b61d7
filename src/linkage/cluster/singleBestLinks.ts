import type { Edge } from './connectedComponents.ts';
import { disjointSets } from './disjointSets.ts';

/** What happens when a record has several equally good candidates in a duplicate-free file. */
export type TiesMethod = 'drop' | 'lowest_id';

/** The records and files of a one-to-one linkage. */
export type SingleBestInput = {
  readonly count: number;
  readonly sourceOf: Int32Array;
  /** Files that hold each person at most once: a cluster has at most one record of each. */
  readonly duplicateFree: ReadonlySet<number>;
  /** Place of each record among all; ties and cluster ids go by it. */
  readonly order: Int32Array;
};

/**
 * One-to-one clusters: round after round a pair is linked only if it is the best one left for the clusters at both of
 * its ends and does not put two records of a duplicate-free file together (linkage.md 6.9). Equal probabilities: the
 * candidate that comes first in order is the better one; with `drop`, pairs of a record that has several equally
 * probable candidates in one duplicate-free file are set aside first.
 * @returns the cluster of each record: its smallest record by order.
 */
export function singleBestLinks(
  input: SingleBestInput,
  edges: readonly Edge[],
  threshold: number,
  ties: TiesMethod,
): Int32Array {
  const likely = edges.filter(({ probability }) => probability >= threshold);
  let open = ties === 'drop' ? withoutTies(input, likely) : likely;
  const { order, duplicateFree, sourceOf } = input;
  const recordAt = new Int32Array(input.count);
  order.forEach((place, record) => {
    recordAt[place] = record;
  });
  const sets = disjointSets(input.count);
  const clusterOf = (record: number): number => sets.root(order[record]!);
  const filesIn = Array.from({ length: input.count }, (_, place) => {
    const file = sourceOf[recordAt[place]!]!;
    return new Set(duplicateFree.has(file) ? [file] : []);
  });
  for (;;) {
    open = open.filter(({ left, right }) => {
      const [a, b] = [clusterOf(left), clusterOf(right)];
      return a !== b && ![...filesIn[a]!].some((file) => filesIn[b]!.has(file));
    });
    const best = bestOfClusters(open, clusterOf, order);
    const accepted = open.filter(
      (edge) => best.get(clusterOf(edge.left)) === edge && best.get(clusterOf(edge.right)) === edge,
    );
    if (accepted.length === 0) break;
    for (const { left, right } of accepted) {
      const [a, b] = [clusterOf(left), clusterOf(right)];
      const files = new Set([...filesIn[a]!, ...filesIn[b]!]);
      filesIn[sets.join(a, b)] = files;
    }
  }
  return Int32Array.from({ length: input.count }, (_, record) => recordAt[clusterOf(record)]!);
}

/** The best pair of each cluster: highest probability, then the other record's place, then the own record's place. */
function bestOfClusters(
  edges: readonly Edge[],
  clusterOf: (record: number) => number,
  order: Int32Array,
): ReadonlyMap<number, Edge> {
  const best = new Map<number, Edge>();
  const placeOfOther = (edge: Edge, cluster: number): number =>
    order[clusterOf(edge.left) === cluster ? edge.right : edge.left]!;
  const better = (a: Edge, b: Edge, cluster: number): boolean => {
    if (a.probability !== b.probability) return a.probability > b.probability;
    const [placeA, placeB] = [placeOfOther(a, cluster), placeOfOther(b, cluster)];
    if (placeA !== placeB) return placeA < placeB;
    return order[a.left]! + order[a.right]! < order[b.left]! + order[b.right]!;
  };
  for (const edge of edges) {
    for (const cluster of [clusterOf(edge.left), clusterOf(edge.right)]) {
      const known = best.get(cluster);
      if (known === undefined || better(edge, known, cluster)) best.set(cluster, edge);
    }
  }
  return best;
}

/** Leaves out the pairs of a record that is equally probable with several records of one duplicate-free file. */
function withoutTies({ duplicateFree, sourceOf }: SingleBestInput, edges: readonly Edge[]): readonly Edge[] {
  const candidates = new Map<string, Set<number>>();
  const keyOf = (record: number, other: number, probability: number): string =>
    `${record} ${sourceOf[other]} ${probability}`;
  for (const { left, right, probability } of edges) {
    for (const [record, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const key = keyOf(record, other, probability);
      candidates.set(key, (candidates.get(key) ?? new Set()).add(other));
    }
  }
  const tied = (record: number, other: number, probability: number): boolean =>
    duplicateFree.has(sourceOf[other]!) && candidates.get(keyOf(record, other, probability))!.size > 1;
  return edges.filter(
    ({ left, right, probability }) => !tied(left, right, probability) && !tied(right, left, probability),
  );
}
