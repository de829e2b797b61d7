import type { SourceSystem } from '../domain/extract.ts';
import type { Knowledge } from './knowledge.ts';
import { linkWriter } from './personLinks.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

export type Partition = 'open' | 'sensitive' | 'sealed';

export interface Person {
  readonly personId: number;
  /** The person this id was merged into; null = in use. */
  readonly forwardedTo: number | null;
  readonly partition: Partition;
}

/** A source record that belongs to a person now, and since which run. */
export interface PersonRecord {
  readonly system: SourceSystem;
  readonly sourceKey: string;
  readonly fromRun: number;
  readonly personId: number;
}

export interface PersonEvent {
  readonly kind: 'created' | 'joined' | 'left' | 'merged' | 'split' | 'restored';
  readonly personId: number;
  readonly otherPerson?: number;
  readonly system?: SourceSystem;
  readonly sourceKey?: string;
}

/** Which source records belong to whom now, in the order of system and key. */
export const currentRecords = (store: ReadStore): readonly PersonRecord[] =>
  statement<PersonRecord>(
    store,
    `SELECT system, source_key AS sourceKey, from_run AS fromRun, person_id AS personId FROM person_record
     WHERE to_run IS NULL ORDER BY system, source_key`,
  ).all();

export const allPersons = (store: ReadStore): readonly Person[] =>
  statement<Person>(
    store,
    'SELECT person_id AS personId, forwarded_to AS forwardedTo, partition FROM person ORDER BY person_id',
  ).all();

/** An id as it was given, in use or forwarding; undefined for one never given. */
export const personGiven = (store: ReadStore, personId: number): Person | undefined =>
  statement<Person>(
    store,
    'SELECT person_id AS personId, forwarded_to AS forwardedTo, partition FROM person WHERE person_id = ?',
  ).get(personId);

/** The person an id stands for now, following merges; undefined for an id never given. */
export function personById(store: ReadStore, personId: number): Person | undefined {
  let person = personGiven(store, personId);
  while (person !== undefined && person.forwardedTo !== null) person = personGiven(store, person.forwardedTo);
  return person;
}

/** The person an id stood for as far as the index was known; undefined for an id not given yet. */
export function personKnownAs(store: ReadStore, personId: number, known: Knowledge): number | undefined {
  const given = statement<{ personId: number }>(
    store,
    'SELECT person_id AS personId FROM person WHERE person_id = ? AND created_update <= ?',
  ).get(personId, known.indexUpdate);
  const moved = statement<{ to: number | null }>(
    store,
    `SELECT "to" FROM (
       SELECT event_id, person_id AS "to" FROM person_event
       WHERE other_person = :id AND kind = 'merged' AND update_id <= :update
       UNION ALL
       SELECT event_id, NULL FROM person_event WHERE person_id = :id AND kind = 'restored' AND update_id <= :update)
     ORDER BY event_id DESC LIMIT 1`,
  );
  let id = given?.personId;
  for (;;) {
    const to = id === undefined ? null : moved.get({ id, update: known.indexUpdate })?.to;
    if (to === null || to === undefined) return id;
    id = to;
  }
}

/** The person that a source record belongs to now. */
export const personOf = (store: ReadStore, system: SourceSystem, sourceKey: string): number | undefined =>
  statement<{ personId: number }>(
    store,
    'SELECT person_id AS personId FROM person_record WHERE system = ? AND source_key = ? AND to_run IS NULL',
  ).get(system, sourceKey)?.personId;

/** The records of a person now, those that came first before the others. */
export const recordsOf = (
  store: ReadStore,
  personId: number,
): readonly Pick<PersonRecord, 'system' | 'sourceKey'>[] =>
  statement<Pick<PersonRecord, 'system' | 'sourceKey'>>(
    store,
    `SELECT system, source_key AS sourceKey FROM person_record WHERE person_id = ? AND to_run IS NULL
     ORDER BY from_run, system DESC, source_key`,
  ).all(personId);

/** The records that came to a person when the id `other` was merged into it last, and are still there. */
export const recordsMergedIn = (
  store: ReadStore,
  personId: number,
  other: number,
): readonly Pick<PersonRecord, 'system' | 'sourceKey'>[] =>
  statement<Pick<PersonRecord, 'system' | 'sourceKey'>>(
    store,
    `SELECT now.system, now.source_key AS sourceKey
     FROM person_record was JOIN person_record now
       ON now.system = was.system AND now.source_key = was.source_key AND now.to_run IS NULL
     WHERE was.person_id = :other AND now.person_id = :person AND was.to_update = (
       SELECT update_id FROM person_event WHERE kind = 'merged' AND person_id = :person AND other_person = :other
       ORDER BY event_id DESC LIMIT 1)
     ORDER BY now.system DESC, now.source_key`,
  ).all({ person: personId, other });

/** What happened to a person's id, oldest first. That it was given at all is kept with the person itself. */
export const eventsOf = (
  store: ReadStore,
  personId: number,
): readonly (PersonEvent & { readonly runId: number })[] =>
  statement<PersonEvent & { runId: number }>(
    store,
    `SELECT kind, personId, otherPerson, system, sourceKey, runId FROM (
       SELECT 0 AS event_id, 'created' AS kind, person_id AS personId, NULL AS otherPerson, NULL AS system,
         NULL AS sourceKey, created_run AS runId
       FROM person WHERE person_id = :id
         AND NOT EXISTS (SELECT 1 FROM person_event WHERE person_id = :id AND kind = 'split')
       UNION ALL
       SELECT event_id, kind, person_id, other_person, system, source_key, run_id
       FROM person_event WHERE person_id = :id OR other_person = :id)
     ORDER BY event_id`,
  ).all({ id: personId });

