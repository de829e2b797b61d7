import type { CivilDay } from '../domain/civilDate.ts';
import type { SourceSystem } from '../domain/extract.ts';
import type { Partition } from './persons.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** Which kind of identifier a person may be found by. */
export type IdentifierType = 'cws_key' | 'cwin' | 'cin' | 'ssn' | 'case_number';

/** Persons that have an identifier, in the order of their ids. */
export function personsByIdentifier(
  store: ReadStore,
  type: IdentifierType,
  value: string,
): readonly number[] {
  return statement<{ personId: number }>(store, identifierQueries[type])
    .all({ type, value })
    .map(({ personId }) => personId);
}

const bySource = (system: SourceSystem): string =>
  `SELECT person_id AS personId FROM person_record WHERE system = '${system}' AND source_key = :value AND to_run IS NULL`;
const byExternalId = `SELECT r.person_id AS personId FROM external_id e
  JOIN person_record r ON r.system = e.system AND r.source_key = e.source_key AND r.to_run IS NULL
  WHERE e.type = :type AND e.value = :value`;

const identifierQueries: Readonly<Record<IdentifierType, string>> = {
  cws_key: `SELECT DISTINCT personId FROM (${bySource('cws')}) ORDER BY personId`,
  cwin: `SELECT DISTINCT personId FROM (${bySource('calworks')} UNION ALL ${byExternalId}) ORDER BY personId`,
  cin: `SELECT DISTINCT personId FROM (${byExternalId}) ORDER BY personId`,
  ssn: `SELECT DISTINCT personId FROM (${byExternalId}) ORDER BY personId`,
  case_number: `SELECT DISTINCT r.person_id AS personId FROM cw_member m
    JOIN person_record r ON r.system = 'calworks' AND r.source_key = m.cwin AND r.to_run IS NULL
    WHERE m.case_number = :value ORDER BY personId`,
};

/** A name that sounds like one that is looked for, and whose it is. */
export interface NameHit {
  readonly personId: number;
  readonly partition: Partition;
  readonly nameType: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly nameSuffix: string;
  readonly birthDate: CivilDay | null;
}

const nameColumns = `r.person_id AS personId, p.partition, n.name_type AS nameType, n.first_name AS firstName,
  n.middle_name AS middleName, n.last_name AS lastName, n.name_suffix AS nameSuffix, n.birth_date AS birthDate`;
const owner = `JOIN person_record r ON r.system = n.system AND r.source_key = n.source_key AND r.to_run IS NULL
  JOIN person p USING (person_id)`;

/** A name that sounds like one that is looked for, as far as names are compared. */
export interface SoundingName {
  readonly nameId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: CivilDay | null;
}

const bySound = (sound: 'sound' | 'second_sound'): string =>
  `SELECT name_id AS nameId, first_name AS firstName, last_name AS lastName, birth_date AS birthDate
   FROM json_each(:sounds) k CROSS JOIN person_name s ON s.${sound} >= k.value AND s.${sound} < k.value || '~'`;

/**
 * Names whose sound key begins with one of these, out of the indexes of sounds alone: a common name has thousands. A
 * name may come twice.
 */
export const namesBySound = (store: ReadStore, sounds: readonly string[]): readonly SoundingName[] =>
  statement<SoundingName>(store, `${bySound('sound')} UNION ALL ${bySound('second_sound')}`).all({
    sounds: JSON.stringify(sounds),
  });

/** These names with whose they are, in the order in which they are asked for. */
export const namesWithOwners = (
  store: ReadStore,
  nameIds: readonly number[],
): readonly (NameHit & { readonly nameId: number })[] =>
  statement<NameHit & { nameId: number }>(
    store,
    `SELECT n.name_id AS nameId, ${nameColumns} FROM json_each(?) k
     CROSS JOIN person_name n ON n.name_id = k.value ${owner} ORDER BY k.key`,
  ).all(JSON.stringify(nameIds));

/** The current names of people born on a day. */
export const namesByBirth = (store: ReadStore, birthDate: CivilDay): readonly NameHit[] =>
  statement<NameHit>(
    store,
    `SELECT ${nameColumns} FROM person_name n ${owner} WHERE n.birth_date = ? ORDER BY r.person_id, n.name_id`,
  ).all(birthDate);

/** Every name of a person, current ones first. */
export const namesOfPerson = (store: ReadStore, personId: number): readonly NameHit[] =>
  statement<NameHit>(
    store,
    `SELECT ${nameColumns} FROM person_record r
     JOIN person_name n ON n.system = r.system AND n.source_key = r.source_key JOIN person p USING (person_id)
     WHERE r.person_id = ? AND r.to_run IS NULL
     ORDER BY n.name_type <> 'CURRENT', n.to_day IS NOT NULL, r.system DESC, n.name_id`,
  ).all(personId);

/** One identifier of a person, for the crosswalk. */
export interface CrosswalkRow {
  readonly personId: number;
  /** cws_key, cwin or cin; SSNs are not part of a crosswalk. */
  readonly type: string;
  readonly value: string;
  readonly status: string;
  readonly fromDay: CivilDay | null;
  readonly toDay: CivilDay | null;
}

/** Index id ↔ CWS key ↔ CWIN ↔ CIN of every open person, in the order of ids (SLO-5). */
export function* crosswalk(store: ReadStore): Generator<CrosswalkRow> {
  yield* store.db
    .prepare<[], CrosswalkRow>(
      `SELECT r.person_id AS personId, CASE r.system WHEN 'cws' THEN 'cws_key' ELSE 'cwin' END AS type,
         r.source_key AS value, 'active' AS status, NULL AS fromDay, NULL AS toDay
       FROM person_record r JOIN person p USING (person_id) WHERE r.to_run IS NULL AND p.partition = 'open'
       UNION
       SELECT r.person_id, e.type, e.value, e.status, e.from_day, e.to_day
       FROM external_id e
       JOIN person_record r ON r.system = e.system AND r.source_key = e.source_key AND r.to_run IS NULL
       JOIN person p USING (person_id) WHERE e.type <> 'ssn' AND p.partition = 'open'
       ORDER BY 1, 2, 3, 4`,
    )
    .iterate();
}
