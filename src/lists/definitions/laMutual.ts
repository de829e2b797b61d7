import type { ListDefinition } from '../definition.ts';
import { respectfulUse, standardExclusions } from './standardTerms.ts';

/** LA-5, both branches. */
export const laMutual: ListDefinition = {
  id: 'LA-Mutual',
  version: 1,
  title: 'Mutual cases',
  requirements: ['LA-5'],
  unit: 'parent or caretaker relative, with an involved child',
  words:
    'Open CalWORKs case, and A: a parent who is a household member and named on a court or voluntary family maintenance, court or voluntary family reunification, or emergency response plan for an involved child; or B: a needy or non-needy caretaker relative of a child who is on CalWORKs and involved in child welfare.',
  purpose: 'Outreach by both departments and coordination between case-carrying workers.',
  fileStem: 'mutual-clients-la',
  requires: [
    'cws_client',
    'cws_case',
    'cws_component',
    'cws_voluntary',
    'cws_participant',
    'cw_person',
    'cw_case',
    'cw_member',
  ],
  branches: [
    {
      id: 'A',
      title: 'Parent in the household, named on a plan',
      from: 'named_on_plan',
      conditions: [
        { test: 'case_open' },
        { test: 'plan_role', anyOf: ['PARENT'] },
        { test: 'component', anyOf: [{ component: '1692' }, { component: '1693' }, { component: '1694' }] },
        { test: 'aid_status', anyOf: ['ACTIVE'] },
        { test: 'in_household' },
      ],
    },
    {
      id: 'B',
      title: 'Caretaker relative of an aided child',
      from: 'caretaker_relative',
      conditions: [
        { test: 'case_open' },
        { test: 'aid_status', anyOf: ['ACTIVE'] },
        { test: 'member_role', anyOf: ['NEEDY CARETAKER RELATIVE', 'NON-NEEDY CARETAKER RELATIVE'] },
        { test: 'child_aided' },
      ],
    },
  ],
  exclusions: standardExclusions,
  columns: [
    'branch',
    'person',
    'person_birth',
    'standing',
    'cin',
    'cwin',
    'aid_case',
    'aid_code',
    'household',
    'aid_worker',
    'aid_office',
    'child',
    'child_birth',
    'cws_case',
    'program',
    'program_since',
    'social_worker',
    'social_office',
    'linked_by',
  ],
  sort: ['branch', 'person', 'child'],
  respectfulUse,
  notes: [
    'Where a case names nobody on its plan, its parents stand in by relationship and are marked so; step, foster and alleged parents do not.',
    'A missing court or voluntary status is shown as unknown.',
  ],
  approvals: { childWelfare: null, cashAid: null },
};
