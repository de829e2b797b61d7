import { BIRTH, FAMILY, GIVEN } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { type EncodedRecords, possiblePairs } from '../encode/encodedRecords.ts';

/**
 * Strangers agree on some things together more often than on each by itself. Given and family names of one origin go
 * together, so two Thuy Nguyens are more usual than the shares of Thuy and of Nguyen tell; who has one given name is of one sex;
 * and twins have one surname and one birth date. What a pair agrees on is weighed against that, beside what its comparisons say one by one.
 */
export type StrangerTies = {
  /** Place of the comparison, −1 for none. */
  readonly given: number;
  readonly family: number;
  readonly birth: number;
  readonly sex: number;
  /** Probability that two strangers are of one sex. */
  readonly sameSex: number;
  /** Probability that two random records are of twins; 0 where housemates are known, among whom they are counted. */
  readonly twins: number;
};

/**
 * How many times as often two strangers have both names alike as the shares of the names tell. A country where a third
 * of the people has names of another origin has about this many times the namesakes of one where names mix freely.
 */
const SAME_ORIGIN = 2.5;
/** Share of records that have their twin among the records of the (other) file: about three births in a hundred are multiple (domain.md 6.1). */
const TWINS = 0.01;

/** What ties strangers in these records. */
export function strangerTies(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  u: readonly (readonly number[])[],
  hasMates: boolean,
): StrangerTies {
  const placeOf = (kind: PlannedComparison['kind']): number => plan.findIndex((each) => each.kind === kind);
  const sex = plan.findIndex(({ column }) => records.columns[column]!.role === 'sex');
  const fewer = Math.min(
    records.leftRows,
    records.rows - (records.linkType === 'link' ? records.leftRows : 0),
  );
  return {
    given: placeOf('given_name'),
    family: placeOf('family_name'),
    birth: placeOf('birth_date'),
    sex,
    sameSex: sex < 0 ? 1 : u[sex]!.at(-1)!,
    twins: hasMates ? 0 : (TWINS * fewer) / possiblePairs(records),
  };
}

/**
 * How many times as likely as its comparisons one by one tell strangers show the levels at `at`; 1 or more. `family`
 * and `birth` are the probabilities that a stranger has this surname and this birth date. Levels may be marked with
 * the class of their values (`commonness.ts`).
 */
export function likelierAmongStrangers(
  ties: StrangerTies,
  levels: Uint8Array,
  at: number,
  family: number,
  birth: number,
): number {
  const gamma = (place: number): number => (place < 0 ? -1 : levels[at + place]! - 1);
  const given = gamma(ties.given);
  const surname = gamma(ties.family);
  if (given >= GIVEN.typo) {
    return (surname >= FAMILY.typo ? SAME_ORIGIN : 1) / (gamma(ties.sex) === 1 ? ties.sameSex : 1);
  }
  if (ties.twins === 0 || given < 0) return 1;
  return surname >= FAMILY.same && gamma(ties.birth) >= BIRTH.same ? 1 + ties.twins / (family * birth) : 1;
}
