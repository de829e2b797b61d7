import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, keyList } from './factSources.ts';
import type { Link } from './facts.ts';

interface PairRow {
  readonly clientKey: string;
  readonly cwin: string;
  readonly tier: string;
  readonly state: string | null;
}

const order = (a: Link, b: Link): number => (a.cwin < b.cwin ? -1 : a.cwin > b.cwin ? 1 : 0);

/**
 * Who of the clients is which person of cash aid: by the common client index, and by decisions of the run that are
 * newer than it. A pair decided Different is no link, whatever the index says. By client key, ordered by CWIN.
 */
export function readLinks(
  store: ReadStore,
  runId: number,
  clientKeys: Iterable<string>,
): ReadonlyMap<string, readonly Link[]> {
  const wanted = new Set(clientKeys);
  const indexed = statement<{ clientKey: string; cwin: string; personId: number }>(
    store,
    `SELECT k.value AS clientKey, w.source_key AS cwin, r.person_id AS personId
     FROM json_each(:keys) k
     CROSS JOIN person_record r ON r.system = 'cws' AND r.source_key = k.value AND r.to_run IS NULL
     CROSS JOIN person_record w ON w.person_id = r.person_id AND w.system = 'calworks' AND w.to_run IS NULL`,
  ).all({ keys: keyList(wanted) });
  const decided = readDecidedPairs(store, runId).filter(({ clientKey }) => wanted.has(clientKey));
  const stateOf = new Map(decided.map(({ clientKey, cwin, state }) => [`${clientKey} ${cwin}`, state]));

  const tierOf = readTiers(store, runId, new Set(indexed.map(({ clientKey }) => clientKey)));
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

/** Pairs of a run that people decided as Same or Different. */
function readDecidedPairs(store: ReadStore, runId: number): readonly PairRow[] {
  return statement<PairRow>(
    store,
    `SELECT client_key AS clientKey, cwin, tier, state FROM match_pair
     WHERE run_id = :run AND queue IS NOT NULL AND state IN ('same', 'different')`,
  ).all({ run: runId });
}

/** Step of the cascade that linked a pair, by `<client key> <CWIN>`. */
function readTiers(
  store: ReadStore,
  runId: number,
  clientKeys: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const rows = statement<{ pair: string; tier: string }>(
    store,
    `SELECT p.client_key || ' ' || p.cwin AS pair, p.tier
     FROM json_each(:keys) k CROSS JOIN match_pair p ON p.run_id = :run AND p.client_key = k.value
     WHERE p.decision = 'link' OR p.state = 'same'`,
  ).all({ keys: keyList(clientKeys), run: runId });
  return new Map(rows.map(({ pair, tier }) => [pair, tier]));
}
