import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { groupedBy, importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Client } from './facts.ts';

/** A client as its extract tells of it. */
export type ClientRecord = Omit<Client, 'personId'>;

interface ClientRow extends Omit<ClientRecord, 'sealed'> {
  readonly sealed: number | null;
}

/** Clients by key, as their extract tells of them. */
export function readClientRecords(
  store: ReadStore,
  sources: FactSources,
  clientKeys: Iterable<string>,
): ReadonlyMap<string, readonly ClientRecord[]> {
  const rows = statement<ClientRow>(
    store,
    `SELECT c.client_key AS clientKey, coalesce(c.first_name, '') AS first,
       coalesce(c.middle_name, '') AS middle, coalesce(c.last_name, '') AS last, coalesce(c.name_suffix, '') AS suffix,
       c.birth_date AS birth, c.death_date AS death, c.sensitivity, c.sealed
     FROM json_each(:keys) k CROSS JOIN cws_client c ON c.client_key = k.value
     WHERE ${presentIn('c', 'import')}`,
  )
    .all({ keys: keyList(clientKeys), import: importOf(sources, 'cws_client') })
    .map((row) => ({ ...row, sealed: row.sealed === 1 }));
  return groupedBy(rows, ({ clientKey }) => clientKey);
}
