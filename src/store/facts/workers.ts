import type { CivilDay } from '../../domain/civilDate.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { importOf, inWindow, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Worker } from './facts.ts';

/** Worker with the primary assignment on a day, by case or referral key; of two, the newer assignment. */
export function readSocialWorkers(
  store: ReadStore,
  sources: FactSources,
  keys: Iterable<string>,
  day: CivilDay,
): ReadonlyMap<string, Worker> {
  const rows = statement<Worker & { readonly caseKey: string }>(
    store,
    `SELECT a.case_key AS caseKey, coalesce(a.worker_name, '') AS name, coalesce(a.office, '') AS office,
       coalesce(a.unit, '') AS unit, coalesce(a.worker_phone, '') AS phone
     FROM json_each(:keys) k CROSS JOIN cws_assignment a ON a.case_key = k.value
     WHERE ${presentIn('a', 'import')} AND ${inWindow('a.start_date', 'a.end_date')} AND a.assignment = 'PRIMARY'
     ORDER BY a.start_date, a.worker_id`,
  ).all({ keys: keyList(keys), import: importOf(sources, 'cws_assignment'), since: day, day });
  return new Map(rows.map(({ caseKey, ...worker }) => [caseKey, worker]));
}

/** Workers of cash aid by id. */
export function readAidWorkers(store: ReadStore, sources: FactSources): ReadonlyMap<string, Worker> {
  const rows = statement<Worker & { readonly workerId: string }>(
    store,
    `SELECT w.worker_id AS workerId, coalesce(w.worker_name, '') AS name, coalesce(w.office, '') AS office,
       coalesce(w.unit, '') AS unit, coalesce(w.worker_phone, '') AS phone
     FROM cw_worker w WHERE ${presentIn('w', 'import')}`,
  ).all({ import: importOf(sources, 'cw_worker') });
  return new Map(rows.map(({ workerId, ...worker }) => [workerId, worker]));
}
