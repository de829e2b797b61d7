import { BATCH } from '../block/scanBlocks.ts';
import { mostTextEdits } from '../compare/compareTexts.ts';
import type { ComparisonKind } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { leastEdits } from '../compare/letterBounds.ts';
import { MARK_ESTIMATED_BIRTH, MARK_OTHER_NAMES, type RecordCells } from '../compare/recordCells.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { LENGTH_SHIFT, LONGEST_COUNTED } from '../encode/valueTable.ts';
import { BIRTH_ROW, birthBounds, unequalBounds } from './levelBounds.ts';
import { nameBounds } from './nameBounds.ts';
import type { Scorer } from './scorer.ts';

/**
 * Leaves out of a batch the pairs whose weight cannot reach the floor, whatever the letters of their values: keeps
 * the others, in order, at the front of `lefts` and `rights` and gives their number. At most `BATCH` pairs at a time.
 */
export type BatchSieve = (lefts: Int32Array, rights: Int32Array, count: number) => number;

/** Sums in another order than the scorer's may differ by less than this. */
const ROUNDING = 1e-9;

/** How a comparison is looked at. */
const BIRTH = 0;
const EQUALITY = 1;
const LETTERS = 2;
const TEXT = 3;

/** In this order: keys first, then what settles most pairs for least work; names last, since either may be the other. */
const stepOfKind: Readonly<Record<ComparisonKind, number>> = {
  number: LETTERS,
  birth_date: BIRTH,
  text: TEXT,
  short_code: LETTERS,
  category: EQUALITY,
  birth_year: EQUALITY,
  middle_name: EQUALITY,
  email: EQUALITY,
  given_name: LETTERS,
  family_name: LETTERS,
};
const order = Object.keys(stepOfKind);

/** A step's row in the table of bounds: missing; fewer than two edits apart, up to the most, more; estimated date. */
const ROW = 8;
const MISSING = 0;
const NEAR = 1;
const ESTIMATED = 4;

/** Edits up to which numbers and short codes can be alike. */
const ALIKE_EDITS = 2;
/** Of columns with so many values at most, the weight of "same" is kept for every value. */
const SMALL_COLUMN = 65_536;

