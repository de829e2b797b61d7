import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditRows } from '../../src/store/audit.ts';
import { rowsInImport, rowsKnownAt } from '../../src/store/extractRows.ts';
import {
  allImports,
  findingsPage,
  type ImportRecord,
  headerOf,
  importedMonths,
  newestImport,
} from '../../src/store/imports.ts';
import { provenance, rowsAsRead } from '../../src/store/rawRows.ts';
import { columnFindingsPage } from '../../src/store/behindQuality.ts';
import { transaction } from '../../src/store/transaction.ts';
import { undoImport } from '../../src/store/undoImport.ts';
import { writeImport } from '../../src/store/writeImport.ts';
import {
  at,
  batches,
  batchOf,
  importRows,
  metaOf,
  type TestStore,
  testStore,
  type Values,
} from './testStore.ts';

let test: TestStore;
beforeEach(() => {
  test = testStore();
});
afterEach(() => test.close());

const worker = (id: string, office = 'North'): Values => ({ worker_id: id, office });
const idsIn = (importId: number): readonly unknown[] =>
  [...rowsInImport(test.store, 'cw_worker', importId, ['worker_id'])]
    .map(([id]) => String(id))
    .toSorted((a, b) => (a < b ? -1 : 1));
const everything = () => test.store.db.prepare('SELECT * FROM cw_worker ORDER BY record_id').all();

