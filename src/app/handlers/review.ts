import { isoDate } from '../../domain/civilDate.ts';
import type { Month } from '../../domain/month.ts';
import { decide, type Decided, redoDecision, undoDecision } from '../../review/decide.ts';
import { pairKeyText, readPairKey } from '../../review/pairKeys.ts';
import { appendAudit } from '../../store/audit.ts';
import { runOfMonth } from '../../store/matchRuns.ts';
import type { Queue } from '../../store/pairs.ts';
import { queueCounts, type QueueFilter, queuePage, queuePages } from '../../store/queues.ts';
import type { ReadStore } from '../../store/store.ts';
import { mismatchOutcomes, type QueueCounts, type RestrictedState, type Saved } from '../contract/review.ts';
import type { Handlers } from '../handler.ts';
import { kindTitle } from '../kindTitles.ts';
import { pairDetail, revealField } from '../pairDetail.ts';
import { pairScore } from '../pairScore.ts';
import { raisedWords } from '../raisedWords.ts';
import { admitPair, closeRestricted, openRestricted, requireRestricted } from '../restricted.ts';
import type { Session } from '../session.ts';

type QueueInput = Omit<QueueFilter, 'queue'> & { readonly month: Month };

const pageSize = 200;
const noCounts: QueueCounts = { todo: 0, same: 0, different: 0, hold: 0, kinds: [] };

export const reviewHandlers: Handlers<'review' | 'mismatches' | 'restricted' | 'identifiers'> = {
  'review.pages': (session, input) => pages(session.store(), 'review', input),
  'review.page': (session, input) => page(session.store(), 'review', input),
  'mismatches.pages': (session, input) => pages(session.store(), 'mismatch', input),
  'mismatches.page': (session, input) => page(session.store(), 'mismatch', input),

  'restricted.pages'(session, input) {
    requireRestricted(session);
    return pages(session.store(), 'restricted', input);
  },
  'restricted.page'(session, input) {
    requireRestricted(session);
    return page(session.store(), 'restricted', input);
  },
  'restricted.state': (session, { month }) => restrictedState(session, month),
  'restricted.open'(session, { month, open }) {
    if (open) openRestricted(session);
    else closeRestricted(session);
    session.emit({ type: 'changed', topics: ['review'] });
    return restrictedState(session, month);
  },

  'review.pair'(session, { month, pairKey }) {
    const key = readPairKey(pairKey);
    const restricted = admitPair(session, month, key);
    return pairDetail(session.store(), month, key, restricted);
  },

  'review.score'(session, { month, pairKey }) {
    const store = session.store();
    const key = readPairKey(pairKey);
    admitPair(session, month, key);
    const { pair, score } = pairScore(store, month, key);
    if (pair.entry?.state === 'todo') {
      appendAudit(store, { at: session.now(), action: 'score_seen', subject: `pair ${pair.pairId}` });
    }
    return score;
  },

  'review.decide'(session, { month, pairKey, verdict, reason, note, scoreSeen }) {
    const at = session.now();
    const key = readPairKey(pairKey);
    admitPair(session, month, key);
    const decided = decide(session.store(), {
      ...key,
      month,
      verdict,
      reason,
      note,
      scoreSeen,
      at,
    });
    return saved(session, decided, at);
  },

  'mismatches.resolve'(session, { month, pairKey, outcome, note }) {
    const at = session.now();
    admitPair(session, month, readPairKey(pairKey));
    const { verdict } = mismatchOutcomes.find(({ code }) => code === outcome)!;
    const decided = decide(session.store(), { ...readPairKey(pairKey), month, verdict, outcome, note, at });
    return saved(session, decided, at);
  },

  'review.undo'(session, { month, queue }) {
    const at = session.now();
    if (queue === 'restricted') requireRestricted(session);
    const decided = undoDecision(session.store(), month, queue, at);
    return decided === undefined ? null : saved(session, decided, at);
  },

  'review.redo'(session, { month, queue }) {
    const at = session.now();
    if (queue === 'restricted') requireRestricted(session);
    const decided = redoDecision(session.store(), month, queue, at);
    return decided === undefined ? null : saved(session, decided, at);
  },

  'identifiers.reveal'(session, { month, pairKey, field }) {
    const store = session.store();
    const key = readPairKey(pairKey);
    admitPair(session, month, key);
    const { pairId, left, right } = revealField(store, month, key, field);
    appendAudit(store, {
      at: session.now(),
      action: 'revealed',
      subject: `pair ${pairId}`,
      details: { field },
    });
    return { left, right };
  },
};

function restrictedState(session: Session, month: Month): RestrictedState {
  const run = runOfMonth(session.store(), month);
  const { todo, same, different, hold } =
    run === undefined ? noCounts : queueCounts(session.store(), run.runId, 'restricted');
  return { open: session.restricted.open, todo, same, different, hold };
}

function pages(store: ReadStore, queue: Queue, { month, ...filter }: QueueInput) {
  const run = runOfMonth(store, month);
  if (run === undefined) return { total: 0, pageSize, starts: [], counts: noCounts };
  const found = queuePages(store, run.runId, { queue, ...filter }, pageSize);
  return { ...found, starts: [...found.starts], counts: countsOf(store, run.runId, queue, filter.state) };
}

function page(
  store: ReadStore,
  queue: Queue,
  { month, start, ...filter }: QueueInput & { readonly start: string },
) {
  const run = runOfMonth(store, month);
  if (run === undefined) return { rows: [] };
  const rows = queuePage(store, run.runId, { queue, ...filter }, start, pageSize).map((row) => ({
    pairKey: pairKeyText(row),
    leftName: row.leftName,
    rightName: row.rightName,
    leftBirth: row.leftBirth === null ? null : isoDate(row.leftBirth),
    rightBirth: row.rightBirth === null ? null : isoDate(row.rightBirth),
    raisedBecause: raisedWords(row.kind, row.reasons),
    kind: row.kind,
    state: row.state,
    carried: row.carried,
    since: row.since,
  }));
  return { rows };
}

function countsOf(
  store: ReadStore,
  runId: number,
  queue: Queue,
  state: QueueFilter['state'] = 'all',
): QueueCounts {
  const { kinds, ...counts } = queueCounts(store, runId, queue, state);
  return {
    ...counts,
    kinds: kinds.map(({ kind, pairs: count }) => ({ kind, title: kindTitle(kind), pairs: count })),
  };
}

function saved(session: Session, decided: Decided, savedAt: string): Saved {
  session.emit({ type: 'changed', topics: ['review', 'month', 'lists'] });
  const counts = countsOf(session.store(), decided.runId, decided.queue);
  return { pairKey: pairKeyText(decided), state: decided.state, savedAt, counts };
}
