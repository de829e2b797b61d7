import { LENGTH_SHIFT, letterCode, SLOT, type ValueTable } from '../encode/valueTable.ts';
import { EMAIL, MIDDLE, NUMBER, TEXT } from './comparisonKinds.ts';
import type { Comparator } from './comparisonPlan.ts';
import { type LetterMatcher, letterMatcher } from './letterMatcher.ts';
import type { RecordCells } from './recordCells.ts';

/** γ of two different compact values, the left one taken by the matcher. */
type DifferentLevel = (matcher: LetterMatcher, left: number, right: number) => number;

/** Compares a place by equality of compact values and, where they differ, by `different`; `same` is the top γ. */
function comparePlace(
  { cells, width, stride }: RecordCells,
  table: ValueTable,
  place: number,
  same: number,
  different: DifferentLevel,
): Comparator {
  const matcher = letterMatcher(table);
  return (lefts, rights, count, out) => {
    for (let i = 0; i < count; i++) {
      const leftKey = cells[lefts[i]! * stride + place]!;
      const rightKey = cells[rights[i]! * stride + place]!;
      let level: number;
      if (leftKey < 0 || rightKey < 0) level = -1;
      else if (leftKey === rightKey) level = same;
      else {
        matcher.take(leftKey);
        level = different(matcher, leftKey, rightKey);
      }
      out[i * width + place] = level + 1;
    }
  };
}

/** SSN, CIN, telephone and other numbers: one wrong digit or two swapped neighbours is the common slip. */
export function compareNumbers(cells: RecordCells, table: ValueTable, place: number): Comparator {
  const { tails } = table;
  return comparePlace(cells, table, place, NUMBER.same, (matcher, left, right) => {
    if (!matcher.differsBy(right, 2)) {
      const distance = matcher.distance(right, 2);
      if (distance === 1) return NUMBER.one;
      if (distance === 2) return NUMBER.two;
    }
    return tails[left] === tails[right] && tails[left] !== 0 ? NUMBER.lastFour : NUMBER.differ;
  });
}

/** House numbers, ZIP codes, states: short enough that only one slip is told from another value. */
export function compareShortCodes(cells: RecordCells, table: ValueTable, place: number): Comparator {
  const { slots } = table;
  return comparePlace(cells, table, place, 2, (matcher, left, right) =>
    slots[left * SLOT]! + slots[right * SLOT]! > 3 && matcher.distance(right, 1) === 1 ? 1 : 0,
  );
}

/** Sex, suffix and other codes: equal or not. */
export function compareCategories(cells: RecordCells, table: ValueTable, place: number): Comparator {
  return comparePlace(cells, table, place, 1, () => 0);
}

/** Years of birth without day and month. */
export function compareYears(cells: RecordCells, table: ValueTable, place: number): Comparator {
  const { slots } = table;
  const year = (value: number): number => {
    let result = 0;
    for (let i = 1; i <= 4; i++) result = result * 10 + slots[value * SLOT + i]! - letterCode(48);
    return result;
  };
  return comparePlace(cells, table, place, 2, (_, left, right) =>
    Math.abs(year(left) - year(right)) === 1 ? 1 : 0,
  );
}

/** Middle names, where an initial is as usual as the name. */
export function compareMiddleNames(cells: RecordCells, table: ValueTable, place: number): Comparator {
  const { slots } = table;
  return comparePlace(cells, table, place, MIDDLE.same, (matcher, left, right) => {
    if (slots[left * SLOT] === 1 || slots[right * SLOT] === 1) {
      return slots[left * SLOT + 1] === slots[right * SLOT + 1] ? MIDDLE.initial : MIDDLE.differ;
    }
    if (matcher.differs(right, 1)) return MIDDLE.differ;
    return matcher.distance(right, 1) === 1 || matcher.similarity(right) >= 0.88
      ? MIDDLE.similar
      : MIDDLE.differ;
  });
}

/**
 * Addresses and places. `cross` is the place of another column of the same kind (the second address line): a value found there
 * counts as its own level, and only for the first of the two columns.
 */
export function compareTexts(
  cells: RecordCells,
  table: ValueTable,
  cross: number | undefined,
  place: number,
): Comparator {
  const straight = comparePlace(cells, table, place, TEXT.same, textLevel(table));
  if (cross === undefined) return straight;
  const { cells: keys, width, stride } = cells;
  const matcher = letterMatcher(table);
  return (lefts, rights, count, out) => {
    straight(lefts, rights, count, out);
    for (let i = 0; i < count; i++) {
      const at = i * width + place;
      if (out[at]! > TEXT.faint + 1) continue;
      const here = keys[lefts[i]! * stride + place]!;
      const there = keys[lefts[i]! * stride + cross]!;
      if (here >= 0) matcher.take(here);
      const rightHere = keys[rights[i]! * stride + place]!;
      const rightThere = keys[rights[i]! * stride + cross]!;
      const isThere =
        here >= 0 &&
        rightThere >= 0 &&
        (here === rightThere || (!matcher.differsBy(rightThere, 1) && matcher.distance(rightThere, 1) <= 1));
      if (isThere || (there >= 0 && there === rightHere)) out[at] = TEXT.crossed + 1;
    }
  };
}

/** How many edits two texts may be apart and still be alike, the longer one having so many letters. */
export function mostTextEdits(longer: number): number {
  return Math.max(2, Math.min(5, longer >> 2));
}

function textLevel({ signatures }: ValueTable): DifferentLevel {
  return (matcher, left, right) => {
    const longer = Math.max(signatures[left]! >>> LENGTH_SHIFT, signatures[right]! >>> LENGTH_SHIFT);
    const most = mostTextEdits(longer);
    if (matcher.differsBy(right, most)) return TEXT.differ;
    const distance = matcher.distance(right, most);
    if (distance > most) return TEXT.differ;
    if (distance === 1 && longer > 3) return TEXT.typo;
    return distance * 5 <= longer ? TEXT.similar : TEXT.faint;
  };
}

/** E-mail addresses: the part before the @ often survives a change of provider. */
export function compareEmails(cells: RecordCells, table: ValueTable, place: number): Comparator {
  const { slots } = table;
  const at = letterCode(64);
  return comparePlace(cells, table, place, EMAIL.same, (matcher, left, right) => {
    if (matcher.differs(right, 4) && slots[left * SLOT + 1] !== slots[right * SLOT + 1]) return EMAIL.differ;
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
