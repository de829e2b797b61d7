import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '../../src/store/checkStore.ts';
import { backupStore, listBackups } from '../../src/store/backup.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { closeStore, createStoreFile, openReadStoreFile, openStoreFile } from '../../src/store/open.ts';
import { refuseNetworkPlace, storeFile } from '../../src/store/place.ts';
import { readSetting, settingsUnder, writeSetting } from '../../src/store/settings.ts';
import { identity, importRows, type TestStore, testStore } from './testStore.ts';

let test: TestStore;
beforeEach(() => {
  test = testStore();
});
afterEach(() => test.close());

const reviewer = 'A. Analyst';
const failsWith = (code: string) => expect.objectContaining({ code }) as Error;
const bytes = (): Buffer => readFileSync(storeFile(test.folder));

describe('opening a store', () => {
  it('sets and reads back every setting that keeps it safe', () => {
    const value = (pragma: string) => test.store.db.pragma(pragma, { simple: true });
    expect(value('cipher')).toBe('sqlcipher');
    expect(value('temp_store')).toBe(2);
    expect(value('journal_mode')).toBe('wal');
    expect(value('synchronous')).toBe(2);
    expect(value('foreign_keys')).toBe(1);
    expect(value('secure_delete')).toBe(1);
    expect(value('trusted_schema')).toBe(0);
    expect(test.store.identity).toEqual(identity);
  });

  it('refuses a second writer but lets readers in, who cannot write', () => {
    const { folder, dataKey } = test;
    expect(() => openStoreFile(folder, dataKey, { reviewer })).toThrowError(failsWith('STORE_IN_USE'));
    const reader = openReadStoreFile(folder, dataKey);
    expect(readSetting(reader, 'identity')).toEqual(identity);
    expect(() => reader.db.exec("INSERT INTO setting VALUES ('a', '1')")).toThrow(/readonly/);
    closeStore(reader);
  });

  it('says that a damaged store is damaged and leaves it byte for byte as it is', () => {
    const { folder, dataKey, store } = test;
    closeStore(store);
    const whole = bytes();
    for (const place of [20, 3000, Math.floor(whole.length / 2), whole.length - 10]) {
      const damaged = Buffer.from(whole);
      damaged[place] = damaged[place]! ^ 0x5a;
      writeFileSync(storeFile(folder), damaged);
      expect(() => openStoreFile(folder, dataKey, { reviewer })).toThrowError(failsWith('STORE_DAMAGED'));
      expect(bytes().equals(damaged)).toBe(true);
    }
    writeFileSync(storeFile(folder), whole.subarray(0, whole.length - 5000));
    expect(() => openStoreFile(folder, dataKey, { reviewer })).toThrowError(failsWith('STORE_DAMAGED'));
    writeFileSync(storeFile(folder), 'not a store');
    expect(() => openStoreFile(folder, dataKey, { reviewer })).toThrowError(failsWith('STORE_DAMAGED'));
    writeFileSync(storeFile(folder), whole);
    closeStore(openStoreFile(folder, dataKey, { reviewer }));
  });

  it('refuses the wrong key as it refuses damage, and changes nothing', () => {
    const { folder, store } = test;
    closeStore(store);
    const before = bytes();
    expect(() => openStoreFile(folder, randomBytes(32), { reviewer })).toThrowError(
      failsWith('STORE_DAMAGED'),
    );
    expect(bytes().equals(before)).toBe(true);
  });

  it('refuses a store that a newer Linkdesk wrote, and changes nothing', () => {
    const { folder, dataKey, store } = test;
    store.db.pragma('user_version = 9990');
    closeStore(store);
    const before = bytes();
    expect(() => openStoreFile(folder, dataKey, { reviewer })).toThrowError(
      failsWith('STORE_FROM_NEWER_VERSION'),
    );
    expect(bytes().equals(before)).toBe(true);
  });

  it('refuses to make a store where there is one, and to open one where there is none', () => {
    const { folder, dataKey } = test;
    expect(() => createStoreFile(folder, dataKey, identity)).toThrowError(failsWith('STORE_EXISTS'));
    expect(() => openStoreFile(join(folder, 'nowhere'), dataKey, { reviewer })).toThrowError(
      failsWith('STORE_MISSING'),
    );
  });

  it('refuses network places', () => {
    const local = { realPath: (path: string) => path, type: () => 0xef53 };
    for (const place of ['\\\\server\\share\\county', '//server/share', '\\\\?\\UNC\\server\\share']) {
      expect(() => refuseNetworkPlace(place, local)).toThrowError(failsWith('STORE_ON_NETWORK'));
    }
    const mapped = { ...local, realPath: () => '\\\\server\\share' };
    expect(() => refuseNetworkPlace('/data', mapped)).toThrowError(failsWith('STORE_ON_NETWORK'));
    expect(() => refuseNetworkPlace('/data', { ...local, type: () => 0x6969 })).toThrowError(
      failsWith('STORE_ON_NETWORK'),
    );
    expect(() => refuseNetworkPlace('/data', local)).not.toThrow();
  });

  it('checks the whole store after it was not closed in order, and keeps what was committed', () => {
    const { folder, dataKey, store } = test;
    writeSetting(store, 'kept', true);
    const crashed = join(folder, 'crashed');
    mkdirSync(crashed);
    for (const end of ['', '-wal', '-shm']) copyFileSync(storeFile(folder) + end, storeFile(crashed) + end);
    expect(existsSync(`${storeFile(crashed)}-wal`)).toBe(true);
    const again = openStoreFile(crashed, dataKey, { reviewer });
    expect(again.recovered).toBe(true);
    expect(readSetting(again, 'kept')).toBe(true);
    expect(checkStore(again)).toEqual([]);
    closeStore(again);
    const inOrder = openStoreFile(crashed, dataKey, { reviewer });
    expect(inOrder.recovered).toBe(false);
    closeStore(inOrder);
  });

  it('zeroes its keys and leaves nothing but the store when it is closed', () => {
    const { folder, store } = test;
    closeStore(store);
    closeStore(store);
    expect(store.dataKey.every((byte) => byte === 0)).toBe(true);
    expect(store.auditKey.every((byte) => byte === 0)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['linkdesk.lock', 'linkdesk.store']);
  });

  it('keeps settings', () => {
    writeSetting(test.store, 'layout/b', { columns: 2 });
    writeSetting(test.store, 'layout/a', 1);
    writeSetting(test.store, 'other', 1);
    expect(settingsUnder(test.store, 'layout/')).toEqual([
      { name: 'layout/a', value: 1 },
      { name: 'layout/b', value: { columns: 2 } },
    ]);
  });
});

