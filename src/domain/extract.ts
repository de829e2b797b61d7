/**
 * The extracts that the two systems give, as the rest of Linkdesk knows them: one kind a file, its fields by
 * name and type. Which column of a county's file holds which field is a layout's business (`src/intake`).
 */

export type SourceSystem = 'cws' | 'calworks';

/**
 * What a field holds, which decides how it is checked, normalised and stored.
 * `date` is stored as a civil day number, `flag` as 0 or 1, `integer` and `cents` as integers, all others as text.
 */
export type FieldType =
  | 'cws_key'
  | 'cwin'
  | 'calsaws_id'
  | 'case_number'
  | 'county_id'
  | 'ssn'
  | 'cin'
  | 'name'
  | 'name_suffix'
  | 'date'
  | 'sex'
  | 'code'
  | 'text'
  | 'zip'
  | 'flag'
  | 'integer'
  | 'cents';

export interface ExtractField {
  readonly name: string;
  readonly type: FieldType;
  /** A row without it is rejected; any other missing or unusable value is left blank and reported. */
  readonly required?: true;
  /** Allowed values of a `code`; a value outside the list is kept and reported. */
  readonly codes?: readonly string[];
}

export interface ExtractKind {
  readonly kind: ExtractKindName;
  readonly system: SourceSystem;
  readonly title: string;
  /** The fields that name a row among the rows of its kind; a later extract's row with the same key replaces it. */
  readonly key: readonly string[];
  readonly fields: readonly ExtractField[];
}

export type ExtractKindName =
  | 'cws_client'
  | 'cws_other_name'
  | 'cws_case'
  | 'cws_component'
  | 'cws_voluntary'
  | 'cws_participant'
  | 'cws_referral'
  | 'cws_placement'
  | 'cws_relationship'
  | 'cws_assignment'
  | 'cw_person'
  | 'cw_case'
  | 'cw_member'
  | 'cw_wtw'
  | 'cw_clock'
  | 'cw_homeless'
  | 'cw_worker';

const field = (name: string, type: FieldType, codes?: readonly string[]): ExtractField =>
  codes === undefined ? { name, type } : { name, type, codes };
const required = (name: string, type: FieldType, codes?: readonly string[]): ExtractField => ({
  ...field(name, type, codes),
  required: true,
});

const personName = [
  field('first_name', 'name'),
  field('middle_name', 'name'),
  field('last_name', 'name'),
  field('name_suffix', 'name_suffix'),
] as const;
const address = [field('street', 'text'), field('city', 'text'), field('zip', 'zip')] as const;

