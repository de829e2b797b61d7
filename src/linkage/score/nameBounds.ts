import { GIVEN } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { areUnlike, leastEdits } from '../compare/letterBounds.ts';
import {
  FAMILY_INITIAL_SHIFT,
  GIVEN_INITIAL_SHIFT,
  MARK_PLAIN_FAMILY,
  MARK_PLAIN_GIVEN,
  type RecordCells,
} from '../compare/recordCells.ts';
import { unequalBounds, unlikeNameBounds } from './levelBounds.ts';
import type { Scorer } from './scorer.ts';

/** What given and family name together can weigh; `left` and `right` are where the records' cells start. */
export type NameBounds = {
  /** By equality and the letters in common, each name in its own place. */
  readonly closer: (left: number, right: number) => number;
  /** The most that names weigh which stand in each other's place. */
  readonly crossed: number;
  readonly mayBeCrossed: (left: number, right: number) => boolean;
};

/** The bounds of a plan's names, as `compareNames.ts` compares them. */
export function nameBounds(
  plan: readonly PlannedComparison[],
  recordCells: RecordCells,
  scorer: Scorer,
): NameBounds {
  const { cells, signatures } = recordCells;
  const given = plan.findIndex(({ kind }) => kind === 'given_name');
  const family = plan.findIndex(({ kind }) => kind === 'family_name');
  const ofGiven = given < 0 ? () => 0 : nameBound(plan, given, recordCells, scorer);
  const ofFamily = family < 0 ? () => 0 : nameBound(plan, family, recordCells, scorer);
  const closer = (left: number, right: number): number => ofGiven(left, right) + ofFamily(left, right);
  if (given < 0 || family < 0) {
    return { closer, crossed: Number.NEGATIVE_INFINITY, mayBeCrossed: () => false };
  }
  const { crossed, oneCrossed } = GIVEN;
  const givenLetters = signatures[given]!;
  const familyLetters = signatures[family]!;
  return {
    closer,
    crossed: Math.max(scorer.levels[given]![crossed]!, scorer.levels[given]![oneCrossed]!),
    mayBeCrossed: (left, right) => {
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
    },
  };
}

function nameBound(
  plan: readonly PlannedComparison[],
  place: number,
  { cells, signatures, marks }: RecordCells,
  scorer: Scorer,
): (left: number, right: number) => number {
  const { middleColumn } = plan[place]!;
  const isGiven = plan[place]!.kind === 'given_name';
  const kind = isGiven ? 'given_name' : 'family_name';
  const weights = scorer.levels[place]!;
  const { near, further } = unequalBounds(kind, weights, false);
  const unlike = unlikeNameBounds(kind, weights, middleColumn !== undefined);
  const plainMark = isGiven ? MARK_PLAIN_GIVEN : MARK_PLAIN_FAMILY;
  const initialShift = isGiven ? GIVEN_INITIAL_SHIFT : FAMILY_INITIAL_SHIFT;
  const letters = signatures[place]!;
  return (left, right) => {
    const ours = cells[left + place]!;
    const theirs = cells[right + place]!;
    if (ours < 0 || theirs < 0) return 0;
    if (ours === theirs) return scorer.sameWeight(place, ours);
    const a = cells[left + letters]!;
    const b = cells[right + letters]!;
    const edits = leastEdits(a, b);
    if (edits < 2) return near;
    const leftMarks = cells[left + marks]!;
    const rightMarks = cells[right + marks]!;
    const isSameInitial = (((leftMarks ^ rightMarks) >>> initialShift) & 255) === 0;
    if (edits < 3 || (leftMarks & rightMarks & plainMark) === 0 || !areUnlike(a, b, isSameInitial)) {
      return further;
    }
    return isSameInitial ? unlike.sameInitial : unlike.otherInitial;
  };
}