describe('migrating', () => {
  const newest = migrations.at(-1)!.version;

  it('backs the store up first, migrates with what is in it, and opens as new', async () => {
    const { folder, dataKey, store } = test;
    await importRows(store, 'cw_worker', '2026-09', [{ worker_id: 'W1' }]);
    closeStore(store);
    const added = {
      version: newest + 1,
      name: 'test',
      sql: 'CREATE TABLE added (a TEXT); INSERT INTO added SELECT worker_id FROM cw_worker;',
    };
    const migrated = openStoreFile(folder, dataKey, { reviewer, migrations: [...migrations, added] });
    expect(migrated.migratedFrom).toBe(newest);
    expect(migrated.db.prepare('SELECT a FROM added').pluck().all()).toEqual(['W1']);
    closeStore(migrated);
    const [backup] = listBackups(folder);
    const restored = join(folder, 'restored');
    cpSync(backup!, storeFile(restored));
    const before = openReadStoreFile(restored, dataKey);
    expect(before.db.prepare('SELECT worker_id FROM cw_worker').pluck().all()).toEqual(['W1']);
    closeStore(before);
  });

  it('keeps the store at the step before when a step fails', () => {
    const { folder, dataKey, store } = test;
    closeStore(store);
    const broken = {
      version: newest + 1,
      name: 'broken',
      sql: 'CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT);',
    };
    expect(() => openStoreFile(folder, dataKey, { reviewer, migrations: [...migrations, broken] })).toThrow(
      /half/,
    );
    const again = openStoreFile(folder, dataKey, { reviewer });
    expect(again.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    closeStore(again);
  });
});

describe('a backup', () => {
  it('is encrypted, whole, and one of the newest seven', async () => {
    const { folder, dataKey, store } = test;
    await importRows(store, 'cw_worker', '2026-09', [
      { worker_id: 'CANARY-7431', worker_name: 'CANARY-7431' },
    ]);
    writeFileSync(join(folder, 'vault.json'), 'wrapped keys');
    for (let n = 0; n < 9; n++) backupStore(store.db, folder, dataKey, 'before-import');
    const files = listBackups(folder);
    expect(files.map((file) => file.slice(-10))).toEqual(
      ['0009', '0008', '0007', '0006', '0005', '0004', '0003'].map((number) => `${number}.store`),
    );
    expect(readFileSync(files[0]!).includes('CANARY-7431')).toBe(false);
    const keys = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.vault.json'));
    expect(keys).toHaveLength(7);
    const restored = join(folder, 'restored');
    cpSync(files[0]!, storeFile(restored));
    const copy = openStoreFile(restored, dataKey, { reviewer });
    expect(copy.db.prepare('SELECT worker_id FROM cw_worker').pluck().get()).toBe('CANARY-7431');
    closeStore(copy);
  });
});

describe('on the disk', () => {
  it('nothing of a person stands in plain text, in store, log, backup or temporary files', async () => {
    const { folder, dataKey, store } = test;
    const names = Array.from({ length: 3000 }, (_, index) => ({
      cwin: String(index).padStart(9, '0'),
      first_name: `KANARIENVOGEL${(index * 7919) % 3001}`,
      ssn: '900014242',
    }));
    await importRows(store, 'cw_person', '2026-09', names);
    // larger than the page cache of a sort
    store.db.prepare('SELECT first_name, cwin FROM cw_person ORDER BY first_name || ssn, cwin').all();
    backupStore(store.db, folder, dataKey, 'before-import');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(2);
    const scan = () => {
      for (const entry of files) {
        const copy = join(test.folder, 'scanned');
        copyFileSync(join(entry.parentPath, entry.name), copy);
        const content = readFileSync(copy);
        for (const canary of ['KANARIENVOGEL', '900014242']) {
          expect(content.includes(Buffer.from(canary, 'utf8'))).toBe(false);
          expect(content.includes(Buffer.from(canary, 'utf16le'))).toBe(false);
        }
        rmSync(copy);
      }
    };
    scan();
  });
});
