import type { EncodedColumn, EncodedRecords } from '../encode/encodedRecords.ts';
import { letterCode, SLOT, type ValueTable } from '../encode/valueTable.ts';
import { EMAIL, MIDDLE, NUMBER, TEXT } from './comparisonKinds.ts';
import type { Comparator } from './comparisonPlan.ts';
import { type LetterMatcher, letterMatcher } from './letterMatcher.ts';

/** γ of two different compact values, the left one taken by the matcher. */
type DifferentLevel = (matcher: LetterMatcher, left: number, right: number) => number;

/** Compares a column by equality of compact values and, where they differ, by `different`; `same` is the top γ. */
function compareColumn(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
  same: number,
  different: DifferentLevel,
): Comparator {
  const table = records.tables[column.table]!;
  const { compact } = table;
  const { values } = column;
  const matcher = letterMatcher(table);
  return (left, rights, count, out) => {
    const leftValue = values[left]!;
    const leftCompact = leftValue < 0 ? -1 : compact[leftValue]!;
    if (leftCompact >= 0) matcher.take(leftCompact);
    for (let i = 0; i < count; i++) {
      const rightValue = values[rights[i]!]!;
      let level = -1;
      if (leftCompact >= 0 && rightValue >= 0) {
        const rightCompact = compact[rightValue]!;
        level = leftCompact === rightCompact ? same : different(matcher, leftCompact, rightCompact);
      }
      out[i * stride + place] = level + 1;
    }
  };
}

/** SSN, CIN, telephone and other numbers: one wrong digit or two swapped neighbours is the common slip. */
export function compareNumbers(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { slots } = records.tables[column.table]!;
  return compareColumn(records, column, place, stride, NUMBER.same, (matcher, left, right) => {
    const distance = matcher.distance(right, 2);
    if (distance === 1) return NUMBER.one;
    if (distance === 2) return NUMBER.two;
    return lastFourAgree(slots, left, right) ? NUMBER.lastFour : NUMBER.differ;
  });
}

function lastFourAgree(slots: Uint8Array, left: number, right: number): boolean {
  const leftEnd = left * SLOT + slots[left * SLOT]!;
  const rightEnd = right * SLOT + slots[right * SLOT]!;
  if (
    slots[left * SLOT]! < 4 ||
    slots[right * SLOT]! < 4 ||
    slots[left * SLOT]! >= SLOT ||
    slots[right * SLOT]! >= SLOT
  ) {
    return false;
  }
  for (let i = 0; i < 4; i++) if (slots[leftEnd - i] !== slots[rightEnd - i]) return false;
  return true;
}

/** House numbers, ZIP codes, states: short enough that only one slip is told from another value. */
export function compareShortCodes(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { slots } = records.tables[column.table]!;
  return compareColumn(records, column, place, stride, 2, (matcher, left, right) =>
    slots[left * SLOT]! + slots[right * SLOT]! > 3 && matcher.distance(right, 1) === 1 ? 1 : 0,
  );
}

/** Sex, suffix and other codes: equal or not. */
export function compareCategories(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  return compareColumn(records, column, place, stride, 1, () => 0);
}

/** Years of birth without day and month. */
export function compareYears(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { slots } = records.tables[column.table]!;
  const year = (value: number): number => {
    let result = 0;
    for (let i = 1; i <= 4; i++) result = result * 10 + slots[value * SLOT + i]! - letterCode(48);
    return result;
  };
  return compareColumn(records, column, place, stride, 2, (_, left, right) =>
    Math.abs(year(left) - year(right)) === 1 ? 1 : 0,
  );
}

/** Middle names, where an initial is as usual as the name. */
export function compareMiddleNames(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { slots } = records.tables[column.table]!;
  return compareColumn(records, column, place, stride, MIDDLE.same, (matcher, left, right) => {
    if (slots[left * SLOT] === 1 || slots[right * SLOT] === 1) {
      return slots[left * SLOT + 1] === slots[right * SLOT + 1] ? MIDDLE.initial : MIDDLE.differ;
    }
    return matcher.distance(right, 1) === 1 || matcher.similarity(right) >= 0.88
      ? MIDDLE.similar
      : MIDDLE.differ;
  });
}

/**
 * Addresses and places. `cross` is another column of the same kind (the second address line): a value found there
 * counts as its own level, and only for the first of the two columns.
 */
export function compareTexts(
  records: EncodedRecords,
  column: EncodedColumn,
  cross: EncodedColumn | undefined,
  place: number,
  stride: number,
): Comparator {
  const table = records.tables[column.table]!;
  const straight = compareColumn(records, column, place, stride, TEXT.same, textLevel(table));
  if (cross === undefined) return straight;
  const { compact } = table;
  const compactOf = (list: EncodedColumn, record: number): number => {
    const value = list.values[record]!;
    return value < 0 ? -1 : compact[value]!;
  };
  const matcher = letterMatcher(table);
  return (left, rights, count, out) => {
    straight(left, rights, count, out);
    const here = compactOf(column, left);
    const there = compactOf(cross, left);
    if (here >= 0) matcher.take(here);
    for (let i = 0; i < count; i++) {
      const at = i * stride + place;
      if (out[at]! > TEXT.faint + 1) continue;
      const right = rights[i]!;
      const rightHere = compactOf(column, right);
      const rightThere = compactOf(cross, right);
      const found =
        here >= 0 && (here === rightThere || (rightThere >= 0 && matcher.distance(rightThere, 1) <= 1));
      const foundBack = there >= 0 && there === rightHere;
      if (found || foundBack) out[at] = TEXT.crossed + 1;
    }
  };
}

function textLevel({ slots }: ValueTable): DifferentLevel {
  return (matcher, left, right) => {
    const shorter = Math.min(slots[left * SLOT]!, slots[right * SLOT]!);
    const distance = matcher.distance(right, 3);
    if (distance === 1 && shorter > 2) return TEXT.typo;
    if (distance === 2 && shorter > 5) return TEXT.similar;
    if (distance === 3 && shorter > 9) return TEXT.similar;
    const similarity = matcher.similarity(right);
    return similarity >= 0.92 ? TEXT.similar : similarity >= 0.82 ? TEXT.faint : TEXT.differ;
  };
}

/** E-mail addresses: the part before the @ often survives a change of provider. */
export function compareEmails(
  records: EncodedRecords,
  column: EncodedColumn,
  place: number,
  stride: number,
): Comparator {
  const { slots } = records.tables[column.table]!;
  const at = letterCode(64);
  return compareColumn(records, column, place, stride, EMAIL.same, (matcher, left, right) => {
    const distance = matcher.distance(right, 4);
    if (distance === 1) return EMAIL.typo;
    if (sameUser(slots, left * SLOT, right * SLOT, at)) return EMAIL.sameUser;
    if (distance <= 4) return EMAIL.similar;
    const similarity = matcher.similarity(right);
    return similarity >= 0.9 ? EMAIL.similar : similarity >= 0.82 ? EMAIL.faint : EMAIL.differ;
  });
}

function sameUser(slots: Uint8Array, left: number, right: number, at: number): boolean {
  for (let i = 1; i < SLOT; i++) {
    const letter = slots[left + i]!;
    if (letter !== slots[right + i]) return false;
    if (letter === at) return i > 2;
    if (letter === 0) return false;
  }
  return false;
}
