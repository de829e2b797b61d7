import type { Month } from '../domain/month.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

/** One matching of a month: what was compared, with what, and what it came to. */
export interface MatchRun {
  readonly runId: number;
  readonly month: Month;
  /** ISO times. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly reviewer: string;
  /** Name and version of the engine. */
  readonly engine: string;
  /** Imports of `cws_client` and `cw_person` that were compared. */
  readonly cwsImport: number;
  readonly cwImport: number;
  /** Newest import of any kind and newest decision that the run knew. */
  readonly newestImport: number;
  readonly lastDecision: number;
  readonly leftRecords: number;
  readonly rightRecords: number;
  /** Plain JSON: settings, trained model, plan of comparisons and blocks, thresholds and estimates, counts. */
  readonly settings: unknown;
  readonly model: unknown;
  readonly plan: unknown;
  readonly estimates: unknown;
  readonly counts: unknown;
}

export type NewMatchRun = Omit<MatchRun, 'runId' | 'reviewer' | 'newestImport' | 'lastDecision'>;

type MatchRunRow = Omit<MatchRun, 'settings' | 'model' | 'plan' | 'estimates' | 'counts'> &
  Readonly<Record<'settings' | 'model' | 'plan' | 'estimates' | 'counts', string>>;

const columns = `run_id AS runId, month, started_at AS startedAt, finished_at AS finishedAt, reviewer, engine,
  cws_import AS cwsImport, cw_import AS cwImport, newest_import AS newestImport, last_decision AS lastDecision,
  left_records AS leftRecords, right_records AS rightRecords, settings, model, plan, estimates, counts`;

const fromRow = (row: MatchRunRow): MatchRun => ({
  ...row,
  settings: JSON.parse(row.settings),
  model: JSON.parse(row.model),
  plan: JSON.parse(row.plan),
  estimates: JSON.parse(row.estimates),
  counts: JSON.parse(row.counts),
});

/** The run that counts for a month: its newest, among those up to number `known`. */
export function runOfMonth(
  store: ReadStore,
  month: Month,
  known = Number.MAX_SAFE_INTEGER,
): MatchRun | undefined {
  const row = statement<MatchRunRow>(
    store,
    `SELECT ${columns} FROM match_run WHERE month = ? AND run_id <= ? ORDER BY run_id DESC LIMIT 1`,
  ).get(month, known);
  return row === undefined ? undefined : fromRow(row);
}

export function runById(store: ReadStore, runId: number): MatchRun | undefined {
  const row = statement<MatchRunRow>(store, `SELECT ${columns} FROM match_run WHERE run_id = ?`).get(runId);
  return row === undefined ? undefined : fromRow(row);
}

/** The run of the newest month that has been matched. */
export function newestRun(store: ReadStore): MatchRun | undefined {
  const row = statement<MatchRunRow>(
    store,
    `SELECT ${columns} FROM match_run WHERE state = 'done' ORDER BY month DESC, run_id DESC LIMIT 1`,
  ).get();
  return row === undefined ? undefined : fromRow(row);
}

/** The run of the newest month before this one, or undefined. */
export function runBefore(store: ReadStore, month: Month): MatchRun | undefined {
  const row = statement<MatchRunRow>(
    store,
    `SELECT ${columns} FROM match_run WHERE month < ? AND state = 'done' ORDER BY month DESC, run_id DESC LIMIT 1`,
  ).get(month);
  return row === undefined ? undefined : fromRow(row);
}

/**
 * Adds a run and puts it in the place of earlier runs of its month, which are kept for the record. In the caller's
 * transaction. Returns the run's id.
 */
export function insertMatchRun(store: WriteStore, run: NewMatchRun): number {
  statement(store, `UPDATE match_run SET state = 'replaced' WHERE month = ?`).run(run.month);
  const { lastInsertRowid } = statement(
    store,
    `INSERT INTO match_run (month, state, started_at, finished_at, reviewer, engine, cws_import, cw_import,
       newest_import, last_decision, left_records, right_records, settings, model, plan, estimates, counts)
     VALUES (@month, 'done', @startedAt, @finishedAt, @reviewer, @engine, @cwsImport, @cwImport,
       (SELECT max(import_id) FROM import), (SELECT coalesce(max(event_id), 0) FROM decision_event),
       @leftRecords, @rightRecords, @settings, @model, @plan, @estimates, @counts)`,
  ).run({
    ...run,
    reviewer: store.reviewer,
    settings: JSON.stringify(run.settings),
    model: JSON.stringify(run.model),
    plan: JSON.stringify(run.plan),
    estimates: JSON.stringify(run.estimates),
    counts: JSON.stringify(run.counts),
  });
  return Number(lastInsertRowid);
}
