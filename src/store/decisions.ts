import type { Month } from '../domain/month.ts';
import type { PairKey, Queue } from './pairs.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

export type Verdict = 'same' | 'different' | 'hold';
export type DecisionSource = 'manual' | 'bulk' | 'packet' | 'seed';

/** An answer to "are these two the same person?", with all that has to be known of it later (review-ux 4.10). */
export interface Decision extends PairKey {
  readonly eventId: number;
  readonly queue: Queue;
  readonly month: Month;
  readonly runId: number;
  readonly verdict: Verdict;
  readonly certainty: string | null;
  /** Fixed reason code. */
  readonly reason: string | null;
  /** How a mismatch ended. */
  readonly outcome: string | null;
  readonly note: string;
  readonly reviewer: string;
  readonly role: string;
  /** ISO time. */
  readonly at: string;
  /** The score was looked at before deciding. */
  readonly scoreSeen: boolean;
  /** Fields whose masked values were opened. */
  readonly fieldsRevealed: readonly string[];
  /** Of the evidence as it was: identity fields, and all of it. */
  readonly identityFingerprint: string;
  readonly evidenceFingerprint: string;
  /** Imports whose rows the reviewer saw. */
  readonly cwsImport: number;
  readonly cwImport: number;
  /** The decision of the same pair that this one replaces. */
  readonly supersedes: number | null;
  readonly source: DecisionSource;
}

export type NewDecision = Omit<Decision, 'eventId' | 'reviewer'>;

/** A decision as history shows it. */
export interface PastDecision extends Decision {
  readonly undone: boolean;
}

type DecisionRow = Omit<Decision, 'scoreSeen' | 'fieldsRevealed'> & {
  readonly scoreSeen: number;
  readonly fieldsRevealed: string;
};

const columns = `event_id AS eventId, client_key AS clientKey, cwin, queue, month, run_id AS runId, verdict, certainty,
  reason, outcome, note, reviewer, role, at, score_seen AS scoreSeen, fields_revealed AS fieldsRevealed,
  identity_fingerprint AS identityFingerprint, evidence_fingerprint AS evidenceFingerprint, cws_import AS cwsImport,
  cw_import AS cwImport, supersedes, source`;

/** The newest event about `d`, a decide event, took it away. */
const undone = `coalesce((SELECT e.action FROM decision_event e WHERE e.target = d.event_id
  ORDER BY e.event_id DESC LIMIT 1), '') = 'undo'`;

function fromRow(row: DecisionRow): Decision {
  return {
    ...row,
    scoreSeen: row.scoreSeen === 1,
    fieldsRevealed: row.fieldsRevealed === '' ? [] : row.fieldsRevealed.split(' '),
  };
}

const nextEvent = '(SELECT coalesce(max(event_id), 0) + 1 FROM decision_event)';

/** Adds a decision; in the caller's transaction. Returns its number. */
export function insertDecision(store: WriteStore, decision: NewDecision): number {
  const { lastInsertRowid } = statement(
    store,
    `INSERT INTO decision_event (event_id, action, client_key, cwin, queue, month, run_id, verdict, certainty, reason,
       outcome, note, reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint,
       cws_import, cw_import, supersedes, source)
     VALUES (${nextEvent}, 'decide', @clientKey, @cwin, @queue, @month, @runId, @verdict, @certainty, @reason,
       @outcome, @note, @reviewer, @role, @at, @scoreSeen, @fieldsRevealed, @identityFingerprint,
       @evidenceFingerprint, @cwsImport, @cwImport, @supersedes, @source)`,
  ).run({
    ...decision,
    reviewer: store.reviewer,
    scoreSeen: decision.scoreSeen ? 1 : 0,
    fieldsRevealed: decision.fieldsRevealed.join(' '),
  });
  return Number(lastInsertRowid);
}

/** Takes a decision away or gives it back, as an event of its own; in the caller's transaction. */
export function insertReversal(store: WriteStore, action: 'undo' | 'redo', target: number, at: string): void {
  statement(
    store,
    `INSERT INTO decision_event (event_id, action, target, client_key, cwin, queue, month, run_id, verdict, note,
       reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint, cws_import,
       cw_import, source)
     SELECT ${nextEvent}, @action, event_id, client_key, cwin, queue, month, run_id, verdict, '', @reviewer, role, @at,
       0, '', identity_fingerprint, evidence_fingerprint, cws_import, cw_import, source
     FROM decision_event WHERE event_id = @target`,
  ).run({ action, target, at, reviewer: store.reviewer });
}

