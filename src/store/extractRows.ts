import type { ExtractKindName } from '../domain/extract.ts';
import { fieldColumns } from './extractColumns.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A row's values: record id, then the kind's fields in the order of `extractKind(kind).fields`. */
export type ExtractValues = readonly [recordId: number, ...values: (string | number | null)[]];
export type ExtractRow = Readonly<Record<string, string | number | null>>;

/** The rows that stood in import `importId` of the kind, in the order of their record ids, one after another. */
export function* rowsInImport(
  store: ReadStore,
  kind: ExtractKindName,
  importId: number,
): Generator<ExtractValues> {
  // prepared for this walk alone: a cached statement could not be walked twice at a time
  yield* store.db
    .prepare<[number, number], ExtractValues>(
      `SELECT record_id, ${fieldColumns(kind)} FROM ${kind} WHERE first_import <= ? AND last_import >= ? ORDER BY record_id`,
    )
    .raw()
    .iterate(importId, importId);
}

/** How many rows stood in that import. */
export function countRowsInImport(store: ReadStore, kind: ExtractKindName, importId: number): number {
  const row = statement<{ rows: number }>(
    store,
    `SELECT count(*) AS rows FROM ${kind} WHERE first_import <= ? AND last_import >= ?`,
  ).get(importId, importId);
  return row?.rows ?? 0;
}

/**
 * The rows of a kind whose first key field is `key`, as they were known at import `importId`: of each full key the
 * newest version up to then, whether or not that import still held it.
 */
export function rowsKnownAt(
  store: ReadStore,
  kind: ExtractKindName,
  keyField: string,
  key: string,
  importId: number,
): readonly ExtractRow[] {
  return statement<ExtractRow>(
    store,
    `SELECT record_id, ${fieldColumns(kind)} FROM ${kind}
     WHERE ${keyField} = ? AND first_import <= ? AND (superseded_import IS NULL OR superseded_import > ?) ORDER BY record_id`,
  ).all(key, importId, importId);
}
