import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedColumn, EncodedRecords } from '../encode/encodedRecords.ts';
import type { MostBefore } from './commonValues.ts';

/** Bits by which the weight of a pair may rise through term frequencies alone before its records are compared again. */
export const TERM_MARGIN = 1;

/** Sums of logarithms are not exact to the last digit. */
const SAFETY = 1e-9;

export type TermRise = {
  /** 1 for the records whose values may have raised a pair by more than the margin. */
  readonly risen: Uint8Array;
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
  const rises = columns.map((column, c) => risesOf(column, before[c]!, (allowed / columns.length) * LITTLE));
  return {
    risen: risenRecords(
      records.rows,
      columns.map(({ keys }) => keys),
      rises,
      allowed,
    ),
    isRisen: (comparison, value) => (rises[comparison]!.bits?.[value] ?? 0) > allowed,
  };
}

/** How many bits the values of a column have risen, undefined when none has; and which have risen much. */
type Rises = { readonly bits?: Float64Array; readonly isMuch?: Uint8Array };

/** Values that in all columns together cannot rise by what is allowed have risen little: a share of an equal part. */
const LITTLE = 0.9;

function risesOf({ counts }: EncodedColumn, { values, most }: MostBefore, least: number): Rises {
  let bits: Float64Array | undefined;
  let isMuch: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < 0) continue;
    const [now, then] = [counts[value]!, most[i]!];
    if (now >= then) continue;
    bits ??= new Float64Array(counts.length);
    const risen = Math.log2(Math.max(then - 1, 1) / Math.max(now - 1, 1));
    bits[value] = risen;
    if (risen <= least) continue;
    isMuch ??= new Uint8Array(counts.length);
    isMuch[value] = 1;
  }
  return { ...(bits === undefined ? {} : { bits }), ...(isMuch === undefined ? {} : { isMuch }) };
}

function risenRecords(
  rows: number,
  keys: readonly Int32Array[],
  rises: readonly Rises[],
  allowed: number,
): Uint8Array {
  const risen = new Uint8Array(rows);
  rises.forEach(({ isMuch }, c) => isMuch !== undefined && markMuch(keys[c]!, isMuch, risen));
  const sums = rises.flatMap(({ bits }, c) => (bits === undefined ? [] : [{ bits, keys: keys[c]! }]));
  for (let record = 0; record < rows; record++) {
    if (risen[record] === 0) continue;
    let sum = 0;
    for (const column of sums) {
      const key = column.keys[record]!;
      if (key >= 0) sum += column.bits[key]!;
    }
    risen[record] = sum > allowed ? 1 : 0;
  }
  return risen;
}

function markMuch(keys: Int32Array, isMuch: Uint8Array, marks: Uint8Array): void {
  for (let record = 0; record < keys.length; record++) {
    const key = keys[record]!;
    if (key >= 0 && isMuch[key] === 1) marks[record] = 1;
  }
}
