import { type Tier, tiers } from '../linkage/decide/tiers.ts';

const titles: Readonly<Record<Tier, string>> = {
  decision: 'Decided by a person',
  crosswalk: 'Known from the month before',
  cin: 'CIN, with name or birth date',
  ssn: 'SSN, with name or birth date',
  name_dob: 'Name and birth date equal',
  score: 'Weight of all evidence',
};

/** The steps of the cascade in their order, with the words people read (OCM-8, SLO-10). */
export const tierTitles: readonly { readonly tier: Tier; readonly title: string }[] = tiers.map((tier) => ({
  tier,
  title: titles[tier],
}));

export const tierTitle = (tier: string): string =>
  tierTitles.find((entry) => entry.tier === tier)?.title ?? tier;
