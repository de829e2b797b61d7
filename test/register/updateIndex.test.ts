import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildIndex } from '../../src/register/rebuildIndex.ts';
import { bringIndexUp, updateIndex } from '../../src/register/updateIndex.ts';
import { decide, undoDecision } from '../../src/review/decide.ts';
import { eventsOf, personById, personOf } from '../../src/store/persons.ts';
import type { WriteStore } from '../../src/store/store.ts';
import type { FoundPair } from '../../src/store/pairs.ts';
import { client, clientKey, cwin, matchAgain, matchedMonth, pair, person } from '../review/matchedMonth.ts';
import { expectLinksOfRecords } from '../store/personLinks.ts';
import { at, importRows, type TestStore, testStore, type Values } from '../store/testStore.ts';

let test: TestStore;
let store: WriteStore;
beforeEach(() => {
  test = testStore();
  store = test.store;
});
afterEach(() => {
  expectLinksOfRecords(test.store);
  test.close();
});

const [september, october, november] = ['2026-09', '2026-10', '2026-11'] as const;
const link = (c: number, p: number): FoundPair => pair(clientKey(c), cwin(p), 'link');
const near = (c: number, p: number): FoundPair => pair(clientKey(c), cwin(p), 'review');
const month = (
  name: string,
  pairs: readonly FoundPair[],
  clients: readonly Values[] = [1, 2, 3].map((n) => client(n)),
  persons: readonly Values[] = [1, 2, 3].map((n) => person(n)),
) => matchedMonth(store, name, { clients, persons, pairs });
const of = (n: number) => ({
  cws: personOf(store, 'cws', clientKey(n)),
  calworks: personOf(store, 'calworks', cwin(n)),
});
const tables = ['person', 'person_record', 'external_id', 'person_event', 'index_update'];
const names = `SELECT system, source_key, name_type, first_name, last_name, birth_date, from_day, to_day FROM person_name
  ORDER BY system, source_key, name_type, last_name, from_day`;
const whole = () => [
  ...tables.map((table) => store.db.prepare(`SELECT * FROM ${table}`).all()),
  store.db.prepare(names).all(),
];

describe('person ids', () => {
  it('are one for linked records and survive the next months', async () => {
    await month(september, [link(1, 1), link(2, 2)]);
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
    expect(of(2)).toEqual({ cws: 2, calworks: 2 });
    expect(of(3)).toEqual({ cws: 3, calworks: 4 });
    await month(
      october,
      [link(1, 1), link(2, 2)],
      [client(3), client(2), client(1), client(7)],
      [person(2), person(9), person(1), person(3)],
    );
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
    expect(of(3)).toEqual({ cws: 3, calworks: 4 });
    expect(of(7).cws).toBe(5);
    expect(of(9).calworks).toBe(6);
  });

  it('are kept by a record that is missing for a month, with its links', async () => {
    await month(september, [link(1, 1)]);
    await month(october, [], [client(2), client(3)], [person(1), person(2), person(3)]);
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
    await month(november, [link(1, 1)]);
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
  });

  it('are the oldest when persons turn out to be one; the others forward to it', async () => {
    await month(september, []);
    expect([of(1).cws, of(1).calworks]).toEqual([1, 4]);
    await month(october, [link(1, 1)]);
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
    expect(personById(store, 4)).toMatchObject({ personId: 1 });
    expect(eventsOf(store, 4).map(({ kind }) => kind)).toEqual(['created', 'merged']);
  });

  it('come back when a merge is undone', async () => {
    const runId = await month(september, [near(1, 1)]);
    expect(of(1)).toEqual({ cws: 1, calworks: 4 });
    decide(store, { clientKey: clientKey(1), cwin: cwin(1), month: september, verdict: 'same', at });
    expect(updateIndex(store, runId, at)).toMatchObject({ merged: 1 });
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
    undoDecision(store, september, 'review', at);
    expect(updateIndex(store, runId, at)).toMatchObject({ split: 1 });
    expect(of(1)).toEqual({ cws: 1, calworks: 4 });
    expect(personById(store, 4)).toMatchObject({ personId: 4, forwardedTo: null });
    expect(eventsOf(store, 4).map(({ kind }) => kind)).toEqual(['created', 'merged', 'restored']);
  });

  it('are worked out again only when something was decided or matched since', async () => {
    const updates = () => store.db.prepare('SELECT count(*) FROM index_update').pluck().get();
    const runId = await month(september, [near(1, 1)]);
    const before = whole();
    expect(bringIndexUp(store, runId, at)).toBeUndefined();
    expect(whole()).toEqual(before);
    decide(store, { clientKey: clientKey(1), cwin: cwin(1), month: september, verdict: 'same', at });
    expect(bringIndexUp(store, runId, at)).toMatchObject({ merged: 1 });
    expect(bringIndexUp(store, runId, at)).toBeUndefined();
    undoDecision(store, september, 'review', at);
    expect(bringIndexUp(store, runId, at)).toMatchObject({ split: 1 });
    expect(updates()).toBe(3);
    expect(bringIndexUp(store, matchAgain(store, september, [link(1, 1)]), at)).toBeUndefined();
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
  });

  it('are new for what parts from a person and had no id before', async () => {
    await month(september, [link(1, 1)]);
    await month(october, []);
    expect(of(1)).toEqual({ cws: 1, calworks: 6 });
    expect(eventsOf(store, 6)[0]).toMatchObject({ kind: 'split', otherPerson: 1 });
  });

  it('follow a CalWORKs person to its new id (case 34)', async () => {
    await month(september, [link(1, 1)]);
    const moved = { ...person(1), cwin: 'CS0000001', former_cwin: cwin(1) };
    await month(october, [], undefined, [moved, person(2), person(3)]);
    expect(personOf(store, 'calworks', 'CS0000001')).toBe(1);
    expect(of(1)).toEqual({ cws: 1, calworks: 1 });
  });
});

