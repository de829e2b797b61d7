import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/**
 * What the store knew at a moment: everything up to these numbers, which only ever grow. Imports, matchings, decisions
 * and updates of the index are kept as they were, so whatever was known then can be asked for again (architecture.md,
 * One store).
 */
export interface Knowledge {
  /** ISO time. */
  readonly at: string;
  readonly newestImport: number;
  readonly newestRun: number;
  readonly lastDecision: number;
  readonly indexUpdate: number;
}

/** Everything that is known. */
export const knownNow = (store: ReadStore): Knowledge => knownAt(store, '9999-12-31T23:59:59.999Z');

/** What was known at an ISO time; 0 where nothing was. */
export const knownAt = (store: ReadStore, at: string): Knowledge => ({
  at,
  ...statement<Omit<Knowledge, 'at'>>(
    store,
    `SELECT (SELECT coalesce(max(import_id), 0) FROM import WHERE imported_at <= :at) AS newestImport,
       (SELECT coalesce(max(run_id), 0) FROM match_run WHERE finished_at <= :at) AS newestRun,
       (SELECT coalesce(max(event_id), 0) FROM decision_event WHERE at <= :at) AS lastDecision,
       (SELECT coalesce(max(update_id), 0) FROM index_update WHERE updated_at <= :at) AS indexUpdate`,
  ).get({ at })!,
});

/** SQL for "belonged to its person after index update `:update`", for an alias of `person_record`. */
export const belongedAt = (alias: string): string =>
  `${alias}.from_update <= :update AND (${alias}.to_update IS NULL OR ${alias}.to_update > :update)`;

/** SQL for the person that a record belonged to after index update `:update`; NULL when it stood in no index yet. */
export const personAt = (system: 'cws' | 'calworks', sourceKey: string): string =>
  `coalesce(
     (SELECT person_id FROM person_record WHERE system = '${system}' AND source_key = ${sourceKey}
        AND to_run IS NULL AND from_update <= :update),
     (SELECT person_id FROM person_record WHERE system = '${system}' AND source_key = ${sourceKey}
        AND to_run IS NOT NULL AND from_update <= :update AND to_update > :update))`;

/** SQL for "the version known at import `:known`", for an alias of an extract's table or a view over some. */
export const versionAt = (alias: string): string =>
  `${alias}.first_import <= :known AND (${alias}.superseded_import IS NULL OR ${alias}.superseded_import > :known)`;
