import type { Link } from '../store/facts/facts.ts';

/** Steps of the match's cascade (`src/linkage/decide/tiers.ts`) in words. */
const tierWords: Readonly<Record<string, readonly [short: string, long: string]>> = {
  decision: [
    'Decided: same person',
    'Somebody looked at both records and decided that they are the same person.',
  ],
  crosswalk: ['Known from earlier', 'Linked in an earlier month, or one person number replaced the other.'],
  cin: ['CIN', 'Same Client Index Number, and name or birth date agree.'],
  ssn: ['SSN', 'Same Social Security number, and name or birth date agree.'],
  name_dob: ['Name and birth date', 'Same name and same birth date.'],
  score: ['Weighed evidence', 'All evidence together is strong enough to link without a person.'],
};

/** What says that the two records are one person: a few words for a cell, a sentence for the row's page. */
export function linkWords(link: Link): { readonly short: string; readonly long: string } {
  const tier = link.decided ? 'decision' : link.tier;
  if (tier === null) {
    return {
      short: 'Common client index',
      long: 'Both records belong to one person of the common client index by way of another record.',
    };
  }
  const [short, long] = tierWords[tier] ?? [tier, `Linked by the step "${tier}" of the match.`];
  return { short, long };
}