/**
 * A sieve for a model. Of every comparison it looks at whether two values are equal and at their signatures, which
 * stand in the records' cells. It sums what each can weigh at the most, the rest at the most they ever weigh, and
 * stops when that is below the floor. This settles nearly all pairs that blocking proposes; only what stays is
 * compared letter by letter. None is left out that the scorer would keep, and pairs that agree on one of the
 * comparisons `keys` (of numbers) always stay.
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
    .map(({ kind, column, crossColumn }, place) => ({
      kind,
      column,
      place,
      hasCross: crossColumn !== undefined,
    }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.place - b.place);
  const steps = ordered.length;
  const kinds = Int32Array.from(ordered, ({ kind }) => stepOfKind[kind]);
  const places = Int32Array.from(ordered, ({ place }) => place);
  const letters = Int32Array.from(ordered, ({ place }) => signatures[place]!);
  const isKey = Uint8Array.from(ordered, ({ place }) => (keys.includes(place) ? 1 : 0));
  const numbers = ordered.filter(({ kind }) => kind === 'number').length;
  const beforeNames = ordered.filter(({ kind }) => kind !== 'given_name' && kind !== 'family_name').length;
  const textEdits = Int32Array.from({ length: LONGEST_COUNTED + 1 }, (_, length) => mostTextEdits(length));
  const names = nameBounds(plan, recordCells, scorer);
  const bounds = ordered.map(({ kind, place, hasCross }) => {
    const levels = scorer.levels[place]!;
    const { near, further, apart } = unequalBounds(kind, levels, hasCross);
    const most = Math.max(scorer.rarestSame(place), near, 0);
    // a value that is missing here may stand in the column this one is compared with crosswise
    return { most, row: [hasCross ? Math.max(near, 0) : 0, near, further, apart, Math.max(near, 0)] };
  });
  const mosts = Float64Array.from(bounds, ({ most }) => most);
  const table = new Float64Array(steps * ROW);
  bounds.forEach(({ most, row }, step) =>
    table.set(
      row.map((bound) => bound - most),
      step * ROW,
    ),
  );
  const nameMost = bounds.slice(beforeNames).reduce((sum, { most }) => sum + most, 0);
  // crossed names may weigh more than both names in their own places ever do
  const crossedMore = Math.max(0, names.crossed - nameMost);
  const start = scorer.prior + bounds.reduce((sum, { most }) => sum + most, 0) + crossedMore;
  const birth = ordered.find(({ kind }) => kind === 'birth_date');
  const births =
    birth === undefined
      ? new Float64Array(8 * BIRTH_ROW)
      : birthBounds(scorer.levels[birth.place]!).map((bound) => bound - mosts[ordered.indexOf(birth)]!);
  const birthKeys = birth === undefined ? new Int32Array(0) : records.columns[birth.column]!.keys;
  const sameTables = ordered.map(({ column, place }, step) => {
    const values = records.columns[column]!.counts.length;
    return Float64Array.from(
      { length: values > SMALL_COLUMN ? 0 : values },
      (_, key) => scorer.sameWeight(place, key) - mosts[step]!,
    );
  });
  const least = floor - ROUNDING;
  const marksOf = new Int32Array(BATCH);

  const same = (step: number, key: number): number => {
    const weights = sameTables[step]!;
    return key < weights.length ? weights[key]! : scorer.sameWeight(places[step]!, key) - mosts[step]!;
  };

  const reaches = (left: number, right: number, bothMarks: number): boolean => {
    const l = left * stride;
    const r = right * stride;
    // names of records that have other names too may weigh whatever names can
    const lastStep = (bothMarks & MARK_OTHER_NAMES) === 0 ? steps : beforeNames;
    let sum = start;
    let withoutNames = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < lastStep; step++) {
      if (step === beforeNames) {
        withoutNames = sum - nameMost - crossedMore;
        sum -= crossedMore;
      }
      const ours = cells[l + places[step]!]!;
      const theirs = cells[r + places[step]!]!;
      const kind = kinds[step]!;
      const row = step * ROW;
      if (ours === -1 || theirs === -1) sum += table[row + MISSING]!;
      else if (kind === BIRTH) {
        if ((bothMarks & MARK_ESTIMATED_BIRTH) !== 0) sum += table[row + ESTIMATED]!;
        else if (ours === theirs) sum += same(step, birthKeys[left]!);
        else sum += births[birthPlace(ours ^ theirs)]!;
      } else if (ours === theirs) {
        if (isKey[step] === 1) return true;
        sum += same(step, ours);
      } else if (kind === EQUALITY) sum += table[row + NEAR]!;
      else {
        const a = cells[l + letters[step]!]!;
        const b = cells[r + letters[step]!]!;
        const edits = leastEdits(a, b);
        const alike =
          kind === TEXT ? textEdits[Math.max(a >>> LENGTH_SHIFT, b >>> LENGTH_SHIFT)]! : ALIKE_EDITS;
        // sign bits and no branches, which nobody could guess
        sum += table[row + NEAR + ((1 - edits) >>> 31) + ((alike - edits) >>> 31)]!;
      }
      if (sum < least && step >= numbers) {
        return withoutNames + names.crossed >= least && names.mayBeCrossed(l, r);
      }
    }
    if (sum < least) return false;
    if (lastStep === beforeNames) return true;
    return (
      withoutNames + names.closer(l, r) >= least ||
      (withoutNames + names.crossed >= least && names.mayBeCrossed(l, r))
    );
  };

  return (lefts, rights, count) => {
    // a loop of its own, so that the processor fetches the cells of many records side by side
    for (let i = 0; i < count; i++) {
      marksOf[i] = cells[lefts[i]! * stride + marks]! | cells[rights[i]! * stride + marks]!;
    }
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const left = lefts[i]!;
      const right = rights[i]!;
      if (!reaches(left, right, marksOf[i]!)) continue;
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
