import type { CivilDay } from '../domain/civilDate.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** The two imports whose people are counted together. */
export interface PeopleImports {
  readonly clients: number;
  readonly persons: number;
}

/** How many records of both extracts have this first or last name. */
export const recordsWithName = (
  store: ReadStore,
  field: 'first_name' | 'last_name',
  name: string,
  imports: PeopleImports,
): number => recordsWith(store, field, name, imports);

/** How many records of both extracts have this birth date. */
export const recordsBornOn = (store: ReadStore, day: CivilDay, imports: PeopleImports): number =>
  recordsWith(store, 'birth_date', day, imports);

function recordsWith(
  store: ReadStore,
  field: string,
  value: string | number,
  { clients, persons }: PeopleImports,
): number {
  return statement<{ records: number }>(
    store,
    `SELECT (SELECT count(*) FROM cws_client WHERE ${field} = :value AND first_import <= :clients AND last_import >= :clients)
          + (SELECT count(*) FROM cw_person WHERE ${field} = :value AND first_import <= :persons AND last_import >= :persons) AS records`,
  ).get({ value, clients, persons })!.records;
}
