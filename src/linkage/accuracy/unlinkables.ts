/** A point of the curve: this share of records does not reach a higher probability even against itself. */
export type UnlinkablePoint = {
  /** Self-match probability, rounded to five decimals, and the largest weight (two decimals) rounded to it. */
  readonly probability: number;
  readonly weight: number;
  /** Share of the records at this point, and up to it. */
  readonly share: number;
  readonly cumulativeShare: number;
};

/**
 * How many records hold too little to be linked at all: each record is scored against itself, and the share of records
 * at or below each probability is summed; records that reach probability 1 are linkable and left out (linkage.md 6.10).
 * @param selfScores weight (bits) and probability of each record against itself.
 */
export function unlinkables(
  selfScores: Iterable<{ readonly weight: number; readonly probability: number }>,
): readonly UnlinkablePoint[] {
  const groups = new Map<number, { weight: number; records: number }>();
  let records = 0;
  for (const score of selfScores) {
    const probability = rounded(score.probability, 5);
    const weight = rounded(score.weight, 2);
    const group = groups.get(probability);
    groups.set(probability, {
      weight: Math.max(weight, group?.weight ?? weight),
      records: (group?.records ?? 0) + 1,
    });
    records++;
  }
  let upTo = 0;
  return [...groups]
    .filter(([probability]) => probability < 1)
    .toSorted(([a], [b]) => a - b)
    .map(([probability, group]) => {
      upTo += group.records;
      return {
        probability,
        weight: group.weight,
        share: group.records / records,
        cumulativeShare: upTo / records,
      };
    });
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
