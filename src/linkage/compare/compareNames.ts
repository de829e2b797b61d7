import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { PARTS, SLOT, type ValueTable } from '../encode/valueTable.ts';
import { FAMILY, GIVEN } from './comparisonKinds.ts';
import type { Comparator } from './comparisonPlan.ts';
import { letterMatcher } from './letterMatcher.ts';
import type { RecordCells } from './recordCells.ts';

/** Length at which child welfare's system cuts a surname (domain.md 2.4), blanks not counted. */
const CUT_LENGTH = 20;

/** Places of a person's names among the cells, −1 for a name that is not compared. */
export type NamePlaces = { readonly given: number; readonly family: number; readonly middle: number };

/**
 * Given and family name together, because either may stand in the other's place (Vietnamese order, a clerk's slip).
 * When they do, the given name's level says so and the family name gives no evidence of its own, so that one
 * slip is counted once. With other names on record (also known as, maiden) the best pair of names counts.
 */
export function compareNames(
  { cells, width, stride }: RecordCells,
  { otherNames }: EncodedRecords,
  table: ValueTable,
  { given, family, middle }: NamePlaces,
): Comparator {
  const levels = nameLevels(table);
  const cellOf = (record: number, place: number): number =>
    place < 0 ? -1 : cells[record * stride + place]!;
  const keyOf = (value: number): number => (value < 0 ? -1 : table.compact[value]!);

  const hasOthers = (record: number): boolean =>
    otherNames !== undefined && otherNames.starts[record + 1]! > otherNames.starts[record]!;

  return (lefts, rights, count, out) => {
    for (let i = 0; i < count; i++) {
      const left = lefts[i]!;
      const right = rights[i]!;
      levels.take(cellOf(left, given), cellOf(left, family));
      let best = levels.compare(
        cellOf(right, given),
        cellOf(right, family),
        cellOf(left, middle),
        cellOf(right, middle),
      );
      if (hasOthers(left) || hasOthers(right)) best = bestOfOtherNames(left, right, best);
      if (given >= 0) out[i * width + given] = best >> 4;
      if (family >= 0) out[i * width + family] = best & 15;
    }
  };

  /** Tries every name of the left record with every name of the right. */
  function bestOfOtherNames(left: number, right: number, own: number): number {
    const others = otherNames!;
    const leftFrom = others.starts[left]! - 1;
    const rightFrom = others.starts[right]! - 1;
    let best = own;
    for (let a = leftFrom; a < others.starts[left + 1]!; a++) {
      const isOwn = a === leftFrom;
      levels.take(
        isOwn ? cellOf(left, given) : keyOf(others.first[a]!),
        isOwn ? cellOf(left, family) : keyOf(others.last[a]!),
      );
      for (let b = rightFrom; b < others.starts[right + 1]!; b++) {
        const found = levels.compare(
          b === rightFrom ? cellOf(right, given) : keyOf(others.first[b]!),
          b === rightFrom ? cellOf(right, family) : keyOf(others.last[b]!),
          -1,
          -1,
        );
        if (rank(found) > rank(best)) best = found;
      }
    }
    return best;
  }
}

const rank = (levels: number): number => (levels >> 4) + (levels & 15);

