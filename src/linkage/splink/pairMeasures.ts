import type { TextMeasures } from '../strings/textMeasures.ts';
import { MISSING } from './column.ts';
import { BATCH, type PairBatch } from './pairBatch.ts';
import type { PairNumbers } from './pairConditions.ts';

/** The two texts that a string function takes from each pair, by number, and which record of the pair has each. */
export type MeasuredTexts = {
  readonly ids: Int32Array;
  readonly records: Int32Array;
  readonly others: { readonly ids: Int32Array; readonly records: Int32Array };
};

/** A string function in use by one or more conditions. */
export type MeasureUse = {
  readonly numbers: PairNumbers;
  /**
   * Tells that a condition only asks on which side of `limit` a pair is; undefined: it needs the number itself. Said
   * by every condition before the first pair.
   */
  readonly decide: (limit: number | undefined) => void;
};

/**
 * String functions by our name of them. Similarities need not be exact below the lowest limit, distances above the
 * highest.
 */
export const MEASURES: Readonly<
  Record<string, { readonly method: keyof TextMeasures; readonly isDistance: boolean }>
> = {
  jaro: { method: 'jaro', isDistance: false },
  jaro_winkler: { method: 'jaroWinkler', isDistance: false },
  jaccard: { method: 'jaccard', isDistance: false },
  levenshtein: { method: 'levenshtein', isDistance: true },
  damerau_levenshtein: { method: 'damerauLevenshtein', isDistance: true },
};

/** What stands in for null among numbers that are never negative; NaN says that nothing was computed yet. */
const NULL = -1;

/** A string function over the pairs of a batch, computed once a pair; undefined when `name` is none. */
export function memoisedMeasure(
  name: string,
  { ids, records, others }: MeasuredTexts,
  batch: PairBatch,
  matcherOf: () => TextMeasures,
): MeasureUse | undefined {
  const found = MEASURES[name];
  if (found === undefined) return undefined;
  const { method, isDistance } = found;
  const exact = isDistance ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  let limits: number | undefined;
  const known = new Float64Array(BATCH);
  let knownSerial = -1;
  return {
    decide: (limit = exact) => {
      if (limits === undefined) limits = limit;
      else limits = isDistance ? Math.max(limits, limit) : Math.min(limits, limit);
    },
    numbers: (rows, count, out) => {
      const measure = matcherOf()[method];
      const limit = limits ?? exact;
      if (knownSerial !== batch.serial) {
        known.fill(Number.NaN, 0, batch.size);
        knownSerial = batch.serial;
      }
      for (let i = 0; i < count; i++) {
        const row = rows[i]!;
        let number = known[row]!;
        if (Number.isNaN(number)) {
          const left = ids[records[row]!]!;
          const right = others.ids[others.records[row]!]!;
          number = left === MISSING || right === MISSING ? NULL : measure(left, right, limit);
          known[row] = number;
        }
        out[row] = number === NULL ? Number.NaN : number;
      }
    },
  };
}
