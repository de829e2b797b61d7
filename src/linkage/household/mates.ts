import { type ComparisonKind, comparisonLevels } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { Role } from '../roles/role.ts';

/**
 * People of one household agree on where they live, how they are reached and often on the surname, and on nothing
 * else more than any two people do. So besides matches and strangers there is a third kind of pair, housemates, and
 * agreement that housemates show too says little about being one person: counted like any other evidence, an equal
 * surname, street, ZIP code and telephone would outweigh a different first name and birth date.
 */
export type MatesModel = {
  /** Probability that two random records are two people of one household. */
  readonly lambda: number;
  /** Probability of each level among such pairs, per comparison by γ. */
  readonly m: readonly (readonly number[])[];
};

/** What housemates share. Of the others their levels are those of strangers, but for twins and namesakes. */
const sharedRoles: ReadonlySet<Role> = new Set<Role>([
  'last_name',
  'street',
  'house_number',
  'city',
  'state',
  'zip',
  'phone',
  'household',
]);
/** One of these tells a household from a town. */
const dwellingRoles: ReadonlySet<Role> = new Set<Role>(['street', 'house_number', 'phone', 'household']);

/** Share of twins among the pairs of a household: three births in a hundred are multiple (domain.md 6.1). */
const TWINS = 0.02;
/** Share of pairs of a household with one first name: father and son, above all (domain.md 6.2). */
const NAMESAKES = 0.01;
/** Share of housemates with the same surname before any data are seen (half siblings: domain.md 6.1). */
const SAME_SURNAME = 0.6;

/** What says of a pair that the two are no others: neither housemates nor twins share it. */
const ownRoles: ReadonlySet<Role> = new Set<Role>([
  'first_name',
  'middle_name',
  'dob',
  'birth_year',
  'ssn',
  'cin',
  'identifier',
  'email',
]);

/**
 * What shows that two people are of one household: places of comparisons of which one has to agree at least a little,
 * or all of them.
 */
export type HouseholdSigns = { readonly places: readonly number[]; readonly need: 'one' | 'all' };

/** Per comparison: whether housemates share it; undefined when the data cannot show households. */
export function sharedByMates(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
): readonly boolean[] | undefined {
  const roleOf = ({ column }: PlannedComparison): Role => records.columns[column]!.role;
  const isPersonal = plan.some((comparison) => !sharedRoles.has(roleOf(comparison)));
  return isPersonal && householdSigns(records, plan) !== undefined
    ? plan.map((comparison) => sharedRoles.has(roleOf(comparison)))
    : undefined;
}

/**
 * What tells a household from a town in these records: where they live or how they are reached; without that, one
 * surname in one ZIP code, since families live together. Undefined where neither is known.
 */
export function householdSigns(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
): HouseholdSigns | undefined {
  const placesOf = (has: (role: Role) => boolean): readonly number[] =>
    plan.flatMap(({ column }, c) => (has(records.columns[column]!.role) ? [c] : []));
  const dwellings = placesOf((role) => dwellingRoles.has(role));
  if (dwellings.length > 0) return { places: dwellings, need: 'one' };
  const family = placesOf((role) => role === 'last_name');
  const zip = placesOf((role) => role === 'zip');
  return family.length > 0 && zip.length > 0 ? { places: [...family, ...zip], need: 'all' } : undefined;
}

/** Per comparison: whether agreement on it tells one person from two of a household. */
export function isOwn(records: EncodedRecords, plan: readonly PlannedComparison[]): readonly boolean[] {
  return plan.map(({ column }) => ownRoles.has(records.columns[column]!.role));
}

/** Shares of the levels of a shared comparison among housemates before any data are seen. */
export function expectedOfMates({ kind }: PlannedComparison): readonly number[] {
  const expected = comparisonLevels[kind].map((level) => level.expected);
  if (kind !== 'family_name') return expected;
  const others = 1 - expected.at(-1)!;
  return expected.map((share, level) =>
    level === expected.length - 1 ? SAME_SURNAME : (share / others) * (1 - SAME_SURNAME),
  );
}

/** How often housemates have the same value where they agree no more than strangers do otherwise. */
const sameByKind: Readonly<Partial<Record<ComparisonKind, number>>> = {
  birth_date: TWINS,
  given_name: NAMESAKES,
};

/** Whether housemates agree on a comparison more than strangers do. */
export const differsForMates = ({ kind }: PlannedComparison, isShared: boolean): boolean =>
  isShared || sameByKind[kind] !== undefined;

/** Shares of the levels of a comparison that housemates do not share, from those of strangers. */
export function unsharedByMates(
  { kind }: PlannedComparison,
  strangers: readonly number[],
): readonly number[] {
  const same = sameByKind[kind];
  if (same === undefined) return strangers;
  return strangers.map((share, level) => share * (1 - same) + (level === strangers.length - 1 ? same : 0));
}
