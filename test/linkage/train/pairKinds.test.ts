import { describe, expect, it } from 'vitest';
import { BIRTH, FAMILY, GIVEN, TEXT } from '../../../src/linkage/compare/comparisonKinds.ts';
import type { PlannedComparison } from '../../../src/linkage/compare/comparisonPlan.ts';
import type { PatternCounts } from '../../../src/linkage/score/patternCounts.ts';
import { otherHomes, otherPeople } from '../../../src/linkage/train/pairKinds.ts';

const plan: readonly PlannedComparison[] = (
  ['given_name', 'family_name', 'birth_date', 'text', 'text'] as const
).map((kind, column) => ({ name: `c${column}`, kind, column, termFrequency: true }));

/** Patterns by γ; −1 is missing. */
const patterns = (...rows: readonly (readonly number[])[]): PatternCounts => ({
  width: plan.length,
  levels: Uint8Array.from(rows.flat(), (gamma) => gamma + 1),
  counts: new Float64Array(rows.length).fill(1),
});

describe('what a kind of pairs cannot be', () => {
  it('no match has two of given name, family name and birth date apart', () => {
    const { same } = TEXT;
    const rows = patterns(
      [GIVEN.differ, FAMILY.same, BIRTH.near, same, same],
      [GIVEN.differ, FAMILY.same, BIRTH.digit, same, same],
      [GIVEN.initial, FAMILY.faint, BIRTH.same, same, same],
      [GIVEN.same, FAMILY.same, BIRTH.differ, same, same],
      [GIVEN.differ, -1, -1, same, same],
    );
    expect([...otherPeople(plan, [], rows)]).toEqual([1, 0, 1, 0, 0]);
  });

  it('no match has another given name and agrees on nothing but what families share', () => {
    const { same } = TEXT;
    const own = [true, false, true, false, false];
    const rows = patterns(
      [GIVEN.differ, FAMILY.same, -1, same, same],
      [GIVEN.differ, FAMILY.same, BIRTH.same, same, same],
      [GIVEN.initial, FAMILY.same, -1, same, same],
      [GIVEN.same, FAMILY.differ, -1, same, same],
      [-1, FAMILY.same, -1, same, same],
    );
    expect([...otherPeople(plan, own, rows)]).toEqual([1, 0, 0, 0, 0]);
    // an SSN in the last column is one person's own too
    const withSsn = [true, false, true, false, true];
    expect([...otherPeople(plan, withSsn, rows)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('no housemates differ in all that tells a household', () => {
    const of = (street: number, phone: number) => [GIVEN.same, FAMILY.same, BIRTH.same, street, phone];
    const rows = patterns(
      of(TEXT.differ, TEXT.differ),
      of(TEXT.differ, TEXT.same),
      of(TEXT.differ, -1),
      of(-1, -1),
    );
    expect([...otherHomes({ places: [3, 4], need: 'one' }, rows)]).toEqual([1, 0, 1, 0]);
    expect([...otherHomes({ places: [], need: 'one' }, rows)]).toEqual([0, 0, 0, 0]);
  });

  it('a surname and a ZIP code show a household together only', () => {
    const of = (surname: number, zip: number) => [GIVEN.same, surname, BIRTH.same, zip, -1];
    const rows = patterns(
      of(FAMILY.same, TEXT.same),
      of(FAMILY.same, TEXT.differ),
      of(FAMILY.differ, TEXT.same),
      of(FAMILY.same, -1),
      of(-1, -1),
    );
    expect([...otherHomes({ places: [1, 3], need: 'all' }, rows)]).toEqual([0, 1, 1, 0, 1]);
  });
});
