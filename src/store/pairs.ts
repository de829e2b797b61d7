import type { CivilDay } from '../domain/civilDate.ts';
import type { Month } from '../domain/month.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

export type PairDecision = 'link' | 'review' | 'mismatch' | 'none';
/** `restricted`: of sensitive and adopted clients, kept apart from the others (SCC-13). */
export type Queue = 'review' | 'mismatch' | 'restricted';
export type PairState = 'todo' | 'same' | 'different' | 'hold';
/** Carried from an earlier month as it was, with other data changed, or opened again because identity data changed. */
export type Carried = 'no' | 'carried' | 'carried_changed' | 'reopened';

/** A pair by its two records: CWS client key and CalWORKs person id. */
export interface PairKey {
  readonly clientKey: string;
  readonly cwin: string;
}

/** What the engine found about a pair. */
export interface FoundPair extends PairKey {
  readonly decision: PairDecision;
  /** Step of the cascade that settled it. */
  readonly tier: string;
  /** Blocking pass or rule that found it. */
  readonly rule: string;
  /** log2 Bayes factor, and probability with the prior. */
  readonly weight: number;
  readonly probability: number;
  /** Agreement level of each comparison of the plan. */
  readonly levels: Uint8Array;
  /** Bits of the weight that households added, and the level of their support plus one (0: not known). */
  readonly household: number;
  readonly support: number;
  /** Reason codes of why people are asked; the first is the kind that queues group by. */
  readonly reasons: readonly string[];
}

/** What queues show and sort a pair by. */
export interface QueueEntry {
  readonly queue: Queue;
  readonly kind: string;
  readonly state: PairState;
  readonly carried: Carried;
  /** First month in which the pair was raised. */
  readonly since: Month;
  /** Larger comes first. */
  readonly usefulness: number;
  readonly leftName: string;
  readonly rightName: string;
  readonly leftBirth: CivilDay | null;
  readonly rightBirth: CivilDay | null;
  /** 'LAST FIRST', normalised. */
  readonly leftSearch: string;
  readonly rightSearch: string;
}

/** A pair of a run as it is kept; `entry` only where people are asked about it. */
export interface StoredPair extends FoundPair {
  readonly pairId: number;
  readonly runId: number;
  readonly entry: QueueEntry | null;
}

interface PairRow {
  readonly pair_id: number;
  readonly run_id: number;
  readonly client_key: string;
  readonly cwin: string;
  readonly decision: PairDecision;
  readonly tier: string;
  readonly rule: string;
  readonly weight: number;
  readonly probability: number;
  readonly levels: Uint8Array;
  readonly household: number;
  readonly support: number;
  readonly reasons: string;
  readonly queue: Queue | null;
  readonly kind: string;
  readonly state: PairState;
  readonly carried: Carried;
  readonly since: Month;
  readonly turn: number;
  readonly left_name: string;
  readonly right_name: string;
  readonly left_birth: CivilDay | null;
  readonly right_birth: CivilDay | null;
  readonly left_search: string;
  readonly right_search: string;
}

function fromRow(row: PairRow): StoredPair {
  return {
    pairId: row.pair_id,
    runId: row.run_id,
    clientKey: row.client_key,
    cwin: row.cwin,
    decision: row.decision,
    tier: row.tier,
    rule: row.rule,
    weight: row.weight,
    probability: row.probability,
    levels: new Uint8Array(row.levels),
    household: row.household,
    support: row.support,
    reasons: row.reasons === '' ? [] : row.reasons.split(' '),
    entry:
      row.queue === null
        ? null
        : {
            queue: row.queue,
            kind: row.kind,
            state: row.state,
            carried: row.carried,
            since: row.since,
            usefulness: -row.turn,
            leftName: row.left_name,
            rightName: row.right_name,
            leftBirth: row.left_birth,
            rightBirth: row.right_birth,
            leftSearch: row.left_search,
            rightSearch: row.right_search,
          },
  };
}

