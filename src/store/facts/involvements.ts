import type { CivilDay } from '../../domain/civilDate.ts';
import { statement } from '../statement.ts';
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

interface InvolvementRow extends Omit<OpenInvolvement, 'incomingIcpc'> {
  readonly incomingIcpc: number | null;
}

const withFlags = (row: InvolvementRow): OpenInvolvement => ({
  ...row,
  incomingIcpc: row.incomingIcpc === 1,
});

/** Cases in effect on some day of the window, by key. */
export function readOpenCases(
  store: ReadStore,
  sources: FactSources,
  window: Window,
): readonly OpenInvolvement[] {
  return statement<InvolvementRow>(
    store,
    `SELECT 'case' AS kind, c.case_key AS key, c.client_key AS childKey, c.start_date AS "from", c.end_date AS "to",
       c.responsible_agency AS agency, c.county_entity AS countyEntity, c.limited_access AS limitedAccess,
       c.incoming_icpc AS incomingIcpc, NULL AS disposition
     FROM cws_case c WHERE ${presentIn('c', 'import')} AND ${inWindow('c.start_date', 'c.end_date')}
     ORDER BY c.case_key`,
  )
    .all({ ...window, import: importOf(sources, 'cws_case') })
    .map(withFlags);
}

/** Referrals in effect on some day of the window, by key and child. */
export function readOpenReferrals(
  store: ReadStore,
  sources: FactSources,
  window: Window,
): readonly OpenInvolvement[] {
  return statement<InvolvementRow>(
    store,
    `SELECT 'referral' AS kind, r.referral_key AS key, r.client_key AS childKey, r.received_date AS "from",
       r.closed_date AS "to", NULL AS agency, r.county_entity AS countyEntity, NULL AS limitedAccess,
       NULL AS incomingIcpc,
       CASE WHEN r.response = 'EVALUATE OUT' THEN 'EVALUATED OUT' ELSE r.disposition END AS disposition
     FROM cws_referral r WHERE ${presentIn('r', 'import')} AND ${inWindow('r.received_date', 'r.closed_date')}
     ORDER BY r.referral_key, r.client_key`,
  )
    .all({ ...window, import: importOf(sources, 'cws_referral') })
    .map(withFlags);
}

/** Everybody ever named on the plans of the cases, by case key. */
export function readParticipants(
  store: ReadStore,
  sources: FactSources,
  caseKeys: Iterable<string>,
): ReadonlyMap<string, readonly Participant[]> {
  const rows = statement<Participant & { readonly caseKey: string }>(
    store,
    `SELECT p.case_key AS caseKey, p.client_key AS clientKey, p.plan_role AS role, p.start_date AS "from", p.end_date AS "to"
     FROM json_each(:keys) k CROSS JOIN cws_participant p ON p.case_key = k.value
     WHERE ${presentIn('p', 'import')} ORDER BY p.case_key, p.client_key, p.start_date`,
  ).all({ keys: keyList(caseKeys), import: importOf(sources, 'cws_participant') });
  return groupedBy(rows, (row) => row.caseKey);
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
