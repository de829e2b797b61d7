/** Pairs that compete for records, by index into the run's records. */
export type RivalPairs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** log2 odds of each pair looked at alone; −Infinity for a pair that may not link. */
  readonly weight: Float64Array;
};

/** Share of the smaller file that is taken to be unmatched at the least, so that certainty stays finite. */
const LEAST_UNMATCHED = 0.01;
const MOST_ROUNDS = 50;

/**
 * Odds of pairs when each record has at most one partner in the other file. Two things change against a pair looked
 * at alone: rivals for the same record share its probability, and the records that others have not taken are more
 * likely to belong together the fewer are left. With M links among L and R records the prior odds of one more are
 * (M + 1) / ((L − M)(R − M)), which equals the usual M / (L × R) while M is small.
 * `expectedMatches` is the M that the weights were computed with. Gives log2 odds and the settled M.
 */
export function oneToOneOdds(
  pairs: RivalPairs,
  rows: number,
  leftRows: number,
  expectedMatches: number,
): { readonly weight: Float64Array; readonly matches: number } {
  const { left, right, weight } = pairs;
  const rightRows = rows - leftRows;
  const smaller = Math.min(leftRows, rightRows);
  const before = Math.log2(Math.max(expectedMatches, 0.5)) - Math.log2(leftRows) - Math.log2(rightRows);
  const sums = new Float64Array(rows);
  const odds = new Float64Array(weight.length);
  let matches = Math.min(expectedMatches, smaller * (1 - LEAST_UNMATCHED));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const after =
      Math.log2(matches + 1) - Math.log2(leftRows - matches + 1) - Math.log2(rightRows - matches + 1);
    const shift = Math.max(0, after - before);
    sums.fill(0);
    for (let i = 0; i < odds.length; i++) {
      const own = oddsOf(weight[i]! + shift);
      odds[i] = own;
      sums[left[i]!] = sums[left[i]!]! + own;
      sums[right[i]!] = sums[right[i]!]! + own;
    }
    let next = 0;
    for (let i = 0; i < odds.length; i++) {
      const own = odds[i]!;
      next += own / (1 + own + rivalsOf(i));
    }
    next = Math.min(next, smaller * (1 - LEAST_UNMATCHED));
    const settled = Math.abs(next - matches) < 1e-6 * smaller + 1e-9;
    matches = next;
    if (settled) break;
  }
  const adjusted = new Float64Array(odds.length);
  for (let i = 0; i < odds.length; i++) {
    const own = odds[i]!;
    adjusted[i] = own === 0 ? Number.NEGATIVE_INFINITY : Math.log2(own) - Math.log2(1 + rivalsOf(i));
  }
  return { weight: adjusted, matches };

  function rivalsOf(i: number): number {
    return Math.max(0, sums[left[i]!]! - odds[i]!) + Math.max(0, sums[right[i]!]! - odds[i]!);
  }
}

/** 2^weight, kept within what sums of doubles can hold. */
function oddsOf(weight: number): number {
  return weight === Number.NEGATIVE_INFINITY ? 0 : 2 ** Math.max(-200, Math.min(200, weight));
}
