import type { ListDefinition } from '../definition.ts';
import { respectfulUse, standardExclusions } from './standardTerms.ts';

/** SLO-9: the birth mother stands for the family. */
export const sloCommonCase: ListDefinition = {
  id: 'SLO-CommonCase',
  version: 1,
  title: 'Common cases by birth mother',
  requirements: ['SLO-9', 'SLO-19'],
  unit: 'birth mother, with a child of an open case or referral',
  words:
    'Birth mothers, in an active CalWORKs case, of children with an open child welfare case or referral. Referrals that were evaluated out do not count.',
  purpose: 'Finding new common cases for co-case management.',
  fileStem: 'common-cases-slo',
  requires: [
    'cws_client',
    'cws_case',
    'cws_referral',
    'cws_relationship',
    'cw_person',
    'cw_case',
    'cw_member',
  ],
  branches: [
    {
      id: 'M',
      title: 'Birth mother in an active CalWORKs case',
      from: 'birth_mother',
      conditions: [{ test: 'involvement_open' }, { test: 'aid_status', anyOf: ['ACTIVE'] }],
    },
  ],
  exclusions: standardExclusions,
  columns: [
    'person',
    'person_birth',
    'cwin',
    'aid_case',
    'aid_worker',
    'aid_office',
    'child',
    'child_birth',
    'involvement',
    'cws_case',
    'program',
    'caution',
    'social_worker',
    'social_office',
    'linked_by',
  ],
  sort: ['person', 'child'],
  respectfulUse,
  notes: [
    'While a referral is under investigation its row carries a caution: do not inform the family of child welfare involvement; the social worker makes contact within 3 to 5 days.',
  ],
  approvals: { childWelfare: null, cashAid: null },
};
