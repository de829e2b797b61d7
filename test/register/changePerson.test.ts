import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergePersons, splitRecord, undoMerge, undoPersonChange } from '../../src/register/changePerson.ts';
import { rebuildIndex } from '../../src/register/rebuildIndex.ts';
import { updateIndex } from '../../src/register/updateIndex.ts';
import { decide } from '../../src/review/decide.ts';
import { priorDecisions } from '../../src/review/priorDecisions.ts';
import { auditRows } from '../../src/store/audit.ts';
import { runOfMonth } from '../../src/store/matchRuns.ts';
import { type FoundPair, pairByKey } from '../../src/store/pairs.ts';
import { changesOfRecords } from '../../src/store/personChanges.ts';
import { eventsOf, personById, personOf } from '../../src/store/persons.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { client, clientKey, cwin, matchedMonth, pair, person } from '../review/matchedMonth.ts';
import { expectLinksOfRecords } from '../store/personLinks.ts';
import { at, type TestStore, testStore, type Values } from '../store/testStore.ts';

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

const [september, october] = ['2026-09', '2026-10'] as const;
const link = (c: number, p: number): FoundPair => pair(clientKey(c), cwin(p), 'link');
const near = (c: number, p: number): FoundPair => pair(clientKey(c), cwin(p), 'review');
const month = (
  name: string,
  pairs: readonly FoundPair[],
  more: { readonly clients?: readonly Values[]; readonly persons?: readonly Values[] } = {},
) =>
  matchedMonth(store, name, {
    clients: more.clients ?? [1, 2, 3].map((n) => client(n)),
    persons: more.persons ?? [1, 2, 3].map((n) => person(n)),
    pairs,
  });
const cws = (n: number) => ({ system: 'cws', sourceKey: clientKey(n) }) as const;
const aid = (n: number) => ({ system: 'calworks', sourceKey: cwin(n) }) as const;
const who = ({ system, sourceKey }: ReturnType<typeof cws> | ReturnType<typeof aid>) =>
  personOf(store, system, sourceKey)!;
const made = { note: 'seen in both files', at };
const stateOf = (c: number, p: number) =>
  pairByKey(store, runOfMonth(store, september)!.runId, { clientKey: clientKey(c), cwin: cwin(p) })?.entry
    ?.state;
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe('merging persons by hand', () => {
  it('SLO-12: makes two records of one system one person, the old id forwards, and undo gives it back', async () => {
    await month(september, [link(1, 1)]);
    const [one, two] = [who(cws(1)), who(cws(2))];
    expect(mergePersons(store, one, two, made)).toEqual([one]);
    expect([who(cws(2)), personById(store, two)?.personId]).toEqual([one, one]);
    const [change] = changesOfRecords(store, [cws(2)]);
    expect(change).toMatchObject({ action: 'join', note: 'seen in both files', undoneBy: null });
    expect(undoPersonChange(store, change!.changeId, at)).toEqual([one, two]);
    expect(personById(store, two)).toMatchObject({ personId: two, forwardedTo: null });
    expect(eventsOf(store, two).map(({ kind }) => kind)).toEqual(['created', 'merged', 'restored']);
    expect(() => undoPersonChange(store, change!.changeId, at)).toThrow(refusal('CHANGE_UNDONE'));
  });

  it('SLO-10: stands in the next months, and tells the matching', async () => {
    await month(september, []);
    const kept = mergePersons(store, who(cws(1)), who(aid(3)), made)[0]!;
    expect(priorDecisions(store, september).mustLink).toEqual([{ clientKey: clientKey(1), cwin: cwin(3) }]);
    const moved = { ...person(3), cwin: 'CS0000003', former_cwin: cwin(3) };
    await month(october, [], { persons: [person(1), person(2), moved] });
    expect(who(cws(1))).toBe(kept);
    expect(personOf(store, 'calworks', 'CS0000003')).toBe(kept);
    expect(priorDecisions(store, october).mustLink).toEqual([{ clientKey: clientKey(1), cwin: 'CS0000003' }]);
  });

  it('is refused for one person, nobody, a sealed person, and two who were decided different', async () => {
    const clients = [client(1), client(2, { sensitivity: 'R' }), client(3)];
    await month(september, [near(3, 3)], { clients });
    const one = who(cws(1));
    expect(() => mergePersons(store, one, one, made)).toThrow(refusal('SAME_PERSON'));
    expect(() => mergePersons(store, one, 999, made)).toThrow(refusal('PERSON_UNKNOWN'));
    expect(() => mergePersons(store, one, who(cws(2)), made)).toThrow(refusal('PERSON_UNKNOWN'));
    decide(store, { clientKey: clientKey(3), cwin: cwin(3), month: september, verdict: 'different', at });
    expect(() => mergePersons(store, who(cws(3)), who(aid(3)), made)).toThrow(refusal('DECIDED_APART'));
    mergePersons(store, one, who(cws(3)), made);
    // one is now kept apart by way of its other record
    expect(() => mergePersons(store, one, who(aid(3)), made)).toThrow(refusal('DECIDED_APART'));
    expect(changesOfRecords(store, [aid(3)])).toEqual([]);
  });
});

