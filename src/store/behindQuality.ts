import type { ExtractKindName, SourceSystem } from '../domain/extract.ts';
import type { Month } from '../domain/month.ts';
import { newestImport } from './imports.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A person with several records in a system, after the last one shown. */
export interface DuplicatedPerson {
  readonly personId: number;
  readonly open: number;
  readonly system: SourceSystem;
  readonly records: number;
}

/** People with two or more records in a system, in the order of their ids and systems; those after `after`. */
export const duplicatedPeoplePage = (
  store: ReadStore,
  after: { readonly personId: number; readonly system: string },
  limit: number,
): readonly DuplicatedPerson[] =>
  statement<DuplicatedPerson>(
    store,
    `SELECT r.person_id AS personId, p.partition = 'open' AS open, r.system, count(*) AS records
     FROM person_record r JOIN person p USING (person_id)
     WHERE r.to_run IS NULL AND (r.person_id, r.system) > (:personId, :system)
     GROUP BY r.person_id, r.system HAVING count(*) > 1 ORDER BY r.person_id, r.system LIMIT :limit`,
  ).all({ ...after, limit });

/** A person, an SSN of it that others carry too, and one of those others. */
export interface SharedSsn {
  readonly personId: number;
  readonly open: number;
  readonly ssn: string;
  readonly otherId: number;
  readonly otherOpen: number;
}

/** The present records of everybody who carries the SSN `e`. */
const otherCarriers = `JOIN external_id f ON f.type = 'ssn' AND f.value = e.value AND f.to_day IS NULL
     JOIN person_record o ON o.system = f.system AND o.source_key = f.source_key AND o.to_run IS NULL`;

/** Of the next `limit` people who share an SSN each SSN and each other person, in the order of the first person's id. */
export const sharedSsnPage = (store: ReadStore, after: number, limit: number): readonly SharedSsn[] =>
  statement<SharedSsn>(
    store,
    `WITH next AS MATERIALIZED (
       SELECT DISTINCT r.person_id FROM person_record r
       WHERE r.to_run IS NULL AND r.person_id > :after AND EXISTS (
         SELECT 1 FROM external_id e ${otherCarriers}
         WHERE e.system = r.system AND e.source_key = r.source_key AND e.type = 'ssn' AND e.to_day IS NULL
           AND o.person_id <> r.person_id)
       ORDER BY r.person_id LIMIT :limit)
     SELECT DISTINCT n.person_id AS personId, p.partition = 'open' AS open, e.value AS ssn, o.person_id AS otherId,
       q.partition = 'open' AS otherOpen
     FROM next n JOIN person_record r ON r.person_id = n.person_id AND r.to_run IS NULL
     JOIN external_id e ON e.system = r.system AND e.source_key = r.source_key AND e.type = 'ssn' AND e.to_day IS NULL
     ${otherCarriers}
     JOIN person p ON p.person_id = n.person_id JOIN person q ON q.person_id = o.person_id
     WHERE o.person_id <> n.person_id
     ORDER BY n.person_id, e.value, o.person_id`,
  ).all({ after, limit });

/** A person of an active CalWORKs case whom the index does not have, and the first of its cases. */
export interface NotIndexed {
  readonly cwin: string;
  readonly caseNumber: string;
}

/** Persons of active CalWORKs cases who are not in the index (SLO-4), in the order of CWINs; those after `after`. */
export const notIndexedPage = (
  store: ReadStore,
  month: Month,
  after: string,
  limit: number,
): readonly NotIndexed[] =>
  statement<NotIndexed>(
    store,
    `SELECT m.cwin, min(m.case_number) AS caseNumber FROM cw_member m
     JOIN cw_case c ON c.case_number = m.case_number AND c.status = 'ACTIVE' AND c.status_end_date IS NULL
       AND c.first_import <= :cases AND c.last_import >= :cases
     WHERE m.end_date IS NULL AND m.first_import <= :members AND m.last_import >= :members AND m.cwin > :after
       AND NOT EXISTS (SELECT 1 FROM person_record r
         WHERE r.system = 'calworks' AND r.source_key = m.cwin AND r.to_run IS NULL)
     GROUP BY m.cwin ORDER BY m.cwin LIMIT :limit`,
  ).all({
    cases: newestImport(store, 'cw_case', month)?.importId ?? 0,
    members: newestImport(store, 'cw_member', month)?.importId ?? 0,
    after,
    limit,
  });

