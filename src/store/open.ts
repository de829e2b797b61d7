import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { LinkdeskError } from '../domain/error.ts';
import { auditKeyFrom } from './auditChain.ts';
import { backupStore } from './backup.ts';
import { keyedConnection } from './connection.ts';
import { connect, type Database } from './driver.ts';
import { migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { lockFile, refuseExistingStore, refuseNetworkPlace, storeFile } from './place.ts';
import { readIdentity, writeIdentity } from './settings.ts';
import type { ReadStore, StoreIdentity, WriteStore } from './store.ts';
import { asStoreError } from './storeError.ts';

/** Larger stores are read through at opening only after an unclean end; page codes still catch damage when read. */
const quickCheckUpTo = 64 * 1024 * 1024;

export interface OpenOptions {
  readonly reviewer: string;
  /** For tests of older and newer schemas. */
  readonly migrations?: readonly Migration[];
}

/**
 * Makes an empty store in a folder of this computer; it appears under its name only when it is complete.
 * Throws STORE_EXISTS, STORE_ON_NETWORK.
 */
export function createStoreFile(
  folder: string,
  dataKey: Buffer,
  identity: StoreIdentity,
  steps: readonly Migration[] = migrations,
): void {
  refuseNetworkPlace(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = storeFile(folder);
  refuseExistingStore(folder);
  const unfinished = `${file}.new`;
  for (const leftOver of ['', '-wal', '-shm']) rmSync(unfinished + leftOver, { force: true });
  try {
    const db = keyedConnection(unfinished, dataKey);
    try {
      migrate(db, steps);
      writeIdentity(db, identity);
    } finally {
      db.close();
    }
    renameSync(unfinished, file);
  } catch (error) {
    throw asStoreError(error);
  }
}

/**
 * Opens the store for writing. In this order, so that a store that cannot be trusted stays as it is, byte for byte:
 * lock, read-only check, version check, backup if the schema is old, migration.
 * `dataKey` is copied; the copy is zeroed by `closeStore`.
 * Throws STORE_MISSING, STORE_IN_USE, STORE_DAMAGED, STORE_FROM_NEWER_VERSION, STORE_ON_NETWORK.
 */
export function openStoreFile(folder: string, dataKey: Buffer, options: OpenOptions): WriteStore {
  const steps = options.migrations ?? migrations;
  const file = existingStore(folder);
  refuseNetworkPlace(folder);
  const lock = takeLock(folder);
  try {
    const recovered = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
    const version = checkedVersion(file, dataKey, recovered);
    refuseNewer(version, steps);
    const db = keyedConnection(file, dataKey, { fileMustExist: true });
    try {
      const migratedFrom = version < (steps.at(-1)?.version ?? 0) ? version : null;
      if (migratedFrom !== null) {
        backupStore(db, folder, dataKey, 'before-migration');
        migrate(db, steps);
      }
      return {
        access: 'write',
        db,
        folder,
        identity: readIdentity(db),
        dataKey: Buffer.from(dataKey),
        auditKey: auditKeyFrom(dataKey),
        reviewer: options.reviewer,
        recovered,
        migratedFrom,
        hold: { step: null },
        lock,
      };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.close();
    throw asStoreError(error);
  }
}

/** Opens the store for reading only, beside whoever writes it. Throws STORE_MISSING, STORE_DAMAGED, STORE_FROM_NEWER_VERSION. */
export function openReadStoreFile(folder: string, dataKey: Buffer): ReadStore {
  const file = existingStore(folder);
  try {
    const db = keyedConnection(file, dataKey, { readonly: true, fileMustExist: true });
    refuseNewer(schemaVersion(db), migrations);
    return { access: 'read', db, folder, identity: readIdentity(db) };
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Opens another connection of this process to an open store, for a long import. */
export const importConnection = (store: WriteStore): Database =>
  keyedConnection(storeFile(store.folder), store.dataKey, { fileMustExist: true });

/** Closes in order: statistics for the planner, log written back, connection, keys, lock. Closing twice does nothing. */
export function closeStore(store: ReadStore | WriteStore): void {
  if (!store.db.open) return;
  if (isWritable(store)) {
    store.db.pragma('optimize');
    store.db.pragma('wal_checkpoint(TRUNCATE)');
  }
  store.db.close();
  if (isWritable(store)) {
    store.dataKey.fill(0);
    store.auditKey.fill(0);
    store.lock.close();
  }
}

const isWritable = (store: ReadStore | WriteStore): store is WriteStore => store.access === 'write';

function existingStore(folder: string): string {
  const file = storeFile(folder);
  if (existsSync(file)) return file;
  throw new LinkdeskError(
    'STORE_MISSING',
    'There is no Linkdesk store in this folder. Choose the project folder, or create a project there first.',
  );
}

/** Holds an exclusive lock on an empty file beside the store; the system lets go of it when the process ends. */
function takeLock(folder: string): Database {
  const lock = connect(lockFile(folder), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw asStoreError(error);
  }
}

/**
 * The schema version, after reading the store through a connection that cannot write to it: quick for a store that was
 * closed in order, in full after one that was not.
 */
function checkedVersion(file: string, dataKey: Buffer, recovered: boolean): number {
  const db = keyedConnection(file, dataKey, { readonly: true, fileMustExist: true });
  try {
    const check = recovered ? 'integrity_check(1)' : 'quick_check(1)';
    const worthReading = recovered || statSync(file).size <= quickCheckUpTo;
    if (worthReading && db.pragma(check, { simple: true }) !== 'ok') throw damaged();
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

function damaged(): Error {
  return Object.assign(new Error('integrity check'), { code: 'SQLITE_CORRUPT' });
}