/** Inserts pairs of a run; in the caller's transaction. */
export function pairInserter(
  store: WriteStore,
  runId: number,
): (pair: FoundPair, entry: QueueEntry | undefined) => void {
  const insert = statement(
    store,
    `INSERT INTO match_pair (run_id, client_key, cwin, decision, tier, rule, weight, probability, levels, household,
       support, reasons, queue, kind, state, carried, since, turn, left_name, right_name, left_birth, right_birth, left_search,
       right_search)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (pair, entry) => {
    insert.run(
      runId,
      pair.clientKey,
      pair.cwin,
      pair.decision,
      pair.tier,
      pair.rule,
      pair.weight,
      pair.probability,
      pair.levels,
      pair.household,
      pair.support,
      pair.reasons.join(' '),
      entry?.queue ?? null,
      entry?.kind ?? null,
      entry?.state ?? null,
      entry?.carried ?? null,
      entry?.since ?? null,
      entry === undefined ? null : -entry.usefulness,
      entry?.leftName ?? null,
      entry?.rightName ?? null,
      entry?.leftBirth ?? null,
      entry?.rightBirth ?? null,
      entry?.leftSearch ?? null,
      entry?.rightSearch ?? null,
    );
  };
}

/** SQL for "this client is sensitive or sealed by its newest record" (domain.md 3.3). */
export const isRestrictedClient = (clientKey: string): string =>
  `EXISTS (SELECT 1 FROM cws_client restricted WHERE restricted.client_key = ${clientKey}
     AND restricted.superseded_import IS NULL
     AND (coalesce(restricted.sensitivity, 'N') <> 'N' OR restricted.sealed = 1))`;

/**
 * Takes the pairs of clients who are sensitive by now out of the general queues of every month, and those of sealed
 * ones out of every queue; in the caller's transaction.
 */
export function keepApart(store: WriteStore): void {
  const move = (queue: 'restricted' | null, from: string, which: string): void => {
    statement(
      store,
      `UPDATE match_pair SET queue = :queue WHERE pair_id IN (
         SELECT p.pair_id FROM cws_client c CROSS JOIN match_run r CROSS JOIN match_pair p
           ON p.run_id = r.run_id AND p.client_key = c.client_key
         WHERE c.superseded_import IS NULL AND ${which} AND p.queue IN ${from})`,
    ).run({ queue });
  };
  move('restricted', "('review', 'mismatch')", "c.sensitivity = 'S' AND coalesce(c.sealed, 0) = 0");
  move(null, "('review', 'mismatch', 'restricted')", "(c.sensitivity = 'R' OR c.sealed = 1)");
}

export function pairByKey(
  store: ReadStore,
  runId: number,
  { clientKey, cwin }: PairKey,
): StoredPair | undefined {
  const row = statement<PairRow>(
    store,
    'SELECT * FROM match_pair WHERE run_id = ? AND client_key = ? AND cwin = ?',
  ).get(runId, clientKey, cwin);
  return row === undefined ? undefined : fromRow(row);
}

/**
 * Every pair of a run that one of a pair's two records is in, the pair itself left out, best first. Those of sensitive
 * and adopted clients only when `restricted` ones are asked for.
 */
export function rivalPairs(
  store: ReadStore,
  runId: number,
  { clientKey, cwin }: PairKey,
  restricted: boolean,
): readonly StoredPair[] {
  return statement<PairRow>(
    store,
    `SELECT * FROM (
       SELECT * FROM match_pair WHERE run_id = :run AND client_key = :client AND cwin <> :cwin
       UNION ALL
       SELECT * FROM match_pair WHERE run_id = :run AND cwin = :cwin AND client_key <> :client) p
     WHERE :restricted = 1 OR (coalesce(p.queue, '') <> 'restricted' AND NOT ${isRestrictedClient('p.client_key')})
     ORDER BY probability DESC, weight DESC, client_key, cwin LIMIT 50`,
  )
    .all({ run: runId, client: clientKey, cwin, restricted: restricted ? 1 : 0 })
    .map(fromRow);
}

/** Sets what the queues show as a pair's state; in the caller's transaction, with the decision that makes it so. */
export function setPairState(store: WriteStore, pairId: number, state: PairState): void {
  statement(store, 'UPDATE match_pair SET state = ? WHERE pair_id = ?').run(state, pairId);
}

/** Why and since when people are asked about a pair. */
export interface Raised {
  readonly since: Month;
  readonly reasons: readonly string[];
}

/** The queued pairs of a run, by `<client key>~<CWIN>`. */
export function raisedPairs(store: ReadStore, runId: number): ReadonlyMap<string, Raised> {
  const rows = statement<PairKey & { since: Month; reasons: string }>(
    store,
    'SELECT client_key AS clientKey, cwin, since, reasons FROM match_pair WHERE run_id = ? AND queue IS NOT NULL',
  ).all(runId);
  return new Map(
    rows.map(({ clientKey, cwin, since, reasons }) => [
      `${clientKey}~${cwin}`,
      { since, reasons: reasons === '' ? [] : reasons.split(' ') },
    ]),
  );
}

/** Links by the step of the cascade that made them, and how many persons of child welfare are linked. */
export function linkCounts(
  store: ReadStore,
  runId: number,
): {
  readonly byTier: readonly { readonly tier: string; readonly links: number }[];
  readonly persons: number;
} {
  const standing = `run_id = ? AND ((queue IS NULL AND decision = 'link') OR state = 'same')`;
  return {
    byTier: statement<{ tier: string; links: number }>(
      store,
      `SELECT CASE WHEN state = 'same' THEN 'decision' ELSE tier END AS tier, count(*) AS links FROM match_pair
       WHERE ${standing} GROUP BY 1 ORDER BY 1`,
    ).all(runId),
    persons: statement<{ persons: number }>(
      store,
      `SELECT count(DISTINCT client_key) AS persons FROM match_pair WHERE ${standing}`,
    ).get(runId)!.persons,
  };
}
