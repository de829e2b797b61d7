import type { Interval } from '../../domain/interval.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, inWindow, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Worker } from './facts.ts';
import type { Window } from './involvements.ts';

/** A worker with the primary assignment for some days. */
export interface AssignedWorker extends Worker, Interval {}

/** Workers with a primary assignment that touches the window, oldest first, by case or referral key. */
export function readAssignedWorkers(
  store: ReadStore,
  sources: FactSources,
  keys: Iterable<string>,
  window: Window,
): ReadonlyMap<string, readonly AssignedWorker[]> {
  const rows = statement<AssignedWorker & { readonly caseKey: string }>(
    store,
    `SELECT a.case_key AS caseKey, coalesce(a.worker_name, '') AS name, coalesce(a.office, '') AS office,
       coalesce(a.unit, '') AS unit, coalesce(a.worker_phone, '') AS phone, a.start_date AS "from", a.end_date AS "to"
     FROM json_each(:keys) k CROSS JOIN cws_assignment a ON a.case_key = k.value
     WHERE ${presentIn('a', 'import')} AND ${inWindow('a.start_date', 'a.end_date')} AND a.assignment = 'PRIMARY'
     ORDER BY a.start_date, a.worker_id`,
  ).all({ ...window, keys: keyList(keys), import: importOf(sources, 'cws_assignment') });
  return groupedBy(rows, ({ caseKey }) => caseKey);
}

/** Of each case or referral the worker with the newest of these assignments. */
export const newestWorkers = (
  assigned: ReadonlyMap<string, readonly AssignedWorker[]>,
): ReadonlyMap<string, Worker> => new Map([...assigned].map(([key, workers]) => [key, workers.at(-1)!]));

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
