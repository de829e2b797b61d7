import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import type { ImportRecord } from './imports.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** How a field is filled in an import. */
export interface FieldFill {
  readonly field: string;
  readonly filled: number;
  readonly distinct: number;
}

/** Filled and distinct values of every field in the rows of an import. */
export function fieldFill(store: ReadStore, { kind, importId }: ImportRecord): readonly FieldFill[] {
  const names = extractKind(kind).fields.map(({ name }) => name);
  const counts = names.map((name) => `count(${name}), count(DISTINCT ${name})`).join(', ');
  const row = store.db
    .prepare<[number, number], number[]>(
      `SELECT ${counts} FROM ${kind} WHERE first_import <= ? AND last_import >= ?`,
    )
    .raw()
    .get(importId, importId);
  return names.map((field, at) => ({
    field,
    filled: row?.[at * 2] ?? 0,
    distinct: row?.[at * 2 + 1] ?? 0,
  }));
}

/** Findings of an import by column: values left out or rows rejected, and values kept and worth a look. */
export const findingsByColumn = (
  store: ReadStore,
  importId: number,
): readonly { readonly column: string; readonly invalid: number; readonly suspicious: number }[] =>
  statement<{ column: string; invalid: number; suspicious: number }>(
    store,
    `SELECT column_name AS "column",
       count(*) FILTER (WHERE severity <> 'noted' AND code <> 'REQUIRED_BLANK') AS invalid,
       count(*) FILTER (WHERE severity = 'noted') AS suspicious
     FROM import_finding WHERE import_id = ? GROUP BY column_name`,
  ).all(importId);

/** Values of an identifier field that stand in more than one row of an import. */
export const repeatedValues = (
  store: ReadStore,
  { kind, importId }: Pick<ImportRecord, 'kind' | 'importId'>,
  field: 'ssn' | 'cin',
): number =>
  store.db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM ${kind satisfies ExtractKindName}
         WHERE ${field} IS NOT NULL AND first_import <= ? AND last_import >= ? GROUP BY ${field} HAVING count(*) > 1)`,
    )
    .pluck()
    .get(importId, importId) ?? 0;

const counted = (store: ReadStore, sql: string): number =>
  statement<{ found: number }>(store, sql).get()!.found;

/** People with two or more records in the same system, once a system: duplicates that the matching found inside one. */
export const duplicatedPeople = (store: ReadStore): number =>
  counted(
    store,
    `SELECT count(*) AS found FROM (SELECT 1 FROM person_record WHERE to_run IS NULL
       GROUP BY person_id, system HAVING count(*) > 1)`,
  );

/** People who carry an SSN that another person carries too, by their present records. */
export const peopleSharingSsn = (store: ReadStore): number =>
  counted(
    store,
    `WITH carried AS (
       SELECT DISTINCT e.value, r.person_id FROM external_id e
       JOIN person_record r ON r.system = e.system AND r.source_key = e.source_key AND r.to_run IS NULL
       WHERE e.type = 'ssn' AND e.to_day IS NULL)
     SELECT count(DISTINCT c.person_id) AS found
     FROM (SELECT value FROM carried GROUP BY value HAVING count(*) > 1) s JOIN carried c USING (value)`,
  );
