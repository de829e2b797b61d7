import type { CivilDay } from '../../domain/civilDate.ts';
import { rawStatement, statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, inWindow, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Component, Involvement, Participant, Voluntary } from './facts.ts';

/** Days that facts are read for, both included; an interval that touches one of them is read. */
export interface Window {
  readonly since: CivilDay;
  readonly day: CivilDay;
}

/** An involvement before its components, voluntary status and participants are read. */
export type OpenInvolvement = Omit<Involvement, 'components' | 'voluntary' | 'participants'>;

/** An involvement as it is read. */
export type InvolvementRow = readonly [
  kind: 'case' | 'referral',
  key: string,
  childKey: string,
  from: CivilDay,
  to: CivilDay | null,
  agency: string | null,
  countyEntity: string | null,
  limitedAccess: string | null,
  incomingIcpc: number | null,
  disposition: string | null,
];

const involvementOf = ([kind, key, childKey, from, to, ...more]: InvolvementRow): OpenInvolvement => {
  const [agency, countyEntity, limitedAccess, icpc, disposition] = more;
  return {
    kind,
    key,
    childKey,
    from,
    to,
    agency,
    countyEntity,
    limitedAccess,
    incomingIcpc: icpc === 1,
    disposition,
  };
};

/** Cases in effect on some day of the window, by key. */
export function readOpenCases(
  store: ReadStore,
  sources: FactSources,
  window: Window,
): readonly OpenInvolvement[] {
  return openCaseRows(store, sources, window).sort(byKey).map(involvementOf);
}

const byKey = ([, a]: InvolvementRow, [, b]: InvolvementRow): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those cases that are wanted, by key. */
export const wantedCases = (
  rows: readonly InvolvementRow[],
  isWanted: (caseKey: string, childKey: string) => boolean,
): readonly OpenInvolvement[] =>
  rows
    .filter(([, key, childKey]) => isWanted(key, childKey))
    .sort(byKey)
    .map(involvementOf);

/** The same as they are read, in no order: few of them may be wanted. */
export const openCaseRows = (store: ReadStore, sources: FactSources, window: Window): InvolvementRow[] =>
  rawStatement<InvolvementRow>(
    store,
    `SELECT 'case', c.case_key, c.client_key, c.start_date, c.end_date, c.responsible_agency, c.county_entity,
       c.limited_access, c.incoming_icpc, NULL
     FROM cws_case c WHERE ${presentIn('c', 'import')} AND ${inWindow('c.start_date', 'c.end_date')}`,
  ).all({ ...window, import: importOf(sources, 'cws_case') });

/** A referral in effect, of which no more is read yet. */
export interface OpenReferral {
  readonly recordId: number;
  readonly childKey: string;
  readonly from: CivilDay;
  readonly to: CivilDay | null;
}

/** Children of the referrals in effect on some day of the window, out of the index of their ends. */
export function readReferredChildren(
  store: ReadStore,
  sources: FactSources,
  window: Window,
): readonly OpenReferral[] {
  type Row = readonly [recordId: number, childKey: string, from: CivilDay, to: CivilDay | null];
  const ending = (closed: string): readonly Row[] =>
    rawStatement<Row>(
      store,
      `SELECT r.record_id, r.client_key, r.received_date, r.closed_date
       FROM cws_referral r INDEXED BY cws_referral_by_end
       WHERE r.closed_date ${closed} AND ${presentIn('r', 'import')}
         AND ${inWindow('r.received_date', 'r.closed_date')}`,
    ).all({ ...window, import: importOf(sources, 'cws_referral') });
  return [...ending('IS NULL'), ...ending('> :since')].map(([recordId, childKey, from, to]) => ({
    recordId,
    childKey,
    from,
    to,
  }));
}

/** These referrals with their record ids, by key and child. */
export function readReferrals(
  store: ReadStore,
  recordIds: Iterable<number>,
): readonly (readonly [recordId: number, OpenInvolvement])[] {
  return rawStatement<readonly [number, ...InvolvementRow]>(
    store,
    `SELECT r.record_id, 'referral', r.referral_key, r.client_key, r.received_date, r.closed_date, NULL,
       r.county_entity, NULL, NULL,
       CASE WHEN r.response = 'EVALUATE OUT' THEN 'EVALUATED OUT' ELSE r.disposition END
     FROM json_each(:ids) k CROSS JOIN cws_referral r ON r.record_id = k.value
     ORDER BY r.referral_key, r.client_key`,
  )
    .all({ ids: keyList(recordIds) })
    .map(([recordId, ...row]) => [recordId, involvementOf(row)]);
}

/**
 * Everybody ever named on the plans of the cases, by case key; out of the index alone, which has them by client and day
 * already: sorting them again would take longer than reading them.
 */
export function readParticipants(
  store: ReadStore,
  sources: FactSources,
  caseKeys: Iterable<string>,
): ReadonlyMap<string, readonly Participant[]> {
  const participants = new Map<string, Participant[]>();
  const rows = rawStatement<readonly [string, string, CivilDay, CivilDay | null, string | null]>(
    store,
    `SELECT p.case_key, p.client_key, p.start_date, p.end_date, p.plan_role
     FROM json_each(:keys) k CROSS JOIN cws_participant p INDEXED BY cws_participant_by_key ON p.case_key = k.value
     WHERE ${presentIn('p', 'import')}`,
  ).all({ keys: keyList(caseKeys), import: importOf(sources, 'cws_participant') });
  for (const [caseKey, clientKey, from, to, role] of rows) {
    const participant = { clientKey, role, from, to };
    const others = participants.get(caseKey);
    if (others === undefined) participants.set(caseKey, [participant]);
    else others.push(participant);
  }
  return participants;
}

/** All components of the cases, oldest first, by case key. */
export function readComponents(
  store: ReadStore,
  sources: FactSources,
  caseKeys: Iterable<string>,
): ReadonlyMap<string, readonly Component[]> {
  const rows = statement<Component & { readonly caseKey: string }>(
    store,
    `SELECT c.case_key AS caseKey, c.component, c.start_date AS "from", c.end_date AS "to"
     FROM json_each(:keys) k CROSS JOIN cws_component c ON c.case_key = k.value
     WHERE ${presentIn('c', 'import')} ORDER BY c.case_key, c.start_date, c.component`,
  ).all({ keys: keyList(caseKeys), import: importOf(sources, 'cws_component') });
  return groupedBy(rows, (row) => row.caseKey);
}

/** Court or voluntary status of the cases, oldest first, by case key. */
export function readVoluntary(
  store: ReadStore,
  sources: FactSources,
  caseKeys: Iterable<string>,
): ReadonlyMap<string, readonly Voluntary[]> {
  const rows = statement<{ caseKey: string; voluntary: number; from: CivilDay; to: CivilDay | null }>(
    store,
    `SELECT v.case_key AS caseKey, v.voluntary, v.start_date AS "from", v.end_date AS "to"
     FROM json_each(:keys) k CROSS JOIN cws_voluntary v ON v.case_key = k.value
     WHERE ${presentIn('v', 'import')} ORDER BY v.case_key, v.start_date`,
  )
    .all({ keys: keyList(caseKeys), import: importOf(sources, 'cws_voluntary') })
    .map((row) => ({ ...row, voluntary: row.voluntary === 1 }));
  return groupedBy(rows, (row) => row.caseKey);
}
