import type { ExtractKindName } from '../domain/extract.ts';
import { fieldColumns } from './extractColumns.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** Values of a row, in the order of the fields that were asked for. */
export type ExtractValues = readonly (string | number | null)[];
export type ExtractRow = Readonly<Record<string, string | number | null>>;

/**
 * The rows that stood in import `importId` of the kind, in the order of their record ids, one after another; of each
 * the values of the given fields. Reading a month is mostly making values of cells, so only what is used is asked for.
 */
export function* rowsInImport(
  store: ReadStore,
  kind: ExtractKindName,
  importId: number,
  fields: readonly string[],
): Generator<ExtractValues> {
  // prepared for this walk alone: a cached statement could not be walked twice at a time
  yield* store.db
    .prepare<[number, number], ExtractValues>(
      `SELECT ${fields.join(', ')} FROM ${kind} WHERE first_import <= ? AND last_import >= ? ORDER BY record_id`,
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
