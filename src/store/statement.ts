import type { Statement } from './driver.ts';
import type { ReadStore } from './store.ts';

const prepared = new WeakMap<object, Map<string, Statement<unknown>>>();

/** The prepared statement of an SQL text on this store, prepared once. Rows come as objects. */
export function statement<Row = unknown>(store: Pick<ReadStore, 'db'>, sql: string): Statement<Row> {
  let statements = prepared.get(store.db);
  if (statements === undefined) prepared.set(store.db, (statements = new Map()));
  let found = statements.get(sql);
  if (found === undefined) statements.set(sql, (found = store.db.prepare(sql)));
  return found as Statement<Row>;
}
