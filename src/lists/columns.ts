import { isoDate } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { toUiIdentifier } from '../domain/cwsKey.ts';
import { contains } from '../domain/interval.ts';
import { maskSsn } from '../domain/ssn.ts';
import type { Worker } from '../store/facts/facts.ts';
import type { ListColumnDefinition, ListColumnKind, RowView } from './column.ts';
import { displayName } from './displayName.ts';
import { linkWords } from './linkWords.ts';
import { aidStatusOn, clockOn, componentOn, programOn, workStatusOn } from './situation.ts';

const dateText = (day: CivilDay | null | undefined): string =>
  day === null || day === undefined ? '' : isoDate(day);
const aidPerson = ({ candidate, facts }: RowView) => facts.aidPersons.get(candidate.cwin);
const client = ({ candidate, facts }: RowView) =>
  candidate.clientKey === null ? undefined : facts.clients.get(candidate.clientKey);
const child = ({ candidate, facts }: RowView) => facts.clients.get(candidate.involvement.childKey);
const aidStatus = ({ candidate, day }: RowView) => aidStatusOn(candidate.aidCase, day);
const work = (row: RowView) => workStatusOn(aidPerson(row)?.work ?? [], row.day);
const clock = (row: RowView) => clockOn(aidPerson(row)?.clocks ?? [], row.day);
const newestHomeless = ({ candidate: { aidCase }, day }: RowView) =>
  (aidCase?.homeless ?? [])
    .filter((fact) => fact.from <= day && (fact.basis !== 'INDICATOR' || contains(fact, day)))
    .sort((a, b) => b.from - a.from)[0];
const socialWorker = ({ candidate, facts }: RowView): Worker | undefined =>
  facts.socialWorkers.get(candidate.involvement.key);
const aidWorker = (row: RowView): Worker | undefined => {
  const workerId = aidStatus(row)?.workerId;
  return workerId === null || workerId === undefined ? undefined : row.facts.aidWorkers.get(workerId);
};
const place = (worker: Worker | undefined): string =>
  [worker?.office ?? '', worker?.unit ?? ''].filter((part) => part !== '').join(', ');
const capitalised = (code: string): string =>
  `${code.slice(0, 1).toUpperCase()}${code.slice(1).toLowerCase()}`;

function standingWords({ candidate: { standing, membership } }: RowView): string {
  switch (standing.by) {
    case 'plan':
      return `${capitalised(standing.participant.role ?? 'PARTICIPANT')}, on the plan`;
    case 'relationship':
      return 'Parent, by relationship';
    case 'care':
      return capitalised(membership?.role ?? 'CARETAKER');
    case 'self':
      return 'Child';
  }
}

function householdWords({ candidate: { membership } }: RowView): string {
  if (membership === null) return '';
  const where = membership.inHousehold ? 'In household' : 'Not in household';
  if (membership.aided) return `${where}, aided`;
  const reason = membership.notAidedReason;
  return `${where}, not aided${reason === null ? '' : ` (${reason.toLowerCase()})`}`;
}

const column = (
  label: string,
  kind: ListColumnKind,
  width: number,
  source: string,
  description: string,
  value: (row: RowView) => string,
): ListColumnDefinition => ({ label, kind, width, source, description, value });

