import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { lookBack } from '../../src/lists/lookBack.ts';
import { prepareList } from '../../src/lists/prepare.ts';
import { publishList } from '../../src/lists/publish.ts';
import { rebuildIndex } from '../../src/register/rebuildIndex.ts';
import { updateIndex } from '../../src/register/updateIndex.ts';
import { decide, undoDecision } from '../../src/review/decide.ts';
import { listRows } from '../../src/store/lists.ts';
import type { FoundPair } from '../../src/store/pairs.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { undoImport } from '../../src/store/undoImport.ts';
import { writeImport } from '../../src/store/writeImport.ts';
import { matchAgain, pair } from '../review/matchedMonth.ts';
import { batches, batchOf, metaOf, type TestStore, testStore, type Values } from '../store/testStore.ts';

const [september, october, november] = ['2026-09', '2026-10', '2026-11'] as const;
const opened = 20_000;
const families = [1, 2, 3, 4];
const keyOf = (who: string, n: number): string => `${who}${String(n).padStart(10 - who.length, '0')}`;
const cwinOf = (n: number): string => String(n).padStart(9, '0');

let test: TestStore;
let store: WriteStore;
let minute: number;
/** Every step has a minute of its own. */
const tick = (): string => new Date(Date.UTC(2026, 10, 5, 10, ++minute)).toISOString();

beforeEach(() => {
  test = testStore();
  store = test.store;
  minute = 0;
});
afterEach(() => test.close());

async function bring(kind: ExtractKindName, month: string, rows: readonly Values[]) {
  const meta = metaOf(kind, month, { importedAt: tick() });
  const [record] = await writeImport(store, meta, batches(batchOf(kind, rows)));
  return record!;
}

type Change = (n: number) => Values;
const nothing: Change = () => ({});
const extracts: Readonly<Record<string, (n: number) => readonly Values[]>> = {
  cws_client: (n) => [
    { client_key: keyOf('Parent', n), first_name: 'MARIA', last_name: `GARCIA${n}`, birth_date: 7_000 + n },
    { client_key: keyOf('Child', n), first_name: 'ANA', last_name: `GARCIA${n}`, birth_date: 17_000 + n },
  ],
  cws_case: (n) => [
    {
      case_key: keyOf('Case', n),
      client_key: keyOf('Child', n),
      start_date: opened,
      responsible_agency: 'C',
      county_entity: '1097',
      limited_access: 'N',
      incoming_icpc: 0,
    },
  ],
  cws_component: (n) => [{ case_key: keyOf('Case', n), component: '1693', start_date: opened }],
  cws_voluntary: (n) => [{ case_key: keyOf('Case', n), voluntary: 0, start_date: opened }],
  cws_participant: (n) => [
    {
      case_key: keyOf('Case', n),
      client_key: keyOf('Parent', n),
      plan_role: 'PARENT',
      start_date: opened,
    },
  ],
  cw_person: (n) => [
    { cwin: cwinOf(n), first_name: 'MARIA', last_name: `GARCIA${n}`, birth_date: 7_000 + n },
  ],
  cw_case: (n) => [{ case_number: `1B0000${n}`, status: 'ACTIVE', status_date: opened, worker_id: 'W1' }],
  cw_member: (n) => [
    {
      case_number: `1B0000${n}`,
      person_number: '01',
      cwin: cwinOf(n),
      role: 'PARENT',
      in_household: 1,
      aided: 1,
      start_date: opened,
    },
  ],
};

/** Imports a kind for all families; a family is left out when its change is null. */
const file = (kind: ExtractKindName, month: string, change: (n: number) => Values | null = nothing) =>
  bring(
    kind,
    month,
    families.flatMap((n) => {
      const values = change(n);
      return values === null ? [] : extracts[kind]!(n).map((row) => ({ ...row, ...values }));
    }),
  );
const wholeMonth = async (month: string): Promise<void> => {
  for (const kind of Object.keys(extracts)) await file(kind as ExtractKindName, month);
};
const link = (n: number): FoundPair => pair(keyOf('Parent', n), cwinOf(n), 'link', { tier: 'cin' });
const near = (n: number): FoundPair => pair(keyOf('Parent', n), cwinOf(n), 'review');
const say = (n: number, verdict: 'same' | 'different', month: string): void =>
  void decide(store, { clientKey: keyOf('Parent', n), cwin: cwinOf(n), month, verdict, at: tick() });

/** Prepares and publishes; gives when. */
const publish = (month: string, runId: number) => {
  updateIndex(store, runId, tick());
  prepareList(store, { listId: 'LA-Mutual', month, at: tick() });
  return publishList(store, { listId: 'LA-Mutual', month, acceptOpenQuestions: true, at: tick() });
};
const back = (month: string, knownAt: string) => lookBack(store, { listId: 'LA-Mutual', month, knownAt });
const people = (rows: readonly { readonly cwin: string | null; readonly change: string }[]) =>
  rows.map(({ cwin, change }) => `${cwin} ${change}`);