/** γ + 1 of given and family name of one pair of names, packed as given × 16 + family. */
function nameLevels(table: ValueTable): {
  readonly take: (given: number, family: number) => void;
  readonly compare: (given: number, family: number, leftMiddle: number, middle: number) => number;
} {
  const { slots, parts, formal, plain } = table;
  const givenMatcher = letterMatcher(table);
  const familyMatcher = letterMatcher(table);
  let leftGiven = -1;
  let leftFamily = -1;
  const take = (given: number, family: number): void => {
    leftGiven = given;
    leftFamily = family;
    if (given >= 0) givenMatcher.take(given);
    if (family >= 0) familyMatcher.take(family);
  };

  const compare = (rightGiven: number, rightFamily: number, leftMiddle: number, middle: number): number => {
    let given = leftGiven < 0 || rightGiven < 0 ? -1 : leftGiven === rightGiven ? GIVEN.same : -2;
    let family = leftFamily < 0 || rightFamily < 0 ? -1 : leftFamily === rightFamily ? FAMILY.same : -2;
    if (given === GIVEN.same && family === FAMILY.same) return ((given + 1) << 4) | (family + 1);
    if (given !== GIVEN.same && family !== FAMILY.same) {
      const crossed = crossedLevel(rightGiven, rightFamily);
      if (crossed !== undefined) return (crossed + 1) << 4;
    }
    if (given === -2) {
      given = givenLevel(rightGiven);
      if (
        given < GIVEN.shortForm &&
        ((middle >= 0 && leftGiven === middle) || (leftMiddle >= 0 && rightGiven === leftMiddle))
      ) {
        given = GIVEN.shortForm;
      }
    }
    if (family === -2) family = familyLevel(rightFamily);
    return ((given + 1) << 4) | (family + 1);
  };

  /**
   * The level when names stand in each other's place, or undefined. A letter or two may be wrong in one of the two; one
   * that is a short form, an initial or a part of the other says less.
   */
  const crossedLevel = (rightGiven: number, rightFamily: number): number | undefined => {
    const first = leftGiven >= 0 && leftGiven === rightFamily;
    const second = leftFamily >= 0 && leftFamily === rightGiven;
    if (first && second) return GIVEN.crossed;
    if (first) {
      if (leftFamily < 0 || rightGiven < 0) return GIVEN.oneCrossed;
      if (familyMatcher.distance(rightGiven, 2) <= 2) return GIVEN.crossed;
      return isShortOf(leftFamily, rightGiven) ? GIVEN.oneCrossed : undefined;
    }
    if (second) {
      if (leftGiven < 0 || rightFamily < 0) return GIVEN.oneCrossed;
      if (givenMatcher.distance(rightFamily, 2) <= 2) return GIVEN.crossed;
      return isShortOf(leftGiven, rightFamily) ? GIVEN.oneCrossed : undefined;
    }
    if (leftGiven < 0 || leftFamily < 0 || rightGiven < 0 || rightFamily < 0) return undefined;
    if (givenMatcher.differsBy(rightFamily, 1) || familyMatcher.differsBy(rightGiven, 1)) return undefined;
    return slots[leftGiven * SLOT]! > 3 &&
      slots[leftFamily * SLOT]! > 3 &&
      givenMatcher.distance(rightFamily, 1) <= 1 &&
      familyMatcher.distance(rightGiven, 1) <= 1
      ? GIVEN.crossed
      : undefined;
  };

  /** Whether one of two names is an initial, a short form or one of several parts of the other. */
  const isShortOf = (one: number, other: number): boolean => {
    if (slots[one * SLOT + 1] === slots[other * SLOT + 1] && shorterLength(one, other) === 1) return true;
    return (
      (plain[one] === 0 || plain[other] === 0) && (shares(formal, one, other) || shares(parts, one, other))
    );
  };

  const shorterLength = (one: number, other: number): number =>
    Math.min(slots[one * SLOT]!, slots[other * SLOT]!);

  const givenLevel = (right: number): number => {
    if (
      (plain[leftGiven] === 0 || plain[right] === 0) &&
      (shares(formal, leftGiven, right) || shares(parts, leftGiven, right))
    ) {
      return GIVEN.shortForm;
    }
    const differs = givenMatcher.differs(right, 2);
    if (differs && slots[leftGiven * SLOT + 1] !== slots[right * SLOT + 1]) return GIVEN.differ;
    const leftLength = slots[leftGiven * SLOT]!;
    const rightLength = slots[right * SLOT]!;
    if (leftLength === 1 || rightLength === 1) {
      return slots[leftGiven * SLOT + 1] === slots[right * SLOT + 1] ? GIVEN.initial : GIVEN.differ;
    }
    const shorter = Math.min(leftLength, rightLength);
    const distance = givenMatcher.distance(right, 2);
    if (distance === 1 && shorter > 2) return GIVEN.typo;
    if (
      shorter > 2 &&
      shorter < leftLength + rightLength - shorter &&
      startsAlike(leftGiven, right, shorter)
    ) {
      return GIVEN.shortForm;
    }
    if (distance === 2 && shorter > 5) return GIVEN.similar;
    const similarity = givenMatcher.similarity(right);
    return similarity >= 0.88 ? GIVEN.similar : similarity >= 0.78 ? GIVEN.faint : GIVEN.differ;
  };

  const familyLevel = (right: number): number => {
    const isPlain = plain[leftFamily] === 1 && plain[right] === 1;
    if (
      isPlain &&
      familyMatcher.differs(right, 2) &&
      slots[leftFamily * SLOT + 1] !== slots[right * SLOT + 1]
    ) {
      return FAMILY.differ;
    }
    const leftLength = slots[leftFamily * SLOT]!;
    const rightLength = slots[right * SLOT]!;
    const shorter = Math.min(leftLength, rightLength);
    const distance = familyMatcher.distance(right, 2);
    if (distance === 1 && shorter > 2) return FAMILY.typo;
    if (shorter >= CUT_LENGTH && leftLength !== rightLength && startsAlike(leftFamily, right, CUT_LENGTH)) {
      return FAMILY.cut;
    }
    const shared = isPlain ? 0 : sharedParts(leftFamily, right);
    if (shared > 1) return FAMILY.reordered;
    if (shared === 1) return FAMILY.part;
    if (distance === 2 && shorter > 5) return FAMILY.similar;
    const similarity = familyMatcher.similarity(right);
    return similarity >= 0.88 ? FAMILY.similar : similarity >= 0.78 ? FAMILY.faint : FAMILY.differ;
  };

  const startsAlike = (left: number, right: number, length: number): boolean => {
    for (let i = 1; i <= Math.min(length, SLOT - 1); i++) {
      if (slots[left * SLOT + i] !== slots[right * SLOT + i]) return false;
    }
    return true;
  };

  const shares = (list: Int32Array, left: number, right: number): boolean => {
    for (let i = left * PARTS; i < (left + 1) * PARTS; i++) {
      const item = list[i]!;
      if (item < 0) return false;
      for (let j = right * PARTS; j < (right + 1) * PARTS; j++) if (list[j] === item) return true;
    }
    return false;
  };

  const sharedParts = (left: number, right: number): number => {
    let shared = 0;
    for (let i = left * PARTS; i < (left + 1) * PARTS; i++) {
      const item = parts[i]!;
      if (item < 0) break;
      for (let j = right * PARTS; j < (right + 1) * PARTS; j++) {
        if (parts[j] === item) {
          shared++;
          break;
        }
      }
    }
    return shared;
  };

  return { take, compare };
}
