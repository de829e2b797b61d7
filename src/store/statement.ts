import type { Statement } from './driver.ts';
import type { ReadStore } from './store.ts';

type Shape = 'objects' | 'arrays';
type Store = Pick<ReadStore, 'db'>;

const prepared: Readonly<Record<Shape, WeakMap<object, Map<string, Statement<unknown>>>>> = {
  objects: new WeakMap(),
  arrays: new WeakMap(),
};

/** The prepared statement of an SQL text on this store, prepared once. Rows come as objects. */
export const statement = <Row = unknown>(store: Store, sql: string): Statement<Row> =>
  preparedOnce<Row>(store, sql, 'objects');

/** The same with rows as arrays of their columns, for many rows: a third of the time. */
export const rawStatement = <Row extends readonly unknown[]>(store: Store, sql: string): Statement<Row> =>
  preparedOnce<Row>(store, sql, 'arrays');

function preparedOnce<Row>({ db }: Store, sql: string, shape: Shape): Statement<Row> {
  let statements = prepared[shape].get(db);
  if (statements === undefined) prepared[shape].set(db, (statements = new Map()));
  let found = statements.get(sql);
  if (found === undefined) {
    found = shape === 'objects' ? db.prepare(sql) : db.prepare(sql).raw();
    statements.set(sql, found);
  }
  return found as Statement<Row>;
}