describe('a list as known on an earlier day', () => {
  it('LA-2, OCM-4: known on its day of publication it is the published list, whatever came later', async () => {
    await wholeMonth(september);
    const first = publish(
      september,
      matchAgain(store, september, [link(1), link(2), near(3), near(4)], tick()),
    );
    await wholeMonth(october);
    const run = matchAgain(store, october, [link(1), link(2), near(3), near(4)], tick());
    say(3, 'same', october);
    const second = publish(october, run);
    expect(people([...listRows(store, second.listRunId)])).toEqual([
      '000000001 continuing',
      '000000002 continuing',
      '000000003 new',
    ]);

    // corrected files of the same month, a decision taken back, another made, the month matched again, the next month
    await file('cw_member', october, (n) => (n === 1 ? { end_date: opened + 30 } : n === 2 ? null : {}));
    await file('cws_component', october, (n) => (n === 3 ? { start_date: opened - 60 } : {}));
    await file('cws_case', october, (n) => (n === 4 ? { end_date: opened + 10 } : {}));
    await file('cw_person', october, (n) => (n === 1 ? { last_name: 'GARCIA LOPEZ' } : {}));
    undoDecision(store, october, 'review', tick());
    say(4, 'same', october);
    const again = matchAgain(store, october, [link(1), link(2), near(3), near(4)], tick());
    await wholeMonth(november);
    matchAgain(store, november, [link(1), link(3), near(4)], tick());
    updateIndex(store, again, tick());
    prepareList(store, { listId: 'LA-Mutual', month: september, at: tick() });

    for (const list of [first, second]) {
      const { rows, run: evaluated, published } = back(list.month, list.publishedAt!);
      const frozen = [...listRows(store, list.listRunId)];
      expect(rows).toEqual(frozen);
      expect(evaluated.sources).toEqual(list.sources);
      expect(evaluated.counts).toEqual(list.counts);
      expect(evaluated.excluded).toEqual(list.excluded);
      expect(published).toMatchObject({
        version: 1,
        same: frozen.length,
        different: 0,
        onlyPublished: 0,
        onlyNow: 0,
      });
    }
    rebuildIndex(store);
    expect(back(october, second.publishedAt!).rows).toEqual([...listRows(store, second.listRunId)]);

    // the month as it is known now
    const now = back(october, tick());
    expect(people(now.rows)).toEqual(['000000001 ended', '000000002 ended']);
    expect(now.published).toMatchObject({ same: 0, onlyNow: 0, different: 2, onlyPublished: 1 });
  });

  it('tells what is known from what holds: the same moment, as of two days', async () => {
    await wholeMonth(october);
    publish(october, matchAgain(store, october, [link(1), link(2)], tick()));
    const moment = tick();
    const asOf = (day: number) =>
      lookBack(store, { listId: 'LA-Mutual', month: october, knownAt: moment, day }).rows.length;
    expect(asOf(opened)).toBe(2);
    expect(asOf(opened - 1)).toBe(0);
    await file('cw_member', october, () => ({ start_date: opened + 5 }));
    expect(asOf(opened)).toBe(2);
    expect(
      lookBack(store, { listId: 'LA-Mutual', month: october, knownAt: tick(), day: opened }).rows,
    ).toEqual([]);
  });

  it('says so when nothing was known yet, or the month had not been matched', async () => {
    await wholeMonth(october);
    expect(() => back(october, '2026-11-01T00:00:00.000Z')).toThrow(
      expect.objectContaining({ code: 'NOT_KNOWN_THEN' }),
    );
    const before = tick();
    matchAgain(store, october, [link(1)], tick());
    expect(() => back(october, before)).toThrow(expect.objectContaining({ code: 'NOT_MATCHED' }));
  });
});

describe('what a published list rests on', () => {
  it('is not taken out again: an import that it read stays', async () => {
    await wholeMonth(october);
    const run = matchAgain(store, october, [link(1)], tick());
    const late = await file('cw_member', october, (n) => (n === 1 ? { aided: 0 } : {}));
    publish(october, run);
    expect(() => undoImport(store, late.importId, tick())).toThrow(
      expect.objectContaining({ code: 'IMPORT_IN_USE' }),
    );
    const unread = await file('cw_member', october);
    undoImport(store, unread.importId, tick());
  });

  it('has to be what is there now: a draft from before an import or another index is prepared again', async () => {
    await wholeMonth(october);
    const run = matchAgain(store, october, [link(1), near(2)], tick());
    const prepare = () => prepareList(store, { listId: 'LA-Mutual', month: october, at: tick() });
    const tryToPublish = () =>
      publishList(store, { listId: 'LA-Mutual', month: october, acceptOpenQuestions: true, at: tick() });
    prepare();
    await file('cw_member', october, (n) => (n === 1 ? { aided: 0 } : {}));
    expect(tryToPublish).toThrow(/extracts have been imported/);
    say(2, 'same', october);
    prepare();
    updateIndex(store, run, tick());
    expect(tryToPublish).toThrow(/index has changed/);
    prepare();
    expect(tryToPublish().state).toBe('published');
  });
});