describe('taking a record out', () => {
  it('SLO-12: parts what the matching linked, for the next months too, and can be taken back', async () => {
    await month(september, [link(1, 1)]);
    const one = who(cws(1));
    const after = splitRecord(store, one, aid(1), made);
    expect(after).toEqual([one, who(aid(1))]);
    expect(who(aid(1))).not.toBe(one);
    expect(priorDecisions(store, september).mustNotLink).toEqual([
      { clientKey: clientKey(1), cwin: cwin(1) },
    ]);
    await month(october, [link(1, 1)]);
    expect([who(cws(1)), who(aid(1))]).toEqual(after);
    expect(undoPersonChange(store, changesOfRecords(store, [aid(1)])[0]!.changeId, at)).toEqual([one]);
    expect(who(aid(1))).toBe(one);
  });

  it('takes the decision Same back with it, and undo gives it back', async () => {
    const runId = await month(september, [near(1, 1)]);
    decide(store, { clientKey: clientKey(1), cwin: cwin(1), month: september, verdict: 'same', at });
    updateIndex(store, runId, at);
    const [one, former] = [who(cws(1)), 4];
    expect(splitRecord(store, one, aid(1), made)).toEqual([one, former]);
    expect(stateOf(1, 1)).toBe('todo');
    undoPersonChange(store, changesOfRecords(store, [cws(1)])[0]!.changeId, at);
    expect([who(aid(1)), stateOf(1, 1)]).toEqual([one, 'same']);
  });

  it('is refused for a person’s only record and for a record of somebody else', async () => {
    await month(september, [link(1, 1)]);
    expect(() => splitRecord(store, who(cws(2)), cws(2), made)).toThrow(refusal('ONLY_RECORD'));
    expect(() => splitRecord(store, who(cws(2)), cws(1), made)).toThrow(refusal('RECORD_ELSEWHERE'));
  });
});

describe('taking a merge back', () => {
  it('SLO-12: gives the old id back, whether the matching, a decision or a change merged', async () => {
    await month(september, [near(2, 2)]);
    const old = [1, 2, 3].map((n) => who(aid(n)));
    decide(store, { clientKey: clientKey(2), cwin: cwin(2), month: september, verdict: 'same', at });
    await month(october, [link(1, 1), near(2, 2)]);
    mergePersons(store, who(cws(3)), who(aid(3)), made);
    for (const n of [1, 2, 3]) {
      const person_ = who(cws(n));
      expect(personById(store, old[n - 1]!)?.personId).toBe(person_);
      expect(undoMerge(store, person_, old[n - 1]!, made)).toEqual([person_, old[n - 1]!]);
      expect(who(aid(n))).toBe(old[n - 1]);
      expect(() => undoMerge(store, person_, old[n - 1]!, made)).toThrow(refusal('NOT_MERGED'));
    }
    expect(
      changesOfRecords(store, [aid(3)]).map(({ action, undoneBy }) => [action, undoneBy === null]),
    ).toEqual([['join', false]]);
    expect(changesOfRecords(store, [aid(1)]).map(({ action }) => action)).toEqual(['part']);
  });

  it('leaves everything to be rebuilt, and noted in the audit log', async () => {
    await month(september, [link(1, 1)]);
    mergePersons(store, who(cws(1)), who(cws(2)), made);
    splitRecord(store, who(cws(1)), aid(1), made);
    undoPersonChange(store, 1, at);
    const whole = () =>
      ['person', 'person_record', 'person_event', 'index_update'].map((table) =>
        store.db.prepare(`SELECT * FROM ${table}`).all(),
      );
    const before = whole();
    rebuildIndex(store);
    expect(whole()).toEqual(before);
    expect(auditRows(store, Number.MAX_SAFE_INTEGER, 3).map(({ action }) => action)).toEqual([
      'person_change_undone',
      'person_split',
      'person_merged',
    ]);
    expect(() => store.db.exec('DELETE FROM person_change')).toThrow('append-only');
    expect(() => store.db.exec('UPDATE person_change_pair SET source_key = 1')).toThrow('append-only');
  });
});
