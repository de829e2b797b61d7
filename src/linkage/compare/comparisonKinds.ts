/**
 * The comparisons Linkdesk makes of California person data, each a row of named levels (linkage.md 0, domain.md 6.2).
 * γ counts from 0, "differ", up to the last, "same"; −1 is "a value is missing". `expected` is the share of each level
 * among matching pairs before any data are seen: where training starts, and what a level nobody has observed keeps.
 */
export type ComparisonKind =
  | 'given_name'
  | 'family_name'
  | 'middle_name'
  | 'birth_date'
  | 'birth_year'
  | 'number'
  | 'text'
  | 'short_code'
  | 'category'
  | 'email';

export type LevelDefinition = {
  readonly label: string;
  readonly expected: number;
  /** Not among the levels of models that were kept before there was this one. */
  readonly isLater?: boolean;
};

const level = (label: string, expected: number): LevelDefinition => ({ label, expected });

/** γ of the levels that code elsewhere refers to by name. */
export const GIVEN = {
  differ: 0,
  faint: 1,
  initial: 2,
  similar: 3,
  typo: 4,
  shortForm: 5,
  oneCrossed: 6,
  crossed: 7,
  same: 8,
};
export const FAMILY = { differ: 0, faint: 1, part: 2, similar: 3, typo: 4, cut: 5, reordered: 6, same: 7 };
export const MIDDLE = { differ: 0, initial: 1, similar: 2, same: 3 };
export const BIRTH = {
  differ: 0,
  sameYear: 1,
  near: 2,
  twoParts: 3,
  firstOfYear: 4,
  digits: 5,
  digit: 6,
  swapped: 7,
  same: 8,
};
export const NUMBER = { differ: 0, lastFour: 1, two: 2, one: 3, same: 4 };
export const TEXT = { differ: 0, faint: 1, similar: 2, typo: 3, crossed: 4, same: 5 };
export const EMAIL = { differ: 0, faint: 1, similar: 2, sameUser: 3, typo: 4, same: 5 };

export const comparisonLevels: Readonly<Record<ComparisonKind, readonly LevelDefinition[]>> = {
  given_name: [
    level('differ', 0.03),
    level('somewhat similar', 0.01),
    level('initial agrees', 0.01),
    level('similar', 0.02),
    level('one letter wrong', 0.05),
    level('short form or second given name', 0.03),
    level('one name stands in the place of the other', 0.005),
    level('first and last name swapped', 0.01),
    level('same', 0.835),
  ],
  family_name: [
    level('differ', 0.05),
    level('somewhat similar', 0.01),
    level('one of two surnames agrees', 0.03),
    level('similar', 0.02),
    level('one letter wrong', 0.05),
    level('cut off', 0.003),
    level('surnames in another order', 0.003),
    level('same', 0.834),
  ],
  middle_name: [
    level('differ', 0.08),
    level('initial agrees', 0.2),
    level('similar', 0.05),
    level('same', 0.67),
  ],
  birth_date: [
    level('differ', 0.02),
    level('same year', 0.01),
    level('near', 0.02),
    level('two of day, month and year agree', 0.03),
    { ...level('same year, one of them 1 January', 0.01), isLater: true },
    level('two digits wrong', 0.01),
    level('one digit wrong or two swapped', 0.04),
    level('day and month swapped', 0.01),
    level('same', 0.85),
  ],
  birth_year: [level('differ', 0.05), level('one year apart', 0.05), level('same', 0.9)],
  number: [
    level('differ', 0.04),
    level('last four digits agree', 0.005),
    level('two digits wrong', 0.01),
    level('one digit wrong or two swapped', 0.045),
    level('same', 0.9),
  ],
  text: [
    level('differ', 0.16),
    level('somewhat similar', 0.02),
    level('similar', 0.03),
    level('one letter wrong', 0.06),
    level('stands in another address column', 0.01),
    level('same', 0.72),
  ],
  short_code: [level('differ', 0.13), level('one character wrong or two swapped', 0.05), level('same', 0.82)],
  category: [level('differ', 0.05), level('same', 0.95)],
  email: [
    level('differ', 0.08),
    level('somewhat similar', 0.02),
    level('similar', 0.04),
    level('same before the @', 0.03),
    level('one letter wrong', 0.06),
    level('same', 0.77),
  ],
};

/** What a γ says in a kept model, which has `count` levels: fewer than there are now when it is an older one. */
export function levelLabel(kind: ComparisonKind, gamma: number, count: number): string {
  const levels = comparisonLevels[kind];
  const had = count < levels.length ? levels.filter(({ isLater }) => isLater !== true) : levels;
  return had[gamma]!.label;
}
