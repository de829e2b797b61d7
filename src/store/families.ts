import type { Month } from '../domain/month.ts';
import { newestImport } from './imports.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A child's case or referral under a State ID, with the child's mother by birth, if one is recorded. */
export interface StateIdRow {
  readonly stateId: string;
  readonly childKey: string;
  readonly childPerson: number | null;
  readonly motherKey: string | null;
  readonly motherPerson: number | null;
}

/** The imports that hold a month's cases and referrals. */
const importsOf = (store: ReadStore, month: Month) => ({
  cases: newestImport(store, 'cws_case', month)?.importId ?? 0,
  referrals: newestImport(store, 'cws_referral', month)?.importId ?? 0,
});

/** The State IDs of a month's extracts that come after one, in their order, out of the indexes. */
export const stateIdsAfter = (
  store: ReadStore,
  month: Month,
  after: string,
  limit: number,
): readonly string[] =>
  statement<{ stateId: string }>(
    store,
    `SELECT state_id AS stateId FROM cws_case
     WHERE state_id > :after AND first_import <= :cases AND last_import >= :cases
     UNION
     SELECT state_id FROM cws_referral
     WHERE state_id > :after AND first_import <= :referrals AND last_import >= :referrals
     ORDER BY stateId LIMIT :limit`,
  )
    .all({ ...importsOf(store, month), after, limit })
    .map(({ stateId }) => stateId);

/**
 * Every child under a State ID in a month's extracts of cases and referrals, by State ID and child; under these State
 * IDs when they are given. Birth mothers are those of codes 247 and 252, and of 196 and 291 the other way round
 * (domain.md 3.6).
 */
export function childrenByStateId(
  store: ReadStore,
  month: Month,
  stateIds?: readonly string[],
): readonly StateIdRow[] {
  const under = stateIds === undefined ? 'IS NOT NULL' : 'IN (SELECT value FROM json_each(:stateIds))';
  return statement<StateIdRow>(
    store,
    `WITH child AS (
       SELECT DISTINCT state_id, client_key FROM cws_case
       WHERE state_id ${under} AND first_import <= :cases AND last_import >= :cases
       UNION
       SELECT DISTINCT r.state_id, r.client_key FROM cws_referral r
       WHERE r.state_id ${under} AND r.first_import <= :referrals AND r.last_import >= :referrals
     ), mother AS (
       SELECT r.related_client_key AS child_key, r.client_key AS mother_key
       FROM child c CROSS JOIN cws_relationship r ON r.related_client_key = c.client_key
       WHERE r.relationship IN ('247', '252') AND r.first_import <= :relations AND r.last_import >= :relations
       UNION
       SELECT r.client_key, r.related_client_key FROM child c CROSS JOIN cws_relationship r ON r.client_key = c.client_key
       WHERE r.relationship IN ('196', '291') AND r.first_import <= :relations AND r.last_import >= :relations
     )
     SELECT c.state_id AS stateId, c.client_key AS childKey, cp.person_id AS childPerson, m.mother_key AS motherKey,
       mp.person_id AS motherPerson
     FROM child c
     LEFT JOIN mother m ON m.child_key = c.client_key
     LEFT JOIN person_record cp ON cp.system = 'cws' AND cp.source_key = c.client_key AND cp.to_run IS NULL
     LEFT JOIN person_record mp ON mp.system = 'cws' AND mp.source_key = m.mother_key AND mp.to_run IS NULL
     ORDER BY c.state_id, c.client_key, m.mother_key`,
  ).all({
    ...importsOf(store, month),
    relations: newestImport(store, 'cws_relationship', month)?.importId ?? 0,
    ...(stateIds === undefined ? {} : { stateIds: JSON.stringify(stateIds) }),
  });
}

/** How many persons of active CalWORKs cases are in the index, and how many there are (SLO-4). */
export function indexCompleteness(
  store: ReadStore,
  month: Month,
): { readonly active: number; readonly indexed: number } {
  return statement<{ active: number; indexed: number }>(
    store,
    `SELECT count(*) AS active, count(r.person_id) AS indexed FROM (
       SELECT DISTINCT m.cwin FROM cw_member m
       JOIN cw_case c ON c.case_number = m.case_number AND c.status = 'ACTIVE' AND c.status_end_date IS NULL
         AND c.first_import <= :cases AND c.last_import >= :cases
       WHERE m.end_date IS NULL AND m.first_import <= :members AND m.last_import >= :members) a
     LEFT JOIN person_record r ON r.system = 'calworks' AND r.source_key = a.cwin AND r.to_run IS NULL`,
  ).get({
    cases: newestImport(store, 'cw_case', month)?.importId ?? 0,
    members: newestImport(store, 'cw_member', month)?.importId ?? 0,
  })!;
}
