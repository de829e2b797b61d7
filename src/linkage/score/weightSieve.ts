import { mostTextEdits } from '../compare/compareTexts.ts';
import type { ComparisonKind } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { leastEdits } from '../compare/letterBounds.ts';
import { MARK_ESTIMATED_BIRTH, type RecordCells } from '../compare/recordCells.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { LENGTH_SHIFT, LONGEST_COUNTED } from '../encode/valueTable.ts';
import { BIRTH_ROW, birthBounds, unequalBounds } from './levelBounds.ts';
import { nameTest } from './nameTest.ts';
import type { Scorer } from './scorer.ts';

/**
 * Leaves out of a batch the pairs whose weight cannot reach the floor, whatever the letters of their values: keeps
 * the others, in order, at the front of `lefts` and `rights` and gives their number.
 */
export type BatchSieve = (lefts: Int32Array, rights: Int32Array, count: number) => number;

/** Sums in another order than the scorer's may differ by less than this. */
const ROUNDING = 1e-9;

/** How a comparison is looked at. */
const BIRTH = 0;
const EQUALITY = 1;
const LETTERS = 2;
const TEXT = 3;

/** Those that settle most pairs for least work come first. Names are looked at last, both together. */
const stepOfKind: Readonly<Record<Exclude<ComparisonKind, 'given_name' | 'family_name'>, number>> = {
  birth_date: BIRTH,
  number: LETTERS,
  text: TEXT,
  short_code: LETTERS,
  category: EQUALITY,
  birth_year: EQUALITY,
  middle_name: EQUALITY,
  email: EQUALITY,
};
const order = Object.keys(stepOfKind);

/** A step's row in the table of bounds: missing; fewer than two edits apart, up to the most, more; estimated date. */
const ROW = 8;
const MISSING = 0;
const NEAR = 1;
const ESTIMATED = 4;

/** Edits up to which numbers and short codes can be alike. */
const ALIKE_EDITS = 2;

/**
 * A sieve for a model. Of every comparison it looks at whether two values are equal and at their signatures, which
 * stand in the records' cells. It sums what each can weigh at the most, the rest at the most they ever weigh, and
 * stops when that is below the floor. This settles nearly all pairs that blocking proposes; only what stays is
 * compared letter by letter. None is left out that the scorer would keep, and pairs that agree on one of the
 * comparisons `keys` always stay.
 */
export function weightSieve(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  recordCells: RecordCells,
  scorer: Scorer,
  floor: number,
  keys: readonly number[],
): BatchSieve {
  const { cells, stride, signatures, marks } = recordCells;
  const ordered = plan
    .flatMap(({ kind, ...comparison }, place) =>
      kind === 'given_name' || kind === 'family_name' ? [] : [{ ...comparison, kind, place }],
    )
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.place - b.place);
  const steps = ordered.length;
  const kinds = Int32Array.from(ordered, ({ kind }) => stepOfKind[kind]);
  const places = Int32Array.from(ordered, ({ place }) => place);
  const letters = Int32Array.from(ordered, ({ place }) => signatures[place]!);
  const table = new Float64Array(steps * ROW);
  const mosts = new Float64Array(steps);
  const textEdits = Int32Array.from({ length: LONGEST_COUNTED + 1 }, (_, length) => mostTextEdits(length));
  const names = nameTest(plan, recordCells, scorer);
  let births: Float64Array = new Float64Array(8 * BIRTH_ROW);
  let birthKeys: Int32Array = new Int32Array(0);
  let start = scorer.prior + names.most;
  ordered.forEach(({ kind, column, crossColumn, place }, step) => {
    const levels = scorer.levels[place]!;
    const { near, further, apart } = unequalBounds(kind, levels, crossColumn !== undefined);
    const missing = crossColumn === undefined ? 0 : Math.max(near, 0);
    const most = Math.max(scorer.rarestSame(place), near, 0);
    start += most;
    mosts[step] = most;
    table.set(
      [missing, near, further, apart, Math.max(near, 0)].map((bound) => bound - most),
      step * ROW,
    );
    if (kind === 'birth_date') {
      births = birthBounds(levels).map((bound) => bound - most);
      birthKeys = records.columns[column]!.keys;
    }
  });
  const least = floor - ROUNDING;
  const keyPlaces = Int32Array.from(keys);

  const reaches = (left: number, right: number): boolean => {
    const l = left * stride;
    const r = right * stride;
    let sum = start;
    for (let step = 0; step < steps; step++) {
      const place = places[step]!;
      const kind = kinds[step]!;
      const ours = cells[l + place]!;
      const theirs = cells[r + place]!;
      const row = step * ROW;
      if (ours === -1 || theirs === -1) sum += table[row + MISSING]!;
      else if (kind === BIRTH) {
        if (((cells[l + marks]! | cells[r + marks]!) & MARK_ESTIMATED_BIRTH) !== 0) {
          sum += table[row + ESTIMATED]!;
        } else if (ours === theirs) sum += scorer.sameWeight(place, birthKeys[left]!) - mosts[step]!;
        else sum += births[birthPlace(ours ^ theirs)]!;
      } else if (ours === theirs) sum += scorer.sameWeight(place, ours) - mosts[step]!;
      else if (kind === EQUALITY) sum += table[row + NEAR]!;
      else {
        const a = cells[l + letters[step]!]!;
        const b = cells[r + letters[step]!]!;
        const edits = leastEdits(a, b);
        const alike =
          kind === TEXT ? textEdits[Math.max(a >>> LENGTH_SHIFT, b >>> LENGTH_SHIFT)]! : ALIKE_EDITS;
        // sign bits and no branches, which nobody could guess
        sum += table[row + NEAR + ((1 - edits) >>> 31) + ((alike - edits) >>> 31)]!;
      }
      if (sum < least) return false;
    }
    return names.reach(l, r, least - sum + names.most);
  };

  const agreesOnKey = (left: number, right: number): boolean => {
    for (let i = 0; i < keyPlaces.length; i++) {
      const key = cells[left * stride + keyPlaces[i]!]!;
      if (key >= 0 && key === cells[right * stride + keyPlaces[i]!]) return true;
    }
    return false;
  };

  return (lefts, rights, count) => {
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const left = lefts[i]!;
      const right = rights[i]!;
      if (!reaches(left, right) && !agreesOnKey(left, right)) continue;
      lefts[kept] = left;
      rights[kept++] = right;
    }
    return kept;
  };
}

/** Where `birthBounds` has the bound of two dates, by the bits in which their digits differ. */
function birthPlace(wrong: number): number {
  const digits = (wrong | (wrong >>> 1) | (wrong >>> 2) | (wrong >>> 3)) & 0x11111111;
  const year = ((wrong >>> 16) - 1) >>> 31;
  const month = (((wrong >>> 8) & 255) - 1) >>> 31;
  const day = ((wrong & 255) - 1) >>> 31;
  return (year | (month << 1) | (day << 2)) * BIRTH_ROW + (Math.imul(digits, 0x11111111) >>> 28);
}
