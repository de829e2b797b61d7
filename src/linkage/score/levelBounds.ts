import {
  BIRTH,
  type ComparisonKind,
  comparisonLevels,
  FAMILY,
  GIVEN,
  NUMBER,
  TEXT,
} from '../compare/comparisonKinds.ts';

/**
 * How much two unequal values can weigh at most by how many edits they are apart at the least: fewer than two, up to
 * `mostEdits`, more.
 */
export type UnequalBounds = { readonly near: number; readonly further: number; readonly apart: number };

/** Levels that no two values can have which are two edits apart or more. */
const oneEdit: Readonly<Partial<Record<ComparisonKind, readonly string[]>>> = {
  given_name: ['one letter wrong'],
  family_name: ['one letter wrong'],
  number: ['one digit wrong or two swapped'],
  text: ['one letter wrong'],
  short_code: ['one character wrong or two swapped'],
};

/**
 * The bounds of a kind whose values have letters. `weights` are those of the levels by γ. A value in another column's
 * place (`hasCross`, names) is as it is however unlike the values here are; names in each other's place are looked at
 * by themselves.
 */
export function unequalBounds(
  kind: ComparisonKind,
  weights: readonly number[],
  hasCross: boolean,
): UnequalBounds {
  const labels = comparisonLevels[kind].map(({ label }) => label);
  const unequal = weights.map((_, level) => level).filter((level) => isUnequal(kind, level, hasCross));
  const largest = (levels: readonly number[]): number => Math.max(...levels.map((level) => weights[level]!));
  const further = unequal.filter((level) => oneEdit[kind]?.includes(labels[level]!) !== true);
  const apart =
    kind === 'number'
      ? [NUMBER.differ, NUMBER.lastFour]
      : kind === 'text'
        ? hasCross
          ? [TEXT.differ, TEXT.crossed]
          : [TEXT.differ]
        : further;
  return { near: largest(unequal), further: largest(further), apart: largest(apart) };
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

function isUnequal(kind: ComparisonKind, level: number, hasCross: boolean): boolean {
  if (level === comparisonLevels[kind].length - 1) return false;
  if (kind === 'given_name') return level !== GIVEN.crossed && level !== GIVEN.oneCrossed;
  return kind !== 'text' || hasCross || level !== TEXT.crossed;
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
  if (parts === YEAR) levels.push(BIRTH.swapped);
  if (digits <= 2) levels.push(BIRTH.digit);
  if (digits <= 4) levels.push(BIRTH.digits);
  return levels;
}
