import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CivilDay } from '../../src/domain/civilDate.ts';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { personKnown } from '../../src/register/personKnown.ts';
import {
  readAidStatuses,
  readCaseMembers,
  readHomeless,
  readMemberships,
} from '../../src/store/facts/aidCases.ts';
import { readAidPersonRecords } from '../../src/store/facts/aidPersons.ts';
import { type FactSources, factSources } from '../../src/store/facts/factSources.ts';
import {
  readComponents,
  readOpenCases,
  readParticipants,
  readReferrals,
  readReferredChildren,
  readVoluntary,
} from '../../src/store/facts/involvements.ts';
import { newestWorkers, readAidWorkers, readAssignedWorkers } from '../../src/store/facts/workers.ts';
import { knownAt, knownNow } from '../../src/store/knowledge.ts';
import { personOf } from '../../src/store/persons.ts';
import { participationKnown } from '../../src/store/recordsKnown.ts';
import type { ReadStore } from '../../src/store/store.ts';
import { writeImport } from '../../src/store/writeImport.ts';
import { client, clientKey, cwin, matchAgain, person } from '../review/matchedMonth.ts';
import { batches, batchOf, importRows, metaOf, type TestStore, testStore, type Values } from './testStore.ts';

const month = '2026-10';
const always = { since: 0, day: 99_999 };
const caseKey = 'Case000001';
const aidCase = '1B00001';
type Days = readonly (readonly [from: CivilDay, to: CivilDay | null])[];
const days = (rows: Iterable<{ readonly from: CivilDay; readonly to: CivilDay | null }> | undefined): Days =>
  [...(rows ?? [])].map(({ from, to }) => [from, to]);

interface Episodes {
  readonly what: string;
  readonly kind: ExtractKindName;
  row(from: CivilDay, to: CivilDay | null): Values;
  /** Days of the episodes as lists and measures read them. */
  read(store: ReadStore, sources: FactSources): Days;
}