describe('what is joined', () => {
  it('is never a pair decided Different, however roundabout the way', async () => {
    const duplicate = pair(clientKey(2), cwin(1), 'review');
    const runId = await month(september, [link(1, 1), duplicate, near(2, 2)]);
    decide(store, { clientKey: clientKey(2), cwin: cwin(1), month: september, verdict: 'same', at });
    updateIndex(store, runId, at);
    expect([of(1).cws, of(2).cws, of(1).calworks]).toEqual([1, 1, 1]);
    decide(store, { clientKey: clientKey(2), cwin: cwin(1), month: september, verdict: 'different', at });
    decide(store, { clientKey: clientKey(2), cwin: cwin(2), month: september, verdict: 'same', at });
    matchAgain(store, september, [link(1, 1), link(1, 2), near(2, 2)]);
    const [one, two] = [of(1), of(2)];
    expect(one.calworks).not.toBe(two.cws);
    expect(two.cws).toBe(two.calworks);
    expect(one.cws).toBe(one.calworks);
  });

  it('is nothing that people are still asked about', async () => {
    await month(september, [near(1, 1), pair(clientKey(2), cwin(2), 'mismatch')]);
    expect(of(1).cws).not.toBe(of(1).calworks);
    expect(of(2).cws).not.toBe(of(2).calworks);
  });

  it('is never a sealed record with an open one, and an adopted or sensitive one only on a person’s word (case 7)', async () => {
    const runId = await month(
      september,
      [link(1, 1), link(2, 2), near(3, 3)],
      [
        client(1, { sealed: 1, sensitivity: 'R' }),
        client(2, { adoption_status: 'A' }),
        client(3, { sensitivity: 'S' }),
      ],
    );
    decide(store, { clientKey: clientKey(3), cwin: cwin(3), month: september, verdict: 'same', at });
    updateIndex(store, runId, at);
    expect(of(1).cws).not.toBe(of(1).calworks);
    expect(of(2).cws).not.toBe(of(2).calworks);
    expect(of(3).cws).toBe(of(3).calworks);
    expect(personById(store, of(1).cws!)?.partition).toBe('sealed');
    expect(personById(store, of(1).calworks!)?.partition).toBe('open');
    expect(personById(store, of(3).cws!)?.partition).toBe('sensitive');
  });
});

describe('the index', () => {
  it('comes out the same when it is rebuilt from imports, runs and decisions', async () => {
    const first = await month(september, [link(1, 1), near(2, 2), pair(clientKey(3), cwin(1), 'mismatch')]);
    await importRows(store, 'cws_other_name', september, [
      { client_key: clientKey(1), name_type: 'AKA', last_name: 'PEREZ' },
    ]);
    decide(store, { clientKey: clientKey(2), cwin: cwin(2), month: september, verdict: 'same', at });
    updateIndex(store, first, at);
    undoDecision(store, september, 'review', at);
    updateIndex(store, first, at);
    decide(store, { clientKey: clientKey(2), cwin: cwin(2), month: september, verdict: 'same', at });
    decide(store, { clientKey: clientKey(3), cwin: cwin(1), month: september, verdict: 'different', at });
    matchAgain(store, september, [link(1, 1), link(2, 2)]);
    const moved = { ...person(1), cwin: 'CS0000001', former_cwin: cwin(1), cin: '90000001A' };
    await importRows(store, 'cws_other_name', october, []);
    const last = await month(
      october,
      [link(1, 1), link(3, 3)],
      [client(1, { last_name: 'NEW' }), client(3)],
      [moved, person(3)],
    );
    decide(store, { clientKey: clientKey(2), cwin: cwin(2), month: september, verdict: 'different', at });
    updateIndex(store, last, at);
    const before = whole();
    rebuildIndex(store);
    expect(whole()).toEqual(before);
  });

  it('is not touched when nothing changed', async () => {
    const runId = await month(september, [link(1, 1), near(2, 2)]);
    const before = whole().toSpliced(4, 1);
    expect(updateIndex(store, runId, at)).toMatchObject({
      created: 0,
      joined: 0,
      merged: 0,
      split: 0,
      persons: 5,
    });
    expect(whole().toSpliced(4, 1)).toEqual(before);
  });
});