export function decisionById(store: ReadStore, eventId: number): Decision | undefined {
  const row = statement<DecisionRow>(
    store,
    `SELECT ${columns} FROM decision_event WHERE event_id = ? AND action = 'decide'`,
  ).get(eventId);
  return row === undefined ? undefined : fromRow(row);
}

/** The newest decision of a pair that is not undone. */
export function standingDecision(store: ReadStore, { clientKey, cwin }: PairKey): Decision | undefined {
  const row = statement<DecisionRow>(
    store,
    `SELECT ${columns} FROM decision_event d WHERE action = 'decide' AND client_key = ? AND cwin = ? AND NOT ${undone}
     ORDER BY event_id DESC LIMIT 1`,
  ).get(clientKey, cwin);
  return row === undefined ? undefined : fromRow(row);
}

/** Of every decided pair its newest decision that is not undone, up to event `upTo`, in the order of the events. */
export function standingDecisions(store: ReadStore, upTo = Number.MAX_SAFE_INTEGER): readonly Decision[] {
  return statement<DecisionRow>(
    store,
    `SELECT ${columns} FROM decision_event WHERE event_id IN (
       SELECT max(event_id) FROM decision_event d WHERE action = 'decide' AND event_id <= :upTo
         AND coalesce((SELECT e.action FROM decision_event e WHERE e.target = d.event_id AND e.event_id <= :upTo
           ORDER BY e.event_id DESC LIMIT 1), '') <> 'undo'
       GROUP BY client_key, cwin)
     ORDER BY event_id`,
  )
    .all({ upTo })
    .map(fromRow);
}

/** Every decision ever made about a pair, newest first. */
export function decisionHistory(store: ReadStore, { clientKey, cwin }: PairKey): readonly PastDecision[] {
  return statement<DecisionRow & { undone: number }>(
    store,
    `SELECT ${columns}, ${undone} AS undone FROM decision_event d
     WHERE action = 'decide' AND client_key = ? AND cwin = ? ORDER BY event_id DESC`,
  )
    .all(clientKey, cwin)
    .map(({ undone: isUndone, ...row }) => ({ ...fromRow(row), undone: isUndone === 1 }));
}

/** This reviewer's newest decision of the month and queue that is not undone. */
export function newestToUndo(store: WriteStore, month: Month, queue: Queue): Decision | undefined {
  const row = statement<DecisionRow>(
    store,
    `SELECT ${columns} FROM decision_event d
     WHERE reviewer = ? AND month = ? AND queue = ? AND action = 'decide' AND NOT ${undone}
     ORDER BY event_id DESC LIMIT 1`,
  ).get(store.reviewer, month, queue);
  return row === undefined ? undefined : fromRow(row);
}

/** The decision that this reviewer's last undo took away, as long as nothing was decided since. */
export function newestToRedo(store: WriteStore, month: Month, queue: Queue): Decision | undefined {
  const reversals = statement<{ action: 'undo' | 'redo'; target: number }>(
    store,
    `SELECT action, target FROM decision_event
     WHERE reviewer = :reviewer AND month = :month AND queue = :queue AND action <> 'decide'
       AND event_id > coalesce((SELECT max(event_id) FROM decision_event
         WHERE reviewer = :reviewer AND month = :month AND queue = :queue AND action = 'decide'), 0)
     ORDER BY event_id`,
  ).all({ reviewer: store.reviewer, month, queue });
  const taken: number[] = [];
  for (const { action, target } of reversals) {
    if (action === 'undo') taken.push(target);
    else taken.pop();
  }
  const newest = taken.at(-1);
  return newest === undefined ? undefined : decisionById(store, newest);
}

/** Number of the newest decision event; 0 before any. */
export const newestDecisionEvent = (store: ReadStore): number =>
  statement<{ event: number }>(store, 'SELECT coalesce(max(event_id), 0) AS event FROM decision_event').get()!
    .event;
