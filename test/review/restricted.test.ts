import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateIndex } from '../../src/register/updateIndex.ts';
import { decide, redoDecision, undoDecision } from '../../src/review/decide.ts';
import { openQuestions } from '../../src/store/facts/openQuestions.ts';
import { runOfMonth } from '../../src/store/matchRuns.ts';
import { pairByKey, type Queue, rivalPairs } from '../../src/store/pairs.ts';
import { pairsOfPerson } from '../../src/store/personView.ts';
import { personById, personOf } from '../../src/store/persons.ts';
import { carriedCounts, queueCounts, queuePage } from '../../src/store/queues.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { at, type TestStore, testStore, type Values } from '../store/testStore.ts';
import { client, clientKey, cwin, matchedMonth, pair, person } from './matchedMonth.ts';

let test: TestStore;
let store: WriteStore;
beforeEach(() => {
  test = testStore();
  store = test.store;
});
afterEach(() => test.close());

const [september, october] = ['2026-09', '2026-10'] as const;
const persons = [1, 2, 3, 4].map((n) => person(n));
const key = (n: number) => ({ clientKey: clientKey(n), cwin: cwin(n) });
const inQueue = (queue: Queue, month: string = september) =>
  queuePage(
    store,
    runOfMonth(store, month)!.runId,
    { queue, state: 'all', text: '', kind: '', sort: 'name' },
    '',
    100,
  ).map((row) => row.clientKey);
const month = (name: string, clients: readonly Values[]) =>
  matchedMonth(store, name, {
    clients,
    persons,
    pairs: [
      pair(clientKey(1), cwin(1), 'review'),
      pair(clientKey(2), cwin(2), 'review'),
      pair(clientKey(3), cwin(3), 'mismatch', { reasons: ['twins'] }),
      // sure, but of somebody whom only a person may join
      pair(clientKey(4), cwin(4), 'link', { reasons: ['to_confirm'] }),
      pair(clientKey(2), cwin(1), 'review'),
    ],
  });
const guarded: readonly Values[] = [
  client(1),
  client(2, { sensitivity: 'S' }),
  client(3, { adoption_status: 'A' }),
  client(4, { sensitivity: 'S' }),
];

describe('the restricted queue', () => {
  it('SCC-13: holds the pairs of sensitive and adopted clients, sure ones too; the general queues hold the others', async () => {
    const runId = await month(september, guarded);
    expect(inQueue('review')).toEqual([clientKey(1)]);
    expect(inQueue('mismatch')).toEqual([]);
    expect(inQueue('restricted').sort()).toEqual([2, 2, 3, 4].map(clientKey));
    expect(queueCounts(store, runId, 'restricted').todo).toBe(4);
    expect(carriedCounts(store, runId)).toMatchObject({ fresh: 1 });
    // the adopted client may be on a list, the sensitive ones may not
    expect(openQuestions(store, runId)).toBe(2);
    expect(rivalPairs(store, runId, key(1), false)).toEqual([]);
    expect(rivalPairs(store, runId, key(1), true).map((rival) => rival.clientKey)).toEqual([clientKey(2)]);
    expect(pairsOfPerson(store, runId, personOf(store, 'calworks', cwin(3))!)).toEqual([]);
  });

  it('SCC-13: joins only on a person’s word, and then the person is sensitive as a whole', async () => {
    const runId = await month(september, guarded);
    expect(personOf(store, 'cws', clientKey(4))).not.toBe(personOf(store, 'calworks', cwin(4)));
    decide(store, { ...key(4), month: september, verdict: 'same', at });
    updateIndex(store, runId, at);
    const joined = personOf(store, 'cws', clientKey(4))!;
    expect(personOf(store, 'calworks', cwin(4))).toBe(joined);
    expect(personById(store, joined)?.partition).toBe('sensitive');
  });

  it('SCC-13: has an undo of its own; the general undo never reaches into it', async () => {
    await month(september, guarded);
    decide(store, { ...key(1), month: september, verdict: 'same', at });
    decide(store, { ...key(2), month: september, verdict: 'different', at });
    expect(undoDecision(store, september, 'review', at)).toMatchObject(key(1));
    expect(undoDecision(store, september, 'review', at)).toBeUndefined();
    expect(undoDecision(store, september, 'restricted', at)).toMatchObject({ ...key(2), state: 'todo' });
    expect(redoDecision(store, september, 'restricted', at)).toMatchObject({ ...key(2), state: 'different' });
  });

  it('SCC-13: takes in a client who becomes sensitive, out of the queues of earlier months too, decisions and all', async () => {
    await month(september, [client(1), client(2), client(3), client(4)]);
    decide(store, { ...key(2), month: september, verdict: 'same', at });
    expect(inQueue('review')).toContain(clientKey(2));
    await month(october, [
      client(1, { sensitivity: 'R' }),
      client(2, { sensitivity: 'S' }),
      client(3),
      client(4),
    ]);
    expect(inQueue('review')).toEqual([clientKey(4)]);
    expect(inQueue('restricted').sort()).toEqual([clientKey(2), clientKey(2)]);
    const run = runOfMonth(store, october)!.runId;
    expect(pairByKey(store, run, key(2))?.entry).toMatchObject({
      queue: 'restricted',
      state: 'same',
      carried: 'carried',
    });
    // sealed: in no queue of any month
    for (const queue of ['review', 'mismatch', 'restricted'] as const) {
      for (const name of [september, october]) expect(inQueue(queue, name)).not.toContain(clientKey(1));
    }
    expect(undoDecision(store, september, 'review', at)).toBeUndefined();
  });

  it('SCC-13: gives a client back who is no longer sensitive', async () => {
    await month(september, guarded);
    decide(store, { ...key(2), month: september, verdict: 'different', at });
    await month(october, [client(1), client(2), client(3), client(4)]);
    const run = runOfMonth(store, october)!.runId;
    expect(pairByKey(store, run, key(2))?.entry).toMatchObject({ queue: 'review', state: 'different' });
  });
});
