import { newestDecisionEvent } from '../decisions.ts';
import type { Knowledge } from '../knowledge.ts';
import { belongedAt, personAt } from '../knowledge.ts';
import { type MatchRun, runById } from '../matchRuns.ts';
import { pairStatesAt } from '../pairStates.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, keyList } from './factSources.ts';
import type { Link } from './facts.ts';

interface DecidedPair {
  readonly clientKey: string;
  readonly cwin: string;
  readonly tier: string;
  readonly state: 'same' | 'different';
}

const order = (a: Link, b: Link): number => (a.cwin < b.cwin ? -1 : a.cwin > b.cwin ? 1 : 0);

/**
 * Who of the clients is which person of cash aid: by the common client index, and by decisions of the run that are
 * newer than it, as far as they were known. A pair decided Different is no link, whatever the index says. By client
 * key, ordered by CWIN.
 */
export function readLinks(
  store: ReadStore,
  runId: number,
  clientKeys: Iterable<string>,
  known: Knowledge,
): ReadonlyMap<string, readonly Link[]> {
  const wanted = new Set(clientKeys);
  const indexed = statement<{ clientKey: string; cwin: string; personId: number }>(
    store,
    `SELECT k.value AS clientKey, w.source_key AS cwin, w.person_id AS personId
     FROM json_each(:keys) k CROSS JOIN person_record w ON w.person_id = ${personAt('cws', 'k.value')}
     WHERE w.system = 'calworks' AND ${belongedAt('w')}`,
  ).all({ keys: keyList(wanted), update: known.indexUpdate });
  const run = runById(store, runId);
  const decided =
    run === undefined
      ? []
      : readDecidedPairs(store, run, known.lastDecision).filter(({ clientKey }) => wanted.has(clientKey));
  const stateOf = new Map(decided.map(({ clientKey, cwin, state }) => [`${clientKey} ${cwin}`, state]));

  const tierOf = readTiers(store, runId, new Set(indexed.map(({ clientKey }) => clientKey)), stateOf);
  const links = new Map<string, Link>();
  for (const { clientKey, cwin, personId } of indexed) {
    const pair = `${clientKey} ${cwin}`;
    const state = stateOf.get(pair);
    if (state === 'different') continue;
    links.set(pair, { clientKey, cwin, personId, tier: tierOf.get(pair) ?? null, decided: state === 'same' });
  }
  for (const { clientKey, cwin, tier, state } of decided) {
    const pair = `${clientKey} ${cwin}`;
    if (state === 'same' && !links.has(pair)) {
      links.set(pair, { clientKey, cwin, personId: null, tier, decided: true });
    }
  }
  return groupedBy([...links.values()].sort(order), (link) => link.clientKey);
}

/** Pairs of a run that people had decided as Same or Different at a decision event. */
function readDecidedPairs(store: ReadStore, run: MatchRun, lastDecision: number): readonly DecidedPair[] {
  const columns = 'client_key AS clientKey, cwin, tier';
  if (lastDecision >= newestDecisionEvent(store)) {
    return statement<DecidedPair>(
      store,
      `SELECT ${columns}, state FROM match_pair
       WHERE run_id = ? AND queue IS NOT NULL AND state IN ('same', 'different')`,
    ).all(run.runId);
  }
  const { stateOf } = pairStatesAt(store, run, lastDecision);
  return statement<Omit<DecidedPair, 'state'> & { readonly carried: string | null }>(
    store,
    `SELECT ${columns}, carried FROM match_pair WHERE run_id = ? AND queue IS NOT NULL`,
  )
    .all(run.runId)
    .flatMap((pair) => {
      const state = stateOf(pair);
      const { clientKey, cwin, tier } = pair;
      return state === 'same' || state === 'different' ? [{ clientKey, cwin, tier, state }] : [];
    });
}

/** Step of the cascade that linked a pair, by `<client key> <CWIN>`; of queued pairs only those decided Same. */
function readTiers(
  store: ReadStore,
  runId: number,
  clientKeys: ReadonlySet<string>,
  stateOf: ReadonlyMap<string, DecidedPair['state']>,
): ReadonlyMap<string, string> {
  const rows = statement<{ pair: string; tier: string; decision: string }>(
    store,
    `SELECT p.client_key || ' ' || p.cwin AS pair, p.tier, p.decision
     FROM json_each(:keys) k CROSS JOIN match_pair p ON p.run_id = :run AND p.client_key = k.value
     WHERE p.decision = 'link' OR p.queue IS NOT NULL`,
  ).all({ keys: keyList(clientKeys), run: runId });
  return new Map(
    rows
      .filter(({ pair, decision }) => decision === 'link' || stateOf.get(pair) === 'same')
      .map(({ pair, tier }) => [pair, tier]),
  );
}
