import { LinkdeskError } from '../domain/error.ts';
import type { Database } from './driver.ts';
import type { Migration } from './migrations/migration.ts';

/** "LKDS" in the file header: this SQLite file is a Linkdesk store. */
const applicationId = 0x4c4b4453;

export const schemaVersion = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/** Throws STORE_FROM_NEWER_VERSION when the store has a schema that this Linkdesk does not know. */
export function refuseNewer(version: number, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new LinkdeskError(
      'STORE_FROM_NEWER_VERSION',
      `The store was written by a newer Linkdesk (schema ${version}; this one knows up to ${newest}). Install the newer Linkdesk; the store was left untouched.`,
      { version, newest },
    );
  }
}

/**
 * Brings the schema up to date, each step in a transaction of its own together with its version number, references
 * checked before it is kept. A step that fails leaves the store at the step before it.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    if (migration.version <= schemaVersion(db)) continue;
    db.pragma('foreign_keys = OFF');
    try {
      db.exec('BEGIN EXCLUSIVE');
      db.exec(migration.sql);
      const broken = db.pragma('foreign_key_check') as readonly unknown[];
      if (broken.length > 0)
        throw new Error(`migration ${migration.version} breaks ${broken.length} references`);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${migration.version}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    } finally {
      db.pragma('foreign_keys = ON');
    }
  }
}
