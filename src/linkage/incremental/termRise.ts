import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { MostBefore } from './commonValues.ts';

/** Bits by which the weight of a pair may rise through term frequencies alone before its records are compared again. */
export const TERM_MARGIN = 1;

/** Sums of logarithms are not exact to the last digit. */
const SAFETY = 1e-9;

export type TermRise = {
  /** Whether the values of a record may have raised a pair by more than the margin. */
  readonly hasRisen: (record: number) => boolean;
  /** Whether a value alone may have: then all records that have it are compared again. */
  readonly isRisen: (comparison: number, value: number) => boolean;
};

/**
 * How far the term frequencies of a record's values can have raised its pairs, in bits, since they were last compared:
 * a pair that agrees on values gains log2 of how much rarer each has become, and log2 of how many more records have a
 * value in that column at all. Undefined when the second part alone is more than `TERM_MARGIN`: then every pair is to be
 * compared again.
 */
export function termRise(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  before: readonly MostBefore[],
  filledBefore: readonly number[],
): TermRise | undefined {
  const columns = plan.map(({ column }) => records.columns[column]!);
  let shift = 0;
  columns.forEach(({ filled }, c) => {
    if (plan[c]!.termFrequency)
      shift += Math.max(0, Math.log2(Math.max(filled, 1)) - Math.log2(Math.max(filledBefore[c]!, 1)));
  });
  const allowed = TERM_MARGIN - SAFETY - shift;
  if (allowed <= 0) return undefined;
  const rises = columns.map(({ counts }, c) => {
    const { values, most } = before[c]!;
    let rise: Float64Array | undefined;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < 0) continue;
      const [now, then] = [counts[value]!, most[i]!];
      if (now >= then) continue;
      rise ??= new Float64Array(counts.length);
      rise[value] = Math.log2(Math.max(then - 1, 1) / Math.max(now - 1, 1));
    }
    return rise;
  });
  const risen = rises.flatMap((rise, c) => (rise === undefined ? [] : [{ rise, keys: columns[c]!.keys }]));
  return {
    hasRisen: (record) => {
      let sum = 0;
      for (let i = 0; i < risen.length; i++) {
        const key = risen[i]!.keys[record]!;
        if (key >= 0) sum += risen[i]!.rise[key]!;
      }
      return sum > allowed;
    },
    isRisen: (comparison, value) => (rises[comparison]?.[value] ?? 0) > allowed,
  };
}
