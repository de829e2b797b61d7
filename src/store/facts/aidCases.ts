import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, inWindow, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { AidStatus, Homeless, Membership } from './facts.ts';
import type { Window } from './involvements.ts';

interface MembershipRow extends Omit<Membership, 'inHousehold' | 'aided'> {
  readonly inHousehold: number;
  readonly aided: number;
}

const membershipColumns = `m.case_number AS caseNumber, m.person_number AS personNumber, m.cwin, m.role,
  m.in_household AS inHousehold, m.aided, m.not_aided_reason AS notAidedReason, m.aid_code AS aidCode,
  m.start_date AS "from", m.end_date AS "to"`;

const withFlags = (row: MembershipRow): Membership => ({
  ...row,
  inHousehold: row.inHousehold === 1,
  aided: row.aided === 1,
});

/** Places of persons in cash aid cases that touch the window, newest first, by CWIN. */
export function readMemberships(
  store: ReadStore,
  sources: FactSources,
  cwins: Iterable<string>,
  window: Window,
): ReadonlyMap<string, readonly Membership[]> {
  const rows = statement<MembershipRow>(
    store,
    `SELECT ${membershipColumns} FROM json_each(:keys) k CROSS JOIN cw_member m ON m.cwin = k.value
     WHERE ${presentIn('m', 'import')} AND ${inWindow('m.start_date', 'm.end_date')}
     ORDER BY m.cwin, m.start_date DESC, m.case_number, m.person_number`,
  )
    .all({ ...window, keys: keyList(cwins), import: importOf(sources, 'cw_member') })
    .map(withFlags);
  return groupedBy(rows, (row) => row.cwin);
}

/** Members of cases in the window, by case number. */
export function readCaseMembers(
  store: ReadStore,
  sources: FactSources,
  caseNumbers: Iterable<string>,
  window: Window,
): ReadonlyMap<string, readonly Membership[]> {
  const rows = statement<MembershipRow>(
    store,
    `SELECT ${membershipColumns} FROM json_each(:keys) k CROSS JOIN cw_member m ON m.case_number = k.value
     WHERE ${presentIn('m', 'import')} AND ${inWindow('m.start_date', 'm.end_date')}
     ORDER BY m.case_number, m.person_number, m.start_date DESC`,
  )
    .all({ ...window, keys: keyList(caseNumbers), import: importOf(sources, 'cw_member') })
    .map(withFlags);
  return groupedBy(rows, (row) => row.caseNumber);
}

/** Statuses of cases in the window, oldest first, by case number. */
export function readAidStatuses(
  store: ReadStore,
  sources: FactSources,
  caseNumbers: Iterable<string>,
  window: Window,
): ReadonlyMap<string, readonly AidStatus[]> {
  const rows = statement<AidStatus & { readonly caseNumber: string }>(
    store,
    `SELECT c.case_number AS caseNumber, c.status, c.status_date AS "from", c.status_end_date AS "to", c.worker_id AS workerId
     FROM json_each(:keys) k CROSS JOIN cw_case c ON c.case_number = k.value
     WHERE ${presentIn('c', 'import')} AND ${inWindow('c.status_date', 'c.status_end_date')}
     ORDER BY c.case_number, c.status_date`,
  ).all({ ...window, keys: keyList(caseNumbers), import: importOf(sources, 'cw_case') });
  return groupedBy(rows, (row) => row.caseNumber);
}

/** Indicators and payments of homelessness, all that the extract has, by case number. */
export function readHomeless(
  store: ReadStore,
  sources: FactSources,
  caseNumbers: Iterable<string>,
): ReadonlyMap<string, readonly Homeless[]> {
  const rows = statement<Homeless & { readonly caseNumber: string }>(
    store,
    `SELECT h.case_number AS caseNumber, h.basis, h.start_date AS "from", h.end_date AS "to"
     FROM json_each(:keys) k CROSS JOIN cw_homeless h ON h.case_number = k.value
     WHERE ${presentIn('h', 'import')} ORDER BY h.case_number, h.start_date, h.basis`,
  ).all({ keys: keyList(caseNumbers), import: importOf(sources, 'cw_homeless') });
  return groupedBy(rows, (row) => row.caseNumber);
}

/** Whether the role of a member is that of a needy or non-needy caretaker relative. */
export const isCaretaker = (role: string | null | undefined): boolean =>
  role?.endsWith('CARETAKER RELATIVE') === true;
