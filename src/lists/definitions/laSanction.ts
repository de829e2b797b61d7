import type { ListDefinition } from '../definition.ts';
import { respectfulUse, standardExclusions } from './standardTerms.ts';

/** LA-4: imposed is not the same as noncompliance in progress. */
export const laSanction: ListDefinition = {
  id: 'LA-Sanction',
  version: 1,
  title: 'Sanctioned parents',
  requirements: ['LA-4'],
  unit: 'parent, with an involved child',
  words:
    'CalWORKs parents with an imposed, uncured Welfare-to-Work sanction who have a court or voluntary family maintenance plan in child welfare.',
  purpose: 'Outreach to lift sanctions of families that both departments serve.',
  fileStem: 'sanctioned-clients-la',
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
  ],
  branches: [
    {
      id: 'S',
      title: 'Sanctioned parent with a family maintenance plan',
      from: 'named_on_plan',
      conditions: [
        { test: 'case_open' },
        { test: 'plan_role', anyOf: ['PARENT'] },
        { test: 'component', anyOf: [{ component: '1693' }] },
        { test: 'aid_status', anyOf: ['ACTIVE'] },
        { test: 'in_household' },
        { test: 'work_status', anyOf: ['SANCTION'] },
      ],
    },
  ],
  exclusions: standardExclusions,
  columns: [
    'person',
    'person_birth',
    'cin',
    'cwin',
    'aid_case',
    'household',
    'work_status',
    'work_since',
    'aid_worker',
    'aid_office',
    'child',
    'child_birth',
    'cws_case',
    'program',
    'social_worker',
    'social_office',
    'linked_by',
  ],
  sort: ['work_since', 'person', 'child'],
  respectfulUse,
  notes: [
    'A sanctioned parent is off the assistance unit, so the household is asked, not whether the parent is aided.',
  ],
  approvals: { childWelfare: null, cashAid: null },
};
