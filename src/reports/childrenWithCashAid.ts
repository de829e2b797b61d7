import { accessLimit } from '../domain/accessLimits.ts';
import { addYears } from '../domain/civilDate.ts';
import { clip, coalesce, intersect, overlaps } from '../domain/interval.ts';
import type { Interval } from '../domain/interval.ts';
import { agencyName } from '../domain/responsibleAgencies.ts';
import type { CountedCase, OutcomeFacts } from '../store/facts/outcomeFacts.ts';

/** When a child counts as served at the same time (OCM-9): on any day of the period, or on its last day. */
export type Timing = 'any_day' | 'last_day';
/** The child is in the household of the cash aid case (OCM-10), or aided besides. */
export type Population = 'in_household' | 'aided';

export interface Counted {
  /** Children with an open case of the county's own agency. */
  readonly denominator: number;
  /** Of these, in an active cash aid case while the child welfare case is open. */
  readonly numerator: number;
  /** Of the denominator, 18 and older on the last day. */
  readonly youngAdults: number;
  /** Children with an open case that is not counted, by reason; a child with another case that counts is not here. */
  readonly excluded: ReadonlyMap<string, number>;
  /** Numerator by what links the child, e.g. `cin`. */
  readonly byTier: ReadonlyMap<string, number>;
}

/** One child with its cases and its days in active cash aid cases. */
interface Child {
  readonly cases: readonly CountedCase[];
  readonly aidDays: Readonly<Record<Population, readonly Interval[]>>;
  readonly tier: string;
}

/** Children of the facts, ready to be counted over any period. */
export type CountableChildren = readonly Child[];

/** Gathers each child's records: two records of one child in the index are one child (OCM-3). */
export function countableChildren(facts: OutcomeFacts): CountableChildren {
  const groups = Map.groupBy(facts.cases, ({ child }) => child);
  return [...groups.values()].map((cases) => {
    const links = [...new Set(cases.map(({ childKey }) => childKey))].flatMap(
      (key) => facts.links.get(key) ?? [],
    );
    const daysWhere = (counts: (place: { inHousehold: boolean; aided: boolean }) => boolean) =>
      coalesce(
        [...new Set(links.map(({ cwin }) => cwin))]
          .flatMap((cwin) => facts.memberships.get(cwin) ?? [])
          .filter(counts)
          .flatMap((place) => activeDays(place, facts)),
      );
    const [link] = links;
    return {
      cases,
      aidDays: {
        in_household: daysWhere(({ inHousehold }) => inHousehold),
        aided: daysWhere(({ inHousehold, aided }) => inHousehold && aided),
      },
      tier: link === undefined ? '' : link.decided ? 'decision' : (link.tier ?? 'index'),
    };
  });
}

/** Days of a membership on which its case is active. */
function activeDays(
  place: Interval & { readonly caseNumber: string },
  { statuses }: OutcomeFacts,
): readonly Interval[] {
  return (statuses.get(place.caseNumber) ?? []).flatMap((status) =>
    status.status === 'ACTIVE' ? (intersect(place, status) ?? []) : [],
  );
}

/** Counts children over a period (OCM-6, 7, 9, 10). `days` is half-open. */
export function countChildren(
  children: CountableChildren,
  ownEntity: string | null,
  days: Interval & { readonly to: number },
  timing: Timing,
  population: Population,
): Counted {
  const counted: Interval = timing === 'last_day' ? { from: days.to - 1, to: days.to } : days;
  let denominator = 0;
  let numerator = 0;
  let youngAdults = 0;
  const excluded = new Map<string, number>();
  const byTier = new Map<string, number>();
  for (const { cases, aidDays, tier } of children) {
    const inPeriod = cases.filter((one) => overlaps(one, counted));
    if (inPeriod.length === 0) continue;
    const own = inPeriod.filter((one) => exclusionOf(one, ownEntity) === undefined);
    if (own.length === 0) {
      add(excluded, exclusionOf(inPeriod[0]!, ownEntity)!);
      continue;
    }
    denominator += 1;
    const { birth } = own[0]!;
    if (birth !== null && addYears(birth, 18) < days.to) youngAdults += 1;
    if (own.some((one) => clip(aidDays[population], counted).some((aid) => overlaps(aid, one)))) {
      numerator += 1;
      add(byTier, tier);
    }
  }
  return { denominator, numerator, youngAdults, excluded, byTier };
}

/** Why a case is not counted, in the order of the lists' exclusions; undefined when it is. */
function exclusionOf(one: CountedCase, ownEntity: string | null): string | undefined {
  const limit = accessLimit(one);
  if (limit === 'sealed') return 'Sealed in child welfare';
  if (limit === 'sensitive') return 'Sensitive in child welfare';
  if (one.agency !== 'C') return `Primary responsibility: ${agencyName(one.agency)}`;
  if (ownEntity !== null && one.countyEntity !== ownEntity) {
    return one.countyEntity === null ? 'County of the case not recorded' : 'Case of another county';
  }
  return one.incomingIcpc ? 'Incoming request of another state (ICPC)' : undefined;
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
