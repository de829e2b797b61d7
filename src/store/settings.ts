import type { Database } from './driver.ts';
import { statement } from './statement.ts';
import type { ReadStore, StoreIdentity, WriteStore } from './store.ts';
import { transaction } from './transaction.ts';

/** A setting's value, or undefined when it was never set. Values are plain JSON. */
export function readSetting(store: Pick<ReadStore, 'db'>, name: string): unknown {
  const row = statement<{ value: string }>(store, 'SELECT value FROM setting WHERE name = ?').get(name);
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Sets a setting; `value` must be plain JSON. */
export function writeSetting(store: WriteStore, name: string, value: unknown): void {
  transaction(store, () =>
    statement(store, 'INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(
      name,
      JSON.stringify(value),
    ),
  );
}

/** Forgets a setting. */
export function dropSetting(store: WriteStore, name: string): void {
  transaction(store, () => statement(store, 'DELETE FROM setting WHERE name = ?').run(name));
}

/** Every setting whose name starts with `prefix`, by name: saved layouts, screen preferences. */
export function settingsUnder(
  store: ReadStore,
  prefix: string,
): readonly { readonly name: string; readonly value: unknown }[] {
  return statement<{ name: string; value: string }>(
    store,
    'SELECT name, value FROM setting WHERE substr(name, 1, length(?)) = ? ORDER BY name',
  )
    .all(prefix, prefix)
    .map(({ name, value }) => ({ name, value: JSON.parse(value) as unknown }));
}

export const writeIdentity = (db: Database, identity: StoreIdentity): void => {
  db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run('identity', JSON.stringify(identity));
};

export const readIdentity = (db: Database): StoreIdentity => readSetting({ db }, 'identity') as StoreIdentity;