/** Every column a list can have. */
export const listColumns = {
  branch: column('Branch', 'badge', 8, 'List definition', 'The way onto the list', ({ branch }) => branch.id),
  person: column(
    'Person',
    'text',
    28,
    'CWS/CMS clients; CalWORKs persons where child welfare does not know the person',
    'Who the row is about',
    (row) => displayName(client(row) ?? aidPerson(row)),
  ),
  person_birth: column(
    'Born',
    'date',
    12,
    'CalWORKs persons; CWS/CMS clients where that is empty',
    'Birth date of the person',
    (row) => dateText(aidPerson(row)?.birth ?? client(row)?.birth),
  ),
  standing: column(
    'Standing',
    'text',
    24,
    'CWS/CMS plan participants or relationships; CalWORKs case members',
    'What the person is in the case; "by relationship" where the case names nobody on its plan',
    standingWords,
  ),
  cin: {
    ...column(
      'CIN',
      'identifier',
      12,
      'CalWORKs persons',
      'Client Index Number of the person',
      (row) => aidPerson(row)?.cin ?? '',
    ),
    masked: true,
  },
  ssn: column(
    'SSN',
    'identifier',
    13,
    'CalWORKs persons',
    'Social Security number of the person, last four digits only',
    (row) => maskedSsn(aidPerson(row)?.ssn),
  ),
  cwin: column(
    'CalWORKs person',
    'identifier',
    16,
    'CalWORKs persons',
    'Person number of the cash aid system',
    ({ candidate }) => candidate.cwin,
  ),
  aid_case: column(
    'CalWORKs case',
    'identifier',
    14,
    'CalWORKs case members',
    'Case number of the cash aid case',
    ({ candidate }) => candidate.aidCase?.caseNumber ?? '',
  ),
  aid_code: column(
    'Aid code',
    'text',
    9,
    'CalWORKs case members',
    'Aid code of the person in the case; classifies, decides nothing',
    ({ candidate }) => candidate.membership?.aidCode ?? '',
  ),
  aid_status: column(
    'CalWORKs status',
    'text',
    16,
    'CalWORKs cases',
    'Status of the cash aid case on the day of the list',
    (row) => capitalised(aidStatus(row)?.status ?? ''),
  ),
  household: column(
    'Household',
    'text',
    30,
    'CalWORKs case members',
    'Whether the person is in the household and aided, two separate facts',
    householdWords,
  ),
  aid_worker: column(
    'CalWORKs worker',
    'text',
    24,
    'CalWORKs cases and workers',
    'Worker of the cash aid case',
    (row) => aidWorker(row)?.name ?? '',
  ),
  aid_office: column(
    'CalWORKs office',
    'text',
    22,
    'CalWORKs workers',
    'Office and unit of the CalWORKs worker',
    (row) => place(aidWorker(row)),
  ),
  work_status: column(
    'WTW status',
    'text',
    16,
    'Welfare-to-Work status',
    'Welfare-to-Work status on the day of the list',
    (row) => capitalised(work(row)?.status ?? ''),
  ),
  work_since: column(
    'WTW since',
    'date',
    12,
    'Welfare-to-Work status',
    'Day the Welfare-to-Work status took effect',
    (row) => dateText(work(row)?.from),
  ),
  homeless_fact: column(
    'Homeless by',
    'text',
    14,
    'CalWORKs homeless',
    'Newest fact that makes the family homeless: indicator, temporary (THA) or permanent (PHA) assistance',
    (row) => newestHomeless(row)?.basis ?? '',
  ),
  homeless_since: column(
    'Homeless since',
    'date',
    14,
    'CalWORKs homeless',
    'Day the indicator was set or the payment began',
    (row) => dateText(newestHomeless(row)?.from),
  ),
  months_remaining: column(
    'Months left',
    'number',
    11,
    'CalWORKs time clock',
    'Months of time on aid that remain, as the cash aid system counts them',
    (row) => {
      const reading = clock(row);
      return reading === undefined ? '' : String(reading.limit - reading.used);
    },
  ),
  child: column('Child', 'text', 28, 'CWS/CMS clients', 'The involved child', (row) =>
    displayName(child(row)),
  ),
  child_birth: column('Child born', 'date', 12, 'CWS/CMS clients', 'Birth date of the child', (row) =>
    dateText(child(row)?.birth),
  ),
  cws_case: column(
    'CWS id',
    'identifier',
    24,
    'CWS/CMS cases or referrals',
    'Child welfare case (or referral) in the 19-digit form that staff see',
    ({ candidate }) => toUiIdentifier(candidate.involvement.key),
  ),
  involvement: column(
    'Involvement',
    'text',
    12,
    'CWS/CMS cases and referrals',
    'Open case or open referral',
    ({ candidate }) => capitalised(candidate.involvement.kind),
  ),
  program: column(
    'Service component',
    'text',
    26,
    'CWS/CMS service components and voluntary status',
    'Component in effect, court or voluntary; "unknown" where no voluntary status is recorded; post-placement: family maintenance after reunification or permanent placement',
    ({ candidate, day }) => programOn(candidate.involvement, day),
  ),
  program_since: column(
    'Component since',
    'date',
    14,
    'CWS/CMS service components',
    'Day the component took effect',
    ({ candidate, day }) => dateText(componentOn(candidate.involvement, day)?.from),
  ),
  social_worker: column(
    'Social worker',
    'text',
    24,
    'CWS/CMS worker assignments',
    'Worker with the primary assignment on the day of the list',
    (row) => socialWorker(row)?.name ?? '',
  ),
  social_office: column(
    'CWS office',
    'text',
    22,
    'CWS/CMS worker assignments',
    'Office and unit of the social worker',
    (row) => place(socialWorker(row)),
  ),
  linked_by: column(
    'Linked by',
    'text',
    24,
    'Match run and review decisions',
    'What says that the records of both systems are one person',
    ({ candidate }) => linkWords(candidate.link).short,
  ),
  caution: column(
    'Caution',
    'text',
    30,
    'CWS/CMS referrals',
    'Set while a referral is under investigation: the family must not be told of it',
    ({ candidate: { involvement } }) =>
      involvement.disposition === 'PENDING' ? 'Do not inform the family' : '',
  ),
} as const satisfies Readonly<Record<string, ListColumnDefinition>>;

export type ListColumnId = keyof typeof listColumns;

const byId: ReadonlyMap<string, ListColumnDefinition> = new Map(Object.entries(listColumns));

/** A column by its id. A list frozen by another version may have a column that this one does not know: it keeps its id. */
export function listColumn(id: string): ListColumnDefinition {
  return byId.get(id) ?? column(id, 'text', 20, '', '', () => '');
}

const maskedSsn = (ssn: string | null | undefined): string =>
  ssn === null || ssn === undefined ? '' : maskSsn(ssn);
