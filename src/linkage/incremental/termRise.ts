import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { MatchMemory } from './matchMemory.ts';

/** Bits by which the weight of a pair may rise through term frequencies alone before its records are compared again. */
export const TERM_MARGIN = 1;

/** Sums of logarithms are not exact to the last digit. */
const SAFETY = 1e-9;

/**
 * How far the term frequencies of a record's values can have raised its pairs, in bits, since they were last compared:
 * a pair that agrees on values gains log2 of how much rarer each has become, and log2 of how many more records have a
 * value in that column at all. Gives a test whether that is more than `TERM_MARGIN`, or undefined when the second
 * part alone is: then every pair is to be compared again.
 */
export function termRise(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  memory: MatchMemory,
): ((record: number, old: number) => boolean) | undefined {
  const width = plan.length;
  const columns = plan.map(({ column }) => records.columns[column]!);
  const used = plan.map(({ termFrequency }) => termFrequency);
  let shift = 0;
  columns.forEach(({ filled }, c) => {
    if (used[c]!)
      shift += Math.max(0, Math.log2(Math.max(filled, 1)) - Math.log2(Math.max(memory.filled[c]!, 1)));
  });
  const allowed = TERM_MARGIN - SAFETY - shift;
  if (allowed <= 0) return undefined;
  return (record, old) => {
    let rise = 0;
    for (let c = 0; c < width; c++) {
      const key = columns[c]!.keys[record]!;
      if (key < 0 || !used[c]!) continue;
      const now = columns[c]!.counts[key]!;
      const then = memory.counts[old * width + c]!;
      if (now < then) rise += Math.log2(Math.max(then - 1, 1) / Math.max(now - 1, 1));
    }
    return rise > allowed;
  };
}
