import type { Profile, RecordMap } from '../profile.ts';

const child: RecordMap = {
  fields: {
    client_key: { column: 'Client ID' },
    first_name: { column: 'First Name' },
    middle_name: { column: 'Middle Name' },
    last_name: { column: 'Last Name' },
    name_suffix: { column: 'Suffix' },
    birth_date: { column: 'Birth Date' },
    sex: { column: 'Gender' },
    ssn: { column: 'SSN' },
    cin: { column: 'CIN' },
    sensitivity: { column: 'Sensitivity', map: 'sensitivity' },
  },
};
const sensitivity = [
  { from: 'Not Applicable', to: 'N' },
  { from: 'None', to: 'N' },
  { from: 'Sensitive', to: 'S' },
  { from: 'Sealed', to: 'R' },
];

/**
 * The case extract from CWS/CMS by Business Objects as San Luis Obispo's SMART took it (SLO-6): a row a service
 * component of a case, with its focus child and the primary worker. Ids in the long form of the screens. `State ID`
 * is the index id of the birth mother, a family key (SLO-3).
 */
export const smartCases: Profile = {
  id: 'slo-smart-cases',
  version: 1,
  title: 'San Luis Obispo SMART: CWS/CMS cases',
  system: 'cws',
  format: { type: 'delimited' },
  dateFormat: 'M/D/YYYY',
  flag: ['Y', 'N'],
  ignored: ['Case Serial Number', 'Supervisor Name'],
  optional: ['Suffix', 'CIN', 'Worker Phone', 'Worker Email', 'Case Serial Number', 'Supervisor Name'],
  valueMaps: {
    sensitivity,
    component: [
      { from: 'Emergency Response', to: '1692' },
      { from: 'Family Maintenance', to: '1693' },
      { from: 'Family Reunification', to: '1694' },
      { from: 'Permanent Placement', to: '1695' },
      { from: 'Supportive Transition', to: '6540' },
    ],
    agency: [
      { from: 'County Welfare Department', to: 'C' },
      { from: 'Probation', to: 'P' },
      { from: 'Mental Health', to: 'M' },
    ],
  },
  parts: [
    { kind: 'cws_client', records: [child] },
    {
      kind: 'cws_case',
      records: [
        {
          fields: {
            case_key: { column: 'Case ID' },
            client_key: { column: 'Client ID' },
            case_name: { column: 'Case Name' },
            state_id: { column: 'State ID' },
            start_date: { column: 'Case Start Date' },
            end_date: { column: 'Case End Date' },
            responsible_agency: { column: 'Responsible Agency', map: 'agency' },
            limited_access: { column: 'Sensitivity', map: 'sensitivity' },
          },
        },
      ],
    },
    {
      kind: 'cws_component',
      records: [
        {
          onlyWith: ['Service Component'],
          fields: {
            case_key: { column: 'Case ID' },
            component: { column: 'Service Component', map: 'component' },
            start_date: { column: 'Component Start Date' },
            end_date: { column: 'Component End Date' },
          },
        },
      ],
    },
    {
      kind: 'cws_voluntary',
      records: [
        {
          onlyWith: ['Voluntary'],
          fields: {
            case_key: { column: 'Case ID' },
            voluntary: { column: 'Voluntary' },
            start_date: { column: 'Component Start Date' },
            end_date: { column: 'Component End Date' },
          },
        },
      ],
    },
    {
      kind: 'cws_assignment',
      records: [
        {
          onlyWith: ['Worker ID'],
          fields: {
            case_key: { column: 'Case ID' },
            worker_id: { column: 'Worker ID' },
            worker_name: { column: 'Worker Name' },
            worker_phone: { column: 'Worker Phone' },
            worker_email: { column: 'Worker Email' },
            office: { column: 'Office' },
            unit: { column: 'Unit' },
            assignment: { constant: 'PRIMARY' },
            start_date: { column: 'Case Start Date' },
          },
        },
      ],
    },
  ],
};

/** The referral extract beside it: a row a client of a referral. */
export const smartReferrals: Profile = {
  id: 'slo-smart-referrals',
  version: 1,
  title: 'San Luis Obispo SMART: CWS/CMS referrals',
  system: 'cws',
  format: { type: 'delimited' },
  dateFormat: 'M/D/YYYY',
  flag: ['Y', 'N'],
  ignored: ['Referral Name', 'Worker Name'],
  optional: ['Suffix', 'CIN', 'Referral Name', 'Worker Name'],
  valueMaps: {
    sensitivity,
    response: [
      { from: 'Immediate', to: 'IMMEDIATE' },
      { from: '3 Day', to: '3 DAY' },
      { from: '5 Day', to: '5 DAY' },
      { from: '10 Day', to: '10 DAY' },
      { from: 'Evaluate Out', to: 'EVALUATE OUT' },
    ],
  },
  parts: [
    { kind: 'cws_client', records: [child] },
    {
      kind: 'cws_referral',
      records: [
        {
          fields: {
            referral_key: { column: 'Referral ID' },
            client_key: { column: 'Client ID' },
            state_id: { column: 'State ID' },
            received_date: { column: 'Received Date' },
            response: { column: 'Response', map: 'response' },
            // no disposition yet: the investigation is pending (SLO-21)
            disposition: { firstOf: [{ column: 'Disposition' }, { constant: 'PENDING' }] },
            closed_date: { column: 'Closed Date' },
          },
        },
      ],
    },
  ],
};