/** Everything that the store keeps as half-open days, and how it is read. */
const kinds: readonly Episodes[] = [
  {
    what: 'cases',
    kind: 'cws_case',
    row: (from, to) => ({ case_key: caseKey, client_key: clientKey(1), start_date: from, end_date: to }),
    read: (store, sources) => days(readOpenCases(store, sources, always)),
  },
  {
    what: 'referrals',
    kind: 'cws_referral',
    row: (from, to) => ({
      referral_key: 'Refe000001',
      client_key: clientKey(1),
      received_date: from,
      closed_date: to,
    }),
    read: (store, sources) =>
      days(
        readReferrals(
          store,
          readReferredChildren(store, sources, always).map(({ recordId }) => recordId),
        ).map(([, referral]) => referral),
      ),
  },
  {
    what: 'service components',
    kind: 'cws_component',
    row: (from, to) => ({ case_key: caseKey, component: '1693', start_date: from, end_date: to }),
    read: (store, sources) => days(readComponents(store, sources, [caseKey]).get(caseKey)),
  },
  {
    what: 'voluntary status',
    kind: 'cws_voluntary',
    row: (from, to) => ({ case_key: caseKey, voluntary: 1, start_date: from, end_date: to }),
    read: (store, sources) => days(readVoluntary(store, sources, [caseKey]).get(caseKey)),
  },
  {
    what: 'plan participants',
    kind: 'cws_participant',
    row: (from, to) => ({
      case_key: caseKey,
      client_key: clientKey(1),
      plan_role: 'PARENT',
      start_date: from,
      end_date: to,
    }),
    read: (store, sources) => days(readParticipants(store, sources, [caseKey]).get(caseKey)),
  },
  {
    what: 'placements',
    kind: 'cws_placement',
    row: (from, to) => ({
      placement_key: 'Plac000001',
      client_key: clientKey(1),
      removal_date: from,
      start_date: from,
      end_date: to,
    }),
    read: (store, { known }) =>
      participationKnown(store, [{ system: 'cws', sourceKey: clientKey(1) }], known)
        .filter(({ goneDay }) => goneDay === null)
        .map(({ fromDay, toDay }) => [fromDay, toDay]),
  },
  {
    what: 'social workers',
    kind: 'cws_assignment',
    row: (from, to) => ({
      case_key: caseKey,
      worker_id: 'S1',
      worker_name: `${from} ${to}`,
      assignment: 'PRIMARY',
      start_date: from,
      end_date: to,
    }),
    read: (store, sources) => {
      const window = { since: 110, day: 110 };
      const name = newestWorkers(readAssignedWorkers(store, sources, [caseKey], window)).get(caseKey)?.name;
      return name === undefined
        ? []
        : [[Number(name.split(' ')[0]), name.endsWith('null') ? null : Number(name.split(' ')[1])]];
    },
  },
  {
    what: 'aid statuses',
    kind: 'cw_case',
    row: (from, to) => ({ case_number: aidCase, status: 'ACTIVE', status_date: from, status_end_date: to }),
    read: (store, sources) => days(readAidStatuses(store, sources, [aidCase], always).get(aidCase)),
  },
  {
    what: 'household membership',
    kind: 'cw_member',
    row: (from, to) => ({
      case_number: aidCase,
      person_number: '01',
      cwin: cwin(1),
      in_household: 1,
      aided: 0,
      start_date: from,
      end_date: to,
    }),
    read: (store, sources) => days(readCaseMembers(store, sources, [aidCase], always).get(aidCase)),
  },
  {
    what: 'assistance unit membership',
    kind: 'cw_member',
    row: (from, to) => ({
      case_number: aidCase,
      person_number: '01',
      cwin: cwin(1),
      in_household: 1,
      aided: 1,
      start_date: from,
      end_date: to,
    }),
    read: (store, sources) => days(readMemberships(store, sources, [cwin(1)], always).get(cwin(1))),
  },
  {
    what: 'Welfare-to-Work statuses',
    kind: 'cw_wtw',
    row: (from, to) => ({ cwin: cwin(1), status: 'SANCTION', start_date: from, end_date: to }),
    read: (store, sources) => days(readAidPersonRecords(store, sources, [cwin(1)]).get(cwin(1))?.[0]?.work),
  },
  {
    what: 'clock readings',
    kind: 'cw_clock',
    row: (from, to) => ({ cwin: cwin(1), as_of_date: from, months_used: to ?? 0, months_limit: 60 }),
    read: (store, sources) =>
      (readAidPersonRecords(store, sources, [cwin(1)]).get(cwin(1))?.[0]?.clocks ?? []).map(
        ({ asOf, used }) => [asOf, used === 0 ? null : used],
      ),
  },
  {
    what: 'homelessness',
    kind: 'cw_homeless',
    row: (from, to) => ({ case_number: aidCase, basis: 'INDICATOR', start_date: from, end_date: to }),
    read: (store, sources) => days(readHomeless(store, sources, [aidCase]).get(aidCase)),
  },
  {
    what: 'cash aid workers',
    kind: 'cw_worker',
    row: (from, to) => ({ worker_id: 'W1', worker_name: `${from} ${to}` }),
    read: (store, sources) => {
      const name = readAidWorkers(store, sources).get('W1')?.name;
      return name === undefined
        ? []
        : [[Number(name.split(' ')[0]), name.endsWith('null') ? null : Number(name.split(' ')[1])]];
    },
  },
];

let test: TestStore;
let minute: number;
const tick = (): string => new Date(Date.UTC(2026, 10, 5, 10, ++minute)).toISOString();
beforeEach(async () => {
  test = testStore();
  minute = 0;
  await importRows(test.store, 'cws_client', month, [client(1)]);
  await importRows(test.store, 'cw_person', month, [person(1)]);
});
afterEach(() => test.close());

