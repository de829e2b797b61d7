import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPersons } from '../../src/register/findPersons.ts';
import { personIdText, readPersonId } from '../../src/register/personId.ts';
import { soundex } from '../../src/register/soundKey.ts';
import { checkStateIds, stateIdFindingsAfter } from '../../src/register/stateIds.ts';
import { personKnown } from '../../src/register/personKnown.ts';
import { crosswalk } from '../../src/store/findPeople.ts';
import { knownNow } from '../../src/store/knowledge.ts';
import { indexCompleteness, stateIdsAfter } from '../../src/store/families.ts';
import { personOf } from '../../src/store/persons.ts';
import { matchedMonth, pair } from '../review/matchedMonth.ts';
import { importRows, type TestStore, testStore } from '../store/testStore.ts';

let test: TestStore;
const day = 20_000;

beforeAll(async () => {
  test = testStore();
  const { store } = test;
  await importRows(store, 'cws_other_name', '2026-09', [
    { client_key: '0Mother001', name_type: 'MAIDEN', first_name: 'GUADALUPE', last_name: 'QUINTERO' },
  ]);
  await importRows(store, 'cws_case', '2026-09', [
    { case_key: 'Case000001', client_key: '0Child0001', start_date: day, state_id: 'F-1' },
    {
      case_key: 'Case000002',
      client_key: '0Child0002',
      start_date: day,
      end_date: day + 90,
      state_id: 'F-1',
    },
    { case_key: 'Case000003', client_key: '0Child0003', start_date: day, state_id: 'F-2' },
  ]);
  await importRows(store, 'cws_component', '2026-09', [
    { case_key: 'Case000001', component: '1693', start_date: day },
  ]);
  await importRows(store, 'cws_relationship', '2026-09', [
    { client_key: '0Mother001', related_client_key: '0Child0001', relationship: '247' },
    { client_key: '0Child0002', related_client_key: '0Mother002', relationship: '291' },
  ]);
  await importRows(store, 'cw_case', '2026-09', [
    { case_number: '1B2K111', status: 'ACTIVE', status_date: day },
  ]);
  await importRows(store, 'cw_member', '2026-09', [
    {
      case_number: '1B2K111',
      person_number: '01',
      cwin: '000000001',
      role: 'PARENT',
      in_household: 1,
      aided: 0,
      start_date: day,
    },
  ]);
  await matchedMonth(store, '2026-09', {
    clients: [
      {
        client_key: '0Mother001',
        first_name: 'GUADALUPE',
        last_name: 'GARCIA LOPEZ',
        birth_date: 7000,
        ssn: '900011234',
        street: '1 ELM ST',
        zip: '92701',
      },
      { client_key: '0Mother002', first_name: 'ROSA', last_name: 'DE LA CRUZ', birth_date: 7100 },
      { client_key: '0Child0001', first_name: 'WILLIAM', last_name: 'GARCIA', birth_date: 16000 },
      { client_key: '0Child0002', first_name: 'ANA', last_name: 'GARCIA', birth_date: 16500 },
      {
        client_key: '0Child0003',
        first_name: 'SEALED',
        last_name: 'GARCIA',
        birth_date: 16600,
        sensitivity: 'R',
      },
    ],
    persons: [
      {
        cwin: '000000001',
        first_name: 'LUPE',
        last_name: 'GARCIA',
        birth_date: 7000,
        cin: '90000001A',
        frozen_cin: '90000002C',
      },
    ],
    pairs: [pair('0Mother001', '000000001', 'link')],
  });
});
afterAll(() => test.close());

const find = (text: string, more: object = {}) => findPersons(test.store, { text, ...more });
const known = (personId: number) => personKnown(test.store, personId, knownNow(test.store));
const child2 = () => personOf(test.store, 'cws', '0Child0002')!;
const mother = () => personOf(test.store, 'cws', '0Mother001')!;

describe('looking a person up', () => {
  it('finds by any identifier, in any of its forms', () => {
    const texts = [
      [personIdText(mother()), 'person_id'],
      ['0Mother001', 'cws_key'],
      ['000000001', 'cwin'],
      ['90000001A', 'cin'],
      ['90000002c', 'cin'],
      ['900-01-1234', 'ssn'],
      ['1B2K111', 'case_number'],
    ] as const;
    for (const [text, by] of texts) {
      expect(find(text).map((found) => [found.personId, found.by])).toEqual([[mother(), by]]);
    }
  });

  it('finds by a name that is shortened, misspelt, turned round, one of two, or an older one', () => {
    for (const text of [
      'Guadalupe Garcia',
      'Garcia, Lupe',
      'Lopez, Guadalupe',
      'Garzia Lupe',
      'Lupe Quintero',
    ]) {
      expect(find(text).map(({ personId }) => personId)).toContain(mother());
    }
    expect(find('Lupe Garcia')[0]?.personId).toBe(mother());
    expect(find('Dela Cruz, Rosa')[0]?.personId).toBe(personOf(test.store, 'cws', '0Mother002'));
    expect(find('Nobody Here')).toEqual([]);
  });

  it('puts those with the birth date first, and finds by it alone', () => {
    expect(find('Garcia', { birthDate: 16500 })[0]?.name?.firstName).toBe('ANA');
    expect(find('', { birthDate: 16000 }).map((found) => found.name?.firstName)).toEqual(['WILLIAM']);
  });

  it('reads on from the name just as it was typed to those that sound alike, until there are enough', () => {
    const ids = (text: string, limit: number) => find(text, { limit }).map(({ personId }) => personId);
    const all = ids('Ana Garcia', 20);
    expect(all).toEqual([child2(), ...all.slice(1)]);
    expect(ids('Ana Garcia', 1)).toEqual([child2()]);
    expect(ids('Anna Garzia', 1)).toEqual([child2()]);
    expect(find('Garcia', { limit: 2 })).toHaveLength(2);
  });

  it('takes a fifth off for another birth date', () => {
    const order = find('Ana Garcia', { birthDate: 16500 }).map(({ name, score }) => [name?.birthDate, score]);
    expect(order[0]).toEqual([16500, 1]);
    expect(find('Ana Garcia', { birthDate: 16501 })[0]?.score).toBeCloseTo(0.8);
  });

  it('leaves sealed people out unless asked for', () => {
    expect(find('Sealed Garcia').map((found) => found.name?.firstName)).not.toContain('SEALED');
    expect(find('Sealed Garcia', { restricted: true })[0]?.name?.firstName).toBe('SEALED');
    expect(find('0Child0003')).toEqual([]);
  });
});

