import type { Month } from '../domain/month.ts';
import { type Decision, standingDecisions } from '../store/decisions.ts';
import { newestImport } from '../store/imports.ts';
import type { PairKey } from '../store/pairs.ts';
import { standingChanges } from '../store/personChanges.ts';
import { aidPersonIn, clientIn, currentCwins } from '../store/people.ts';
import type { ReadStore } from '../store/store.ts';
import { fingerprint } from './fingerprint.ts';

/** An earlier decision as it meets this month's records. */
export interface PriorDecision extends PairKey {
  readonly decision: Decision;
  /**
   * `same`: nothing changed; `changed`: only what does not identify a person, or the person got a new id;
   * `reopened`: identity data changed, so people are asked again.
   */
  readonly evidence: 'same' | 'changed' | 'reopened';
}

/** What earlier decisions say to this month's matching. */
export interface PriorDecisions {
  /** Standing decisions whose two records are both in this month's extracts. */
  readonly all: readonly PriorDecision[];
  /** Same, and still resting on the evidence of then, or brought together as persons. */
  readonly mustLink: readonly PairKey[];
  /** Different, and still resting on the evidence of then, or kept apart as persons. */
  readonly mustNotLink: readonly PairKey[];
}

/**
 * Carries decisions forward to a month's extracts (review-ux 4.10). A person whose id was replaced keeps the decisions
 * made under the older id. Pairs with a record that is not in the extracts stay dormant.
 */
export function priorDecisions(store: ReadStore, month: Month): PriorDecisions {
  const cwsImport = newestImport(store, 'cws_client', month)?.importId ?? 0;
  const cwImport = newestImport(store, 'cw_person', month)?.importId ?? 0;
  const currentCwin = currentCwins(store, cwImport);
  const newest = new Map<string, PriorDecision>();
  for (const decision of standingDecisions(store)) {
    const cwin = currentCwin(decision.cwin);
    const client = clientIn(store, decision.clientKey, cwsImport);
    const person = aidPersonIn(store, cwin, cwImport);
    if (client === undefined || person === undefined) continue;
    const now = fingerprint(client, person);
    const evidence =
      now.identity !== decision.identityFingerprint
        ? 'reopened'
        : now.evidence === decision.evidenceFingerprint && cwin === decision.cwin
          ? 'same'
          : 'changed';
    // events come oldest first: of two decisions that meet in one pair the newer stands
    newest.set(`${decision.clientKey}~${cwin}`, { clientKey: decision.clientKey, cwin, decision, evidence });
  }
  const all = [...newest.values()];
  const resting = (verdict: Decision['verdict']): readonly PairKey[] =>
    all
      .filter((prior) => prior.decision.verdict === verdict && prior.evidence !== 'reopened')
      .map(({ clientKey, cwin }) => ({ clientKey, cwin }));
  const changes = personPairs(store, currentCwin);
  const present = ({ clientKey, cwin }: PairKey): boolean =>
    clientIn(store, clientKey, cwsImport) !== undefined && aidPersonIn(store, cwin, cwImport) !== undefined;
  return {
    all,
    mustLink: [...resting('same'), ...changes.join.filter(present)],
    mustNotLink: [...resting('different'), ...changes.part.filter(present)],
  };
}

/** Pairs of a client and a CalWORKs person that changes of persons bring together or keep apart; they stand until undone. */
function personPairs(
  store: ReadStore,
  currentCwin: (cwin: string) => string,
): Readonly<Record<'join' | 'part', readonly PairKey[]>> {
  const pairs = { join: [] as PairKey[], part: [] as PairKey[] };
  for (const change of standingChanges(store)) {
    for (const { one, other } of change.pairs) {
      const client = [one, other].find(({ system }) => system === 'cws');
      const person = [one, other].find(({ system }) => system === 'calworks');
      if (client === undefined || person === undefined) continue;
      pairs[change.action].push({ clientKey: client.sourceKey, cwin: currentCwin(person.sourceKey) });
    }
  }
  return pairs;
}
