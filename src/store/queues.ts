import type { CivilDay } from '../domain/civilDate.ts';
import type { Month } from '../domain/month.ts';
import { normaliseName } from '../domain/names.ts';
import type { Carried, PairKey, PairState, Queue } from './pairs.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

export interface QueueFilter {
  readonly queue: Queue;
  readonly state: PairState | 'all';
  /** Only pairs in which a word of a name begins with this, on either side; empty = any. */
  readonly text: string;
  /** Only pairs raised for this reason; empty = any. */
  readonly kind: string;
  readonly sort: 'useful' | 'name' | 'oldest';
}

export interface QueueRow extends PairKey {
  readonly leftName: string;
  readonly rightName: string;
  readonly leftBirth: CivilDay | null;
  readonly rightBirth: CivilDay | null;
  readonly kind: string;
  readonly reasons: readonly string[];
  readonly state: PairState;
  readonly carried: Carried;
  readonly since: Month;
}

export interface QueuePages {
  readonly total: number;
  readonly pageSize: number;
  /** The key that starts each page. */
  readonly starts: readonly string[];
}

export interface QueueCounts {
  readonly todo: number;
  readonly same: number;
  readonly different: number;
  readonly hold: number;
  /** Pairs by kind among those that the state filter lets through, most first. */
  readonly kinds: readonly { readonly kind: string; readonly pairs: number }[];
}

/** Column that each order goes by, upwards, and its index; ties go by pair id. */
const orders = {
  useful: { column: 'turn', index: 'match_pair_useful' },
  name: { column: 'left_search', index: 'match_pair_name' },
  oldest: { column: 'since', index: 'match_pair_oldest' },
} as const;

/**
 * What a filter asks of the table, for one order. A name is looked for at the beginning of any word of 'LAST FIRST';
 * the name index holds everything that such a search and any order need.
 */
function asked(runId: number, { queue, state, text, kind, sort }: QueueFilter) {
  const word = normaliseName(text);
  const conditions = ['run_id = :run', 'queue = :queue'];
  if (state !== 'all') conditions.push('state = :state');
  if (kind !== '') conditions.push('kind = :kind');
  if (word !== '') {
    conditions.push(
      "(instr(' ' || left_search, ' ' || :word) > 0 OR instr(' ' || right_search, ' ' || :word) > 0)",
    );
  }
  const { column, index } = orders[sort];
  const from = `match_pair INDEXED BY ${word === '' ? index : 'match_pair_name'} WHERE ${conditions.join(' AND ')}`;
  const keys = `SELECT ${column}, pair_id FROM ${from}`;
  return {
    column,
    from,
    /** Keys from the first on, and from a key on, in order; two ranges of the index, because ties may be many. */
    all: `${keys} ORDER BY 1, 2`,
    onwards: `${keys} AND ${column} = :value AND pair_id >= :pairId
      UNION ALL ${keys} AND ${column} > :value ORDER BY 1, 2`,
    bindings: { run: runId, queue, state, kind, word },
    searching: word !== '',
  };
}

/** Where a queue can be entered: the total and the key that starts each page. */
export function queuePages(store: ReadStore, runId: number, filter: QueueFilter, pageSize = 100): QueuePages {
  const { from, all, onwards, bindings, searching } = asked(runId, filter);
  const total = statement<{ total: number }>(store, `SELECT count(*) AS total FROM ${from}`).get(
    bindings,
  )!.total;
  const starts: PageKey[] = [];
  if (searching) {
    const keys = statement<PageKey>(store, all).raw().all(bindings);
    for (let at = 0; at < keys.length; at += pageSize) starts.push(keys[at]!);
  } else {
    // from start to start along the index, which is several times faster than numbering every row
    const next = statement<PageKey>(store, `${onwards} LIMIT 1 OFFSET :pageSize`).raw();
    let start = statement<PageKey>(store, `${all} LIMIT 1`).raw().get(bindings);
    while (start !== undefined) {
      starts.push(start);
      start = next.get({ ...bindings, value: start[0], pairId: start[1], pageSize });
    }
  }
  return { total, pageSize, starts: starts.map((key) => JSON.stringify(key)) };
}

/** The page that starts at a key given by `queuePages`; a key that cannot be read gives the first page. */
export function queuePage(
  store: ReadStore,
  runId: number,
  filter: QueueFilter,
  start: string,
  pageSize = 100,
): readonly QueueRow[] {
  const { column, all, onwards, bindings } = asked(runId, filter);
  const key = readKey(start);
  const rows = statement<Omit<QueueRow, 'reasons'> & { reasons: string }>(
    store,
    `SELECT client_key AS clientKey, cwin, left_name AS leftName, right_name AS rightName, left_birth AS leftBirth,
       right_birth AS rightBirth, kind, reasons, state, carried, since
     FROM match_pair
     WHERE pair_id IN (SELECT pair_id FROM (${key === undefined ? all : onwards} LIMIT :pageSize))
     ORDER BY ${column}, pair_id`,
  ).all({ ...bindings, ...key, pageSize });
  return rows.map((row) => ({ ...row, reasons: row.reasons === '' ? [] : row.reasons.split(' ') }));
}

export function queueCounts(
  store: ReadStore,
  runId: number,
  queue: Queue,
  state: PairState | 'all' = 'all',
): QueueCounts {
  const rows = statement<{ state: PairState; kind: string; pairs: number }>(
    store,
    `SELECT state, kind, count(*) AS pairs FROM match_pair WHERE run_id = ? AND queue = ?
     GROUP BY state, kind ORDER BY state, kind`,
  ).all(runId, queue);
  const counts = { todo: 0, same: 0, different: 0, hold: 0 };
  const kinds = new Map<string, number>();
  for (const row of rows) {
    counts[row.state] += row.pairs;
    if (state === 'all' || state === row.state) kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + row.pairs);
  }
  return {
    ...counts,
    kinds: [...kinds]
      .map(([kind, pairs]) => ({ kind, pairs }))
      .sort((a, b) => b.pairs - a.pairs || (a.kind < b.kind ? -1 : 1)),
  };
}

/** Pairs of a run in the general queues by how they came from the month before: carried, opened again, or raised for the first time. */
export function carriedCounts(
  store: ReadStore,
  runId: number,
): { readonly carried: number; readonly reopened: number; readonly fresh: number } {
  return statement<{ carried: number; reopened: number; fresh: number }>(
    store,
    `SELECT count(*) FILTER (WHERE carried IN ('carried', 'carried_changed')) AS carried,
       count(*) FILTER (WHERE carried = 'reopened') AS reopened,
       count(*) FILTER (WHERE carried = 'no' AND since = (SELECT month FROM match_run WHERE run_id = :run)) AS fresh
     FROM match_pair WHERE run_id = :run AND queue IN ('review', 'mismatch')`,
  ).get({ run: runId })!;
}

/** The key that a page starts at: the value it is ordered by, and the pair. */
type PageKey = readonly [value: string | number, pairId: number];

function readKey(start: string): { readonly value: string | number; readonly pairId: number } | undefined {
  try {
    const [value, pairId] = JSON.parse(start) as readonly unknown[];
    if ((typeof value === 'string' || typeof value === 'number') && typeof pairId === 'number')
      return { value, pairId };
  } catch {
    // a cursor from another order or made by hand
  }
  return undefined;
}