describe('a person', () => {
  it('SLO-12: has every program of both systems with role and days', () => {
    const programs = known(mother()).participation.map(({ program, role, status, fromDay, toDay }) => [
      program,
      role,
      status,
      fromDay,
      toDay,
    ]);
    expect(programs).toEqual([
      ['CALWORKS', 'PARENT', 'IN HOUSEHOLD', day, null],
      ['CWS-CASE', 'BIRTH MOTHER', '', day, null],
    ]);
    const child = known(personOf(test.store, 'cws', '0Child0001')!).participation;
    expect(child.map(({ program, role }) => `${program} ${role}`)).toEqual([
      'CWS-CASE CHILD',
      'CWS-FM CHILD',
    ]);
  });

  it('has its addresses', () => {
    expect(known(mother()).addresses).toEqual([
      expect.objectContaining({
        system: 'cws',
        street: '1 ELM ST',
        zip: '92701',
        confidential: 0,
        toDay: null,
      }),
    ]);
  });

  it('SLO-5: stands in the crosswalk with every id but the SSN; sealed people do not', () => {
    const rows = [...crosswalk(test.store)];
    expect(
      rows
        .filter(({ personId }) => personId === mother())
        .map(({ type, value, status }) => [type, value, status]),
    ).toEqual([
      ['cin', '90000001A', 'active'],
      ['cin', '90000002C', 'frozen'],
      ['cwin', '000000001', 'active'],
      ['cws_key', '0Mother001', 'active'],
    ]);
    expect(rows.some(({ value }) => value === '0Child0003' || value === '900011234')).toBe(false);
  });

  it('has an id that reads back from any typing', () => {
    expect(personIdText(123)).toBe('P-000123');
    expect(['P-000123', 'p123', ' P-123 '].map(readPersonId)).toEqual([123, 123, 123]);
    expect(['123', 'P-0', 'PX1', ''].map(readPersonId)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('families', () => {
  it('SLO-3: a State ID whose children have different birth mothers is found, and one without a mother', () => {
    const [one, two] = [mother(), personOf(test.store, 'cws', '0Mother002')!];
    expect(checkStateIds(test.store, '2026-09')).toEqual([
      {
        stateId: 'F-1',
        problem: 'several_mothers',
        children: ['0Child0001', '0Child0002'],
        mothers: [personIdText(one), personIdText(two)],
        motherKeys: ['0Mother001', '0Mother002'],
      },
      { stateId: 'F-2', problem: 'no_mother', children: ['0Child0003'], mothers: [], motherKeys: [] },
    ]);
  });

  it('SLO-3: families are read on from a State ID, as far as a page takes, out of an index', () => {
    const page = (problem: 'several_mothers' | 'no_mother', after: string, limit = 1) =>
      stateIdFindingsAfter(test.store, '2026-09', problem, { after, limit }).map(({ stateId }) => stateId);
    expect(page('several_mothers', '')).toEqual(['F-1']);
    expect(page('several_mothers', 'F-1')).toEqual([]);
    expect(page('no_mother', '')).toEqual(['F-2']);
    expect(page('no_mother', 'F-1', 9)).toEqual(['F-2']);
    expect(stateIdsAfter(test.store, '2026-09', '', 1)).toEqual(['F-1']);
    expect(stateIdsAfter(test.store, '2026-09', 'F-1', 9)).toEqual(['F-2']);
    const plan = test.store.db
      .prepare<[], { detail: string }>(
        "EXPLAIN QUERY PLAN SELECT state_id FROM cws_case WHERE state_id > 'F-1' AND first_import <= 1",
      )
      .all();
    expect(plan.map(({ detail }) => detail).join()).toContain('cws_case_by_state_id');
  });

  it('SLO-4: every person of an active CalWORKs case is in the index', () => {
    expect(indexCompleteness(test.store, '2026-09')).toEqual({ active: 1, indexed: 1 });
  });
});

it('Soundex gives the published codes', () => {
  const codes = ['ROBERT', 'RUPERT', 'ASHCRAFT', 'TYMCZAK', 'PFISTER', 'HONEYMAN', 'LEE'].map(soundex);
  expect(codes).toEqual(['R163', 'R163', 'A261', 'T522', 'P236', 'H555', 'L000']);
});