/** The ids that a record's persons had before they were merged into `into`, newest first. */
export const formerPersonsOf = (
  store: ReadStore,
  system: SourceSystem,
  sourceKey: string,
  into: number,
): readonly number[] =>
  statement<{ personId: number }>(
    store,
    `SELECT r.person_id AS personId FROM person_record r JOIN person p USING (person_id)
     WHERE r.system = ? AND r.source_key = ? AND r.to_run IS NOT NULL AND p.forwarded_to = ? ORDER BY r.record_no DESC`,
  )
    .all(system, sourceKey, into)
    .map(({ personId }) => personId);

/** Writes to the person tables for one update of the index; everything in the caller's transaction. */
export function personWriter(store: WriteStore, runId: number, updateId: number) {
  const insertPerson = statement(
    store,
    'INSERT INTO person (person_id, forwarded_to, partition, created_run, created_update) VALUES (?, NULL, ?, ?, ?)',
  );
  const forward = statement(store, 'UPDATE person SET forwarded_to = ? WHERE person_id = ?');
  const setPartition = statement(store, 'UPDATE person SET partition = ? WHERE person_id = ?');
  const close = statement(
    store,
    'UPDATE person_record SET to_run = ?, to_update = ? WHERE system = ? AND source_key = ? AND to_run IS NULL',
  );
  const open = statement(
    store,
    `INSERT INTO person_record (system, source_key, from_run, from_update, person_id) VALUES (?, ?, ?, ?, ?)`,
  );
  const insertEvent = statement(
    store,
    `INSERT INTO person_event (run_id, update_id, kind, person_id, other_person, system, source_key)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const links = linkWriter(store, updateId);
  return {
    create: (personId: number, partition: Partition) =>
      insertPerson.run(personId, partition, runId, updateId),
    forward: (personId: number, to: number | null) => forward.run(to, personId),
    setPartition: (personId: number, partition: Partition) => setPartition.run(partition, personId),
    /** Brings a record to a person; `moved`: from another one; `alone`: it is the person's only record. */
    assign(
      { system, sourceKey }: Pick<PersonRecord, 'system' | 'sourceKey'>,
      personId: number,
      { moved, alone }: { readonly moved: boolean; readonly alone: boolean },
    ): void {
      if (moved) {
        close.run(runId, updateId, system, sourceKey);
        links.close(system, sourceKey);
      }
      open.run(system, sourceKey, runId, updateId, personId);
      if (!alone) links.open(system, sourceKey, personId);
    },
    event: ({ kind, personId, otherPerson, system, sourceKey }: PersonEvent) =>
      insertEvent.run(
        runId,
        updateId,
        kind,
        personId,
        otherPerson ?? null,
        system ?? null,
        sourceKey ?? null,
      ),
  };
}

/** The index brought up to a run, and to the decisions about pairs and persons so far, at an ISO time. */
export interface IndexUpdate {
  readonly runId: number;
  readonly lastDecision: number;
  readonly lastChange: number;
  readonly at: string;
}

/** Notes an update of the index; in the caller's transaction. Returns its number. */
export function noteIndexUpdate(store: WriteStore, update: IndexUpdate): number {
  const { lastInsertRowid } = statement(
    store,
    `INSERT INTO index_update (run_id, last_decision, last_change, updated_at)
     VALUES (:runId, :lastDecision, :lastChange, :at)`,
  ).run({ ...update });
  return Number(lastInsertRowid);
}

/** Whether records have come to other persons, or persons to other ids, since an update of the index. */
export const indexChangedSince = (store: ReadStore, update: number): boolean =>
  statement<{ changed: number }>(
    store,
    `SELECT EXISTS (SELECT 1 FROM person_record WHERE from_update > :update OR to_update > :update)
       OR EXISTS (SELECT 1 FROM person_event WHERE update_id > :update) AS changed`,
  ).get({ update })!.changed === 1;

/** Every update of the index, oldest first. */
export const indexUpdates = (store: ReadStore): readonly IndexUpdate[] =>
  statement<IndexUpdate>(
    store,
    `SELECT run_id AS runId, last_decision AS lastDecision, last_change AS lastChange, updated_at AS at
     FROM index_update ORDER BY update_id`,
  ).all();

/** The newest update of the index; undefined before the first. */
export const newestIndexUpdate = (store: ReadStore): IndexUpdate | undefined =>
  statement<IndexUpdate>(
    store,
    `SELECT run_id AS runId, last_decision AS lastDecision, last_change AS lastChange, updated_at AS at
     FROM index_update ORDER BY update_id DESC LIMIT 1`,
  ).get();

/** Empties the index, for rebuilding it; in the caller's transaction. */
export function clearIndex(store: WriteStore): void {
  for (const table of [
    'person_event',
    'external_id',
    'person_name',
    'person_link',
    'person_record',
    'index_update',
  ]) {
    store.db.exec(`DELETE FROM ${table}`);
  }
  // forwarding refers to persons, so that goes first
  store.db.exec('UPDATE person SET forwarded_to = NULL');
  store.db.exec('DELETE FROM person');
}
