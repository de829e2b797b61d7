import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decide, redoDecision, undoDecision } from '../../src/review/decide.ts';
import { priorDecisions } from '../../src/review/priorDecisions.ts';
import { thenAndNow } from '../../src/review/thenAndNow.ts';
import { auditRows } from '../../src/store/audit.ts';
import { decisionHistory, standingDecision, type Verdict } from '../../src/store/decisions.ts';
import { runOfMonth } from '../../src/store/matchRuns.ts';
import { pairByKey } from '../../src/store/pairs.ts';
import { carriedCounts, queueCounts } from '../../src/store/queues.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { closeStore, openStoreFile } from '../../src/store/open.ts';
import { at, type TestStore, testStore } from '../store/testStore.ts';
import { client, clientKey, cwin, matchAgain, matchedMonth, pair, person } from './matchedMonth.ts';

const september = '2026-09';
const october = '2026-10';
const key = (n: number) => ({ clientKey: clientKey(n), cwin: cwin(n) });
const asked = [1, 2, 3].map((n) => pair(clientKey(n), cwin(n), n === 3 ? 'mismatch' : 'review'));
const people = {
  clients: [1, 2, 3].map((n) => client(n)),
  persons: [1, 2, 3].map((n) => person(n)),
  pairs: asked,
};

let test: TestStore;
let store: WriteStore;
beforeEach(async () => {
  test = testStore();
  store = test.store;
  await matchedMonth(store, september, people);
});
afterEach(() => test.close());

const answer = (n: number, verdict: Verdict, month = september) =>
  decide(store, { ...key(n), month, verdict, at });
const entry = (n: number, month = september) =>
  pairByKey(store, runOfMonth(store, month)!.runId, key(n))?.entry;

describe('a decision', () => {
  it('is kept as an event with its evidence, shown in the queue, and written to the audit log', () => {
    const decided = decide(store, {
      ...key(1),
      month: september,
      verdict: 'different',
      reason: 'twin_or_sibling',
      note: 'see case',
      scoreSeen: true,
      fieldsRevealed: ['ssn'],
      at,
    });
    expect(decided).toMatchObject({ queue: 'review', state: 'different', eventId: 1 });
    expect(entry(1)).toMatchObject({ state: 'different', carried: 'no', since: september });
    expect(decisionHistory(store, key(1))).toEqual([
      expect.objectContaining({
        verdict: 'different',
        reason: 'twin_or_sibling',
        note: 'see case',
        reviewer: 'A. Analyst',
        scoreSeen: true,
        fieldsRevealed: ['ssn'],
        undone: false,
        supersedes: null,
      }),
    ]);
    expect(auditRows(store, 1000, 1)[0]).toMatchObject({ action: 'decided', subject: 'decision 1' });
    expect(queueCounts(store, decided.runId, 'review')).toMatchObject({ todo: 1, different: 1, same: 0 });
  });

  it('survives closing and opening the store', () => {
    answer(1, 'same');
    closeStore(store);
    const again = openStoreFile(test.folder, test.dataKey, { reviewer: 'A. Analyst' });
    expect(standingDecision(again, key(1))?.verdict).toBe('same');
    closeStore(again);
  });

  it('replaces the one before it, which stays in the history', () => {
    answer(1, 'same');
    answer(1, 'different');
    expect(entry(1)?.state).toBe('different');
    expect(decisionHistory(store, key(1)).map(({ verdict, supersedes }) => [verdict, supersedes])).toEqual([
      ['different', 1],
      ['same', null],
    ]);
  });

  it('is refused for a pair that nobody is asked about, and nothing is written', () => {
    expect(() =>
      decide(store, { clientKey: clientKey(1), cwin: cwin(2), month: september, verdict: 'same', at }),
    ).toThrowError(expect.objectContaining({ code: 'PAIR_UNKNOWN' }) as Error);
    expect(() => decide(store, { ...key(1), month: october, verdict: 'same', at })).toThrowError(
      expect.objectContaining({ code: 'MONTH_NOT_MATCHED' }) as Error,
    );
    expect(decisionHistory(store, key(1))).toEqual([]);
  });
});

