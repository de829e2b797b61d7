import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { keyedConnection } from './connection.ts';
import type { Database } from './driver.ts';
import { backupFolder, storeFile } from './place.ts';
import type { WriteStore } from './store.ts';
import { asStoreError } from './storeError.ts';

/** Why a backup is made, and how many of the kind are kept. */
const kept = { 'before-migration': 3, 'before-import': 7 } as const;
export type BackupKind = keyof typeof kept;

/** Whether `isWhole` holds for a copy of the store; asked on this thread or another. */
export type ProveCopy = (copy: string, dataKey: Buffer) => Promise<boolean>;

/**
 * Writes an encrypted copy of the store, with the same key, into the project's backups folder; proves that it opens,
 * is whole and, where it was written anew, has as many rows in every table; only then gives it its name and lets the
 * oldest of its kind go. The wrapped keys go along, so that a backup can be opened by the passphrase of its day.
 * Returns the file. Throws BACKUP_FAILED or DISK_FULL, with the store untouched.
 */
export function backupStore(db: Database, folder: string, dataKey: Buffer, kind: BackupKind): string {
  const place = newPlace(folder, kind);
  try {
    emptyLog(db);
    db.exec('BEGIN IMMEDIATE');
    let sameBytes: boolean;
    try {
      sameBytes = isLogEmpty(folder);
      if (sameBytes) copyFileSync(storeFile(folder), place.unfinished);
    } finally {
      db.exec('ROLLBACK');
    }
    if (!sameBytes) writeAnew(db, place, dataKey);
    toDisk(place.unfinished);
    if (!isWhole(place.unfinished, dataKey)) throw notWhole();
  } catch (error) {
    rmSync(place.unfinished, { force: true });
    throw asStoreError(error);
  }
  return keep(place);
}

/**
 * As `backupStore`, before an import, but beside it: for as long as a transaction of this process keeps other writers
 * out and has kept nothing of its own, nothing reaches the store's file. Such a transaction must be open when this is
 * called, with a log that was emptied before it, and must stay open until the backup is done or has failed.
 */
export async function backupBeside(store: WriteStore, prove: ProveCopy): Promise<string> {
  const { db, folder, dataKey } = store;
  const place = newPlace(folder, 'before-import');
  try {
    if (isLogEmpty(folder)) await copyFile(storeFile(folder), place.unfinished);
    else writeAnew(db, place, dataKey);
    toDisk(place.unfinished);
    if (!(await prove(place.unfinished, dataKey))) throw notWhole();
  } catch (error) {
    rmSync(place.unfinished, { force: true });
    throw asStoreError(error);
  }
  return keep(place);
}

interface BackupPlace {
  readonly folder: string;
  readonly kind: BackupKind;
  readonly file: string;
  /** Its name until it is proven. */
  readonly unfinished: string;
  /** Backups of the kind, oldest first. */
  readonly earlier: readonly string[];
}

function newPlace(folder: string, kind: BackupKind): BackupPlace {
  const target = backupFolder(folder);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const earlier = readdirSync(target)
    .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.store'))
    .sort();
  const numbers = earlier.map((name) => Number(name.slice(kind.length + 1, -'.store'.length)));
  const file = join(target, `${kind}-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}.store`);
  const unfinished = `${file}.part`;
  rmSync(unfinished, { force: true });
  return { folder, kind, file, unfinished, earlier };
}

/** Writes back what waits in the log, as far as no reader holds on to it. */
export const emptyLog = (db: Database): void => {
  db.pragma('wal_checkpoint(TRUNCATE)');
};

/** With nothing in its log the store is its file, which is copied in a tenth of the time that writing it anew takes. */
function isLogEmpty(folder: string): boolean {
  const log = `${storeFile(folder)}-wal`;
  return !existsSync(log) || statSync(log).size === 0;
}

function writeAnew(db: Database, { unfinished }: BackupPlace, dataKey: Buffer): void {
  db.prepare('VACUUM INTO ?').run(unfinished);
  const copy = keyedConnection(unfinished, dataKey, { fileMustExist: true });
  try {
    if (rowCounts(copy) !== rowCounts(db)) throw notWhole();
  } finally {
    copy.close();
  }
}

function toDisk(file: string): void {
  const copy = openSync(file, 'r+');
  try {
    fsyncSync(copy);
  } finally {
    closeSync(copy);
  }
}

/** Whether a copy of the store opens with its key and every page of it reads back. */
export function isWhole(file: string, dataKey: Buffer): boolean {
  const copy = keyedConnection(file, dataKey, { fileMustExist: true });
  try {
    // every page is read once, so that there is nothing to remember
    copy.pragma('cache_size = -32768');
    return copy.pragma('quick_check', { simple: true }) === 'ok';
  } finally {
    copy.close();
  }
}

/** Reads a backup back on this thread. */
export const proveHere: ProveCopy = async (copy, dataKey) => isWhole(copy, dataKey);

/** Gives a proven backup its name, lays the keys of its day beside it, and lets the oldest of its kind go. */
function keep({ folder, kind, file, unfinished, earlier }: BackupPlace): string {
  const keys = join(folder, keysFile);
  if (existsSync(keys)) copyFileSync(keys, keysOf(file));
  renameSync(unfinished, file);
  for (const name of earlier.toReversed().slice(kept[kind] - 1)) {
    const old = join(backupFolder(folder), name);
    rmSync(old);
    rmSync(keysOf(old), { force: true });
  }
  return file;
}

const notWhole = (): LinkdeskError =>
  new LinkdeskError(
    'BACKUP_FAILED',
    'The backup did not read back as written, so nothing of this step was kept. Check the disk; the store was left as it was.',
  );

/** The project's wrapped keys, and their copy beside a backup. */
const keysFile = 'vault.json';
const keysOf = (backup: string): string => `${backup.slice(0, -'.store'.length)}.${keysFile}`;

/** Rows of every table, as one comparable text. */
function rowCounts(db: Database): string {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return tables
    .map(
      (table) => `${table} ${db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0}`,
    )
    .join('\n');
}

/** Backups of a project, newest first of each kind. */
export function listBackups(folder: string): readonly string[] {
  const target = backupFolder(folder);
  if (!existsSync(target)) return [];
  return readdirSync(target)
    .filter((name) => name.endsWith('.store'))
    .sort()
    .toReversed()
    .map((name) => join(target, name));
}
