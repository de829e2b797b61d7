import type { FieldSource, MonthFormat, Profile } from '../profile.ts';

/** Column names of a person-month report; what one system does not have is left out. */
interface PersonMonthColumns {
  readonly month: string;
  readonly caseNumber: string;
  readonly caseStatus: string;
  readonly applicationDate: string;
  readonly grantAmount: string;
  readonly personNumber: string;
  readonly personId: string;
  readonly formerId?: string;
  readonly cin: string;
  readonly otherCin: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly ssn: string;
  readonly aidCode: string;
  readonly role: string;
  readonly inHome: string;
  readonly aided: string;
  readonly notAidedReason: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly phone: string;
  readonly wtwStatus: string;
  readonly wtwStatusDate: string;
  readonly monthsUsed: string;
  readonly monthsLimit: string;
  readonly workerId: string;
}

const caseStatus = [
  { from: 'AC', to: 'ACTIVE' },
  { from: 'OPEN', to: 'ACTIVE' },
  { from: 'APPROVED', to: 'ACTIVE' },
  { from: 'PE', to: 'PENDING' },
  { from: 'DE', to: 'DENIED' },
  { from: 'DI', to: 'DISCONTINUED' },
  { from: 'CLOSED', to: 'DISCONTINUED' },
  { from: 'TR', to: 'TRANSFERRED' },
  { from: 'ICT', to: 'TRANSFERRED' },
];
const role = [
  { from: 'CH', to: 'CHILD' },
  { from: 'PA', to: 'PARENT' },
  { from: 'SP', to: 'STEPPARENT' },
  { from: 'NC', to: 'NEEDY CARETAKER RELATIVE' },
  { from: 'NN', to: 'NON-NEEDY CARETAKER RELATIVE' },
];
const wtwStatus = [
  { from: 'NON-COMP', to: 'NONCOMPLIANCE' },
  { from: 'NONCOMP', to: 'NONCOMPLIANCE' },
  { from: 'SANCTIONED', to: 'SANCTION' },
  { from: 'DEFERRED', to: 'GOOD CAUSE' },
  { from: 'DEREGISTERED', to: 'CLOSED' },
];

/**
 * A report of one row a person and month of aid, one file a month. What it says of household, aid and case holds
 * from the first day of the month; who is not in the next month's file has left.
 */
function personMonth(
  id: string,
  title: string,
  monthFormat: MonthFormat,
  c: PersonMonthColumns,
  ignored: readonly string[],
): Profile {
  const from: FieldSource = { monthColumn: c.month, format: monthFormat, day: 'first' };
  const personId: FieldSource = { column: c.personId };
  const caseNumber: FieldSource = { column: c.caseNumber };
  return {
    id,
    version: 1,
    title,
    system: 'calworks',
    format: { type: 'delimited' },
    dateFormat: 'MM/DD/YYYY',
    flag: ['Y', 'N'],
    ignored,
    optional: [c.otherCin, c.suffix, c.phone, c.wtwStatusDate, ...ignored],
    valueMaps: { case_status: caseStatus, role, wtw_status: wtwStatus },
    parts: [
      {
        kind: 'cw_person',
        records: [
          {
            fields: {
              cwin: personId,
              ...(c.formerId === undefined ? {} : { former_cwin: { column: c.formerId } }),
              cin: { column: c.cin },
              frozen_cin: { column: c.otherCin },
              first_name: { column: c.firstName },
              middle_name: { column: c.middleName },
              last_name: { column: c.lastName },
              name_suffix: { column: c.suffix },
              birth_date: { column: c.birthDate },
              sex: { column: c.sex },
              ssn: { column: c.ssn },
              street: { column: c.street },
              city: { column: c.city },
              zip: { column: c.zip },
              phone: { column: c.phone },
            },
          },
        ],
      },
      {
        kind: 'cw_case',
        records: [
          {
            fields: {
              case_number: caseNumber,
              status: { column: c.caseStatus, map: 'case_status' },
              status_date: from,
              application_date: { column: c.applicationDate },
              grant_amount: { column: c.grantAmount },
              worker_id: { column: c.workerId },
            },
          },
        ],
      },
      {
        kind: 'cw_member',
        records: [
          {
            fields: {
              case_number: caseNumber,
              person_number: { column: c.personNumber },
              cwin: personId,
              aid_code: { column: c.aidCode },
              role: { column: c.role, map: 'role' },
              in_household: { column: c.inHome },
              aided: { column: c.aided },
              not_aided_reason: { column: c.notAidedReason },
              start_date: from,
            },
          },
        ],
      },
      {
        kind: 'cw_wtw',
        records: [
          {
            onlyWith: [c.wtwStatus],
            fields: {
              cwin: personId,
              status: { column: c.wtwStatus, map: 'wtw_status' },
              start_date: { firstOf: [{ column: c.wtwStatusDate }, from] },
            },
          },
        ],
      },
      {
        kind: 'cw_clock',
        records: [
          {
            onlyWith: [c.monthsUsed],
            fields: {
              cwin: personId,
              as_of_date: { monthColumn: c.month, format: monthFormat, day: 'last' },
              months_used: { column: c.monthsUsed },
              months_limit: { firstOf: [{ column: c.monthsLimit }, { constant: '60' }] },
            },
          },
        ],
      },
    ],
  };
}

