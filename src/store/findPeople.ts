import type { CivilDay } from '../domain/civilDate.ts';
import type { SourceSystem } from '../domain/extract.ts';
import type { Partition } from './persons.ts';
import { rawStatement, statement } from './statement.ts';
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

/** Which part of a surname sounds: the first or the second. */
const parts = ['sound', 'second_sound'] as const;

/** A name as it is spelt under one sound key: a common one is tens of thousands of people's. */
export interface Spelling {
  readonly part: (typeof parts)[number];
  readonly sound: string;
  readonly lastName: string;
  /** Undefined: whatever the first name is. */
  readonly firstName: string | undefined;
}

/** Whose birth dates are asked for: those of a day, those without one, all others, or everybody's. */
export type Born = 'on_day' | 'no_day' | 'other_day' | 'any_day';

/** How names are spelt whose sound key begins with this, each spelling once, out of the indexes of sounds alone. */
export function spellingsBySound(
  store: ReadStore,
  sound: string,
  /** Without first names a spelling is a surname's. */
  withFirst: boolean,
): readonly Spelling[] {
  const spelt = withFirst ? 'last_name, first_name' : 'last_name';
  return parts.flatMap((part) =>
    rawStatement<readonly [string, string, string?]>(
      store,
      `SELECT DISTINCT ${part}, ${spelt} FROM person_name WHERE ${part} >= ? AND ${part} < ? || '~'`,
    )
      .all(sound, sound)
      .map(([key, lastName, firstName]) => ({ part, sound: key, lastName, firstName })),
  );
}

const bornWhen: Readonly<Record<Born, string>> = {
  on_day: 'AND n.birth_date = :birthDate',
  no_day: 'AND n.birth_date IS NULL',
  other_day: 'AND n.birth_date <> :birthDate',
  any_day: '',
};

/** The people whose name is spelt so, by first name, birth date and then name id; read only as far as they are taken. */
export const namesSpelt = (
  store: ReadStore,
  { part, sound, lastName, firstName }: Spelling,
  born: Born,
  birthDate: CivilDay | null,
): IterableIterator<NameHit> =>
  statement<NameHit>(
    store,
    `SELECT ${nameColumns} FROM person_name n
     CROSS JOIN person_record r ON r.system = n.system AND r.source_key = n.source_key AND r.to_run IS NULL
     CROSS JOIN person p USING (person_id)
     WHERE n.${part} = :sound AND n.last_name = :lastName
       ${firstName === undefined ? '' : 'AND n.first_name = :firstName'} ${bornWhen[born]}
     ORDER BY n.first_name, n.birth_date, n.name_id`,
  ).iterate({
    sound,
    lastName,
    ...(firstName === undefined ? {} : { firstName }),
    ...(born === 'on_day' || born === 'other_day' ? { birthDate } : {}),
  });

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
