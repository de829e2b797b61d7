import type { ListDefinition } from '../definition.ts';
import type { Condition } from '../conditions/condition.ts';
import { respectfulUse, standardExclusions } from './standardTerms.ts';

const parentWithOpenFamilyCase: readonly Condition[] = [
  { test: 'case_open' },
  { test: 'plan_role', anyOf: ['PARENT'] },
  { test: 'component', anyOf: [{ component: '1693' }, { component: '1694' }] },
];

/** SCC-4 and the categories of SCC-9; its fifth, closed common cases, are the ended rows. */
export const sccCommon: ListDefinition = {
  id: 'SCC-Common',
  version: 1,
  title: 'Common cases',
  requirements: ['SCC-4', 'SCC-9'],
  unit: 'parent, with an involved child',
  words:
    'CalWORKs active participants with remaining time on aid, who are parents on an open family maintenance or family reunification case; beside them sanctioned parents, parents with a pending application, and parents without benefits.',
  purpose: 'Finding common cases for the partnership units.',
  fileStem: 'common-cases-scc',
  requires: [
    'cws_client',
    'cws_case',
    'cws_component',
    'cws_voluntary',
    'cws_participant',
    'cw_person',
    'cw_case',
    'cw_member',
    'cw_wtw',
    'cw_clock',
  ],
  branches: [
    {
      id: 'P',
      title: 'Potential common cases',
      from: 'named_on_plan',
      conditions: [
        ...parentWithOpenFamilyCase,
        { test: 'aid_status', anyOf: ['ACTIVE'] },
        { test: 'aided' },
        { test: 'clock_remaining', atLeastMonths: 1 },
      ],
    },
    {
      id: 'S',
      title: 'Sanctioned clients',
      from: 'named_on_plan',
      conditions: [
        ...parentWithOpenFamilyCase,
        { test: 'aid_status', anyOf: ['ACTIVE'] },
        { test: 'in_household' },
        { test: 'work_status', anyOf: ['SANCTION'] },
      ],
    },
    {
      id: 'A',
      title: 'Clients with a pending application',
      from: 'named_on_plan',
      conditions: [...parentWithOpenFamilyCase, { test: 'aid_status', anyOf: ['PENDING'] }],
    },
    {
      id: 'N',
      title: 'Clients with no benefits',
      from: 'named_on_plan',
      conditions: [...parentWithOpenFamilyCase, { test: 'no_aid_status', noneOf: ['ACTIVE', 'PENDING'] }],
    },
  ],
  exclusions: standardExclusions,
  columns: [
    'branch',
    'person',
    'person_birth',
    'ssn',
    'cwin',
    'aid_case',
    'aid_status',
    'household',
    'work_status',
    'months_remaining',
    'aid_worker',
    'aid_office',
    'child',
    'cws_case',
    'program',
    'social_worker',
    'social_office',
    'linked_by',
  ],
  sort: ['branch', 'person', 'child'],
  respectfulUse,
  notes: [
    'Time on aid is taken as the cash aid system counts it; a parent without a clock reading is not a potential common case.',
    'Closed common cases are the rows that ended since the list before.',
  ],
  approvals: { childWelfare: null, cashAid: null },
};
