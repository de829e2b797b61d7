import type { CivilDay } from '../domain/civilDate.ts';
import type { SourceSystem } from '../domain/extract.ts';
import type { MatchRun } from './matchRuns.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

/** A version of a person's record, with the days of the extracts that first held it and first held another. */
export interface RecordVersion {
  readonly sourceKey: string;
  readonly firstImport: number;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly nameSuffix: string | null;
  readonly birthDate: CivilDay | null;
  readonly sex: string | null;
  readonly ssn: string | null;
  readonly cin: string | null;
  readonly frozenCin: string | null;
  readonly formerCwin: string | null;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
}

/** Another name of a CWS client. */
export interface OtherName {
  readonly sourceKey: string;
  readonly nameType: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly nameSuffix: string | null;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
}

export interface IndexedName {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  /** CURRENT, or the type of a CWS other name. */
  readonly nameType: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly nameSuffix: string;
  readonly birthDate: CivilDay | null;
  readonly sex: string | null;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
}

export interface ExternalId {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  readonly type: 'cin' | 'ssn' | 'cwin';
  readonly value: string;
  readonly status: 'active' | 'frozen' | 'former';
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay | null;
}

/** Import ids up to which something was done, exclusive and inclusive. */
export interface ImportSpan {
  readonly after: number;
  readonly upTo: number;
}

const tables = {
  cws: {
    kind: 'cws_client',
    key: 'client_key',
    ids: 'NULL AS frozenCin, NULL AS formerCwin',
  },
  calworks: {
    kind: 'cw_person',
    key: 'cwin',
    ids: 'frozen_cin AS frozenCin, former_cwin AS formerCwin',
  },
} as const;

/** Records are read some thousand at a time, because a connection cannot write while it reads. */
const keysTogether = 5000;

/** Every version of these records in imports up to `upTo`, by record and then in time. */
export function recordVersions(
  store: ReadStore,
  system: SourceSystem,
  sourceKeys: readonly string[],
  upTo: number,
): readonly RecordVersion[] {
  const { kind, key, ids } = tables[system];
  return statement<RecordVersion>(
    store,
    `SELECT v.${key} AS sourceKey, v.first_import AS firstImport, first_name AS firstName, middle_name AS middleName, last_name AS lastName,
       name_suffix AS nameSuffix, birth_date AS birthDate, sex, ssn, cin, ${ids}, began.as_of AS fromDay,
       ended.as_of AS toDay
     FROM json_each(:keys) k CROSS JOIN ${kind} v ON v.${key} = k.value
     JOIN import began ON began.import_id = v.first_import
     LEFT JOIN import ended ON ended.import_id = v.superseded_import AND ended.import_id <= :upTo
     WHERE v.first_import <= :upTo ORDER BY k.key, v.first_import`,
  ).all({ keys: JSON.stringify(sourceKeys), upTo });
}

/** Every other name of these CWS clients in imports up to `upTo`, by client and then in time. */
export const otherNameVersions = (
  store: ReadStore,
  clientKeys: readonly string[],
  upTo: number,
): readonly OtherName[] =>
  statement<OtherName>(
    store,
    `SELECT v.client_key AS sourceKey, coalesce(name_type, 'UNKNOWN') AS nameType, first_name AS firstName,
       middle_name AS middleName, last_name AS lastName, name_suffix AS nameSuffix, began.as_of AS fromDay,
       (SELECT min(i.as_of) FROM import i
        WHERE i.kind = 'cws_other_name' AND i.import_id > v.last_import AND i.import_id <= :upTo) AS toDay
     FROM json_each(:keys) k CROSS JOIN cws_other_name v ON v.client_key = k.value
     JOIN import began ON began.import_id = v.first_import
     WHERE v.first_import <= :upTo ORDER BY k.key, v.record_id`,
  ).all({ keys: JSON.stringify(clientKeys), upTo });

/** Every version of each record that has a new version within the span, by record and then in time, in portions. */
export function* changedRecords(
  store: ReadStore,
  system: SourceSystem,
  span: ImportSpan,
): Generator<readonly RecordVersion[]> {
  const { kind, key } = tables[system];
  const changed = 'first_import > :after AND first_import <= :upTo';
  for (const keys of changedKeys(store, kind, key, changed, span)) {
    yield recordVersions(store, system, keys, span.upTo);
  }
}

