import type { CivilDay } from '../domain/civilDate.ts';
import type { Span } from './story.ts';
import type { WtwSpell, WtwStatus } from './calworksFacts.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';

const DAYS_A_MONTH = 30.4;

const exemptions = ['DISABILITY', 'YOUNG CHILD', 'PREGNANCY', 'CARE OF ILL FAMILY MEMBER', 'AGE'] as const;
const goodCauses = [
  'COURT DATES',
  'OUT-OF-COUNTY VISITATION',
  'SERVICES NOT IN PLACE',
  'NO CHILD CARE',
] as const;
const failures = [
  'FAILED TO PARTICIPATE',
  'FAILED TO SIGN PLAN',
  'NO PROGRESS',
  'DID NOT KEEP EARNINGS',
] as const;

/** What an adult's Welfare-to-Work status turns into, and how likely. */
const turns: Readonly<Record<WtwStatus, Partial<Record<WtwStatus, number>>>> = {
  ACTIVE: { NONCOMPLIANCE: 0.6, EXEMPT: 0.25, 'GOOD CAUSE': 0.15 },
  NONCOMPLIANCE: { SANCTION: 0.45, 'GOOD CAUSE': 0.2, ACTIVE: 0.35 },
  SANCTION: { ACTIVE: 0.85, EXEMPT: 0.15 },
  EXEMPT: { ACTIVE: 1 },
  'GOOD CAUSE': { ACTIVE: 1 },
  CLOSED: { CLOSED: 1 },
};

/** Mean months of a status, so that at any time the shares are about those of the rates. */
const meanMonths = (status: WtwStatus, rates: Rates): number => {
  switch (status) {
    case 'NONCOMPLIANCE':
      return 1.2 * (rates.noncompliant / 0.065);
    case 'SANCTION':
      return 11 * (rates.sanctioned / 0.12);
    case 'EXEMPT':
      return 12 * (rates.exempt / 0.3);
    case 'GOOD CAUSE':
      return 1;
    case 'ACTIVE':
    case 'CLOSED':
      return 7;
  }
};

const reasonOf = (status: WtwStatus, random: Random): string => {
  switch (status) {
    case 'ACTIVE':
      return 'ENROLLED';
    case 'NONCOMPLIANCE':
    case 'SANCTION':
      return random.pick(failures);
    case 'EXEMPT':
      return random.pick(exemptions);
    case 'GOOD CAUSE':
      return random.pick(goodCauses);
    case 'CLOSED':
      return 'AID ENDED';
  }
};

/** An adult's Welfare-to-Work statuses while on aid, one after the other, and CLOSED when aid ends. */
export function wtwHistory(
  granted: CivilDay,
  ends: CivilDay,
  random: Random,
  rates: Rates,
): readonly WtwSpell[] {
  const spells: WtwSpell[] = [];
  let status: WtwStatus = random.chance(rates.exempt) ? 'EXEMPT' : 'ACTIVE';
  let from = granted;
  const special = random.chance(0.05) ? random.pick(['DA', 'FS'] as const) : '';
  while (from < ends) {
    const months = random.lasting(meanMonths(status, rates), 0.7, 48);
    const until = from + Math.ceil(months * DAYS_A_MONTH);
    spells.push({
      status,
      reason: reasonOf(status, random),
      from,
      until: Math.min(until, ends),
      ...(status === 'EXEMPT' ? { exemptionEnds: until } : {}),
      special: status === 'ACTIVE' || status === 'GOOD CAUSE' ? special : '',
    });
    from = until;
    status = random.weighted(turns[status] as Record<WtwStatus, number>);
  }
  spells.push({ status: 'CLOSED', reason: 'AID ENDED', from: ends, until: null });
  return spells;
}

/** When the adult was sanctioned: in the household and off the aid. */
export function sanctions(spells: readonly WtwSpell[]): readonly Span[] {
  return spells.filter(({ status }) => status === 'SANCTION').map(({ from, until }) => ({ from, until }));
}

/** When the clock ticked: on aid, neither exempt nor sanctioned. */
export function countedSpans(spells: readonly WtwSpell[]): readonly Span[] {
  return spells
    .filter(({ status }) => status === 'ACTIVE' || status === 'NONCOMPLIANCE' || status === 'GOOD CAUSE')
    .map(({ from, until }) => ({ from, until }));
}
