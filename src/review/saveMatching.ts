import { appendAudit } from '../store/audit.ts';
import { insertMatchRun, type NewMatchRun, runBefore, runOfMonth } from '../store/matchRuns.ts';
import { type FoundPair, keepApart, pairInserter, type Raised, raisedPairs } from '../store/pairs.ts';
import { aidPersonIn, clientIn } from '../store/people.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { pairKeyText } from './pairKeys.ts';
import type { PriorDecision, PriorDecisions } from './priorDecisions.ts';
import { queueEntry } from './queueEntry.ts';

/**
 * Keeps what a matching found, with earlier decisions carried into its queues, as one transaction. `prior` is what
 * the matching was given. Decided pairs stay in the queues even when the engine no longer finds them, so that a person
 * is never split without a word. Returns the run's id.
 */
export function saveMatching(
  store: WriteStore,
  run: NewMatchRun,
  pairs: Iterable<FoundPair>,
  prior: PriorDecisions,
): number {
  return transaction(store, () => {
    const before = raisedBefore(store, run);
    const priors = new Map(prior.all.map((decision) => [pairKeyText(decision), decision]));
    const runId = insertMatchRun(store, run);
    const insert = pairInserter(store, runId);
    const add = (pair: FoundPair): void => {
      const key = pairKeyText(pair);
      const decision = priors.get(key);
      priors.delete(key);
      // a link with reasons is sure, but of somebody whom only a person may join
      const asked = decision !== undefined || pair.decision !== 'link' || pair.reasons.length > 0;
      const client = asked ? clientIn(store, pair.clientKey, run.cwsImport) : undefined;
      const person = asked ? aidPersonIn(store, pair.cwin, run.cwImport) : undefined;
      if (client === undefined || person === undefined) insert(pair, undefined);
      else {
        const raised = { pair, client, person, prior: decision, before: before.get(key), month: run.month };
        insert(pair, queueEntry(store, raised));
      }
    };
    for (const pair of pairs) add(pair);
    for (const notFound of Array.from(priors.values())) add(decidedBefore(notFound));
    keepApart(store);
    appendAudit(store, {
      at: run.finishedAt,
      action: 'matched',
      subject: `run ${runId}`,
      details: { month: run.month, engine: run.engine },
    });
    return runId;
  });
}

/** Pairs that were raised before: in this month's earlier matching, else in the month before. */
function raisedBefore(store: WriteStore, { month }: NewMatchRun): ReadonlyMap<string, Raised> {
  const runs = [runBefore(store, month), runOfMonth(store, month)];
  return new Map(runs.flatMap((run) => (run === undefined ? [] : [...raisedPairs(store, run.runId)])));
}

/** A pair that only its earlier decision speaks for. */
function decidedBefore({ clientKey, cwin }: PriorDecision): FoundPair {
  return {
    clientKey,
    cwin,
    decision: 'none',
    tier: 'decision',
    rule: 'earlier decision',
    weight: 0,
    probability: 0,
    levels: new Uint8Array(0),
    household: 0,
    support: 0,
    reasons: [],
  };
}
