import { GIVEN } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { areUnlike, leastEdits } from '../compare/letterBounds.ts';
import {
  FAMILY_INITIAL_SHIFT,
  GIVEN_INITIAL_SHIFT,
  MARK_OTHER_NAMES,
  MARK_PLAIN_FAMILY,
  MARK_PLAIN_GIVEN,
  type RecordCells,
} from '../compare/recordCells.ts';
import { unequalBounds, unlikeNameBounds } from './levelBounds.ts';
import type { Scorer } from './scorer.ts';

/** Whether the given and family names of two records can weigh so much. */
export type NameTest = {
  /** The most that both names together weigh in any pair. */
  readonly most: number;
  /** `left` and `right` are where the records' cells start. */
  readonly reach: (left: number, right: number, needed: number) => boolean;
};

/** Bounds of one of the two names. */
type NameBound = {
  readonly most: number;
  /** From equality and the number of edits. */
  readonly quick: (left: number, right: number) => number;
  /** With the letters in common too. */
  readonly closer: (left: number, right: number) => number;
};

const NO_NAME: NameBound = { most: 0, quick: () => 0, closer: () => 0 };

/**
 * Both names together, because either may stand in the other's place (`compareNames.ts`). Names of records that have
 * other names too may weigh whatever names can.
 */
export function nameTest(
  plan: readonly PlannedComparison[],
  recordCells: RecordCells,
  scorer: Scorer,
): NameTest {
  const { cells, signatures, marks } = recordCells;
  const given = plan.findIndex(({ kind }) => kind === 'given_name');
  const family = plan.findIndex(({ kind }) => kind === 'family_name');
  const givenBound = given < 0 ? NO_NAME : nameBound(plan, given, recordCells, scorer);
  const familyBound = family < 0 ? NO_NAME : nameBound(plan, family, recordCells, scorer);
  const crossed =
    given < 0
      ? Number.NEGATIVE_INFINITY
      : Math.max(scorer.levels[given]![GIVEN.crossed]!, scorer.levels[given]![GIVEN.oneCrossed]!);
  const givenLetters = signatures[given] ?? 0;
  const familyLetters = signatures[family] ?? 0;

  const mayBeCrossed = (left: number, right: number): boolean => {
    if (family < 0) return false;
    const leftGiven = cells[left + given]!;
    const rightGiven = cells[right + given]!;
    const leftFamily = cells[left + family]!;
    const rightFamily = cells[right + family]!;
    return (
      (leftGiven >= 0 && leftGiven === rightFamily) ||
      (leftFamily >= 0 && leftFamily === rightGiven) ||
      (Math.min(leftGiven, leftFamily, rightGiven, rightFamily) >= 0 &&
        leastEdits(cells[left + givenLetters]!, cells[right + familyLetters]!) <= 1 &&
        leastEdits(cells[left + familyLetters]!, cells[right + givenLetters]!) <= 1)
    );
  };

  return {
    most: Math.max(givenBound.most + familyBound.most, crossed),
    reach: (left, right, needed) => {
      if (((cells[left + marks]! | cells[right + marks]!) & MARK_OTHER_NAMES) !== 0) return true;
      return (
        (givenBound.quick(left, right) + familyBound.quick(left, right) >= needed &&
          givenBound.closer(left, right) + familyBound.closer(left, right) >= needed) ||
        (crossed >= needed && mayBeCrossed(left, right))
      );
    },
  };
}

function nameBound(
  plan: readonly PlannedComparison[],
  place: number,
  { cells, signatures, marks }: RecordCells,
  scorer: Scorer,
): NameBound {
  const { middleColumn } = plan[place]!;
  const isGiven = plan[place]!.kind === 'given_name';
  const kind = isGiven ? 'given_name' : 'family_name';
  const weights = scorer.levels[place]!;
  const { near, further } = unequalBounds(kind, weights, false);
  const unlike = unlikeNameBounds(kind, weights, middleColumn !== undefined);
  const plainMark = isGiven ? MARK_PLAIN_GIVEN : MARK_PLAIN_FAMILY;
  const initialShift = isGiven ? GIVEN_INITIAL_SHIFT : FAMILY_INITIAL_SHIFT;
  const letters = signatures[place]!;

  const quick = (left: number, right: number): number => {
    const ours = cells[left + place]!;
    const theirs = cells[right + place]!;
    if (ours < 0 || theirs < 0) return 0;
    if (ours === theirs) return scorer.sameWeight(place, ours);
    return leastEdits(cells[left + letters]!, cells[right + letters]!) < 2 ? near : further;
  };
  const closer = (left: number, right: number): number => {
    const bound = quick(left, right);
    const leftMarks = cells[left + marks]!;
    const rightMarks = cells[right + marks]!;
    if (bound !== further || (leftMarks & rightMarks & plainMark) === 0) return bound;
    const isSameInitial = (((leftMarks ^ rightMarks) >>> initialShift) & 255) === 0;
    const ours = cells[left + letters]!;
    const theirs = cells[right + letters]!;
    if (leastEdits(ours, theirs) < 3 || !areUnlike(ours, theirs, isSameInitial)) return bound;
    return isSameInitial ? unlike.sameInitial : unlike.otherInitial;
  };
  return { most: Math.max(scorer.rarestSame(place), near, 0), quick, closer };
}
