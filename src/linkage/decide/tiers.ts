import { BIRTH, FAMILY, GIVEN, NUMBER } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { type EncodedRecords, FLAG_ADOPTED, FLAG_SEALED } from '../encode/encodedRecords.ts';

/** How a pair came to be proposed, strongest first (linkage.md 0, domain.md 7.3). */
export const tiers = ['decision', 'crosswalk', 'cin', 'ssn', 'name_dob', 'score'] as const;
export type Tier = (typeof tiers)[number];

/** Why a pair does not link by itself; bits, because several may hold. */
export const HELD = {
  /** A CIN, SSN or known id agrees, yet name and date of birth both disagree: a mismatch for a person. */
  mismatch: 1,
  /** Same date of birth and surname, different first name. */
  twins: 2,
  /** One of the records is sealed or marked as an adoption. */
  sealed: 4,
  /** Different sex and different first name. */
  sex: 8,
  /** Another pair with one of these records is about as likely. */
  tie: 16,
  /** A person has said that these are different people. */
  decided: 32,
  /** Another member of the household is the better partner. */
  household: 64,
} as const;

/** What the rules say of one pair: the tier that proposes it, and what holds it back (bits of `HELD`). */
export type Ruling = { readonly tier: Tier; readonly held: number };

/** Rules over the levels of a pair, made for one plan. */
export type TierRules = {
  readonly rule: (levels: Uint8Array, at: number, left: number, right: number) => Ruling;
  /** Comparisons whose agreement keeps a pair however small its weight, since it may be a mismatch to show. */
  readonly keys: readonly number[];
};

/**
 * The counties' own rule order. A CIN or SSN links only with support: the first name or the date of birth agrees at
 * least roughly. `isCrosswalk` says whether an id crosswalk joins two records. `isCautious` holds back twins and
 * pairs of different sex and first name; without it only those whose SSN or CIN is another one too, and the others are
 * left to their weights, which is right for files whose other columns tell twins apart.
 */
export function tierRules(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  isCrosswalk: (left: number, right: number) => boolean,
  isCautious: boolean,
): TierRules {
  const place = (wanted: (comparison: PlannedComparison) => boolean): number => plan.findIndex(wanted);
  const roleOf = ({ column }: PlannedComparison): string => records.columns[column]!.role;
  const given = place(({ kind }) => kind === 'given_name');
  const family = place(({ kind }) => kind === 'family_name');
  const birth = place(({ kind }) => kind === 'birth_date');
  const cin = place((comparison) => roleOf(comparison) === 'cin');
  const ssn = place((comparison) => roleOf(comparison) === 'ssn');
  const sex = place((comparison) => roleOf(comparison) === 'sex');
  const { flags } = records;

  const rule = (levels: Uint8Array, at: number, left: number, right: number): Ruling => {
    // γ of a comparison, −1 when missing or not compared
    const gamma = (comparison: number): number => (comparison < 0 ? -1 : levels[at + comparison]! - 1);
    const givenLevel = gamma(given);
    const familyLevel = gamma(family);
    const birthLevel = gamma(birth);
    const nameAgrees = givenLevel >= GIVEN.initial || (givenLevel < 0 && familyLevel >= FAMILY.part);
    const nameDiffers = givenLevel >= 0 && givenLevel < GIVEN.initial;
    const birthAgrees = birthLevel >= BIRTH.twoParts;
    const birthDiffers = birthLevel >= 0 && birthLevel < BIRTH.twoParts;
    const [cinLevel, ssnLevel] = [gamma(cin), gamma(ssn)];
    // one digit apart is what the numbers of twins often are
    const isOtherNumber =
      Math.max(cinLevel, ssnLevel) < NUMBER.same && Math.max(cinLevel, ssnLevel) >= NUMBER.differ;
    const isDoubtful = isCautious || isOtherNumber;
    let held = 0;
    if (((flags[left]! | flags[right]!) & (FLAG_SEALED | FLAG_ADOPTED)) !== 0) held |= HELD.sealed;
    if (isDoubtful && gamma(sex) === 0 && givenLevel >= 0 && givenLevel < GIVEN.typo) held |= HELD.sex;
    if (
      isDoubtful &&
      birthLevel === BIRTH.same &&
      familyLevel >= FAMILY.part &&
      givenLevel >= 0 &&
      givenLevel < GIVEN.similar &&
      givenLevel !== GIVEN.initial
    ) {
      held |= HELD.twins;
    }
    const tier: Tier = isCrosswalk(left, right)
      ? 'crosswalk'
      : cinLevel === NUMBER.same
        ? 'cin'
        : ssnLevel === NUMBER.same
          ? 'ssn'
          : givenLevel === GIVEN.same &&
              familyLevel === FAMILY.same &&
              birthLevel === BIRTH.same &&
              gamma(sex) !== 0
            ? 'name_dob'
            : 'score';
    const isKeyed = tier === 'crosswalk' || tier === 'cin' || tier === 'ssn';
    if (isKeyed && nameDiffers && birthDiffers) held |= HELD.mismatch;
    else if (isKeyed && !nameAgrees && !birthAgrees) return { tier: 'score', held };
    return { tier, held };
  };
  return { rule, keys: [cin, ssn].filter((comparison) => comparison >= 0) };
}
