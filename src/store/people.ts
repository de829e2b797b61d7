import { type AccessLimit, accessLimit } from '../domain/accessLimits.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import { fieldColumns, stillThere } from './extractColumns.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** What is known of a person in either system that can speak for or against being the same person. */
export interface PersonRow {
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly last_name: string | null;
  readonly name_suffix: string | null;
  readonly birth_date: CivilDay | null;
  readonly sex: string | null;
  readonly ssn: string | null;
  readonly cin: string | null;
  readonly death_date: CivilDay | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly phone: string | null;
}

export interface ClientRow extends PersonRow {
  readonly client_key: string;
  /** N actually entered, U not provided, Y estimated. */
  readonly birth_date_basis: string | null;
  /** N none, S sensitive, R sealed. */
  readonly sensitivity: string | null;
  readonly sealed: number | null;
  readonly adoption_status: string | null;
  readonly address_confidential: number | null;
}

export interface AidPersonRow extends PersonRow {
  readonly cwin: string;
  readonly former_cwin: string | null;
  readonly frozen_cin: string | null;
}

/** The client as known at an import of `cws_client`: the newest version up to it; undefined when not known yet. */
export const clientAt = (store: ReadStore, clientKey: string, importId: number): ClientRow | undefined =>
  statement<ClientRow>(store, knownAt('cws_client', 'client_key')).get(clientKey, importId);

/** The CalWORKs person as known at an import of `cw_person`. */
export const aidPersonAt = (store: ReadStore, cwin: string, importId: number): AidPersonRow | undefined =>
  statement<AidPersonRow>(store, knownAt('cw_person', 'cwin')).get(cwin, importId);

/** How far a client may be seen by its newest record; `none` for one who is not known. */
export function limitOfClient(store: ReadStore, clientKey: string): AccessLimit {
  const client = clientAt(store, clientKey, Number.MAX_SAFE_INTEGER);
  return accessLimit({
    sensitivity: client?.sensitivity ?? null,
    limitedAccess: null,
    sealed: client?.sealed === 1,
  });
}

/** The client if the import itself held it. */
export const clientIn = (store: ReadStore, clientKey: string, importId: number): ClientRow | undefined =>
  statement<ClientRow>(store, presentIn('cws_client', 'client_key')).get(clientKey, importId, importId);

/** The CalWORKs person if the import itself held it. */
export const aidPersonIn = (store: ReadStore, cwin: string, importId: number): AidPersonRow | undefined =>
  statement<AidPersonRow>(store, presentIn('cw_person', 'cwin')).get(cwin, importId, importId);

/**
 * Older ids of CalWORKs persons with the id that took their place, from every extract so far (domain.md 2.3). Ids that
 * the import itself still holds are left out: they are in use.
 */
export function replacedCwins(store: ReadStore, importId: number): ReadonlyMap<string, string> {
  const rows = statement<{ former: string; cwin: string }>(
    store,
    `SELECT p.former_cwin AS former, p.cwin FROM cw_person p
     WHERE p.former_cwin IS NOT NULL AND p.former_cwin <> p.cwin AND p.first_import <= :import
       AND NOT EXISTS (SELECT 1 FROM cw_person o
         WHERE o.cwin = p.former_cwin AND o.first_import <= :import AND o.last_import >= :import)
     ORDER BY p.first_import, p.cwin`,
  ).all({ import: importId });
  return new Map(rows.map(({ former, cwin }) => [former, cwin]));
}

/** Tells of any CWIN the id that the person has now, as far as extracts up to the import know; ids replace ids. */
export function currentCwins(store: ReadStore, importId: number): (cwin: string) => string {
  const replaced = replacedCwins(store, importId);
  return (cwin) => {
    const seen = new Set<string>();
    let current = cwin;
    for (
      let next = replaced.get(current);
      next !== undefined && !seen.has(next);
      next = replaced.get(current)
    ) {
      seen.add(next);
      current = next;
    }
    return current;
  };
}

/** How many of the two systems serve these people right now: an open case or plan there, a case membership here. */
export function systemsServing(store: ReadStore, clientKey: string, cwin: string): number {
  const row = statement<{ cws: number; calworks: number }>(
    store,
    `SELECT EXISTS (SELECT 1 FROM cws_case WHERE client_key = :client AND end_date IS NULL AND last_import = ${stillThere})
         OR EXISTS (SELECT 1 FROM cws_participant WHERE client_key = :client AND end_date IS NULL
              AND last_import = ${stillThere}) AS cws,
       EXISTS (SELECT 1 FROM cw_member WHERE cwin = :cwin AND end_date IS NULL AND last_import = ${stillThere}) AS calworks`,
  ).get({ client: clientKey, cwin })!;
  return row.cws + row.calworks;
}

const knownAt = (kind: ExtractKindName, keyField: string): string =>
  `SELECT ${fieldColumns(kind)} FROM ${kind} WHERE ${keyField} = ? AND first_import <= ?
   ORDER BY first_import DESC LIMIT 1`;

const presentIn = (kind: ExtractKindName, keyField: string): string =>
  `SELECT ${fieldColumns(kind)} FROM ${kind} WHERE ${keyField} = ? AND first_import <= ? AND last_import >= ?`;
