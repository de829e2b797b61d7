import { isRestrictedClient } from '../pairs.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';

/**
 * Near matches and mismatches of a run that nobody has settled, to do or on hold: each could change a list. Those of
 * adopted clients wait in the restricted queue; sensitive clients are on no list, whatever is decided.
 */
export function openQuestions(store: ReadStore, runId: number): number {
  return statement<{ pairs: number }>(
    store,
    `SELECT count(*) AS pairs FROM match_pair
     WHERE run_id = ? AND queue IS NOT NULL AND state IN ('todo', 'hold')
       AND (queue <> 'restricted' OR NOT ${isRestrictedClient('match_pair.client_key')})`,
  ).get(runId)!.pairs;
}
