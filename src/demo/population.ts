import { addMonths } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { firstDay } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { calworksRecords, tellAid } from './aidStory.ts';
import type { County } from './county.ts';
import { drawFamily } from './family.ts';
import {
  drawAidOutline,
  drawCaseOutline,
  drawReferralOutline,
  LEAD_MONTHS,
  LONGEST_MONTHS,
} from './outline.ts';
import type { AidOutline } from './outline.ts';
import { Random } from './random.ts';
import type { Rates } from './rates.ts';
import { LOOK_BACK_MONTHS } from './story.ts';
import type { Story } from './story.ts';
import { StoryBuilder } from './storyBuilder.ts';
import type { Tier } from './tiers.ts';
import { tellCaseFamily } from './caseFamily.ts';
import { tellReferredFamily } from './referredFamily.ts';

type Kind = 'case' | 'referral' | 'aid';
const kinds: readonly Kind[] = ['case', 'referral', 'aid'];

/** Households that come to notice in one month, by kind. */
type Arrivals = Readonly<Record<Kind, number>>;

/** Numbers below are kept for the named cases. */
const FIRST_ORDINAL = 256;
/** Months after which the numbers of households are used again; none is told of for so long. */
const COHORTS = 168;
const EPOCH = firstDay('2000-01');
const SAMPLE = 1_500;

const DAYS_A_MONTH = 30.44;

/** People of a household in each extract, on average; what makes the sizes of a tier come out. */
const PEOPLE = { caseCws: 4.05, caseChildren: 1.72, referralCws: 3.35, aid: 2.75, dualAid: 2.6 } as const;

/** How many households have to come each month to keep a county at the sizes of its tier. */
function arrivalsOf(tier: Tier, rates: Rates): Arrivals {
  const random = new Random(0x5a, 1);
  let openMonths = 0;
  let aidMonths = 0;
  for (let i = 0; i < SAMPLE; i += 1) {
    const outline = drawCaseOutline(0, random, rates);
    openMonths += (outline.until - outline.components[0]!.from) / DAYS_A_MONTH / SAMPLE;
    aidMonths += drawAidOutline(0, random, rates).until / DAYS_A_MONTH / SAMPLE;
  }
  const cases = tier.openChildren / PEOPLE.caseChildren / openMonths;
  const caseSeen = openMonths + LOOK_BACK_MONTHS;
  const referrals =
    (tier.cwsPersons - cases * caseSeen * PEOPLE.caseCws) / PEOPLE.referralCws / (LOOK_BACK_MONTHS + 1.2);
  const dual =
    (cases * caseSeen * 0.3 + referrals * (LOOK_BACK_MONTHS + 9) * rates.calworksReferral) * PEOPLE.dualAid;
  const aid = Math.max(0, tier.calworksPersons - dual) / PEOPLE.aid / (aidMonths + LOOK_BACK_MONTHS);
  return { case: cases, referral: referrals, aid };
}

const byMonth = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 24_001;

/** A household of the county, from which its story can be told. */
export interface Household {
  readonly tell: () => Story;
  /** How far through the households this one is, 0 to 1. */
  readonly progress: number;
}

/**
 * The households of which an extract from `first` to `last` holds anything, in a fixed order. Who comes in which
 * month is a matter of the seed alone, so the months asked for change nothing.
 */
export function* households(county: County, first: Month, last: Month): Generator<Household> {
  const arrivals = arrivalsOf(county.tier, county.rates);
  const since = addMonths(firstDay(first), -LOOK_BACK_MONTHS);
  const lastIndex = byMonth(last);
  const firstIndex = byMonth(first) - LONGEST_MONTHS - LEAD_MONTHS - LOOK_BACK_MONTHS - 3;
  for (let cohort = firstIndex; cohort <= lastIndex; cohort += 1) {
    const progress = (cohort - firstIndex) / (lastIndex - firstIndex + 1);
    for (const kind of kinds) yield* arrivedIn(county, cohort, kind, arrivals, since, progress);
  }
}

function* arrivedIn(
  county: County,
  cohort: number,
  kind: Kind,
  arrivals: Arrivals,
  since: CivilDay,
  progress: number,
): Generator<Household> {
  const { seed, tier } = county;
  const code = Number(tier.code);
  const kindIndex = kinds.indexOf(kind);
  const noise = new Random(seed, code, 0xc0, cohort, kindIndex);
  const count = Math.floor(arrivals[kind] * (0.9 + noise.unit() * 0.2) + noise.unit());
  const capacity = kinds.map((each) => Math.ceil(arrivals[each] * 1.15) + 2);
  const before = capacity.slice(0, kindIndex).reduce((sum, each) => sum + each, 0);
  const perCohort = capacity.reduce((sum, each) => sum + each, 0);
  const monthStart = addMonths(EPOCH, cohort);
  for (let nth = 0; nth < count; nth += 1) {
    const random = new Random(seed, code, cohort, kindIndex, nth);
    const day = monthStart + random.below(28);
    const ordinal = FIRST_ORDINAL + (cohort % COHORTS) * perCohort + before + nth;
    const told = outlineOf(kind, day, random, county);
    if (told.until < since) continue;
    yield {
      progress,
      tell: () => {
        const builder = new StoryBuilder(county, ordinal, `${kind[0]}${cohort}-${nth + 1}`, random);
        told.tell(builder);
        return builder.finish();
      },
    };
  }
}

/** The outline of a household, drawn first so that those long gone cost nothing more. */
function outlineOf(
  kind: Kind,
  day: CivilDay,
  random: Random,
  { rates }: County,
): { readonly until: CivilDay; readonly tell: (builder: StoryBuilder) => void } {
  if (kind === 'case') {
    const outline = drawCaseOutline(day, random, rates);
    return { until: outline.until, tell: (builder) => tellCaseFamily(builder, outline) };
  }
  if (kind === 'referral') {
    const outline = drawReferralOutline(day, random, rates);
    return { until: outline.until, tell: (builder) => tellReferredFamily(builder, outline) };
  }
  const outline = drawAidOutline(day, random, rates);
  return { until: outline.until, tell: (builder) => tellAidedFamily(builder, outline) };
}

/** A family on CalWORKs that child welfare knows nothing of. */
function tellAidedFamily(builder: StoryBuilder, outline: AidOutline): void {
  const family = drawFamily(builder, {
    from: outline.spells[0]!.applied,
    until: addMonths(outline.until, 13),
    withRelative: outline.shape === 'relative',
    fatherInHome: outline.shape === 'two parents' ? 1 : 0.08,
  });
  const ssns = [family.mother.ssn, ...family.children.map((child) => child.person.ssn)];
  tellAid(builder, family, { ...outline, children: family.children }, calworksRecords(builder, ssns));
}
