import type { FieldSource, Profile } from '../profile.ts';

const childId: FieldSource = {
  firstOf: [
    { column: 'CHILD_CIN' },
    { madeFrom: ['CASE_NUMBER', 'CHILD_FIRST_NAME', 'CHILD_LAST_NAME', 'CHILD_DOB'] },
  ],
};
const parentId: FieldSource = {
  firstOf: [{ column: 'PARENT_CIN' }, { madeFrom: ['CASE_NUMBER', 'PARENT_FIRST_NAME', 'PARENT_LAST_NAME'] }],
};
const isThere = { constant: 'Y' } as const;
const inTheMonth = { start_date: { extractMonth: 'first' } } as const;
const onlyWithChild = ['CHILD_CIN', 'CHILD_FIRST_NAME', 'CHILD_LAST_NAME'];
const onlyWithParent = ['PARENT_CIN', 'PARENT_FIRST_NAME', 'PARENT_LAST_NAME'];

/**
 * A Linkages extract in the manner of San Bernardino's from C-IV (domain.md 4.1): one row a child, the parent in
 * columns beside, only families on CalWORKs whose parent is enrolled in Welfare-to-Work. The extract says nothing of
 * household or aid, so both are taken as given by its being such a list; a sanctioned parent is not aided. Facts
 * hold from the first day of the extract's month.
 */
export const civLinkages: Profile = {
  id: 'c-iv-linkages',
  version: 1,
  title: 'C-IV Linkages extract: a row a child with the parent',
  system: 'calworks',
  format: { type: 'delimited' },
  dateFormat: 'MM/DD/YYYY',
  flag: ['Y', 'N'],
  ignored: ['ESP_OFFICE'],
  optional: ['ESP_OFFICE', 'CHILD_GENDER'],
  valueMaps: {
    wtw_status: [
      { from: '1', to: 'SANCTION' },
      { from: '2', to: 'NONCOMPLIANCE' },
      { from: '3A', to: 'ACTIVE' },
      { from: '3B', to: 'ACTIVE' },
    ],
    parent_aided: [
      { from: '1', to: 'N' },
      { from: 'SANCTION', to: 'N' },
      { from: '*', to: 'Y' },
    ],
    not_aided_reason: [
      { from: '1', to: 'SANCTIONED' },
      { from: 'SANCTION', to: 'SANCTIONED' },
      { from: '*', to: '' },
    ],
  },
  parts: [
    {
      kind: 'cw_person',
      records: [
        {
          onlyWith: onlyWithChild,
          fields: {
            cwin: childId,
            cin: { column: 'CHILD_CIN' },
            first_name: { column: 'CHILD_FIRST_NAME' },
            middle_name: { column: 'CHILD_MIDDLE_NAME' },
            last_name: { column: 'CHILD_LAST_NAME' },
            birth_date: { column: 'CHILD_DOB' },
            ssn: { column: 'CHILD_SSN' },
            sex: { column: 'CHILD_GENDER' },
          },
        },
        {
          onlyWith: onlyWithParent,
          fields: {
            cwin: parentId,
            cin: { column: 'PARENT_CIN' },
            first_name: { column: 'PARENT_FIRST_NAME' },
            last_name: { column: 'PARENT_LAST_NAME' },
          },
        },
      ],
    },
    {
      kind: 'cw_case',
      records: [
        {
          fields: {
            case_number: { column: 'CASE_NUMBER' },
            status: { constant: 'ACTIVE' },
            status_date: { extractMonth: 'first' },
          },
        },
      ],
    },
    {
      kind: 'cw_member',
      records: [
        {
          onlyWith: onlyWithChild,
          fields: {
            case_number: { column: 'CASE_NUMBER' },
            person_number: childId,
            cwin: childId,
            role: { constant: 'CHILD' },
            in_household: isThere,
            aided: isThere,
            ...inTheMonth,
          },
        },
        {
          onlyWith: onlyWithParent,
          fields: {
            case_number: { column: 'CASE_NUMBER' },
            person_number: parentId,
            cwin: parentId,
            role: { constant: 'PARENT' },
            in_household: isThere,
            aided: { firstOf: [{ column: 'WTW_STATUS', map: 'parent_aided' }, { constant: 'Y' }] },
            not_aided_reason: { column: 'WTW_STATUS', map: 'not_aided_reason' },
            ...inTheMonth,
          },
        },
      ],
    },
    {
      kind: 'cw_wtw',
      records: [
        {
          onlyWith: ['WTW_STATUS'],
          fields: {
            cwin: parentId,
            status: { column: 'WTW_STATUS', map: 'wtw_status' },
            ...inTheMonth,
          },
        },
      ],
    },
  ],
};