export const extractKinds: readonly ExtractKind[] = [
  {
    kind: 'cws_client',
    system: 'cws',
    title: 'CWS clients',
    key: ['client_key'],
    fields: [
      required('client_key', 'cws_key'),
      ...personName,
      field('birth_date', 'date'),
      // N actually entered, U not provided, Y estimated
      field('birth_date_basis', 'code', ['N', 'U', 'Y']),
      field('sex', 'sex'),
      field('ssn', 'ssn'),
      field('cin', 'cin'),
      // N none, S sensitive, R sealed
      field('sensitivity', 'code', ['N', 'S', 'R']),
      field('sealed', 'flag'),
      field('adoption_status', 'code'),
      field('death_date', 'date'),
      ...address,
      field('phone', 'text'),
      field('address_confidential', 'flag'),
    ],
  },
  {
    kind: 'cws_other_name',
    system: 'cws',
    title: 'CWS other names',
    key: ['client_key', 'name_type', 'first_name', 'middle_name', 'last_name', 'name_suffix'],
    fields: [
      required('client_key', 'cws_key'),
      field('name_type', 'code', ['LEGAL', 'AKA', 'DOE', 'MAIDEN', 'UNKNOWN']),
      ...personName,
    ],
  },
  {
    kind: 'cws_case',
    system: 'cws',
    title: 'CWS cases',
    key: ['case_key'],
    fields: [
      required('case_key', 'cws_key'),
      // one case a child: the focus child
      required('client_key', 'cws_key'),
      field('case_name', 'text'),
      // San Luis Obispo: the index id of the birth mother, a family key (SLO-3)
      field('state_id', 'text'),
      required('start_date', 'date'),
      field('end_date', 'date'),
      field('closure_reason', 'code'),
      field('responsible_agency', 'code', ['A', 'C', 'I', 'K', 'M', 'O', 'P', 'S']),
      // government entity 1068 + (state county code - 1)
      field('county_entity', 'code'),
      field('limited_access', 'code', ['N', 'S', 'R']),
      field('incoming_icpc', 'flag'),
    ],
  },
  {
    kind: 'cws_component',
    system: 'cws',
    title: 'CWS service components',
    key: ['case_key', 'component', 'start_date'],
    fields: [
      required('case_key', 'cws_key'),
      required('component', 'code', ['1692', '1693', '1694', '1695', '6540']),
      required('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cws_voluntary',
    system: 'cws',
    title: 'CWS voluntary status',
    key: ['case_key', 'start_date'],
    fields: [
      required('case_key', 'cws_key'),
      required('voluntary', 'flag'),
      required('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cws_participant',
    system: 'cws',
    title: 'CWS plan participants',
    key: ['case_key', 'client_key', 'start_date'],
    fields: [
      required('case_key', 'cws_key'),
      required('client_key', 'cws_key'),
      field('plan_role', 'code', ['PARENT', 'CARETAKER', 'CHILD', 'OTHER']),
      required('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cws_referral',
    system: 'cws',
    title: 'CWS referrals',
    key: ['referral_key', 'client_key'],
    fields: [
      required('referral_key', 'cws_key'),
      required('client_key', 'cws_key'),
      field('state_id', 'text'),
      required('received_date', 'date'),
      field('response', 'code', ['IMMEDIATE', '3 DAY', '5 DAY', '10 DAY', 'EVALUATE OUT']),
      field('disposition', 'code', [
        'PENDING',
        'SUBSTANTIATED',
        'INCONCLUSIVE',
        'UNFOUNDED',
        'EVALUATED OUT',
      ]),
      field('closed_date', 'date'),
      field('county_entity', 'code'),
    ],
  },
  {
    kind: 'cws_placement',
    system: 'cws',
    title: 'CWS placements',
    key: ['placement_key'],
    fields: [
      required('placement_key', 'cws_key'),
      required('client_key', 'cws_key'),
      required('removal_date', 'date'),
      field('episode_end_date', 'date'),
      required('start_date', 'date'),
      field('end_date', 'date'),
      field('facility_type', 'code'),
      field('relative_home', 'flag'),
    ],
  },
  {
    kind: 'cws_relationship',
    system: 'cws',
    title: 'CWS relationships',
    key: ['client_key', 'related_client_key', 'relationship'],
    fields: [
      required('client_key', 'cws_key'),
      required('related_client_key', 'cws_key'),
      // CLN_RELT: what the first client is to the second, e.g. 252 mother (birth) of a son
      required('relationship', 'code'),
      field('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cws_assignment',
    system: 'cws',
    title: 'CWS worker assignments',
    key: ['case_key', 'worker_id', 'assignment', 'start_date'],
    fields: [
      // of a case or of a referral
      required('case_key', 'cws_key'),
      required('worker_id', 'text'),
      field('worker_name', 'text'),
      field('worker_phone', 'text'),
      field('worker_email', 'text'),
      field('office', 'text'),
      field('unit', 'text'),
      field('county_entity', 'code'),
      field('assignment', 'code', ['PRIMARY', 'SECONDARY']),
      required('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cw_person',
    system: 'calworks',
    title: 'CalWORKs persons',
    key: ['cwin'],
    fields: [
      // the county system's person id: CWIN in CalWIN, the CalSAWS person id after conversion
      required('cwin', 'cwin'),
      // the person's id in the older system, for the crosswalk (domain.md 2.3)
      field('former_cwin', 'cwin'),
      field('cin', 'cin'),
      field('frozen_cin', 'cin'),
      ...personName,
      field('birth_date', 'date'),
      field('sex', 'sex'),
      field('ssn', 'ssn'),
      field('death_date', 'date'),
      ...address,
      field('phone', 'text'),
    ],
  },
  {
    kind: 'cw_case',
    system: 'calworks',
    title: 'CalWORKs cases',
    key: ['case_number', 'status_date'],
    fields: [
      required('case_number', 'case_number'),
      field('county_code', 'code'),
      required('status', 'code', ['PENDING', 'ACTIVE', 'DENIED', 'DISCONTINUED', 'TRANSFERRED']),
      // the day this status took effect, and the day it ended (blank: still in effect)
      required('status_date', 'date'),
      field('status_end_date', 'date'),
      field('application_date', 'date'),
      field('redetermination_date', 'date'),
      field('grant_amount', 'cents'),
      field('worker_id', 'text'),
      ...address,
    ],
  },
  {
    kind: 'cw_member',
    system: 'calworks',
    title: 'CalWORKs case members',
    key: ['case_number', 'person_number', 'start_date'],
    fields: [
      required('case_number', 'case_number'),
      required('person_number', 'text'),
      required('cwin', 'cwin'),
      field('county_id', 'county_id'),
      field('aid_code', 'code'),
      field('role', 'code', [
        'CHILD',
        'PARENT',
        'STEPPARENT',
        'NEEDY CARETAKER RELATIVE',
        'NON-NEEDY CARETAKER RELATIVE',
        'OTHER',
      ]),
      required('in_household', 'flag'),
      required('aided', 'flag'),
      field('not_aided_reason', 'code', [
        'SANCTIONED',
        'TIMED OUT',
        'SSI',
        'IMMIGRATION',
        'FLEEING FELON',
        'PENALISED',
        'EXCLUDED',
        'FOSTER CARE',
        'OPTIONAL',
      ]),
      required('start_date', 'date'),
      field('end_date', 'date'),
    ],
  },
  {
    kind: 'cw_wtw',
    system: 'calworks',
    title: 'Welfare-to-Work status',
    key: ['cwin', 'status', 'start_date'],
    fields: [
      required('cwin', 'cwin'),
      required('status', 'code', ['ACTIVE', 'NONCOMPLIANCE', 'SANCTION', 'EXEMPT', 'GOOD CAUSE', 'CLOSED']),
      field('reason', 'text'),
      required('start_date', 'date'),
      field('end_date', 'date'),
      field('exemption_end_date', 'date'),
      // domestic abuse, family stabilization
      field('special_program', 'code', ['DA', 'FS']),
    ],
  },
  {
    kind: 'cw_clock',
    system: 'calworks',
    title: 'CalWORKs time clock',
    key: ['cwin', 'as_of_date'],
    fields: [
      required('cwin', 'cwin'),
      required('as_of_date', 'date'),
      required('months_used', 'integer'),
      required('months_limit', 'integer'),
    ],
  },
  {
    kind: 'cw_homeless',
    system: 'calworks',
    title: 'CalWORKs homeless',
    key: ['case_number', 'basis', 'start_date'],
    fields: [
      required('case_number', 'case_number'),
      // an indicator on the case, or a temporary / permanent Homeless Assistance payment
      required('basis', 'code', ['INDICATOR', 'THA', 'PHA']),
      required('start_date', 'date'),
      field('end_date', 'date'),
      field('amount', 'cents'),
    ],
  },
  {
    kind: 'cw_worker',
    system: 'calworks',
    title: 'CalWORKs workers',
    key: ['worker_id'],
    fields: [
      required('worker_id', 'text'),
      field('worker_name', 'text'),
      field('worker_role', 'code', ['CM', 'SCM', 'ET', 'IEES', 'CEES', 'SUPERVISOR']),
      field('office', 'text'),
      field('unit', 'text'),
      field('worker_phone', 'text'),
      field('worker_email', 'text'),
      field('regional_contact', 'text'),
      field('specialized', 'flag'),
    ],
  },
];

const byName = new Map(extractKinds.map((kind) => [kind.kind, kind]));

/** The description of an extract kind. Throws a programmer's error for an unknown name. */
export function extractKind(name: ExtractKindName): ExtractKind {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`unknown extract kind ${name}`);
  return kind;
}
