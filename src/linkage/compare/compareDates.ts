import { type EncodedRecords, FLAG_ESTIMATED_DOB } from '../encode/encodedRecords.ts';
import { decimal } from '../encode/valueTable.ts';
import { BIRTH } from './comparisonKinds.ts';
import type { Comparator } from './comparisonPlan.ts';
import type { RecordCells } from './recordCells.ts';

/**
 * Dates of birth: what usually goes wrong with one gets its own level (domain.md 2.7, 6.2). A date marked as
 * estimated says no more than its year: equal years count as "same year", years one or two apart as missing.
 */
export function compareDates(
  { cells, width, stride }: RecordCells,
  { flags }: EncodedRecords,
  place: number,
): Comparator {
  return (lefts, rights, count, out) => {
    for (let i = 0; i < count; i++) {
      const left = lefts[i]!;
      const right = rights[i]!;
      const leftDate = cells[left * stride + place]!;
      const rightDate = cells[right * stride + place]!;
      let level: number;
      if (leftDate === -1 || rightDate === -1) level = -1;
      else if (((flags[left]! | flags[right]!) & FLAG_ESTIMATED_DOB) !== 0) {
        level = estimatedLevel(leftDate, rightDate);
      } else level = leftDate === rightDate ? BIRTH.same : birthLevel(leftDate, rightDate);
      out[i * width + place] = level + 1;
    }
  };
}

function estimatedLevel(left: number, right: number): number {
  const years = Math.abs(yearOf(left) - yearOf(right));
  return years === 0 ? BIRTH.sameYear : years <= 2 ? -1 : BIRTH.differ;
}

/** The year of a date of four bits a digit. */
function yearOf(date: number): number {
  return decimal(date >>> 24) * 100 + decimal((date >>> 16) & 255);
}

/** 1 January, which is also what is put down when only the year is known. */
const FIRST_OF_YEAR = 0x0101;

/**
 * γ of two different dates, each the digits YYYYMMDD as written, four bits a digit. One that is 1 January may stand for
 * a year alone: strangers show that in the same year once in thousands of pairs, people whose day was not known often.
 */
export function birthLevel(left: number, right: number): number {
  const wrong = left ^ right;
  const sameYear = wrong >>> 16 === 0;
  const swapped = ((left & 255) << 8) | ((left >>> 8) & 255);
  if (sameYear && swapped === (right & 0xffff)) return BIRTH.swapped;
  // one bit for each digit that differs
  const places = (wrong | (wrong >>> 1) | (wrong >>> 2) | (wrong >>> 3)) & 0x11111111;
  const digits = wrongDigits(left, right, places);
  if (digits === 1) return BIRTH.digit;
  if (sameYear && ((left & 0xffff) === FIRST_OF_YEAR || (right & 0xffff) === FIRST_OF_YEAR)) {
    return BIRTH.firstOfYear;
  }
  const same = (sameYear ? 1 : 0) + ((wrong & 0xff00) === 0 ? 1 : 0) + ((wrong & 255) === 0 ? 1 : 0);
  if (same === 2) return BIRTH.twoParts;
  if (digits === 2) return BIRTH.digits;
  const months = Math.abs(decimal((left >>> 8) & 255) - decimal((right >>> 8) & 255));
  if (months <= 1 && (same > 0 || Math.abs(decimal(left & 255) - decimal(right & 255)) <= 1)) {
    const years = Math.abs(yearOf(left) - yearOf(right));
    if (years <= 1 || years === 10) return BIRTH.near;
  }
  return sameYear ? BIRTH.sameYear : BIRTH.differ;
}

/** How many digits are wrong, two swapped neighbours counting as one; 3 stands for three or more. */
function wrongDigits(left: number, right: number, places: number): number {
  let wrong = 0;
  let rest = places;
  while (rest !== 0) {
    if (++wrong > 2) return 3;
    const shift = 31 - Math.clz32(rest & -rest);
    rest &= rest - 1;
    const next = shift + 4;
    if (
      ((rest >>> next) & 1) === 1 &&
      ((left >>> shift) & 15) === ((right >>> next) & 15) &&
      ((left >>> next) & 15) === ((right >>> shift) & 15)
    ) {
      rest &= rest - 1;
    }
  }
  return wrong;
}
