import type { Output } from '../../../src/app/contract/contract.ts';
import type { PairDetail, QueueCounts, Saved } from '../../../src/app/contract/review.ts';
import type { PairState, Verdict } from '../../../src/app/contract/shapes.ts';
import type { QueueName } from '../../session/view.ts';
import { kindsOf, pairDetailOf, pairKeyOf, pairOfKey, queueRowOf } from './madeUpPairs.ts';

const PAGE = 100;
const SAVED_AT = '2026-11-05T14:02:11Z';

interface Filter {
  readonly month: string;
  readonly state: PairState | 'all';
  readonly text?: string | undefined;
  readonly kind?: string | undefined;
}

interface Event {
  readonly index: number;
  readonly before: PairState;
  readonly after: Verdict;
  readonly past: PairDetail['history'][number];
}

/** One queue in memory: pairs by number, decisions as events, undo and redo. */
export interface FakeQueue {
  pages(filter: Filter): Output<'review.pages'>;
  page(filter: Filter & { readonly start: string }): Output<'review.page'>;
  pair(index: number, month: string): PairDetail;
  decide(
    key: string,
    after: Verdict,
    details: Pick<PairDetail['history'][number], 'reason' | 'outcome' | 'note'>,
  ): Saved;
  undo(): Saved | null;
  redo(): Saved | null;
  counts(): QueueCounts;
}

export function fakeQueue(queue: QueueName, total: number, decidedBefore: number): FakeQueue {
  const kinds = kindsOf(queue);
  const states = new Map<number, PairState>();
  const verdicts = ['same', 'same', 'different', 'same', 'hold'] as const;
  for (let index = total; index < total + decidedBefore; index++) {
    states.set(index, verdicts[index % verdicts.length] ?? 'same');
  }
  const all = total + decidedBefore;
  const done: Event[] = [];
  const undone: Event[] = [];
  const past = new Map<number, PairDetail['history'][number][]>();
  const stateAt = (index: number): PairState => states.get(index) ?? 'todo';

  const matches = (index: number, filter: Filter): boolean => {
    if (filter.state !== 'all' && stateAt(index) !== filter.state) return false;
    const text = filter.text ?? '';
    const kind = filter.kind ?? '';
    if (text === '' && kind === '') return true;
    const row = queueRowOf(queue, index, 'todo', filter.month);
    if (kind !== '' && row.kind !== kind) return false;
    return `${row.leftName} ${row.rightName}`.toLowerCase().includes(text.toLowerCase());
  };
  const selected = (filter: Filter): readonly number[] => {
    const found: number[] = [];
    for (let index = 0; index < all; index++) if (matches(index, filter)) found.push(index);
    return found;
  };
  const tally = (state: PairState): number => [...states.values()].filter((each) => each === state).length;
  const counts = (): QueueCounts => {
    const decided = tally('same') + tally('different') + tally('hold');
    const todo = all - decided;
    return {
      todo,
      same: tally('same'),
      different: tally('different'),
      hold: tally('hold'),
      kinds: kinds.map(({ kind, title }, at) => ({
        kind,
        title,
        pairs: Math.floor(todo / kinds.length) + (at < todo % kinds.length ? 1 : 0),
      })),
    };
  };
  const saved = (index: number): Saved => ({
    pairKey: pairKeyOf(queue, index),
    state: stateAt(index),
    savedAt: SAVED_AT,
    counts: counts(),
  });

  return {
    pages: (filter) => {
      const found = selected(filter);
      const starts: string[] = [];
      for (let at = 0; at < found.length; at += PAGE) starts.push(pairKeyOf(queue, found[at] ?? 0));
      return { total: found.length, pageSize: PAGE, starts, counts: counts() };
    },
    page: ({ start, ...filter }) => {
      const rows = [];
      for (let index = pairOfKey(start).index; index < all && rows.length < PAGE; index++) {
        if (matches(index, filter)) rows.push(queueRowOf(queue, index, stateAt(index), filter.month));
      }
      return { rows };
    },
    pair: (index, month) => pairDetailOf(queue, index, stateAt(index), past.get(index) ?? [], month),
    decide: (key, after, details) => {
      const { index } = pairOfKey(key);
      const event: Event = {
        index,
        before: stateAt(index),
        after,
        past: {
          eventId: done.length + 1,
          verdict: after,
          ...details,
          reviewer: 'R. Alvarez',
          at: SAVED_AT,
          undone: false,
        },
      };
      done.push(event);
      undone.length = 0;
      states.set(index, after);
      past.set(index, [event.past, ...(past.get(index) ?? [])]);
      return saved(index);
    },
    undo: () => {
      const event = done.pop();
      if (event === undefined) return null;
      undone.push(event);
      if (event.before === 'todo') states.delete(event.index);
      else states.set(event.index, event.before);
      past.set(
        event.index,
        (past.get(event.index) ?? []).map((each) => (each === event.past ? { ...each, undone: true } : each)),
      );
      return saved(event.index);
    },
    redo: () => {
      const event = undone.pop();
      if (event === undefined) return null;
      done.push(event);
      states.set(event.index, event.after);
      past.set(event.index, [event.past, ...(past.get(event.index) ?? []).slice(1)]);
      return saved(event.index);
    },
    counts,
  };
}
