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

/** Numbers of the households of a person, by the person's key. */
export type HouseholdNumbers = ReadonlyMap<string, readonly number[]>;

/**
 * The families of CWS clients: the people of one case plan, of one referral, and everybody with all relatives on
 * record, so that sisters are found through their mother, while a father of two families does not make them one.
 */
export function clientFamilies(store: ReadStore, sources: FamilySources): HouseholdNumbers {
  const families = new Map<string, number[]>();
  const next = counter();
  const [planOf, referralOf, kinOf] = [numbering(next), numbering(next), numbering(next)];
  each(store, 'cws_participant', sources.participants, ['case_key', 'client_key'], (plan, client) =>
    put(families, client, planOf(plan)),
  );
  each(store, 'cws_referral', sources.referrals, ['referral_key', 'client_key'], (referral, client) =>
    put(families, client, referralOf(referral)),
  );
  each(
    store,
    'cws_relationship',
    sources.relationships,
    ['client_key', 'related_client_key'],
    (client, relative) => {
      for (const family of [kinOf(client), kinOf(relative)]) {
        put(families, client, family);
        put(families, relative, family);
      }
    },
  );
  return families;
}

/** The cases of CalWORKs persons, aided or not. */
export function personCases(store: ReadStore, sources: FamilySources): HouseholdNumbers {
  const cases = new Map<string, number[]>();
  const caseOf = numbering(counter());
  each(store, 'cw_member', sources.members, ['case_number', 'cwin'], (number, cwin) =>
    put(cases, cwin, caseOf(number)),
  );
  return cases;
}

/** Counts from 0 on. */
function counter(): () => number {
  let next = 0;
  return () => next++;
}

/** Gives each of the keys of one kind a number of its own. */
function numbering(next: () => number): (key: string) => number {
  const numbers = new Map<string, number>();
  return (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = next();
    numbers.set(key, number);
    return number;
  };
}

function put(households: Map<string, number[]>, key: string, household: number): void {
  const known = households.get(key);
  if (known === undefined) households.set(key, [household]);
  else if (!known.includes(household)) known.push(household);
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
