import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** The other names that CWS has of a client, newest versions: "AKA MARIA LOPEZ". */
export const otherNamesOf = (store: ReadStore, clientKey: string): readonly string[] =>
  statement<{ type: string | null; first: string | null; last: string | null }>(
    store,
    `SELECT name_type AS type, first_name AS first, last_name AS last FROM cws_other_name
     WHERE client_key = ? AND superseded_import IS NULL ORDER BY name_type, last_name, first_name`,
  )
    .all(clientKey)
    .map(({ type, first, last }) => [type, first, last].filter(Boolean).join(' '));
