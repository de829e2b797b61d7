import { statement } from '../statement.ts';
import type { ReadStore } from '../store.ts';
import { importOf, keyList, presentIn } from './factSources.ts';
import type { FactSources } from './factSources.ts';
import type { Client } from './facts.ts';
import { readPersonIds } from './personIds.ts';

interface ClientRow extends Omit<Client, 'sealed' | 'personId'> {
  readonly sealed: number | null;
}

/** Clients by key, with their person of the common client index; `known`: those that need not be looked up. */
export function readClients(
  store: ReadStore,
  sources: FactSources,
  clientKeys: Iterable<string>,
  known: (clientKey: string) => number | undefined,
): ReadonlyMap<string, Client> {
  const rows = statement<ClientRow>(
    store,
    `SELECT c.client_key AS clientKey, coalesce(c.first_name, '') AS first,
       coalesce(c.middle_name, '') AS middle, coalesce(c.last_name, '') AS last, coalesce(c.name_suffix, '') AS suffix,
       c.birth_date AS birth, c.death_date AS death, c.sensitivity, c.sealed
     FROM json_each(:keys) k CROSS JOIN cws_client c ON c.client_key = k.value
     WHERE ${presentIn('c', 'import')}`,
  ).all({ keys: keyList(clientKeys), import: importOf(sources, 'cws_client') });
  const personIds = readPersonIds(
    store,
    sources,
    'cws',
    rows.map(({ clientKey }) => clientKey),
    known,
  );
  return new Map(
    rows.map((row) => {
      const { clientKey } = row;
      return [clientKey, { ...row, personId: personIds.get(clientKey) ?? null, sealed: row.sealed === 1 }];
    }),
  );
}