/** Every other name of each CWS client whose other names changed within the span, by client and then in time. */
export function* changedOtherNames(store: ReadStore, span: ImportSpan): Generator<readonly OtherName[]> {
  const changed =
    '((first_import > :after AND first_import <= :upTo) OR (last_import >= :after AND last_import < :upTo))';
  for (const keys of changedKeys(store, 'cws_other_name', 'client_key', changed, span)) {
    yield otherNameVersions(store, keys, span.upTo);
  }
}

/** The keys of the rows that changed, in their order, in portions. */
function* changedKeys(
  store: ReadStore,
  kind: string,
  key: string,
  changed: string,
  span: ImportSpan,
): Generator<readonly string[]> {
  const next = statement<{ key: string }>(
    store,
    `SELECT DISTINCT ${key} AS key FROM ${kind} WHERE ${changed} AND ${key} > :last ORDER BY ${key} LIMIT :limit`,
  );
  let last = '';
  for (;;) {
    const keys = next.all({ ...span, last, limit: keysTogether }).map((row) => row.key);
    if (keys.length === 0) return;
    yield keys;
    last = keys.at(-1)!;
  }
}

/**
 * What the index has taken in so far of each person extract, and what a run brings: nothing when a later month was
 * taken in already.
 */
export function newForIndex(
  store: ReadStore,
  run: MatchRun,
): Readonly<Record<SourceSystem | 'otherNames', ImportSpan>> {
  const before = statement<{ cws: number; calworks: number; newest: number }>(
    store,
    `SELECT coalesce(max(r.cws_import), 0) AS cws, coalesce(max(r.cw_import), 0) AS calworks,
       coalesce(max(r.newest_import), 0) AS newest
     FROM index_update u JOIN match_run r USING (run_id)`,
  ).get()!;
  const otherNames = statement<{ newest: number }>(
    store,
    "SELECT coalesce(max(import_id), 0) AS newest FROM import WHERE kind = 'cws_other_name' AND import_id <= ?",
  );
  return {
    cws: { after: before.cws, upTo: run.cwsImport },
    calworks: { after: before.calworks, upTo: run.cwImport },
    otherNames: {
      after: otherNames.get(before.newest)!.newest,
      upTo: otherNames.get(run.newestImport)!.newest,
    },
  };
}

/** Writes a record's names and ids anew; in the caller's transaction. */
export function nameWriter(store: WriteStore) {
  const insertName = statement(
    store,
    `INSERT INTO person_name (system, source_key, name_type, first_name, middle_name, last_name, name_suffix, birth_date,
       sex, sound, second_sound, from_day, to_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertId = statement(
    store,
    `INSERT INTO external_id (system, source_key, type, value, status, from_day, to_day) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const forgetCurrent = statement(
    store,
    `DELETE FROM person_name WHERE system = ? AND source_key = ? AND name_type = 'CURRENT'`,
  );
  const forgetOther = statement(
    store,
    `DELETE FROM person_name WHERE system = ? AND source_key = ? AND name_type <> 'CURRENT'`,
  );
  const forgetIds = statement(store, 'DELETE FROM external_id WHERE system = ? AND source_key = ?');
  return {
    forgetCurrent: (system: SourceSystem, sourceKey: string) => {
      forgetCurrent.run(system, sourceKey);
      forgetIds.run(system, sourceKey);
    },
    forgetOther: (system: SourceSystem, sourceKey: string) => forgetOther.run(system, sourceKey),
    name(name: IndexedName, sounds: readonly string[]): void {
      insertName.run(
        name.system,
        name.sourceKey,
        name.nameType,
        name.firstName,
        name.middleName,
        name.lastName,
        name.nameSuffix,
        name.birthDate,
        name.sex,
        sounds[0] ?? null,
        sounds[1] ?? null,
        name.fromDay,
        name.toDay,
      );
    },
    id({ system, sourceKey, type, value, status, fromDay, toDay }: ExternalId): void {
      insertId.run(system, sourceKey, type, value, status, fromDay, toDay);
    },
  };
}
