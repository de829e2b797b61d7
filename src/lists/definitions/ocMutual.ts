import type { ListDefinition } from '../definition.ts';
import { respectfulUse, standardExclusions } from './standardTerms.ts';

/** OCP-2: pending applications count. */
export const ocMutual: ListDefinition = {
  id: 'OC-Mutual',
  version: 1,
  title: 'Mutual clients, open or pending CalWORKs',
  requirements: ['OCP-2', 'OCP-3'],
  unit: 'person (child or parent) of an open child welfare case',
  words:
    'Individuals of an open child welfare case, the child itself or a parent or caretaker named on its plan, who are in an open or pending CalWORKs case.',
  purpose: 'Collaboration of child welfare and CalWORKs staff on mutual clients.',
  fileStem: 'mutual-clients-oc',
  requires: ['cws_client', 'cws_case', 'cws_participant', 'cw_person', 'cw_case', 'cw_member'],
  branches: [
    {
      id: 'C',
      title: 'Child of an open case',
      from: 'involved_child',
      conditions: [{ test: 'case_open' }, { test: 'aid_status', anyOf: ['ACTIVE', 'PENDING'] }],
    },
    {
      id: 'P',
      title: 'Parent or caretaker on the plan',
      from: 'named_on_plan',
      conditions: [
        { test: 'case_open' },
        { test: 'plan_role', anyOf: ['PARENT', 'CARETAKER'] },
        { test: 'aid_status', anyOf: ['ACTIVE', 'PENDING'] },
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
    'aid_status',
    'household',
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
  notes: [],
  approvals: { childWelfare: null, cashAid: null },
};
