import type {
  Api,
  ApiEvent,
  Failure,
  Input,
  MethodName,
  Output,
} from '../../../src/app/contract/contract.ts';
import { mismatchOutcomes } from '../../../src/app/contract/answers.ts';
import type { JobView } from '../../../src/app/contract/shapes.ts';
import { emptyMonth, fullMonth, someFindings } from './fakeMonth.ts';
import {
  fakeListRow,
  fakeListView,
  fakeLookBack,
  fakeMoments,
  fakeRowsSelected,
  fakeSeries,
} from './fakeLists.ts';
import { fakeIntake } from './fakeIntake.ts';
import { fakePersons } from './fakePersons.ts';
import { fakeQueue } from './fakeQueue.ts';
import { pairOfKey, revealed } from './madeUpPairs.ts';
import { mixed } from './madeUpPeople.ts';
import type { Scenario } from './scenario.ts';

/** What the made-up project can answer; a method that no screen under test asks need not be played. */
type Answers = { readonly [M in MethodName]?: (input: Input<M>) => Output<M> };

const PAGE = 200;
const WRONG_PASSPHRASE: Failure = {
  code: 'WRONG_PASSPHRASE',
  message:
    'The passphrase does not open this store. Nothing was changed. Check the keyboard layout and Caps Lock.',
  ref: '',
};

const notPlayed: Failure = {
  code: 'NOT_PLAYED',
  message: 'The made-up project does not play this method.',
  ref: '',
};

/** A refusal that the fake gives where the engine would. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * A whole made-up project in memory behind the same door as the engine: for the gallery and for browser tests of
 * the window alone. Never part of the product bundle.
 */
