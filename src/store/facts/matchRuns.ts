import type { Month } from '../../domain/month.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';

/** The match run that a month's lists stand on; undefined when the month has not been matched. */
export function standingMatchRun(store: ReadStore, month: Month): number | undefined {
  return statement<{ runId: number }>(
    store,
    "SELECT run_id AS runId FROM match_run WHERE month = ? AND state = 'done' ORDER BY run_id DESC LIMIT 1",
  ).get(month)?.runId;
}

/** Near matches and mismatches of a run that nobody has settled: to do or on hold. */
export function openQuestions(store: ReadStore, runId: number): number {
  return statement<{ pairs: number }>(
    store,
    `SELECT count(*) AS pairs FROM match_pair
     WHERE run_id = ? AND queue IS NOT NULL AND state IN ('todo', 'hold')`,
  ).get(runId)!.pairs;
}

/** Number of the newest decision event; 0 when nobody has decided anything. */
export function newestDecision(store: ReadStore): number {
  return statement<{ event: number }>(
    store,
    'SELECT coalesce(max(event_id), 0) AS event FROM decision_event',
  ).get()!.event;
}