const bring = async (kind: ExtractKindName, rows: readonly Values[]): Promise<string> => {
  const importedAt = tick();
  await writeImport(test.store, metaOf(kind, month, { importedAt }), batches(batchOf(kind, rows)));
  return importedAt;
};

describe('episodes that later extracts correct', () => {
  it.each(kinds)('SLO-12, OCM-9: $what', async ({ kind, row, read }) => {
    const { store } = test;
    const steps: readonly (readonly [rows: readonly Values[], now: Days])[] = [
      [[row(100, null)], [[100, null]]],
      // it ended after all
      [[row(100, 150)], [[100, 150]]],
      // it had never been
      [[], []],
      // it had been, and began earlier
      [[row(80, 150)], [[80, 150]]],
      [[row(80, null)], [[80, null]]],
    ];
    const then: (readonly [at: string, known: Days])[] = [];
    for (const [rows, now] of steps) {
      then.push([await bring(kind, rows), now]);
      expect(read(store, factSources(store, month)), `after ${then.length}`).toEqual(now);
    }
    for (const [at, known] of then) {
      expect(read(store, factSources(store, month, knownAt(store, at)))).toEqual(known);
    }
  });
});

describe('a person as known on an earlier day', () => {
  it('SLO-12: programs taken back are marked, and stand as they did when they were known', async () => {
    const { store } = test;
    const component = kinds.find(({ kind }) => kind === 'cws_component')!;
    const first = await bring('cws_case', [kinds[0]!.row(50, null)]);
    const second = await bring('cws_component', [component.row(100, null)]);
    matchAgain(store, month, [], tick());
    const matched = tick();
    await bring('cws_component', [component.row(90, null)]);
    const personId = personOf(store, 'cws', clientKey(1))!;
    const programs = (at: string | null) =>
      personKnown(store, personId, at === null ? knownNow(store) : knownAt(store, at)).participation.map(
        ({ program, fromDay, goneDay }) => [program, fromDay, goneDay !== null],
      );
    expect(programs(null)).toEqual([
      ['CWS-FM', 100, true],
      ['CWS-FM', 90, false],
      ['CWS-CASE', 50, false],
    ]);
    expect(programs(matched)).toEqual([
      ['CWS-FM', 100, false],
      ['CWS-CASE', 50, false],
    ]);
    // before the month was matched the index knew nobody
    expect(programs(second)).toEqual([]);
    expect(programs(first)).toEqual([]);
  });

  it('SLO-12: names, ids and addresses are those of the files imported by then', async () => {
    const { store } = test;
    matchAgain(store, month, [], tick());
    const before = tick();
    await bring('cws_client', [
      client(1, { last_name: 'LOPEZ', ssn: '900011234', cin: '90000001A', street: '1 ELM ST', zip: '93401' }),
    ]);
    await bring('cws_other_name', [
      { client_key: clientKey(1), name_type: 'MAIDEN', first_name: 'MARIA', last_name: 'GARCIAA' },
    ]);
    const personId = personOf(store, 'cws', clientKey(1))!;
    const now = personKnown(store, personId, knownNow(store));
    expect(now.names.map(({ nameType, lastName, toDay }) => [nameType, lastName, toDay === null])).toEqual([
      ['CURRENT', 'LOPEZ', true],
      ['MAIDEN', 'GARCIAA', true],
      ['CURRENT', 'GARCIAA', false],
    ]);
    expect(now.identifiers.map(({ type }) => type)).toEqual(['cws_key', 'cin', 'ssn']);
    expect(now.addresses).toHaveLength(1);
    const then = personKnown(store, personId, knownAt(store, before));
    expect(then.names.map(({ lastName, toDay }) => [lastName, toDay])).toEqual([['GARCIAA', null]]);
    expect(then.identifiers.map(({ type }) => type)).toEqual(['cws_key']);
    expect(then.addresses).toEqual([]);
  });
});
