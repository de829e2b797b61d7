import { personAt } from '../knowledge.ts';
import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Client } from './facts.ts';

interface ClientRow extends Omit<Client, 'sealed'> {
  readonly sealed: number | null;
}

/** Clients by key, with their person of the common client index. */
export function readClients(
  store: ReadStore,
  sources: FactSources,
  clientKeys: Iterable<string>,
): ReadonlyMap<string, Client> {
  const rows = statement<ClientRow>(
    store,
    `SELECT c.client_key AS clientKey, ${personAt('cws', 'c.client_key')} AS personId, coalesce(c.first_name, '') AS first,
       coalesce(c.middle_name, '') AS middle, coalesce(c.last_name, '') AS last, coalesce(c.name_suffix, '') AS suffix,
       c.birth_date AS birth, c.death_date AS death, c.sensitivity, c.sealed
     FROM json_each(:keys) k CROSS JOIN cws_client c ON c.client_key = k.value
     WHERE ${presentIn('c', 'import')}`,
  ).all({
    keys: keyList(clientKeys),
    import: importOf(sources, 'cws_client'),
    update: sources.known.indexUpdate,
  });
  return new Map(rows.map((row) => [row.clientKey, { ...row, sealed: row.sealed === 1 }]));
}