describe('undo and redo', () => {
  it('step back and forth through one reviewer’s decisions of a queue', () => {
    answer(1, 'same');
    answer(2, 'different');
    answer(3, 'hold');
    const undo = () => undoDecision(store, september, 'review', at);
    const redo = () => redoDecision(store, september, 'review', at);
    expect(undo()).toMatchObject({ ...key(2), state: 'todo' });
    expect(undo()).toMatchObject({ ...key(1), state: 'todo' });
    expect(undo()).toBeUndefined();
    expect(redo()).toMatchObject({ ...key(1), state: 'same' });
    expect(redo()).toMatchObject({ ...key(2), state: 'different' });
    expect(redo()).toBeUndefined();
    expect(entry(3)?.state).toBe('hold');
  });

  it('go back to the decision before, and a new decision ends what could be given back', () => {
    answer(1, 'same');
    answer(1, 'different');
    expect(undoDecision(store, september, 'review', at)?.state).toBe('same');
    answer(2, 'hold');
    expect(redoDecision(store, september, 'review', at)).toBeUndefined();
    expect(decisionHistory(store, key(1)).map(({ undone }) => undone)).toEqual([true, false]);
  });

  it('leave other reviewers’ decisions alone', () => {
    answer(1, 'same');
    const other: WriteStore = { ...store, reviewer: 'B. Reviewer' };
    expect(undoDecision(other, september, 'review', at)).toBeUndefined();
    expect(entry(1)?.state).toBe('same');
  });
});

describe('the next month', () => {
  const nextMonth = (change: Partial<typeof people> = {}) =>
    matchedMonth(store, october, {
      clients: people.clients.map((row) => ({ ...row })),
      persons: [...people.persons, person(9)],
      pairs: asked,
      ...change,
    });

  it('SLO-9, SLO-11: carries a decision whose evidence is the same', async () => {
    answer(1, 'same');
    answer(2, 'different');
    const runId = await nextMonth();
    expect(entry(1, october)).toMatchObject({ state: 'same', carried: 'carried', since: september });
    expect(entry(2, october)).toMatchObject({ state: 'different', carried: 'carried' });
    expect(entry(3, october)).toMatchObject({ state: 'todo', carried: 'no', since: september });
    expect(priorDecisions(store, october)).toMatchObject({ mustLink: [key(1)], mustNotLink: [key(2)] });
    expect(carriedCounts(store, runId)).toEqual({ carried: 2, reopened: 0, fresh: 0 });
  });

  it('SLO-9, SLO-11: carries it with a mark when only what does not identify changed', async () => {
    answer(1, 'same');
    await nextMonth({ persons: [person(1, { street: '1 NEW ST' }), person(2), person(3)] });
    expect(entry(1, october)).toMatchObject({ state: 'same', carried: 'carried_changed' });
    expect(priorDecisions(store, october).mustLink).toEqual([key(1)]);
  });

  it('SLO-9, SLO-11: opens it again, with then and now, when identity data changed', async () => {
    answer(1, 'same');
    await nextMonth({ persons: [person(1, { birth_date: 12_345 }), person(2), person(3)] });
    expect(entry(1, october)).toMatchObject({ state: 'todo', carried: 'reopened' });
    expect(priorDecisions(store, october).mustLink).toEqual([]);
    expect(thenAndNow(store, standingDecision(store, key(1))!, runOfMonth(store, october)!, key(1))).toEqual([
      { side: 'right', field: 'birth_date', before: 10_001, now: 12_345 },
    ]);
    answer(1, 'different', october);
    expect(entry(1, october)).toMatchObject({ state: 'different' });
    expect(undoDecision(store, october, 'review', at)?.state).toBe('todo');
  });

  it('SLO-11: keeps a decided pair in sight when the engine no longer finds it', async () => {
    answer(1, 'same');
    await nextMonth({ pairs: [] });
    expect(entry(1, october)).toMatchObject({ state: 'same', carried: 'carried' });
    expect(entry(2, october)).toBeUndefined();
  });

  it('SLO-10, SLO-11: follows a person to a new id (case 34)', async () => {
    answer(1, 'different');
    const moved = { ...person(1), cwin: 'CS0000001', former_cwin: cwin(1) };
    await nextMonth({ persons: [moved, person(2), person(3)], pairs: [] });
    const run = runOfMonth(store, october)!;
    const pairNow = pairByKey(store, run.runId, { clientKey: clientKey(1), cwin: 'CS0000001' });
    expect(pairNow?.entry).toMatchObject({ state: 'different', carried: 'carried_changed' });
    expect(priorDecisions(store, october).mustNotLink).toEqual([
      { clientKey: clientKey(1), cwin: 'CS0000001' },
    ]);
  });

  it('SLO-9, SLO-11: sleeps while a record is missing from the extracts, and wakes when it is back', async () => {
    answer(1, 'same');
    await nextMonth({ persons: [person(2), person(3)], pairs: [] });
    expect(priorDecisions(store, october).all).toEqual([]);
    await matchedMonth(store, '2026-11', { ...people, persons: [...people.persons, person(8)] });
    expect(entry(1, '2026-11')).toMatchObject({ state: 'same', carried: 'carried' });
  });

  it('SLO-11: keeps what was decided when the same month is matched again', () => {
    answer(1, 'same');
    matchAgain(store, september, asked);
    expect(entry(1)).toMatchObject({ state: 'same', carried: 'no', since: september });
  });
});
