import { BIRTH, GIVEN } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { type DecidedPairs, LINK, pairSet, TIER_PLACE } from '../decide/decidedPairs.ts';
import { HELD, type TierRules } from '../decide/tiers.ts';
import { eachMate, type Households } from './households.ts';
import { linkedRecords } from './support.ts';

/** How much better the other member must fit, in log2 odds. */
const MARGIN = 4;
/** What a person has to see whoever else fits. */
const FOR_A_PERSON = HELD.mismatch | HELD.decided;

/**
 * Which pairs another member of the household explains: one of the two records links to a housemate of the other,
 * that link is clearly better, and first name or date of birth say that this is not the same person once more. The
 * child's record beside its sister is no question for a person when the sister's own record is known. When both
 * records have such a partner, as twins do, the names need not even differ much.
 */
export function explainedByMate(
  plan: readonly PlannedComparison[],
  households: Households,
  pairs: DecidedPairs,
): readonly (readonly [left: number, right: number])[] {
  const width = plan.length;
  const given = plan.findIndex(({ kind }) => kind === 'given_name');
  const birth = plan.findIndex(({ kind }) => kind === 'birth_date');
  const gamma = (pair: number, comparison: number): number =>
    comparison < 0 ? -1 : pairs.levels[pair * width + comparison]! - 1;
  const isOther = (pair: number): boolean => {
    const name = gamma(pair, given);
    const date = gamma(pair, birth);
    return (name >= 0 && name < GIVEN.initial) || (date >= 0 && date < BIRTH.twoParts);
  };
  const isSame = (pair: number): boolean =>
    gamma(pair, given) === GIVEN.same && gamma(pair, birth) === BIRTH.same;
  const links = linkedRecords(pairs);
  const strength = new Map<string, number>();
  for (let i = 0; i < pairs.left.length; i++) {
    if (pairs.decision[i] === LINK) {
      strength.set(
        `${pairs.left[i]!} ${pairs.right[i]!}`,
        pairs.tier[i]! <= TIER_PLACE.ssn ? Number.POSITIVE_INFINITY : pairs.weight[i]!,
      );
    }
  }
  const isBetter = (left: number, right: number, weight: number): boolean =>
    (strength.get(`${left} ${right}`) ?? strength.get(`${right} ${left}`) ?? Number.NEGATIVE_INFINITY) >=
    weight + MARGIN;
  const explained: (readonly [number, number])[] = [];
  pairs.left.forEach((left, pair) => {
    const right = pairs.right[pair]!;
    const weight = pairs.weight[pair]!;
    if (
      pairs.decision[pair] === LINK ||
      pairs.tier[pair]! <= TIER_PLACE.ssn ||
      (pairs.held[pair]! & FOR_A_PERSON) !== 0
    ) {
      return;
    }
    const hasBetter = (record: number, other: number): boolean => {
      const partners = links.get(record);
      let found = false;
      if (partners === undefined) return found;
      eachMate(households, other, (mate) => {
        if (mate !== record && partners.includes(mate) && isBetter(record, mate, weight)) found = true;
      });
      return found;
    };
    const better = Number(hasBetter(left, right)) + Number(hasBetter(right, left));
    if ((better === 2 && !isSame(pair)) || (better === 1 && isOther(pair))) explained.push([left, right]);
  });
  return explained;
}

/** The rules with those pairs held back. */
export function withExplained(
  { rule, keys }: TierRules,
  explained: readonly (readonly [left: number, right: number])[],
  rows: number,
): TierRules {
  const isExplained = pairSet(explained, rows);
  return {
    keys,
    rule: (levels, at, left, right) => {
      const ruling = rule(levels, at, left, right);
      return isExplained(left, right) ? { ...ruling, held: ruling.held | HELD.household } : ruling;
    },
  };
}
