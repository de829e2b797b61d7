import { newestDecisionEvent } from '../decisions.ts';
import type { Knowledge } from '../knowledge.ts';
import { type MatchRun, runById } from '../matchRuns.ts';
import { pairStatesAt } from '../pairStates.ts';
import { linksKnown, type PersonLink } from '../personLinks.ts';
import { rawStatement, statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, keyList } from './factSources.ts';
import type { ByKey, Keys } from './factReader.ts';
import type { Link } from './facts.ts';

interface DecidedPair {
  readonly clientKey: string;
  readonly cwin: string;
  readonly tier: string;
  readonly state: 'same' | 'different';
}

const order = (a: Link, b: Link): number => (a.cwin < b.cwin ? -1 : a.cwin > b.cwin ? 1 : 0);

/** Who was known to be in both systems, before it is asked by which step they were linked. */
export interface LinkIndex {
  /** By client key: everybody with a link, and some whose only one was decided Different. */
  readonly linked: ReadonlyMap<string, readonly PersonLink[]>;
  readonly decided: readonly DecidedPair[];
}

/**
 * Who of the clients is which person of cash aid: by the common client index, and by decisions of the run that are
 * newer than it, as far as they were known.
 */
export function readLinkIndex(store: ReadStore, runId: number, known: Knowledge): LinkIndex {
  const linked = new Map<string, PersonLink[]>();
  for (const link of linksKnown(store, known)) {
    const others = linked.get(link[0]);
    if (others === undefined) linked.set(link[0], [link]);
    else others.push(link);
  }
  const run = runById(store, runId);
  const decided = run === undefined ? [] : readDecidedPairs(store, run, known.lastDecision);
  for (const { clientKey } of decided) if (!linked.has(clientKey)) linked.set(clientKey, []);
  return { linked, decided };
}

/** The person of the index that a client in both systems is; undefined for others. */
export const personOfClient =
  ({ linked }: LinkIndex) =>
  (clientKey: string): number | undefined =>
    linked.get(clientKey)?.[0]?.[2];

/** A pair of a run that links or that people are asked about, with the step of the cascade that found it. */
export interface PairTier {
  readonly cwin: string;
  readonly tier: string;
  readonly isLink: boolean;
}

/**
 * The links of these clients. A pair decided Different is none, whatever the index says. By client key, ordered by CWIN.
 * `tiersOf` gives the run's pairs of clients, as `readTiers`.
 */
export function linksOf(
  { linked, decided: allDecided }: LinkIndex,
  clientKeys: Iterable<string>,
  tiersOf: (clientKeys: Keys) => ByKey<PairTier>,
): ReadonlyMap<string, readonly Link[]> {
  const wanted = new Set(clientKeys);
  const decided = allDecided.filter(({ clientKey }) => wanted.has(clientKey));
  const stateOf = new Map(decided.map(({ clientKey, cwin, state }) => [`${clientKey} ${cwin}`, state]));
  const indexed = [...wanted].flatMap((key) => linked.get(key) ?? []);

  const tiers = tiersOf(new Set(indexed.map(([clientKey]) => clientKey)));
  const links = new Map<string, Link>();
  for (const [clientKey, cwin, personId] of indexed) {
    const pair = `${clientKey} ${cwin}`;
    const state = stateOf.get(pair);
    if (state === 'different') continue;
    // of queued pairs only those decided Same have been linked by their step
    const found = tiers
      .get(clientKey)
      ?.find((each) => each.cwin === cwin && (each.isLink || state === 'same'));
    links.set(pair, { clientKey, cwin, personId, tier: found?.tier ?? null, decided: state === 'same' });
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

/** The pairs of these clients in a run that link or that people are asked about, by client key. */
export function readTiers(store: ReadStore, runId: number, clientKeys: Keys): ByKey<PairTier> {
  const rows = rawStatement<readonly [clientKey: string, cwin: string, tier: string, isLink: number]>(
    store,
    `SELECT p.client_key, p.cwin, p.tier, p.decision = 'link'
     FROM json_each(:keys) k CROSS JOIN match_pair p ON p.run_id = :run AND p.client_key = k.value
     WHERE p.decision = 'link' OR p.queue IS NOT NULL`,
  ).all({ keys: keyList(clientKeys), run: runId });
  return groupedBy(
    rows,
    ([clientKey]) => clientKey,
    ([, cwin, tier, isLink]) => ({ cwin, tier, isLink: isLink === 1 }),
  );
}
