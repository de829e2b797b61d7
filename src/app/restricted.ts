import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { pairUnknown } from '../review/pairKeys.ts';
import { appendAudit } from '../store/audit.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import { limitOfClient } from '../store/people.ts';
import { type PairKey, pairByKey } from '../store/pairs.ts';
import type { Session } from './session.ts';

/**
 * The queue of sensitive and adopted clients (SCC-13): shut until somebody opens it, which is noted in the audit log,
 * and shut again by them or by the lock. While it is shut its pairs are as if they were not there.
 */
export function openRestricted(session: Session): void {
  if (session.restricted.open) return;
  session.restricted.open = true;
  appendAudit(session.store(), { at: session.now(), action: 'restricted_opened' });
}

export function closeRestricted(session: Session): void {
  if (!session.restricted.open) return;
  session.restricted.open = false;
  appendAudit(session.store(), { at: session.now(), action: 'restricted_closed' });
}

/** Throws RESTRICTED_CLOSED while the queue is shut. */
export function requireRestricted(session: Session): void {
  if (session.restricted.open) return;
  throw new LinkdeskError(
    'RESTRICTED_CLOSED',
    'The queue of sensitive and adopted clients is closed. Open it first; opening is noted in the audit log.',
  );
}

/**
 * Lets a pair through that may be shown now; each look at a restricted one is noted. Throws PAIR_UNKNOWN for a
 * restricted pair while its queue is shut, and for one of a sealed client always, as if it were not there. Gives
 * whether the pair is restricted.
 */
export function admitPair(session: Session, month: Month, key: PairKey): boolean {
  const store = session.store();
  const run = runOfMonth(store, month);
  const pair = run === undefined ? undefined : pairByKey(store, run.runId, key);
  const limit = limitOfClient(store, key.clientKey);
  if (pair === undefined || (limit === 'none' && pair.entry?.queue !== 'restricted')) return false;
  if (limit === 'sealed' || !session.restricted.open) throw pairUnknown();
  appendAudit(store, { at: session.now(), action: 'restricted_seen', subject: `pair ${pair.pairId}` });
  return true;
}
