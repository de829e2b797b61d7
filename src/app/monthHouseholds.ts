import type { ExtractKindName } from '../domain/extract.ts';
import { rowsInImport } from '../store/extractRows.ts';
import type { ReadStore } from '../store/store.ts';

/** The imports that say who belongs together; undefined where the month does not have the extract. */
export interface FamilySources {
  readonly relationships: number | undefined;
  readonly participants: number | undefined;
  readonly referrals: number | undefined;
  readonly members: number | undefined;
}

/** Names of the households of a person, by the person's key. */
export type HouseholdNames = ReadonlyMap<string, readonly string[]>;

/**
 * The families of CWS clients: the people of one case plan, of one referral, and everybody with all relatives on
 * record, so that sisters are found through their mother, while a father of two families does not make them one.
 */
export function clientFamilies(store: ReadStore, sources: FamilySources): HouseholdNames {
  const families = new Map<string, string[]>();
  each(store, 'cws_participant', sources.participants, ['case_key', 'client_key'], (plan, client) =>
    put(families, client, `plan ${plan}`),
  );
  each(store, 'cws_referral', sources.referrals, ['referral_key', 'client_key'], (referral, client) =>
    put(families, client, `referral ${referral}`),
  );
  each(
    store,
    'cws_relationship',
    sources.relationships,
    ['client_key', 'related_client_key'],
    (client, relative) => {
      for (const name of [`kin of ${client}`, `kin of ${relative}`]) {
        put(families, client, name);
        put(families, relative, name);
      }
    },
  );
  return families;
}

/** The cases of CalWORKs persons, aided or not. */
export function personCases(store: ReadStore, sources: FamilySources): HouseholdNames {
  const cases = new Map<string, string[]>();
  each(store, 'cw_member', sources.members, ['case_number', 'cwin'], (number, cwin) =>
    put(cases, cwin, `case ${number}`),
  );
  return cases;
}

function put(households: Map<string, string[]>, key: string, name: string): void {
  const known = households.get(key);
  if (known === undefined) households.set(key, [name]);
  else if (!known.includes(name)) known.push(name);
}

function each(
  store: ReadStore,
  kind: ExtractKindName,
  importId: number | undefined,
  fields: readonly [string, string],
  visit: (one: string, other: string) => void,
): void {
  if (importId === undefined) return;
  for (const [one, other] of rowsInImport(store, kind, importId, fields)) visit(String(one), String(other));
}
