import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { AidPerson, Clock, WorkStatus } from './facts.ts';

/** A person of cash aid as the extracts tell of it. */
export type AidPersonRecord = Omit<AidPerson, 'personId'>;

/** Persons of cash aid with their Welfare-to-Work statuses and clock readings, by CWIN. */
export function readAidPersonRecords(
  store: ReadStore,
  sources: FactSources,
  cwins: Iterable<string>,
): ReadonlyMap<string, readonly AidPersonRecord[]> {
  const keys = keyList(cwins);
  const persons = statement<Omit<AidPersonRecord, 'work' | 'clocks'>>(
    store,
    `SELECT p.cwin, p.cin, p.ssn, coalesce(p.first_name, '') AS first,
       coalesce(p.middle_name, '') AS middle, coalesce(p.last_name, '') AS last, coalesce(p.name_suffix, '') AS suffix,
       p.birth_date AS birth, p.death_date AS death
     FROM json_each(:keys) k CROSS JOIN cw_person p ON p.cwin = k.value
     WHERE ${presentIn('p', 'import')}`,
  ).all({ keys, import: importOf(sources, 'cw_person') });
  const work = groupedBy(
    statement<WorkStatus & { readonly cwin: string }>(
      store,
      `SELECT w.cwin, w.status, w.reason, w.start_date AS "from", w.end_date AS "to"
       FROM json_each(:keys) k CROSS JOIN cw_wtw w ON w.cwin = k.value
       WHERE ${presentIn('w', 'import')} ORDER BY w.cwin, w.start_date, w.status`,
    ).all({ keys, import: importOf(sources, 'cw_wtw') }),
    (row) => row.cwin,
  );
  const clocks = groupedBy(
    statement<Clock & { readonly cwin: string }>(
      store,
      `SELECT c.cwin, c.as_of_date AS asOf, c.months_used AS used, c.months_limit AS "limit"
       FROM json_each(:keys) k CROSS JOIN cw_clock c ON c.cwin = k.value
       WHERE ${presentIn('c', 'import')} ORDER BY c.cwin, c.as_of_date`,
    ).all({ keys, import: importOf(sources, 'cw_clock') }),
    (row) => row.cwin,
  );
  return groupedBy(
    persons.map((person) => ({
      ...person,
      work: work.get(person.cwin) ?? [],
      clocks: clocks.get(person.cwin) ?? [],
    })),
    ({ cwin }) => cwin,
  );
}
