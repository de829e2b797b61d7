import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName, SourceSystem } from '../domain/extract.ts';
import type { Month } from '../domain/month.ts';
import { belongedAt, type Knowledge, versionAt } from './knowledge.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A source record of a person, and the month whose matching brought it there. */
export interface KnownRecord {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  readonly month: Month;
}

/**
 * The records that a person was known to have, in the order they came. A record that has since become a sealed or
 * sensitive person's is not among them, whatever was known then (SCC-13).
 */
export const recordsKnown = (store: ReadStore, personId: number, known: Knowledge): readonly KnownRecord[] =>
  statement<KnownRecord>(
    store,
    `SELECT r.system, r.source_key AS sourceKey, m.month
     FROM person_record r JOIN match_run m ON m.run_id = r.from_run
     WHERE r.person_id = :id AND ${belongedAt('r')} AND NOT EXISTS (
       SELECT 1 FROM person_record now JOIN person p USING (person_id)
       WHERE now.system = r.system AND now.source_key = r.source_key AND now.to_run IS NULL
         AND p.partition <> 'open' AND p.person_id <> :id)
     ORDER BY r.from_run, r.system DESC, r.source_key`,
  ).all({ id: personId, update: known.indexUpdate });

/** A program that a person takes or took part in; half-open days. */
export interface Participation {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  readonly program: string;
  readonly role: string;
  readonly status: string;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
  readonly sourceId: string;
  /** Day of the first extract that no longer had it: corrected or taken back. Null while it stands. */
  readonly goneDay: CivilDay | null;
}

type SourceRecord = Pick<KnownRecord, 'system' | 'sourceKey'>;
type ParticipationRow = Omit<Participation, 'goneDay'> &
  Readonly<Record<'kind' | 'otherKind', ExtractKindName | null>> &
  Readonly<Record<'lastImport' | 'otherLastImport', number | null>>;

/**
 * The programs of a person's records as they were known, newest first, whichever system they come from (SLO-12):
 * without those of cases and children whose records are sensitive or sealed, in whatever role the person stands in
 * them (SCC-13).
 */
export function participationKnown(
  store: ReadStore,
  records: readonly SourceRecord[],
  known: Knowledge,
): readonly Participation[] {
  const find = statement<ParticipationRow>(
    store,
    `SELECT system, source_key AS sourceKey, program, role, status, from_day AS fromDay, to_day AS toDay,
       source_id AS sourceId, kind, last_import AS lastImport, other_kind AS otherKind,
       other_last_import AS otherLastImport
     FROM record_participation p WHERE p.system = :system AND p.source_key = :sourceKey AND ${versionAt('p')}
       AND NOT (p.system = 'cws' AND EXISTS (
         SELECT 1 FROM cws_case c LEFT JOIN cws_client k ON k.client_key = c.client_key AND k.superseded_import IS NULL
         WHERE c.case_key = p.source_id AND c.superseded_import IS NULL
           AND (coalesce(c.limited_access, 'N') <> 'N' OR coalesce(k.sensitivity, 'N') <> 'N' OR k.sealed = 1)))`,
  );
  const rows = records.flatMap(({ system, sourceKey }) =>
    find.all({ system, sourceKey, known: known.newestImport }),
  );
  return rows
    .map(({ kind, lastImport, otherKind, otherLastImport, ...one }) => {
      const gone = [
        goneDay(store, kind, lastImport, known),
        goneDay(store, otherKind, otherLastImport, known),
      ];
      const days = gone.filter((day) => day !== null);
      return { ...one, goneDay: days.length === 0 ? null : Math.min(...days) };
    })
    .sort(
      (a, b) =>
        b.fromDay - a.fromDay ||
        order(a.program, b.program) ||
        order(a.role, b.role) ||
        order(a.sourceId, b.sourceId) ||
        (a.toDay ?? 0) - (b.toDay ?? 0),
    );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Day of the first known extract of a kind after the one in which a row stood last. */
function goneDay(
  store: ReadStore,
  kind: ExtractKindName | null,
  lastImport: number | null,
  { newestImport }: Knowledge,
): CivilDay | null {
  if (kind === null || lastImport === null || lastImport >= newestImport) return null;
  return (
    statement<{ asOf: CivilDay }>(
      store,
      `SELECT as_of AS asOf FROM import WHERE kind = ? AND import_id > ? AND import_id <= ? ORDER BY import_id LIMIT 1`,
    ).get(kind, lastImport, newestImport)?.asOf ?? null
  );
}

export interface PersonAddress {
  readonly system: SourceSystem;
  readonly street: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly phone: string | null;
  /** Must not be shown or given on. */
  readonly confidential: number;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
}

/** Every address of a person's records as the known extracts gave it, newest first. */
export function addressesKnown(
  store: ReadStore,
  records: readonly SourceRecord[],
  known: Knowledge,
): readonly PersonAddress[] {
  const find = statement<PersonAddress>(
    store,
    `SELECT DISTINCT a.system, a.street, a.city, a.zip, a.phone, a.confidential, began.as_of AS fromDay,
       ended.as_of AS toDay
     FROM record_address a JOIN import began ON began.import_id = a.first_import
     LEFT JOIN import ended ON ended.import_id = a.superseded_import AND ended.import_id <= :known
     WHERE a.system = :system AND a.source_key = :sourceKey AND a.first_import <= :known`,
  );
  return records
    .flatMap(({ system, sourceKey }) => find.all({ system, sourceKey, known: known.newestImport }))
    .sort((a, b) => b.fromDay - a.fromDay || order(a.system, b.system));
}