export function fakeApi(scenario: Scenario): Api {
  const month = '2026-10';
  const listeners = new Set<(event: ApiEvent) => void>();
  const review = fakeQueue('review', scenario.nearMatches, scenario.decided);
  const mismatches = fakeQueue('mismatch', scenario.mismatches, Math.min(scenario.decided, 14));
  const restricted = fakeQueue('restricted', scenario.empty ? 0 : 9, 2);
  const queues = { review, mismatch: mismatches, restricted };
  const queueOf = (key: string) => queues[pairOfKey(key).queue];
  let restrictedOpen = false;
  const restrictedState = (): Output<'restricted.state'> => {
    const { kinds: _kinds, ...counts } = restricted.counts();
    return { open: restrictedOpen, ...counts };
  };
  let locked = scenario.locked;
  let listState = scenario.listState;
  let jobs = 0;
  const running = new Map<string, ReturnType<typeof setInterval>>();
  const emit = (event: ApiEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const start = (kind: JobView['kind'], labels: readonly string[], onDone: () => void): { jobId: string } => {
    const jobId = `job-${++jobs}`;
    let done = 0;
    const total = labels.length * 10;
    const tell = (state: JobView['state']): void => {
      const label = labels[Math.min(labels.length - 1, Math.floor(done / 10))] ?? '';
      emit({ type: 'job', job: { jobId, kind, month, state, label, done, total, error: null } });
    };
    const timer = setInterval(() => {
      done++;
      if (done < total) {
        tell('running');
        return;
      }
      clearInterval(timer);
      running.delete(jobId);
      onDone();
      tell('done');
    }, 25);
    running.set(jobId, timer);
    return { jobId };
  };

  const state = (): Output<'project.state'> => ({
    locked,
    problem: null,
    name: 'Demo county',
    county: locked ? '' : 'San Luis Obispo',
    synthetic: true,
    reviewer: locked ? '' : 'R. Alvarez',
    months: scenario.empty ? [] : ['2026-08', '2026-09', month],
    month: scenario.empty ? null : month,
    version: '0.1.0',
  });
  const listView = (of: string): Output<'lists.publish'> =>
    fakeListView(of, scenario.listRows, listState, review.counts().todo + mismatches.counts().todo);
  const columns = listView(month).columns;

  const answers: Answers = {
    'project.state': () => state(),
    'project.unlock': ({ passphrase }) => {
      if (passphrase !== 'made up people only') throw new Refusal(WRONG_PASSPHRASE);
      locked = false;
      return state();
    },
    'project.lock': () => {
      locked = true;
      emit({ type: 'locked' });
      return state();
    },
    'month.overview': (input) => {
      if (scenario.empty || input.month > month) return emptyMonth(input.month);
      const [near, mismatch] = [review.counts(), mismatches.counts()];
      const list = listView(input.month);
      return fullMonth(
        input.month,
        {
          nearMatches: near.todo,
          mismatches: mismatch.todo,
          holds: near.hold + mismatch.hold,
          restricted: restricted.counts().todo,
        },
        {
          same: near.same + mismatch.same,
          different: near.different + mismatch.different,
          hold: near.hold + mismatch.hold,
        },
        [
          {
            listId: list.listId,
            title: list.title,
            state: list.state,
            rows: list.rows,
            changes: list.changes,
          },
        ],
      );
    },
    ...fakeIntake(scenario, start),
    ...fakePersons(scenario, () => emit({ type: 'changed', topics: ['persons'] })),
    'imports.findings': () => ({ rows: [...someFindings], next: null }),
    'imports.start': () =>
      start('import', ['Reading CWS clients', 'Reading CalWORKs persons', 'Storing'], () => undefined),
    'match.start': () =>
      start('match', ['Comparing identifiers', 'Scoring pairs', 'Assigning'], () => undefined),
    'jobs.list': () => ({ jobs: [] }),
    'jobs.cancel': ({ jobId }) => {
      clearInterval(running.get(jobId));
      running.delete(jobId);
      emit({
        type: 'job',
        job: { jobId, kind: 'match', month, state: 'cancelled', label: '', done: 0, total: 0, error: null },
      });
      return { cancelled: true, kind: 'match' };
    },
    'review.pages': (filter) => review.pages(filter),
    'review.page': (filter) => review.page(filter),
    'mismatches.pages': (filter) => mismatches.pages(filter),
    'mismatches.page': (filter) => mismatches.page(filter),
    'restricted.pages': (filter) => restricted.pages(filter),
    'restricted.page': (filter) => restricted.page(filter),
    'restricted.state': () => restrictedState(),
    'restricted.open': ({ open }) => {
      restrictedOpen = open;
      return restrictedState();
    },
    'review.pair': ({ pairKey, month: of }) => queueOf(pairKey).pair(pairOfKey(pairKey).index, of),
    'review.score': ({ pairKey }) => ({
      weight: 9.4,
      probability: 0.9985,
      tier: 'Scored',
      rule:
        mixed(pairOfKey(pairKey).index) % 2 === 0
          ? 'between the two thresholds'
          : 'above the lower threshold',
      bars: [
        { label: 'Prior', words: 'two records drawn at random', weight: -13.2 },
        { label: 'Surname', words: 'equal, common', weight: 6.1 },
        { label: 'First name', words: 'equal', weight: 6.8 },
        { label: 'Birth date', words: 'month and day swapped', weight: -2.1 },
        { label: 'SSN', words: 'equal', weight: 11.8 },
      ],
    }),
    'review.decide': ({ pairKey, verdict, reason, note }) =>
      queueOf(pairKey).decide(pairKey, verdict, { reason: reason ?? null, outcome: null, note: note ?? '' }),
    'mismatches.resolve': ({ pairKey, outcome, note }) =>
      mismatches.decide(pairKey, mismatchOutcomes.find((each) => each.code === outcome)?.verdict ?? 'hold', {
        reason: null,
        outcome,
        note: note ?? '',
      }),
    'review.undo': ({ queue }) => queues[queue].undo(),
    'review.redo': ({ queue }) => queues[queue].redo(),
    'identifiers.reveal': ({ pairKey }) => {
      const side = (which: 'left' | 'right') => {
        const text = revealed(pairOfKey(pairKey).index, which);
        return { text, masked: false, runs: [{ text, differs: false }] };
      };
      return { left: side('left'), right: side('right') };
    },
    'lists.all': (input) => ({
      lists: scenario.empty
        ? [{ ...listView(input.month), state: 'none', rows: 0 }]
        : [listView(input.month)],
    }),
    'lists.pages': (filter) => {
      const found = fakeRowsSelected(scenario.listRows, filter, columns);
      const starts: string[] = [];
      for (let at = 0; at < found.length; at += PAGE) starts.push(String(at));
      return { total: found.length, pageSize: PAGE, starts };
    },
    'lists.page': (filter) => {
      const found = fakeRowsSelected(scenario.listRows, filter, columns);
      const from = Number(filter.start);
      return { rows: found.slice(from, from + PAGE).map(fakeListRow) };
    },
    'lists.row': ({ rowId }) => ({
      rowId,
      reasons: [
        'Named as parent on the court family maintenance plan since 5 Mar 2026.',
        'Active in CalWORKs since 14 Jan 2026, role: parent.',
        'The involved child lives in the household.',
      ],
      link: { tier: 'CIN', words: 'Both records carry the same CIN; name and birth date support it.' },
      details: [
        { label: 'Service', text: 'Family maintenance, court ordered' },
        { label: 'CWS office', text: 'North county' },
        { label: 'Link since', text: 'August 2026' },
      ],
    }),
    'lists.moments': () => ({ moments: scenario.empty ? [] : [...fakeMoments] }),
    'lists.lookBack': ({ knownAt, asOf, month: of }) =>
      fakeLookBack(fakeListView(of, scenario.listRows, 'draft', 0), knownAt, asOf ?? null),
    'lists.prepare': () =>
      start('lists', ['Reading facts', 'Evaluating'], () => {
        listState = 'draft';
      }),
    'lists.publish': (input) => {
      listState = 'published';
      return listView(input.month);
    },
    'lists.export': ({ format, knownAt, asOf }) => ({
      fileName:
        typeof knownAt === 'string'
          ? `mutual-clients-la-2026-10-as-known-2026-11-05t153000z${typeof asOf === 'string' ? `-as-of-${asOf}` : ''}.${format}`
          : `mutual-clients-la-2026-10-v1.${format}`,
      folder: 'exports',
      rows: scenario.listRows,
      sha256: '4f1c2c7e1f0b8a6d9e3f5a7b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d',
    }),
    'outcomes.series': ({ release }) =>
      fakeSeries(month, scenario.empty ? 0 : scenario.points, release ?? false),
  };

  return {
    async call(method, input) {
      if (scenario.silent.some((part) => method.startsWith(part))) return new Promise(() => undefined);
      if (scenario.failing.some((part) => method.startsWith(part))) {
        return {
          ok: false,
          error: {
            code: 'STORE_DAMAGED',
            message:
              'A page of the store could not be read. The store was left untouched. Restore the newest backup.',
            ref: 'E-000123',
          },
        };
      }
      try {
        const answer = answers[method];
        if (answer === undefined) throw new Refusal(notPlayed);
        return { ok: true, value: answer(input) };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, error: error.failure };
        throw error;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pickFolder: () => Promise.resolve({ grant: 'made-up-grant', name: 'extracts-2026-10' }),
  };
}