describe('an import', () => {
  it('keeps each row as a version: fresh, unchanged, changed, absent, and back again', async () => {
    const { store } = test;
    const first = await importRows(store, 'cw_worker', '2026-09', [worker('W1'), worker('W2'), worker('W3')]);
    expect(first).toMatchObject({ read: 3, imported: 3, fresh: 3, changed: 0, unchanged: 0, absent: 0 });
    const second = await importRows(store, 'cw_worker', '2026-10', [
      worker('W1'),
      worker('W2', 'South'),
      worker('W4'),
    ]);
    expect(second).toMatchObject({ fresh: 1, changed: 1, unchanged: 1, absent: 1 });
    const third = await importRows(store, 'cw_worker', '2026-11', [worker('W1'), worker('W3')]);
    expect(third).toMatchObject({ fresh: 0, changed: 1, unchanged: 1, absent: 2 });

    expect(idsIn(first.importId)).toEqual(['W1', 'W2', 'W3']);
    expect(idsIn(second.importId)).toEqual(['W1', 'W2', 'W4']);
    expect(idsIn(third.importId)).toEqual(['W1', 'W3']);
    const office = (importId: number) =>
      rowsKnownAt(store, 'cw_worker', 'worker_id', 'W2', importId)[0]?.['office'];
    expect([office(first.importId), office(second.importId), office(third.importId)]).toEqual([
      'North',
      'South',
      'South',
    ]);
    expect(importedMonths(store)).toEqual(['2026-09', '2026-10', '2026-11']);
    expect(newestImport(store, 'cw_worker', '2026-10')?.importId).toBe(second.importId);
  });

  it('keeps the row as it was read, with file and line', async () => {
    const { store } = test;
    const rows = Array.from({ length: 2500 }, (_, index) => worker(`W${index}`, `Office ${index} “ä”`));
    await importRows(store, 'cw_worker', '2026-09', rows);
    const raw = (recordId: number) => provenance(store, 'cw_worker', recordId);
    expect(raw(1)).toMatchObject({ fileName: 'cw_worker-2026-09.csv', line: 2 });
    expect(raw(2345)).toMatchObject({ line: 2346, raw: batchOf('cw_worker', [rows[2344]!]).rows[0]!.raw });
    expect(raw(2501)).toBeUndefined();
  });

  it('leaves the store as it was when reading fails in the middle, and lets others write afterwards', async () => {
    const { store } = test;
    await importRows(store, 'cw_worker', '2026-09', [worker('W1')]);
    const before = everything();
    async function* failing() {
      yield batchOf('cw_worker', [worker('W1', 'East'), worker('W2')]);
      throw new Error('the share went away');
    }
    await expect(writeImport(store, metaOf('cw_worker', '2026-10'), failing())).rejects.toThrow('share');
    expect(everything()).toEqual(before);
    expect(allImports(store)).toHaveLength(1);
    expect(await importRows(store, 'cw_worker', '2026-10', [worker('W1')])).toMatchObject({ unchanged: 1 });
  });

  it('stops on the signal and leaves the store as it was', async () => {
    const { store } = test;
    const stop = new AbortController();
    async function* endless() {
      for (let n = 0; ; n++) {
        yield batchOf('cw_worker', [worker(`W${n}`)]);
        if (n === 3) stop.abort();
      }
    }
    await expect(
      writeImport(store, metaOf('cw_worker', '2026-09'), endless(), { signal: stop.signal }),
    ).rejects.toThrow(/abort/i);
    expect(everything()).toEqual([]);
  });

  it('shows readers the store as it was before, and refuses other writers, while it is under way', async () => {
    const { store } = test;
    async function* looking() {
      yield batchOf('cw_worker', [worker('W1')]);
      expect(everything()).toEqual([]);
      expect(() => transaction(store, () => undefined)).toThrowError(
        expect.objectContaining({ code: 'STORE_BUSY' }) as Error,
      );
      yield batchOf('cw_worker', [worker('W2')]);
    }
    await writeImport(store, metaOf('cw_worker', '2026-09'), looking());
    expect(everything()).toHaveLength(2);
  });

  it('refuses the same file twice, naming when it was imported', async () => {
    const { store } = test;
    const meta = metaOf('cw_person', '2026-09');
    const rows = batchOf('cw_person', [{ cwin: '000000001' }]);
    await writeImport(store, meta, batches(rows));
    for (const month of ['2026-09', '2026-10']) {
      await expect(writeImport(store, { ...meta, month }, batches(rows))).rejects.toMatchObject({
        code: 'ALREADY_IMPORTED',
        message: expect.stringContaining('September 2026 on 2026-11-05') as string,
      });
    }
    expect(allImports(store)).toHaveLength(1);
  });

  it('takes an unchanged reference file for the next month', async () => {
    const { store } = test;
    const meta = metaOf('cw_worker', '2026-09');
    await writeImport(store, meta, batches(batchOf('cw_worker', [worker('W1')])));
    const next = { ...meta, month: '2026-10' };
    expect(await writeImport(store, next, batches(batchOf('cw_worker', [worker('W1')])))).toMatchObject([
      { unchanged: 1 },
    ]);
  });

  it('refuses a month behind one that is there', async () => {
    const { store } = test;
    await importRows(store, 'cw_worker', '2026-10', [worker('W1')]);
    await expect(importRows(store, 'cw_worker', '2026-09', [worker('W1')])).rejects.toMatchObject({
      code: 'MONTH_OUT_OF_ORDER',
    });
  });

  it('refuses a file that has a key twice', async () => {
    const { store } = test;
    const twice = [worker('W1'), worker('W1', 'South')];
    await expect(importRows(store, 'cw_worker', '2026-09', twice)).rejects.toMatchObject({
      code: 'KEY_REPEATED',
    });
    await importRows(store, 'cw_worker', '2026-09', [worker('W1')]);
    await expect(importRows(store, 'cw_worker', '2026-10', twice)).rejects.toMatchObject({
      code: 'KEY_REPEATED',
    });
  });

  it('tells keys apart that differ only by case (domain.md 2.4)', async () => {
    const { store } = test;
    const rows = [{ client_key: '5Y3vKVs0X5' }, { client_key: '5y3vkvs0x5' }];
    await importRows(store, 'cws_client', '2026-09', rows);
    expect(await importRows(store, 'cws_client', '2026-10', rows)).toMatchObject({ unchanged: 2 });
  });

  it('keeps findings in the order of the file, in pages', async () => {
    const { store } = test;
    const finding = (line: number) => ({
      line,
      column: 'SS_NO',
      valueClass: '8 digits',
      code: 'SSN_LENGTH',
      severity: 'blanked' as const,
      reason: 'An SSN has nine digits.',
      remedy: 'Export the column as text.',
    });
    const batch = {
      ...batchOf('cw_worker', [worker('W1')]),
      rejected: 1,
      findings: [finding(2), finding(7), finding(9)],
    };
    const [record] = await writeImport(store, metaOf('cw_worker', '2026-09'), batches(batch));
    expect(record).toMatchObject({ read: 2, imported: 1, rejected: 1, findings: 3 });
    const page = findingsPage(store, record!.importId, 0, 2);
    expect(page.rows).toEqual([finding(2), finding(7)]);
    expect(findingsPage(store, record!.importId, page.next!, 2)).toEqual({ rows: [finding(9)], next: null });
  });

  it('SLO-4: a finding knows its row, whether it is new, changed or the same as before; none of a rejected one', async () => {
    const { store } = test;
    const finding = (line: number) => ({
      line,
      column: 'PHONE',
      valueClass: '5 digits',
      code: 'ID_CHARACTER',
      severity: 'blanked' as const,
      reason: 'No.',
      remedy: 'Mend it.',
    });
    const findings = [finding(2), finding(3), finding(4), finding(9)];
    await importRows(store, 'cw_worker', '2026-09', [worker('W1'), worker('W2')]);
    const next = batchOf('cw_worker', [{ ...worker('W2'), unit: 'U9' }, worker('W3'), worker('W1')]);
    const header = ['WORKER', 'PHONE'];
    const [record] = await writeImport(
      store,
      metaOf('cw_worker', '2026-10'),
      batches({ ...next, rejected: 1, findings, header }),
    );
    const found = columnFindingsPage(store, {
      importId: record!.importId,
      column: 'PHONE',
      which: 'invalid',
      after: 0,
      limit: 9,
    });
    expect(found.map(({ line, recordId }) => [line, recordId])).toEqual([
      [2, 3],
      [3, 4],
      [4, 1],
      [9, null],
    ]);
    const read = rowsAsRead(store, 'cw_worker', [3, 4, 1, 77]);
    expect([...read].map(([id, { importId, raw }]) => [id, importId, raw.split('\u001f')[0]])).toEqual([
      [1, 1, 'W1'],
      [3, 2, 'W2'],
      [4, 2, 'W3'],
    ]);
    expect([headerOf(store, 1), headerOf(store, 2)]).toEqual([undefined, header]);
  });

  it('is written to the audit log with its counts', async () => {
    const { store } = test;
    await importRows(store, 'cw_worker', '2026-09', [worker('W1')]);
    const [row] = auditRows(store, 1000, 1);
    expect(row).toMatchObject({ action: 'imported', subject: 'import 1', actor: 'A. Analyst' });
    expect(JSON.parse(row!.details)).toMatchObject({
      kind: 'cw_worker',
      month: '2026-09',
      read: 1,
      imported: 1,
    });
  });
});

