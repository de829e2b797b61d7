import { stillThere } from './extractColumns.ts';
import type { PairKey } from './pairs.ts';
import type { PersonRow } from './people.ts';
import type { PeopleImports } from './rarity.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** Somebody near one side of a pair: a related client in CWS, or a member of a shared case in CalWORKs. */
export interface PersonAround {
  readonly side: 'left' | 'right';
  readonly person: PersonRow;
  /** CWS relationship code and which of the two it was written for; CalWORKs role. */
  readonly relation: { readonly code: string; readonly isFirst: boolean } | { readonly role: string };
  /** Linked to somebody around the other side, which speaks for the pair (household support). */
  readonly linkedAcross: boolean;
}

const most = 12;
const personColumns = (alias: string): string =>
  [
    'first_name',
    'middle_name',
    'last_name',
    'name_suffix',
    'birth_date',
    'sex',
    'ssn',
    'cin',
    'death_date',
    'street',
    'city',
    'zip',
    'phone',
  ]
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** People around both sides of a pair, at most a dozen a side. */
export function peopleAround(
  store: ReadStore,
  runId: number,
  key: PairKey,
  imports: PeopleImports,
): readonly PersonAround[] {
  return [...relatedClients(store, runId, key, imports), ...caseMembers(store, runId, key, imports)];
}

/** Opens a test for a standing link: linked by the engine and not asked about, or decided Same. */
const linkAcross = `EXISTS (SELECT 1 FROM match_pair p
  WHERE p.run_id = :run AND ((p.queue IS NULL AND p.decision = 'link') OR p.state = 'same')`;

function relatedClients(
  store: ReadStore,
  run: number,
  { clientKey, cwin }: PairKey,
  { clients }: PeopleImports,
): readonly PersonAround[] {
  const rows = statement<PersonRow & { relation: string; isFirst: number; across: number }>(
    store,
    `SELECT ${personColumns('c')}, r.relationship AS relation, r.is_first AS isFirst,
       ${linkAcross} AND p.client_key = c.client_key AND p.cwin IN (SELECT o.cwin FROM cw_member m JOIN cw_member o
           ON o.case_number = m.case_number AND o.last_import = ${stillThere}
         WHERE m.cwin = :cwin AND m.last_import = ${stillThere})) AS across
     FROM (SELECT related_client_key AS other, relationship, 0 AS is_first FROM cws_relationship
             WHERE client_key = :client AND last_import = ${stillThere}
           UNION SELECT client_key, relationship, 1 FROM cws_relationship
             WHERE related_client_key = :client AND last_import = ${stillThere}) r
     JOIN cws_client c ON c.client_key = r.other AND c.first_import <= :clients AND c.last_import >= :clients
     WHERE coalesce(c.sensitivity, 'N') = 'N' AND coalesce(c.sealed, 0) = 0
     ORDER BY c.birth_date, c.client_key LIMIT ${most}`,
  ).all({ run, client: clientKey, cwin, clients });
  return rows.map(({ relation, isFirst, across, ...person }) => ({
    side: 'left',
    person,
    relation: { code: relation, isFirst: isFirst === 1 },
    linkedAcross: across === 1,
  }));
}

function caseMembers(
  store: ReadStore,
  run: number,
  { clientKey, cwin }: PairKey,
  { persons }: PeopleImports,
): readonly PersonAround[] {
  const rows = statement<PersonRow & { role: string | null; across: number }>(
    store,
    `SELECT ${personColumns('w')}, max(o.role) AS role,
       ${linkAcross} AND p.cwin = w.cwin AND p.client_key IN (
           SELECT related_client_key FROM cws_relationship WHERE client_key = :client AND last_import = ${stillThere}
           UNION SELECT client_key FROM cws_relationship WHERE related_client_key = :client AND last_import = ${stillThere})) AS across
     FROM cw_member m
     JOIN cw_member o ON o.case_number = m.case_number AND o.cwin <> m.cwin AND o.last_import = ${stillThere} AND o.end_date IS NULL
     JOIN cw_person w ON w.cwin = o.cwin AND w.first_import <= :persons AND w.last_import >= :persons
     WHERE m.cwin = :cwin AND m.last_import = ${stillThere} AND m.end_date IS NULL
     GROUP BY w.cwin ORDER BY w.birth_date, w.cwin LIMIT ${most}`,
  ).all({ run, client: clientKey, cwin, persons });
  return rows.map(({ role, across, ...person }) => ({
    side: 'right',
    person,
    relation: { role: role ?? '' },
    linkedAcross: across === 1,
  }));
}
