import { addMonths } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import type { AidShape, AidSpell } from './aidStory.ts';
import type { Component, ComponentCode } from './cwsFacts.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';

const DAYS_A_MONTH = 30.44;
const days = (months: number): number => Math.ceil(months * DAYS_A_MONTH);

/** The longest that a household is told of, which bounds how far back a county has to look. */
export const LONGEST_MONTHS = 84;

/** The longest that a family is known to one department before the other hears of it. */
export const LEAD_MONTHS = 33;
const LEAD_DAYS = 1000;

export type CaseRoad = 'emergency' | 'maintenance' | 'reunified' | 'permanent' | 'long placement' | 'youth';

/** How a family's case with child welfare runs: its referral, its components, its end. */
export interface CaseOutline {
  readonly road: CaseRoad;
  /** The parents are on CalWORKs at some time while the case is open. */
  readonly isAided: boolean;
  /** First known to either department; up to LEAD_MONTHS before the referral. */
  readonly known: CivilDay;
  readonly referred: CivilDay;
  readonly components: readonly Component[];
  readonly until: CivilDay;
}

/** The components of each road with mean months; chosen so that on any day the mix is near that of domain.md 6.1. */
const roads: Readonly<Record<CaseRoad, readonly (readonly [ComponentCode, number])[]>> = {
  emergency: [['1692', 2.6]],
  maintenance: [['1693', 11]],
  reunified: [
    ['1694', 12],
    ['1693', 7],
  ],
  permanent: [
    ['1694', 16],
    ['1695', 25],
  ],
  'long placement': [['1695', 32]],
  youth: [
    ['1695', 24],
    ['6540', 20],
  ],
};
const roadShares: Readonly<Record<CaseRoad, number>> = {
  emergency: 0.12,
  maintenance: 0.42,
  reunified: 0.2,
  permanent: 0.14,
  'long placement': 0.06,
  youth: 0.06,
};

const aidedShare = (road: CaseRoad, rates: Rates): number => {
  if (road === 'emergency' || road === 'maintenance') return rates.calworksMaintenance;
  return road === 'reunified' ? rates.calworksReunified : rates.calworksRemoved;
};

/** A case outline for a family first known to either department on a day. */
export function drawCaseOutline(known: CivilDay, random: Random, rates: Rates): CaseOutline {
  const road = random.weighted(roadShares);
  const isAided = random.chance(aidedShare(road, rates));
  const hasLead = random.chance(isAided ? 0.85 : 0.3);
  const referred = known + (hasLead ? random.between(40, LEAD_DAYS) : 0);
  const components: Component[] = [];
  let from = referred + random.between(2, 32);
  const plan = [...roads[road]];
  if (road !== 'emergency' && random.chance(0.3)) plan.unshift(['1692', 1.4]);
  let left = days(LONGEST_MONTHS - 4);
  for (const [code, mean] of plan) {
    const lasts = Math.min(left, days(random.lasting(mean, 0.6, mean * 4)));
    if (lasts <= 0) break;
    left -= lasts;
    components.push({ code, from, until: from + lasts });
    from += lasts;
  }
  return { road, isAided, known, referred, components, until: from };
}

/** How a family's time on CalWORKs runs. */
export interface AidOutline {
  readonly shape: AidShape;
  readonly spells: readonly AidSpell[];
  readonly until: CivilDay;
}

/** A time on aid from an application; about one application in seven is denied. */
export function drawSpell(applied: CivilDay, meanMonths: number, random: Random, rates: Rates): AidSpell {
  const decided = applied + random.between(3, 45);
  if (random.chance(rates.denied)) return { applied, granted: undefined, ends: decided };
  const months = Math.ceil(random.lasting(meanMonths, 1, meanMonths * 4));
  return { applied, granted: decided, ends: addMonths(decided, months) };
}

/** An aid outline for a family that first applies on a day. */
export function drawAidOutline(applied: CivilDay, random: Random, rates: Rates): AidOutline {
  let shape: AidShape = 'one parent';
  if (random.chance(rates.childOnly)) shape = random.chance(0.25) ? 'relative' : 'parent not aided';
  else if (random.chance(rates.twoParents / (1 - rates.childOnly))) shape = 'two parents';
  const limit = addMonths(applied, LONGEST_MONTHS - 2);
  const spells: AidSpell[] = [];
  const count = Number(random.weighted({ 1: 74, 2: 20, 3: 6 }));
  for (let day = applied; spells.length < count && day < limit; ) {
    const spell = drawSpell(day, 20, random, rates);
    if (spell.ends > limit) {
      spells.push({ ...spell, ends: Math.max(limit, (spell.granted ?? spell.applied) + 1) });
      break;
    }
    spells.push(spell);
    day = spell.ends + days(random.lasting(6, 0.5, 20));
  }
  return { shape, spells, until: spells.at(-1)!.ends };
}

/** How it goes with a family that is referred and no case opened. */
export interface ReferralOutline {
  readonly received: CivilDay;
  readonly aid: AidOutline | undefined;
  readonly until: CivilDay;
}

/** An investigation is over after so many days at most. */
const LONGEST_REFERRAL_DAYS = 75;

/** A referral outline for a family first known to either department on a day. */
export function drawReferralOutline(known: CivilDay, random: Random, rates: Rates): ReferralOutline {
  if (!random.chance(rates.calworksReferral)) {
    return { received: known, aid: undefined, until: known + LONGEST_REFERRAL_DAYS };
  }
  const lead = random.between(-200, LEAD_DAYS - 100);
  const received = known + Math.max(0, lead);
  const aid = drawAidOutline(known + Math.max(0, -lead), random, rates);
  return { received, aid, until: Math.max(received + LONGEST_REFERRAL_DAYS, aid.until) };
}
