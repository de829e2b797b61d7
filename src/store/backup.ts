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
import { join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { keyedConnection } from './connection.ts';
import type { Database } from './driver.ts';
import { backupFolder, storeFile } from './place.ts';
import { asStoreError } from './storeError.ts';

/** Why a backup is made, and how many of the kind are kept. */
const kept = { 'before-migration': 3, 'before-import': 7 } as const;
export type BackupKind = keyof typeof kept;

/**
 * Writes an encrypted copy of the store, with the same key, into the project's backups folder; proves that it opens,
 * is whole and, where it was written anew, has as many rows in every table; only then gives it its name and lets the
 * oldest of its kind go. The wrapped keys go along, so that a backup can be opened by the passphrase of its day.
 * Returns the file. Throws BACKUP_FAILED or DISK_FULL, with the store untouched.
 */
export function backupStore(db: Database, folder: string, dataKey: Buffer, kind: BackupKind): string {
  const target = backupFolder(folder);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const earlier = readdirSync(target).filter(
    (name) => name.startsWith(`${kind}-`) && name.endsWith('.store'),
  );
  const numbers = earlier.map((name) => Number(name.slice(kind.length + 1, -'.store'.length)));
  const file = join(target, `${kind}-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}.store`);
  const unfinished = `${file}.part`;
  rmSync(unfinished, { force: true });
  let sameBytes: boolean;
  try {
    sameBytes = writeCopy(db, storeFile(folder), unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw asStoreError(error);
  }
  const copy = keyedConnection(unfinished, dataKey, { fileMustExist: true });
  let whole: boolean;
  try {
    // every page is read once, so that there is nothing to remember
    copy.pragma('cache_size = -32768');
    whole =
      copy.pragma('quick_check', { simple: true }) === 'ok' &&
      (sameBytes || rowCounts(copy) === rowCounts(db));
  } finally {
    copy.close();
  }
  if (!whole) {
    rmSync(unfinished, { force: true });
    throw new LinkdeskError(
      'BACKUP_FAILED',
      'The backup did not read back as written, so this step was not begun. Check the disk; the store was left as it was.',
    );
  }
  const keys = join(folder, keysFile);
  if (existsSync(keys)) copyFileSync(keys, keysOf(file));
  renameSync(unfinished, file);
  for (const name of earlier
    .sort()
    .toReversed()
    .slice(kept[kind] - 1)) {
    rmSync(join(target, name));
    rmSync(keysOf(join(target, name)), { force: true });
  }
  return file;
}

/**
 * Copies the file as it is, which takes a tenth of the time that writing it anew takes; while nobody can write to it
 * and nothing waits in its log. Where a reader holds on to the log, the store is written anew. Tells whether the bytes
 * are the same.
 */
function writeCopy(db: Database, file: string, target: string): boolean {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('BEGIN IMMEDIATE');
  const log = `${file}-wal`;
  const complete = !existsSync(log) || statSync(log).size === 0;
  try {
    if (complete) copyFileSync(file, target);
  } finally {
    db.exec('ROLLBACK');
  }
  if (!complete) db.prepare('VACUUM INTO ?').run(target);
  const copy = openSync(target, 'r+');
  try {
    fsyncSync(copy);
  } finally {
    closeSync(copy);
  }
  return complete;
}

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
