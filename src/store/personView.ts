import type { CivilDay } from '../domain/civilDate.ts';
import type { SourceSystem } from '../domain/extract.ts';
import type { Month } from '../domain/month.ts';
import type { Knowledge } from './knowledge.ts';
import type { PairState } from './pairs.ts';
import type { PersonEvent } from './persons.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A name that a record of a person has or had; days are those of the extracts, `toDay` null = still there. */
export interface RecordedName {
  readonly system: SourceSystem;
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

/** Every name of a person as either system has or had it: current ones first, child welfare before cash aid. */
export const recordedNames = (store: ReadStore, personId: number): readonly RecordedName[] =>
  statement<RecordedName>(
    store,
    `SELECT n.system, n.name_type AS nameType, n.first_name AS firstName, n.middle_name AS middleName,
       n.last_name AS lastName, n.name_suffix AS nameSuffix, n.birth_date AS birthDate, n.sex,
       n.from_day AS fromDay, n.to_day AS toDay
     FROM person_record r JOIN person_name n ON n.system = r.system AND n.source_key = r.source_key
     WHERE r.person_id = ? AND r.to_run IS NULL
     ORDER BY n.to_day IS NOT NULL, n.name_type <> 'CURRENT', n.system DESC, n.from_day DESC, n.name_id`,
  ).all(personId);

/** An id that a person carries in a system, and since when; in full. */
export interface RecordedIdentifier {
  readonly system: SourceSystem;
  /** cws_key, cwin, cin or ssn. */
  readonly type: string;
  readonly value: string;
  readonly status: 'active' | 'frozen' | 'former';
  /** Null for the key of the record itself. */
  readonly fromDay: CivilDay | null;
  readonly toDay: CivilDay | null;
}

/** Every id of a person: the keys of its records, and the ids that they carry (domain.md 2.1, 2.3). */
export const recordedIdentifiers = (store: ReadStore, personId: number): readonly RecordedIdentifier[] =>
  statement<RecordedIdentifier>(
    store,
    `SELECT system, type, value, status, fromDay, toDay FROM (
     SELECT system, CASE system WHEN 'cws' THEN 'cws_key' ELSE 'cwin' END AS type, source_key AS value,
       'active' AS status, NULL AS fromDay, NULL AS toDay, 0 AS place
     FROM person_record WHERE person_id = :id AND to_run IS NULL
     UNION ALL
     SELECT e.system, e.type, e.value, e.status, e.from_day, e.to_day, 1
     FROM person_record r JOIN external_id e ON e.system = r.system AND e.source_key = r.source_key
     WHERE r.person_id = :id AND r.to_run IS NULL)
     ORDER BY place, system DESC, type, toDay IS NOT NULL, fromDay DESC, value`,
  ).all({ id: personId });

/** Something that happened to a person's id, and in the matching of which month. */
export type DatedPersonEvent = PersonEvent & { readonly eventId: number; readonly month: Month };

/**
 * What was known to have happened to a person's id, oldest first, without what concerns a person who may not be shown
 * (SCC-13).
 */
export const openEvents = (
  store: ReadStore,
  personId: number,
  known: Knowledge,
): readonly DatedPersonEvent[] =>
  statement<DatedPersonEvent>(
    store,
    `SELECT e.event_id AS eventId, e.kind, e.person_id AS personId, e.other_person AS otherPerson, e.system, e.source_key AS sourceKey,
       m.month
     FROM person_event e JOIN match_run m USING (run_id)
     LEFT JOIN person own ON own.person_id = e.person_id
     LEFT JOIN person other ON other.person_id = e.other_person
     WHERE (e.person_id = :id OR e.other_person = :id) AND e.update_id <= :update
       AND own.partition = 'open' AND coalesce(other.partition, 'open') = 'open'
     ORDER BY e.event_id`,
  ).all({ id: personId, update: known.indexUpdate });

/** A pair of a matching in which a person's record stands. */
export interface PersonPair {
  readonly clientKey: string;
  readonly cwin: string;
  readonly decision: 'link' | 'review' | 'mismatch' | 'none';
  readonly tier: string;
  readonly queue: 'review' | 'mismatch' | null;
  readonly kind: string | null;
  readonly state: PairState | null;
}

/** The pairs of a run that name one of a person's records, surest first; none with a person who may not be shown. */
export const pairsOfPerson = (store: ReadStore, runId: number, personId: number): readonly PersonPair[] =>
  statement<PersonPair>(
    store,
    `SELECT p.client_key AS clientKey, p.cwin, p.decision, p.tier, p.queue, p.kind, p.state
     FROM match_pair p
     LEFT JOIN person_record c ON c.system = 'cws' AND c.source_key = p.client_key AND c.to_run IS NULL
     LEFT JOIN person cp ON cp.person_id = c.person_id
     LEFT JOIN person_record a ON a.system = 'calworks' AND a.source_key = p.cwin AND a.to_run IS NULL
     LEFT JOIN person ap ON ap.person_id = a.person_id
     WHERE p.run_id = :run AND p.pair_id IN (
         SELECT q.pair_id FROM person_record r JOIN match_pair q ON q.run_id = :run AND q.client_key = r.source_key
         WHERE r.person_id = :id AND r.system = 'cws' AND r.to_run IS NULL
         UNION
         SELECT q.pair_id FROM person_record r JOIN match_pair q ON q.run_id = :run AND q.cwin = r.source_key
         WHERE r.person_id = :id AND r.system = 'calworks' AND r.to_run IS NULL)
       AND coalesce(cp.partition, 'open') = 'open' AND coalesce(ap.partition, 'open') = 'open'
       AND (p.decision <> 'none' OR p.queue IS NOT NULL) AND coalesce(p.queue, '') <> 'restricted'
     ORDER BY p.probability DESC, p.client_key, p.cwin LIMIT 50`,
  ).all({ run: runId, id: personId });

/** The day of the newest known extract of each system; null when there is none. */
export const newestAsOf = (
  store: ReadStore,
  known: Knowledge,
): Readonly<Record<SourceSystem, CivilDay | null>> =>
  statement<{ cws: CivilDay | null; calworks: CivilDay | null }>(
    store,
    `SELECT max(as_of) FILTER (WHERE system = 'cws') AS cws, max(as_of) FILTER (WHERE system = 'calworks') AS calworks
     FROM import WHERE import_id <= ?`,
  ).get(known.newestImport)!;
