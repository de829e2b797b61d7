import type { Comparator, PlannedComparison } from '../compare/comparisonPlan.ts';
import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { PatternCounts } from '../score/patternCounts.ts';
import type { RandomPairLevels } from './pairSpace.ts';
import { seededRandom } from './random.ts';

/** Right records tried with each random left one. */
const RIGHTS = 64;

/**
 * Levels of about `pairs` random pairs, counted per comparison: `counts[c][γ + 1]`, so that slices of a sample taken
 * on several threads can be added up.
 */
export function countRandomPairs(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  comparators: readonly Comparator[],
  pairs: number,
  seed: number,
): readonly Float64Array[] {
  const stride = plan.length;
  const counts = plan.map(({ kind }) => new Float64Array(comparisonLevels[kind].length + 1));
  const random = seededRandom(seed);
  const isLink = records.linkType === 'link';
  const firstRight = isLink ? records.leftRows : 0;
  const lefts = new Int32Array(RIGHTS);
  const rights = new Int32Array(RIGHTS);
  const out = new Uint8Array(RIGHTS * stride);
  for (let done = 0; done < pairs; done += RIGHTS) {
    const left = Math.floor(random() * records.leftRows);
    lefts.fill(left);
    let count = 0;
    for (let i = 0; i < RIGHTS; i++) {
      const right = firstRight + Math.floor(random() * (records.rows - firstRight));
      if (right !== left) rights[count++] = right;
    }
    for (const compare of comparators) compare(lefts, rights, count, out);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < stride; c++) {
        const level = out[i * stride + c]!;
        counts[c]![level] = counts[c]![level]! + 1;
      }
    }
  }
  return counts;
}

/** The same counts from the patterns of every pair there is, which need no sample. */
export function levelCounts(
  plan: readonly PlannedComparison[],
  { width, levels, counts }: PatternCounts,
): readonly Float64Array[] {
  const byLevel = plan.map(({ kind }) => new Float64Array(comparisonLevels[kind].length + 1));
  counts.forEach((count, row) => {
    for (let c = 0; c < width; c++) {
      const level = Math.min(levels[row * width + c]!, byLevel[c]!.length - 1);
      byLevel[c]![level] = byLevel[c]![level]! + count;
    }
  });
  return byLevel;
}

/**
 * Shares of the levels among random pairs. The share of "same" is not sampled but worked out from the values' counts,
 * since it is rare and matters most; the sampled shares of the other levels fill the rest, with half a pair added to
 * each so that a level nobody saw is rare and not impossible.
 */
export function randomPairLevels(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  counts: readonly Float64Array[],
): RandomPairLevels {
  const shares: number[][] = [];
  const present: number[] = [];
  plan.forEach((comparison, c) => {
    const levels = [...counts[c]!.subarray(1)];
    const seen = levels.reduce((a, b) => a + b, 0);
    const missing = counts[c]![0]!;
    const same = shareOfEqualPairs(records, comparison);
    const others = levels.slice(0, -1).map((count) => count + 0.5);
    const sum = others.reduce((a, b) => a + b, 0);
    shares.push([...others.map((count) => (count / sum) * (1 - same)), same]);
    present.push(Math.max(seen, 1) / Math.max(seen + missing, 1));
  });
  return { shares, present };
}

/** Probability that two random records with a value in the column have the same one. */
function shareOfEqualPairs(records: EncodedRecords, { column }: PlannedComparison): number {
  const { values, table } = records.columns[column]!;
  const { compact } = records.tables[table]!;
  const left = new Int32Array(compact.length);
  const right = records.linkType === 'link' ? new Int32Array(compact.length) : left;
  let lefts = 0;
  let rights = 0;
  for (let record = 0; record < records.rows; record++) {
    const value = values[record]!;
    if (value < 0) continue;
    const key = compact[value]!;
    if (record < records.leftRows) {
      left[key] = left[key]! + 1;
      lefts++;
    } else {
      right[key] = right[key]! + 1;
      rights++;
    }
  }
  let equal = 0;
  const isLink = records.linkType === 'link';
  for (let key = 0; key < left.length; key++) equal += left[key]! * (isLink ? right[key]! : left[key]! - 1);
  const pairs = isLink ? lefts * rights : lefts * (lefts - 1);
  return Math.min(0.999, Math.max(equal, 0.5) / Math.max(pairs, 1));
}
