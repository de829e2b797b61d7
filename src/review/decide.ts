import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { appendAudit } from '../store/audit.ts';
import {
  type DecisionSource,
  insertDecision,
  insertReversal,
  newestToRedo,
  newestToUndo,
  standingDecision,
  type Verdict,
} from '../store/decisions.ts';
import { type MatchRun, runOfMonth } from '../store/matchRuns.ts';
import {
  type PairKey,
  type PairState,
  pairByKey,
  type Queue,
  type StoredPair,
  setPairState,
} from '../store/pairs.ts';
import { aidPersonIn, clientIn } from '../store/people.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { fingerprint } from './fingerprint.ts';
import { pairUnknown } from './pairKeys.ts';

/** What a reviewer says about a pair; the queue it stands in decides which answers make sense. */
export interface Answer extends PairKey {
  readonly month: Month;
  readonly verdict: Verdict;
  readonly reason?: string | null;
  /** How a mismatch ended. */
  readonly outcome?: string | null;
  readonly note?: string;
  readonly certainty?: string | null;
  readonly scoreSeen?: boolean;
  readonly fieldsRevealed?: readonly string[];
  readonly source?: DecisionSource;
  /** ISO time. */
  readonly at: string;
}

/** A pair after its decision was made, taken back or given back. */
export interface Decided extends PairKey {
  readonly runId: number;
  readonly queue: Queue;
  readonly eventId: number;
  readonly state: PairState;
}

/** Writes a decision and its audit row as one transaction. Throws MONTH_NOT_MATCHED, PAIR_UNKNOWN. */
export function decide(store: WriteStore, answer: Answer): Decided {
  return transaction(store, () => {
    const { month, verdict, at, clientKey, cwin } = answer;
    const { run, pair, queue } = askedPair(store, month, answer);
    const client = clientIn(store, clientKey, run.cwsImport);
    const person = aidPersonIn(store, cwin, run.cwImport);
    if (client === undefined || person === undefined) throw pairUnknown();
    const { identity, evidence } = fingerprint(client, person);
    const eventId = insertDecision(store, {
      clientKey,
      cwin,
      queue,
      month,
      runId: run.runId,
      verdict,
      certainty: answer.certainty ?? null,
      reason: answer.reason ?? null,
      outcome: answer.outcome ?? null,
      note: answer.note ?? '',
      role: 'reviewer',
      at,
      scoreSeen: answer.scoreSeen ?? false,
      fieldsRevealed: answer.fieldsRevealed ?? [],
      identityFingerprint: identity,
      evidenceFingerprint: evidence,
      cwsImport: run.cwsImport,
      cwImport: run.cwImport,
      supersedes: standingDecision(store, answer)?.eventId ?? null,
      source: answer.source ?? 'manual',
    });
    setPairState(store, pair.pairId, verdict);
    appendAudit(store, {
      at,
      action: 'decided',
      subject: `decision ${eventId}`,
      details: { pair: pair.pairId, verdict, queue, scoreSeen: answer.scoreSeen ?? false },
    });
    return { clientKey, cwin, runId: run.runId, queue, eventId, state: verdict };
  });
}

/** Takes back this reviewer's newest decision of the month that still stands; undefined when there is none. */
export function undoDecision(store: WriteStore, month: Month, queue: Queue, at: string): Decided | undefined {
  return reverse(store, 'undo', month, queue, at);
}

/** Gives back the decision that the last undo took away; undefined when there is none. */
export function redoDecision(store: WriteStore, month: Month, queue: Queue, at: string): Decided | undefined {
  return reverse(store, 'redo', month, queue, at);
}

function reverse(
  store: WriteStore,
  action: 'undo' | 'redo',
  month: Month,
  queue: Queue,
  at: string,
): Decided | undefined {
  return transaction(store, () => {
    const target = (action === 'undo' ? newestToUndo : newestToRedo)(store, month, queue);
    if (target === undefined) return undefined;
    const { run, pair } = askedPair(store, month, target);
    // the client has been kept apart since: it is only heard of in its own queue
    if ((pair.entry?.queue === 'restricted') !== (queue === 'restricted')) return undefined;
    insertReversal(store, action, target.eventId, at);
    const state = stateAfter(store, run, pair);
    setPairState(store, pair.pairId, state);
    appendAudit(store, {
      at,
      action: action === 'undo' ? 'undone' : 'redone',
      subject: `decision ${target.eventId}`,
      details: { pair: pair.pairId, state },
    });
    const { clientKey, cwin, eventId } = target;
    return { clientKey, cwin, runId: run.runId, queue, eventId, state };
  });
}

/** What the pair's standing decision makes of it; one from before a reopening counts for nothing. */
function stateAfter(store: WriteStore, run: MatchRun, pair: StoredPair): PairState {
  const standing = standingDecision(store, pair);
  if (standing === undefined) return 'todo';
  const reopened = pair.entry?.carried === 'reopened' && standing.eventId <= run.lastDecision;
  return reopened ? 'todo' : standing.verdict;
}

function askedPair(
  store: WriteStore,
  month: Month,
  key: PairKey,
): { readonly run: MatchRun; readonly pair: StoredPair; readonly queue: Queue } {
  const run = runOfMonth(store, month);
  if (run === undefined) {
    throw new LinkdeskError(
      'MONTH_NOT_MATCHED',
      'This month has not been matched yet. Run the matching first.',
    );
  }
  const pair = pairByKey(store, run.runId, key);
  if (pair?.entry === null || pair === undefined) throw pairUnknown();
  return { run, pair, queue: pair.entry.queue };
}
