import type { Condition } from '../conditions/condition.ts';

/**
 * Whom no list takes: OPENCWS of the requirements asks for the county's own child welfare agency and its own county;
 * restricted records and the dead are never listed, only counted (domain.md 3.3, SCC-13).
 */
export const standardExclusions: readonly Condition[] = [
  { test: 'unrestricted' },
  { test: 'responsible_agency', anyOf: ['C'] },
  { test: 'own_county' },
  { test: 'not_incoming_icpc' },
  { test: 'alive' },
];

/** LA-11 */
export const respectfulUse =
  'This list is for helping families: use what it says in a respectful and productive manner, only to coordinate services, and only as far as your work needs it.';
