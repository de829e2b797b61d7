import { disjointSets } from '../cluster/disjointSets.ts';
import { BestFirst } from './bestFirst.ts';

/** Scored pairs of records, by record number. */
export type WeightedPairs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** log2 odds; −Infinity: the two must never be in one cluster; `MUST_LINK`: they must be. */
  readonly weight: Float64Array;
};

/** Evidence that no mean of other pairs outweighs. */
export const MUST_LINK = 1e9;

/** How much agreement a cluster needs, in log2 odds. */
export type ClusterRule = {
  /** Groups join while the mean between them is at least this. */
  readonly threshold: number;
  /** And at least one pair between them reaches this; no lower than `threshold`. */
  readonly pairThreshold: number;
  /** What a pair that was not scored counts as, and the least that one pair counts. */
  readonly floor: number;
  /** The most that one pair counts. */
  readonly ceiling: number;
};

/** A join of two groups that both had several records: where a cluster hangs together least. */
export type Bridge = { readonly left: number; readonly right: number; readonly support: number };

export type Clusters = {
  /** For every record the lowest record number of its cluster. */
  readonly of: Int32Array;
  /** All pairs of records within clusters, the lower record left, by record; also pairs that were never scored. */
  readonly within: {
    readonly left: Int32Array;
    readonly right: Int32Array;
    /** The mean evidence between the two groups whose join brought the pair together. */
    readonly support: Float64Array;
    /** The best pair between these groups. */
    readonly best: Float64Array;
  };
  readonly bridges: readonly Bridge[];
};

type Join = Bridge & { readonly best: number };

/**
 * Groups records so that the pairs of a group agree with one another, not just one after the other: the two groups
 * with the highest mean evidence between them are joined, again and again, while the mean reaches the threshold
 * (average linkage on log2 odds, so neither one lucky agreement nor one odd record decides for a group). Pairs that
 * must not link keep their groups apart. Of equal means the lower records go first: same pairs, same clusters.
 */
export function clusterByAgreement(pairs: WeightedPairs, rows: number, rule: ClusterRule): Clusters {
  const of = Int32Array.from({ length: rows }, (_, record) => record);
  const joins: Join[] = [];
  const bridges: Bridge[] = [];
  for (const edges of components(pairs, rows, rule)) {
    const groups = joinGroups(pairs, edges, rule, joins, bridges);
    for (const [group, records] of groups) for (const record of records) of[record] = group;
  }
  joins.sort((a, b) => a.left - b.left || a.right - b.right);
  return {
    of,
    within: {
      left: Int32Array.from(joins, ({ left }) => left),
      right: Int32Array.from(joins, ({ right }) => right),
      support: Float64Array.from(joins, ({ support }) => support),
      best: Float64Array.from(joins, ({ best }) => best),
    },
    bridges,
  };
}

/** What is known between two groups: the sum over their scored pairs, the best of these and their number. */
type Edge = { readonly sum: number; readonly best: number; readonly pairs: number };

/** Joins the groups of one component; `joins` and `bridges` gain what happens. Gives the groups by lowest record. */
function joinGroups(
  { left, right, weight }: WeightedPairs,
  edges: readonly number[],
  { threshold, pairThreshold, floor, ceiling }: ClusterRule,
  joins: Join[],
  bridges: Bridge[],
): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  const around = new Map<number, Map<number, Edge>>();
  const neighbours = (group: number): Map<number, Edge> => {
    let map = around.get(group);
    if (map === undefined) {
      map = new Map();
      around.set(group, map);
      groups.set(group, [group]);
    }
    return map;
  };
  const mean = (a: number, b: number, edge: Edge): number => {
    const all = groups.get(a)!.length * groups.get(b)!.length;
    return (edge.sum + (all - edge.pairs) * floor) / all;
  };
  const queue = new BestFirst();
  const offer = (a: number, b: number, edge: Edge): void => {
    const score = mean(a, b, edge);
    if (score >= threshold && edge.best >= pairThreshold) queue.push(score, a, b);
  };
  for (const pair of edges) {
    const evidence = weight[pair]!;
    const sum =
      evidence === Number.NEGATIVE_INFINITY || evidence === MUST_LINK
        ? evidence
        : Math.max(floor, Math.min(ceiling, evidence));
    neighbours(left[pair]!).set(right[pair]!, { sum, best: sum, pairs: 1 });
    neighbours(right[pair]!).set(left[pair]!, { sum, best: sum, pairs: 1 });
  }
  for (const pair of edges) offer(left[pair]!, right[pair]!, around.get(left[pair]!)!.get(right[pair]!)!);
  for (let best = queue.pop(); best !== undefined; best = queue.pop()) {
    const { a, b, score } = best;
    const edge = around.get(a)?.get(b);
    // an entry about a group that has grown since is stale
    if (edge === undefined || mean(a, b, edge) !== score) continue;
    const kept = groups.get(a)!;
    const added = groups.get(b)!;
    if (kept.length > 1 && added.length > 1) bridges.push({ left: a, right: b, support: score });
    for (const one of kept) {
      for (const other of added) {
        const [lower, higher] = one < other ? [one, other] : [other, one];
        joins.push({ left: lower, right: higher, support: score, best: edge.best });
      }
    }
    kept.push(...added);
    groups.delete(b);
    const own = around.get(a)!;
    own.delete(b);
    for (const [other, theirs] of around.get(b)!) {
      if (other === a) continue;
      const mine = own.get(other);
      const joined =
        mine === undefined
          ? theirs
          : {
              sum: mine.sum + theirs.sum,
              best: Math.max(mine.best, theirs.best),
              pairs: mine.pairs + theirs.pairs,
            };
      own.set(other, joined);
      const back = around.get(other)!;
      back.delete(b);
      back.set(a, joined);
    }
    around.delete(b);
    for (const [other, joined] of own) offer(a, other, joined);
  }
  return groups;
}

/** The pairs of each set of records that pairs above the pair threshold hang together; single pairs come as one. */
function components(
  { left, right, weight }: WeightedPairs,
  rows: number,
  { pairThreshold }: ClusterRule,
): Iterable<readonly number[]> {
  const { root, join } = disjointSets(rows);
  for (let i = 0; i < weight.length; i++) if (weight[i]! >= pairThreshold) join(left[i]!, right[i]!);
  const inside = new Map<number, number[]>();
  for (let i = 0; i < weight.length; i++) {
    const at = root(left[i]!);
    if (at !== root(right[i]!)) continue;
    const list = inside.get(at);
    if (list === undefined) inside.set(at, [i]);
    else list.push(i);
  }
  return inside.values();
}