/** CalWIN's person-month report, keyed by CWIN (until the counties moved, ending 2023). */
export const calwinPersonMonth: Profile = personMonth(
  'calwin-person-month',
  'CalWIN person-months',
  'YYYYMM',
  {
    month: 'BENEFIT_MONTH',
    caseNumber: 'CASE_NUM',
    caseStatus: 'PGM_STATUS',
    applicationDate: 'APPL_DATE',
    grantAmount: 'GRANT_AMT',
    personNumber: 'PERS_NUM',
    personId: 'CWIN',
    cin: 'CIN',
    otherCin: 'CIN_2',
    firstName: 'FIRST_NAME',
    middleName: 'MID_INIT',
    lastName: 'LAST_NAME',
    suffix: 'SFX',
    birthDate: 'DOB',
    sex: 'SEX',
    ssn: 'SSN',
    aidCode: 'AID_CODE',
    role: 'PERS_ROLE',
    inHome: 'IN_HOME',
    aided: 'AIDED',
    notAidedReason: 'NOT_AIDED_RSN',
    street: 'ADDR_STREET',
    city: 'ADDR_CITY',
    zip: 'ADDR_ZIP',
    phone: 'PHONE',
    wtwStatus: 'WTW_STATUS',
    wtwStatusDate: 'WTW_STATUS_DATE',
    monthsUsed: 'TOA_MONTHS',
    monthsLimit: 'TOA_LIMIT',
    workerId: 'WORKER_ID',
  },
  ['COUNTY_CODE', 'LANGUAGE'],
);

/** CalSAWS's report of the same, keyed by its own person id, with the CWIN of before as crosswalk (domain.md 2.3). */
export const calsawsPersonMonth: Profile = personMonth(
  'calsaws-person-month',
  'CalSAWS person-months',
  'MM/YYYY',
  {
    month: 'Benefit Month',
    caseNumber: 'Case Number',
    caseStatus: 'Program Status',
    applicationDate: 'Application Date',
    grantAmount: 'Grant Amount',
    personNumber: 'Person Number',
    personId: 'Person ID',
    formerId: 'CWIN',
    cin: 'CIN',
    otherCin: 'Other CIN',
    firstName: 'First Name',
    middleName: 'Middle Name',
    lastName: 'Last Name',
    suffix: 'Suffix',
    birthDate: 'Date of Birth',
    sex: 'Gender',
    ssn: 'SSN',
    aidCode: 'Aid Code',
    role: 'Role',
    inHome: 'In the Home',
    aided: 'Aided',
    notAidedReason: 'Not Aided Reason',
    street: 'Street',
    city: 'City',
    zip: 'ZIP',
    phone: 'Phone',
    wtwStatus: 'WTW Status',
    wtwStatusDate: 'WTW Status Date',
    monthsUsed: 'TOA Months Used',
    monthsLimit: 'TOA Month Limit',
    workerId: 'Worker ID',
  },
  ['County', 'Primary Language'],
);
