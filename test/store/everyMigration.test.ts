import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyedConnection } from '../../src/store/connection.ts';
import type { Database } from '../../src/store/driver.ts';
import { migrate, schemaVersion } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { schemaText } from '../../src/store/schemaText.ts';

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-migrations-'));
  db = keyedConnection(join(folder, 'linkdesk.store'), randomBytes(32));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const tablesOf = (): readonly { readonly name: string; readonly sql: string }[] =>
  db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .all();

/** Columns that have to be empty beside the values that `fillTables` chooses. */
const empty: ReadonlySet<string> = new Set(['decision_event.target', 'person_change.target']);

/** Puts a row into every empty table that keeps to its checks and references: every number 1, every text allowed. */
function fillTables(): void {
  // tables may come before those they refer to; in the end every reference holds
  db.pragma('foreign_keys = OFF');
  for (const { name, sql } of tablesOf()) {
    if (db.prepare(`SELECT 1 FROM ${name}`).get() !== undefined) continue;
    const allowed = new Map(
      [...sql.matchAll(/CHECK \((\w+) IN \('([^']*)'/g)].map(([, column, value]) => [column, value]),
    );
    const columns = db.pragma(`table_info(${name})`) as readonly { name: string; type: string }[];
    const values = columns.map(({ name: column, type }) =>
      empty.has(`${name}.${column}`)
        ? null
        : type === 'TEXT'
          ? (allowed.get(column) ?? '{}')
          : type === 'BLOB'
            ? Buffer.of(1)
            : 1,
    );
    db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(',')})`).run(values);
  }
}

const contentsOf = (): ReadonlyMap<string, readonly object[]> =>
  new Map(tablesOf().map(({ name }) => [name, db.prepare<[], object>(`SELECT * FROM ${name}`).all()]));

const stepsUpTo = (version: number) => migrations.filter((step) => step.version <= version);

describe('each migration', () => {
  it.each(migrations.slice(1).map(({ version, name }) => ({ version, name })))(
    '$version, $name: keeps every row of a store of the step before',
    ({ version }) => {
      migrate(db, stepsUpTo(version - 1));
      fillTables();
      const before = contentsOf();
      expect(before.size).toBeGreaterThan(0);
      migrate(db, stepsUpTo(version));
      expect(schemaVersion(db)).toBe(version);
      const after = contentsOf();
      for (const [table, rows] of before) expect(after.get(table), table).toMatchObject(rows);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
    },
  );

  it('taken one at a time gives the schema that a new store has', () => {
    for (const { version } of migrations) migrate(db, stepsUpTo(version));
    const snapshot = readFileSync(new URL('../../src/store/schema.snapshot.sql', import.meta.url), 'utf8');
    expect(schemaText(db)).toBe(snapshot);
  });
});
