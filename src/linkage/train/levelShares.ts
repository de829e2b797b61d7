/**
 * The share of each level among pairs that are not at the null level, from counts by γ. A level that no pair has gets
 * none: it was not observed (linkage.md 6.6). This is u when the pairs are random, m when they are known matches.
 */
export function levelShares(counts: ArrayLike<number>): readonly (number | undefined)[] {
  const all = Array.from(counts);
  const total = all.reduce((sum, count) => sum + count, 0);
  return all.map((count) => (count > 0 ? count / total : undefined));
}
