import type { SourceSystem } from '../domain/extract.ts';
import type { Knowledge } from './knowledge.ts';
import { rawStatement, statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

/**
 * Fills `person_link`, which is derived, from `person_record`: two records are linked from the update that brought the
 * second of them to the person until the first that took one away.
 */
export const linksOfRecords = `INSERT INTO person_link (client_key, cwin, from_update, to_update, person_id)
SELECT c.source_key, w.source_key, max(c.from_update, w.from_update),
  nullif(min(coalesce(c.to_update, 2147483647), coalesce(w.to_update, 2147483647)), 2147483647), w.person_id
FROM person_record w CROSS JOIN person_record c ON c.person_id = w.person_id
WHERE w.system = 'calworks' AND c.system = 'cws' AND (c.to_run IS NULL OR c.to_update IS NOT NULL)
  AND max(c.from_update, w.from_update) < min(coalesce(c.to_update, 2147483647), coalesce(w.to_update, 2147483647))`;

/** A client of child welfare and a person of cash aid that are one person of the index. */
export type PersonLink = readonly [clientKey: string, cwin: string, personId: number];

/** Every link as far as the index was known. */
export const linksKnown = (store: ReadStore, { indexUpdate }: Knowledge): readonly PersonLink[] =>
  rawStatement<PersonLink>(
    store,
    `SELECT client_key, cwin, person_id FROM person_link
     WHERE from_update <= :update AND (to_update IS NULL OR to_update > :update)`,
  ).all({ update: indexUpdate });

const own = { cws: 'client_key', calworks: 'cwin' } as const;

/** Keeps `person_link` beside what is written to `person_record`; in the caller's transaction. */
export function linkWriter(store: WriteStore, updateId: number) {
  const closing = (system: SourceSystem) =>
    statement(store, `UPDATE person_link SET to_update = ? WHERE ${own[system]} = ? AND to_update IS NULL`);
  const opening = (system: SourceSystem) =>
    statement(
      store,
      `INSERT INTO person_link (${own[system]}, ${system === 'cws' ? own.calworks : own.cws}, from_update, person_id)
       SELECT :key, source_key, :update, person_id FROM person_record
       WHERE person_id = :person AND system <> :system AND to_run IS NULL`,
    );
  const close = { cws: closing('cws'), calworks: closing('calworks') };
  const open = { cws: opening('cws'), calworks: opening('calworks') };
  return {
    close: (system: SourceSystem, key: string) => close[system].run(updateId, key),
    open: (system: SourceSystem, key: string, person: number) =>
      open[system].run({ system, key, person, update: updateId }),
  };
}