/** A row whose identifier stands in another row of its import too. */
export interface RepeatedRow {
  readonly recordId: number;
  readonly sourceKey: string;
  readonly value: string;
  /** Null for somebody who is not in the index. */
  readonly personId: number | null;
  readonly open: number;
}

/** Rows of an import whose SSN or CIN stands in another of its rows, in the order of record ids; those after `after`. */
export function repeatedRowsPage(
  store: ReadStore,
  { kind, importId }: { readonly kind: 'cws_client' | 'cw_person'; readonly importId: number },
  field: 'ssn' | 'cin',
  after: number,
  limit: number,
): readonly RepeatedRow[] {
  const [key, system] = kind === 'cws_client' ? ['client_key', 'cws'] : ['cwin', 'calworks'];
  const marked =
    kind === 'cws_client' ? "coalesce(x.sensitivity, 'N') = 'N' AND coalesce(x.sealed, 0) = 0" : '1';
  return statement<RepeatedRow>(
    store,
    `WITH again AS (
       SELECT ${field} AS value FROM ${kind satisfies ExtractKindName}
       WHERE ${field} IS NOT NULL AND first_import <= :id AND last_import >= :id
       GROUP BY ${field} HAVING count(*) > 1)
     SELECT x.record_id AS recordId, x.${key} AS sourceKey, a.value, p.person_id AS personId,
       (${marked}) AND coalesce(p.partition, 'open') = 'open' AS open
     FROM ${kind} x JOIN again a ON a.value = x.${field}
     LEFT JOIN person_record r ON r.system = '${system}' AND r.source_key = x.${key} AND r.to_run IS NULL
     LEFT JOIN person p ON p.person_id = r.person_id
     WHERE x.first_import <= :id AND x.last_import >= :id AND x.record_id > :after ORDER BY x.record_id LIMIT :limit`,
  ).all({ id: importId, after, limit });
}

/** Which of these clients are sensitive or sealed, by their newest row or by their person. */
export function restrictedClients(store: ReadStore, keys: readonly string[]): ReadonlySet<string> {
  const rows = statement<{ key: string }>(
    store,
    `SELECT k.value AS key FROM json_each(?) k
     WHERE EXISTS (SELECT 1 FROM cws_client c WHERE c.client_key = k.value
         AND (coalesce(c.sensitivity, 'N') <> 'N' OR coalesce(c.sealed, 0) <> 0))
       OR EXISTS (SELECT 1 FROM person_record r JOIN person p USING (person_id)
         WHERE r.system = 'cws' AND r.source_key = k.value AND r.to_run IS NULL AND p.partition <> 'open')`,
  ).all(JSON.stringify(keys));
  return new Set(rows.map(({ key }) => key));
}

/** What was found about one column of an import: values left out, or kept and worth a look. */
export interface ColumnFinding {
  readonly number: number;
  /** The row it is about; null for one that was rejected, and in imports of older versions. */
  readonly recordId: number | null;
  readonly line: number;
  readonly column: string;
  readonly valueClass: string;
  readonly severity: 'rejected' | 'blanked' | 'noted';
  readonly reason: string;
  readonly remedy: string;
}

/** Findings of a column in file order, as `findingsByColumn` counts them; those after number `after`. */
export const columnFindingsPage = (
  store: ReadStore,
  asked: {
    readonly importId: number;
    readonly column: string;
    readonly which: 'invalid' | 'suspicious';
    readonly after: number;
    readonly limit: number;
  },
): readonly ColumnFinding[] =>
  statement<ColumnFinding>(
    store,
    `SELECT finding_no AS number, record_id AS recordId, line, column_name AS "column", value_class AS valueClass, severity, reason, remedy
     FROM import_finding WHERE import_id = :importId AND column_name = :column AND finding_no > :after
       AND CASE :which WHEN 'suspicious' THEN severity = 'noted'
         ELSE severity <> 'noted' AND code <> 'REQUIRED_BLANK' END
     ORDER BY finding_no LIMIT :limit`,
  ).all(asked);
