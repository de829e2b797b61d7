import { BIRTH, type ComparisonKind, FAMILY, GIVEN, NUMBER, TEXT } from '../compare/comparisonKinds.ts';

/**
 * How much two unequal values can weigh at most by the least number of edits between them: fewer than two, up to what
 * values of the kind can be apart and still be alike, more.
 */
export type UnequalBounds = { readonly near: number; readonly further: number; readonly apart: number };

/** The level of each kind that takes a single edit. */
const oneEdit: Readonly<Partial<Record<ComparisonKind, number>>> = {
  given_name: GIVEN.typo,
  family_name: FAMILY.typo,
  number: NUMBER.one,
  text: TEXT.typo,
  short_code: 1,
};

/** The levels that values have which are not alike at all; of other kinds those without the single edit. */
const notAlike: Readonly<Partial<Record<ComparisonKind, readonly number[]>>> = {
  number: [NUMBER.differ, NUMBER.lastFour],
  text: [TEXT.differ],
};

/** Levels of values that stand in another column: they do not depend on how alike the values here are. */
const elsewhere: Readonly<Partial<Record<ComparisonKind, readonly number[]>>> = {
  given_name: [GIVEN.crossed, GIVEN.oneCrossed],
  text: [TEXT.crossed],
};

/**
 * The bounds of a kind; `weights` are those of the levels by γ. `hasCross`: a value of this column may stand in
 * another one. Names that do are looked at by themselves (`nameBounds.ts`).
 */
export function unequalBounds(
  kind: ComparisonKind,
  weights: readonly number[],
  hasCross: boolean,
): UnequalBounds {
  const crossed = elsewhere[kind] ?? [];
  const always = hasCross ? crossed : [];
  const largest = (levels: readonly number[]): number => Math.max(...levels.map((level) => weights[level]!));
  const own = Array.from({ length: weights.length - 1 }, (_, level) => level).filter(
    (level) => !crossed.includes(level),
  );
  const further = own.filter((level) => level !== oneEdit[kind]);
  return {
    near: largest([...own, ...always]),
    further: largest([...further, ...always]),
    apart: largest([...(notAlike[kind] ?? further), ...always]),
  };
}

/**
 * The most that an unequal name of one word can weigh when it has too few letters in common with the other to be
 * similar: with the same first letter, and without. `hasMiddle`: a middle name that stands as the given name makes it
 * a short form, however unlike the two are.
 */
export function unlikeNameBounds(
  kind: 'given_name' | 'family_name',
  weights: readonly number[],
  hasMiddle: boolean,
): { readonly sameInitial: number; readonly otherInitial: number } {
  const largest = (levels: readonly number[]): number => Math.max(...levels.map((level) => weights[level]!));
  return kind === 'given_name'
    ? {
        sameInitial: largest([GIVEN.differ, GIVEN.initial, GIVEN.shortForm]),
        otherInitial: largest(hasMiddle ? [GIVEN.differ, GIVEN.shortForm] : [GIVEN.differ]),
      }
    : { sameInitial: largest([FAMILY.differ, FAMILY.cut]), otherInitial: weights[FAMILY.differ]! };
}

/** Digits of a date, and so the most that can be wrong. */
const DIGITS = 8;
/** Places in the table of birth dates for each set of parts that agree. */
export const BIRTH_ROW = DIGITS + 1;
/** Bits of the set: the year agrees, the month, the day. */
const YEAR = 1;
const MONTH = 2;
const DAY = 4;

/**
 * How much two unequal dates can weigh at most, by the parts that agree (bits year, month, day) and the number of
 * digits that differ: `bounds[parts * BIRTH_ROW + digits]`.
 */
export function birthBounds(weights: readonly number[]): Float64Array {
  const bounds = new Float64Array(8 * BIRTH_ROW);
  for (let parts = 0; parts < 8; parts++) {
    for (let digits = 0; digits < BIRTH_ROW; digits++) {
      bounds[parts * BIRTH_ROW + digits] = Math.max(
        ...possibleBirthLevels(parts, digits).map((level) => weights[level]!),
      );
    }
  }
  return bounds;
}

/** The levels that `birthLevel` may give; two swapped digits side by side count there as one wrong. */
function possibleBirthLevels(parts: number, digits: number): readonly number[] {
  const agreeing = [YEAR, MONTH, DAY].filter((part) => (parts & part) !== 0).length;
  const isSameYear = (parts & YEAR) !== 0;
  const levels = [isSameYear ? BIRTH.sameYear : BIRTH.differ];
  if (agreeing === 2) levels.push(BIRTH.twoParts);
  else levels.push(BIRTH.near);
  if (isSameYear) levels.push(BIRTH.firstOfYear);
  if (parts === YEAR) levels.push(BIRTH.swapped);
  if (digits <= 2) levels.push(BIRTH.digit);
  if (digits <= 4) levels.push(BIRTH.digits);
  return levels;
}
