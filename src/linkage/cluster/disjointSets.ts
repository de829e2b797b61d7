/** Records joined into groups; each group is known by its smallest record. */
export type DisjointSets = {
  /** The smallest record of the group a record is in. */
  readonly root: (record: number) => number;
  /** Joins the groups of two records and gives the smallest record of the result. */
  readonly join: (a: number, b: number) => number;
};

/** `count` records, each a group of its own. Joining and finding take almost constant time. */
export function disjointSets(count: number): DisjointSets {
  const parents = Int32Array.from({ length: count }, (_, record) => record);
  const root = (record: number): number => {
    let at = record;
    while (parents[at] !== at) {
      // Halving the path keeps it short; the result does not depend on it.
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  const join = (a: number, b: number): number => {
    const [first, second] = [root(a), root(b)];
    const smaller = Math.min(first, second);
    parents[Math.max(first, second)] = smaller;
    return smaller;
  };
  return { root, join };
}
