import { type EncodedColumn, type EncodedRecords, FLAG_ESTIMATED_DOB } from '../encode/encodedRecords.ts';
import { BIRTH } from './comparisonKinds.ts';
import type { Comparator } from './comparisonPlan.ts';

/**
 * Dates of birth: what usually goes wrong with one gets its own level (domain.md 2.7, 6.2). A date marked as
 * estimated says no more than its year: equal years count as "same year", years one or two apart as missing.
 */
export function compareDates(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { dates } = records.tables[column.table]!;
  const { values } = column;
  const { flags } = records;
  return (left, rights, count, out) => {
    const leftValue = values[left]!;
    const leftEstimated = (flags[left]! & FLAG_ESTIMATED_DOB) !== 0;
    for (let i = 0; i < count; i++) {
      const right = rights[i]!;
      const rightValue = values[right]!;
      let level: number;
      if (leftValue < 0 || rightValue < 0) level = -1;
      else if (leftEstimated || (flags[right]! & FLAG_ESTIMATED_DOB) !== 0) {
        level = estimatedLevel(dates[leftValue]!, dates[rightValue]!);
      } else
        level = leftValue === rightValue ? BIRTH.same : birthLevel(dates[leftValue]!, dates[rightValue]!);
      out[i * stride + place] = level + 1;
    }
  };
}

function estimatedLevel(left: number, right: number): number {
  const years = Math.abs(Math.trunc(left / 10_000) - Math.trunc(right / 10_000));
  return years === 0 ? BIRTH.sameYear : years <= 2 ? -1 : BIRTH.differ;
}

/** γ of two different dates, each year × 10,000 + month × 100 + day as written. */
export function birthLevel(left: number, right: number): number {
  const leftYear = (left / 10_000) | 0;
  const rightYear = (right / 10_000) | 0;
  const leftMonth = ((left / 100) | 0) % 100;
  const rightMonth = ((right / 100) | 0) % 100;
  const leftDay = left % 100;
  const rightDay = right % 100;
  const sameYear = leftYear === rightYear;
  if (sameYear && leftMonth === rightDay && leftDay === rightMonth) return BIRTH.swapped;
  const wrong = wrongDigits(left, right);
  if (wrong === 1) return BIRTH.digit;
  const same = (sameYear ? 1 : 0) + (leftMonth === rightMonth ? 1 : 0) + (leftDay === rightDay ? 1 : 0);
  if (same === 2) return BIRTH.twoParts;
  if (wrong === 2) return BIRTH.digits;
  const years = Math.abs(leftYear - rightYear);
  if (
    (years <= 1 || years === 10) &&
    Math.abs(leftMonth - rightMonth) <= 1 &&
    (same > 0 || Math.abs(leftDay - rightDay) <= 1)
  ) {
    return BIRTH.near;
  }
  return sameYear ? BIRTH.sameYear : BIRTH.differ;
}

/** How many of the eight digits differ, two swapped neighbours counting as one; 3 stands for three or more. */
function wrongDigits(left: number, right: number): number {
  let wrong = 0;
  let a = left;
  let b = right;
  let lastA = -1;
  let lastB = -2;
  let lastWrong = false;
  for (let i = 0; i < 8; i++) {
    const digitA = a % 10;
    const digitB = b % 10;
    if (digitA === digitB) lastWrong = false;
    else if (lastWrong && digitA === lastB && digitB === lastA) lastWrong = false;
    else {
      wrong++;
      if (wrong > 2) return 3;
      lastWrong = true;
    }
    lastA = digitA;
    lastB = digitB;
    a = (a / 10) | 0;
    b = (b / 10) | 0;
  }
  return wrong;
}