describe('undoing an import', () => {
  it('leaves the store as it was before the import', async () => {
    const { store } = test;
    await importRows(store, 'cw_worker', '2026-09', [worker('W1'), worker('W2'), worker('W3')]);
    await importRows(store, 'cw_worker', '2026-10', [worker('W1'), worker('W2', 'South')]);
    const before = everything();
    const third = await importRows(store, 'cw_worker', '2026-11', [
      worker('W2', 'East'),
      worker('W3'),
      worker('W5'),
    ]);
    undoImport(store, third.importId, at);
    expect(everything()).toEqual(before);
    expect(await importRows(store, 'cw_worker', '2026-11', [worker('W1')])).toMatchObject({
      unchanged: 1,
      absent: 1,
    });
  });

  it('is refused for an import that a later one builds on', async () => {
    const { store } = test;
    const first = await importRows(store, 'cw_worker', '2026-09', [worker('W1')]);
    await importRows(store, 'cw_worker', '2026-10', [worker('W1')]);
    expect(() => undoImport(store, first.importId, at)).toThrowError(
      expect.objectContaining({ code: 'IMPORT_NOT_NEWEST' }) as Error,
    );
  });
});

describe('versions', () => {
  it('tell exactly what each month held, whatever the months were', async () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04'] as const;
    const month = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.constantFrom('North', 'South'));
    await fc.assert(
      fc.asyncProperty(fc.array(month, { minLength: 1, maxLength: 4 }), async (held) => {
        const own = testStore();
        try {
          const records: ImportRecord[] = [];
          for (const [index, offices] of held.entries()) {
            const rows = Object.entries(offices).map(([id, office]) => worker(id, office));
            records.push(await importRows(own.store, 'cw_worker', months[index]!, rows));
          }
          held.forEach((offices, index) => {
            const { importId } = records[index]!;
            const rows = [...rowsInImport(own.store, 'cw_worker', importId, ['worker_id', 'office'])];
            expect(Object.fromEntries(rows)).toEqual({ ...offices });
            const { fresh, changed, unchanged, imported } = records[index]!;
            expect(fresh + changed + unchanged).toBe(imported);
          });
          const newest = own.store.db
            .prepare<[], { key: string; rows: number }>(
              'SELECT worker_id AS key, count(*) AS rows FROM cw_worker WHERE superseded_import IS NULL GROUP BY worker_id',
            )
            .all();
          expect(newest.every(({ rows }) => rows === 1)).toBe(true);
        } finally {
          own.close();
        }
      }),
      { numRuns: 12 },
    );
  });
});
