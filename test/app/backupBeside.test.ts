import { mkdtempSync, openSync, readdirSync, readSync, rmSync, writeSync, closeSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importExtracts } from '../../src/app/importExtracts.ts';
import { readHere } from '../../src/app/intake/rowReader.ts';
import { proveOnThread } from '../../src/jobs/proveElsewhere.ts';
import { listBackups, type ProveCopy, proveHere } from '../../src/store/backup.ts';
import { checkStore } from '../../src/store/checkStore.ts';
import { allImports } from '../../src/store/imports.ts';
import { closeStore, openReadStoreFile } from '../../src/store/open.ts';
import { backupFolder, storeFile } from '../../src/store/place.ts';
import type { ReadStore } from '../../src/store/store.ts';
import { writePersonMonths } from '../bench/personMonths.ts';
import { at, type TestStore, testStore } from '../store/testStore.ts';

const months = ['2026-07', '2026-08'] as const;
let files: string;
const fileOf = (month: string): string => join(files, `person-months-${month}.csv`);
let test: TestStore;

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'linkdesk-backup-'));
  await writePersonMonths(fileOf, { persons: 2000, months: months.length, first: months[0], seed: 3 });
});
afterAll(() => rmSync(files, { recursive: true, force: true }));
beforeEach(async () => {
  test = testStore();
  await importMonth(months[0]);
});
afterEach(() => test.close());

const work = { progress: () => {}, signal: new AbortController().signal, now: () => at };
const importMonth = (month: string, prove: ProveCopy = proveHere) =>
  importExtracts(test.store, { paths: [fileOf(month)], month }, work, readHere, prove);
const importsIn = (store: ReadStore): number => allImports(store).length;
const unfinished = (): readonly string[] =>
  readdirSync(backupFolder(test.folder)).filter((name) => name.endsWith('.part'));

/** Opens a backup as if it were the store of a folder of its own. */
function restored(backup: string): ReadStore {
  const folder = join(files, 'restored');
  rmSync(folder, { recursive: true, force: true });
  cpSync(backup, storeFile(folder));
  return openReadStoreFile(folder, test.dataKey);
}

describe('SLO-5: the backup before an import', () => {
  it.each([
    ['on this thread', proveHere],
    ['on a thread of its own', proveOnThread],
  ])('is made beside it, proven %s, and holds what was there before', async (_where, prove) => {
    expect(listBackups(test.folder)).toEqual([]);
    const rows = test.store.db.prepare('SELECT * FROM cw_member').all();
    await importMonth(months[1], prove);
    expect(importsIn(test.store)).toBe(10);
    const [backup, ...others] = listBackups(test.folder);
    expect(others).toEqual([]);
    const copy = restored(backup!);
    expect(importsIn(copy)).toBe(5);
    expect(copy.db.prepare('SELECT * FROM cw_member').all()).toEqual(rows);
    expect(checkStore(copy)).toEqual([]);
    closeStore(copy);
  });

  it('is done before anything of the import is kept', async () => {
    let keptMeanwhile: number | undefined;
    await importMonth(months[1], async (copy, dataKey) => {
      // long after the last row was written
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const beside = openReadStoreFile(test.folder, test.dataKey);
      keptMeanwhile = importsIn(beside);
      closeStore(beside);
      return proveHere(copy, dataKey);
    });
    expect(keptMeanwhile).toBe(5);
    expect(importsIn(test.store)).toBe(10);
  });

  it('that does not read back stops the import: nothing of it is kept, and it works once the disk is mended', async () => {
    await expect(importMonth(months[1], async () => false)).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
    expect([importsIn(test.store), listBackups(test.folder), unfinished()]).toEqual([5, [], []]);
    expect(checkStore(test.store)).toEqual([]);
    await importMonth(months[1]);
    expect(importsIn(test.store)).toBe(10);
  });

  it.each([
    ['on this thread', proveHere],
    ['on a thread of its own', proveOnThread],
  ])(
    'finds a damaged page of the store, %s: the import is stopped and the older backups stay',
    async (_where, prove) => {
      test.store.db.pragma('wal_checkpoint(TRUNCATE)');
      // a page of rows as they were read, which an import does not look at
      const page = test.store.db
        .prepare<[], number>(
          "SELECT max(pageno) FROM dbstat WHERE name = 'import_raw' AND pagetype = 'overflow'",
        )
        .pluck()
        .get()!;
      flipBit(storeFile(test.folder), page * 4096 - 2000);
      await expect(importMonth(months[1], prove)).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
      expect([importsIn(test.store), listBackups(test.folder), unfinished()]).toEqual([5, [], []]);
    },
  );

  it('is written anew where a reader holds on to the log', async () => {
    const reader = openReadStoreFile(test.folder, test.dataKey);
    reader.db.exec('BEGIN');
    expect(importsIn(reader)).toBe(5);
    test.store.db.pragma('busy_timeout = 20');
    test.store.db.exec("INSERT INTO setting (name, value) VALUES ('in the log', '1')");
    await importMonth(months[1]);
    reader.db.exec('COMMIT');
    closeStore(reader);
    const copy = restored(listBackups(test.folder)[0]!);
    expect(importsIn(copy)).toBe(5);
    expect(copy.db.prepare("SELECT value FROM setting WHERE name = 'in the log'").pluck().get()).toBe('1');
    closeStore(copy);
    expect(importsIn(test.store)).toBe(10);
  });
});

function flipBit(file: string, place: number): void {
  const opened = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(opened, byte, 0, 1, place);
  byte[0]! ^= 1;
  writeSync(opened, byte, 0, 1, place);
  closeSync(opened);
}
