import { type Decision, insertReversal, standingDecision } from './decisions.ts';
import type { PairState } from './pairs.ts';
import { statement } from './statement.ts';
import type { WriteStore } from './store.ts';

/**
 * Takes a decision about a pair away, or gives it back, apart from anybody's undo of the day, and tells the queues of
 * every month that hold the pair; in the caller's transaction. `at` is an ISO time.
 */
export function reverseDecision(
  store: WriteStore,
  action: 'undo' | 'redo',
  { eventId, clientKey, cwin }: Pick<Decision, 'eventId' | 'clientKey' | 'cwin'>,
  at: string,
): void {
  insertReversal(store, action, eventId, at);
  const state: PairState = standingDecision(store, { clientKey, cwin })?.verdict ?? 'todo';
  statement(
    store,
    `UPDATE match_pair SET state = :state WHERE pair_id IN (
       SELECT p.pair_id FROM match_run r CROSS JOIN match_pair p
         ON p.run_id = r.run_id AND p.client_key = :clientKey AND p.cwin = :cwin
       WHERE r.state = 'done' AND p.queue IS NOT NULL)`,
  ).run({ state, clientKey, cwin });
}
