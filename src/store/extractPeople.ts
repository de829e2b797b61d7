import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import type { ImportRecord } from './imports.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

type Rows = Pick<ImportRecord, 'kind' | 'importId'>;

const standing = 'first_import <= ? AND last_import >= ?';

/** How many different people the rows of an import name, by the field that holds a person's id. */
export const distinctPeople = (store: ReadStore, { kind, importId }: Rows, personField: string): number =>
  store.db
    .prepare<[number, number], number>(
      `SELECT count(DISTINCT ${personField}) FROM ${kind satisfies ExtractKindName} WHERE ${standing}`,
    )
    .pluck()
    .get(importId, importId) ?? 0;

/**
 * How many rows of an import have a birth date in each band: after the first day of `bounds`, after the second and
 * not the first, …, and on or before the last. `bounds` are days in falling order.
 */
export function birthDateBands(
  store: ReadStore,
  { kind, importId }: Rows,
  bounds: readonly CivilDay[],
): readonly number[] {
  const band = bounds.map((_, at) => `WHEN birth_date > ? THEN ${at}`).join(' ');
  const counts = store.db
    .prepare<number[], { band: number; rows: number }>(
      `SELECT CASE ${band} ELSE ${bounds.length} END AS band, count(*) AS rows FROM ${kind satisfies ExtractKindName}
       WHERE birth_date IS NOT NULL AND ${standing} GROUP BY 1`,
    )
    .all(...bounds, importId, importId);
  return [...bounds, 0].map((_, at) => counts.find((one) => one.band === at)?.rows ?? 0);
}

/** How often each name stands in the rows of an import as a first and as a last name. */
export const nameUses = (
  store: ReadStore,
  { kind, importId }: Rows,
): readonly { readonly name: string; readonly first: number; readonly last: number }[] =>
  statement<{ name: string; first: number; last: number }>(
    store,
    `SELECT name, sum(first) AS first, sum(last) AS last FROM (
       SELECT first_name AS name, 1 AS first, 0 AS last FROM ${kind satisfies ExtractKindName} WHERE ${standing}
       UNION ALL SELECT last_name, 0, 1 FROM ${kind} WHERE ${standing})
     WHERE name IS NOT NULL GROUP BY name`,
  ).all(importId, importId, importId, importId);
