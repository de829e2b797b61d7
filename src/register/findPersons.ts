import { parseCin } from '../domain/cin.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { parseCwsKey } from '../domain/cwsKey.ts';
import { normaliseName, parseFullName, surnameParts } from '../domain/names.ts';
import { areNicknames, formalNamesOf } from '../domain/nicknames.ts';
import { normaliseSsn } from '../domain/ssn.ts';
import { jaroWinkler } from '../linkage/strings/jaroWinkler.ts';
import {
  type IdentifierType,
  type NameHit,
  namesByBirth,
  namesBySound,
  namesOfPerson,
  personsByIdentifier,
} from '../store/findPeople.ts';
import { personById } from '../store/persons.ts';
import type { ReadStore } from '../store/store.ts';
import { readPersonId } from './personId.ts';
import { soundKeys } from './soundKey.ts';

export interface PersonQuery {
  /** A person id, SSN, CIN, CWS key in either form, CWIN, case number, or a name in either order. */
  readonly text: string;
  /** Narrows a name down; with an empty text everybody born that day. */
  readonly birthDate?: CivilDay;
  readonly limit?: number;
  /** Sealed and sensitive people are left out unless this is asked for. */
  readonly restricted?: boolean;
}

export interface FoundPerson {
  readonly personId: number;
  /** What it was found by. */
  readonly by: 'person_id' | IdentifierType | 'name' | 'birth_date';
  /** 1 for an identifier; for a name how alike it is, 0 to 1. */
  readonly score: number;
  /** The name it was found by, or the person's current name. */
  readonly name: NameHit | undefined;
}

/** Names less alike than this are not shown. */
const leastAlike = 0.75;

/**
 * Looks a person up (clearance): by any identifier exactly, else by a name that may be misspelt, shortened, in the
 * wrong order or one of several surnames. Best first, then by person id.
 */
export function findPersons(store: ReadStore, query: PersonQuery): readonly FoundPerson[] {
  const byIdentifier = identified(store, query.text);
  const found = byIdentifier.length > 0 ? byIdentifier : named(store, query);
  return found
    .filter(({ name }) => query.restricted === true || name === undefined || name.partition === 'open')
    .sort((a, b) => b.score - a.score || a.personId - b.personId)
    .slice(0, query.limit ?? 20);
}

function identified(store: ReadStore, text: string): readonly FoundPerson[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const found = new Map<number, FoundPerson>();
  const add = (personId: number, by: FoundPerson['by']): void => {
    if (!found.has(personId)) {
      found.set(personId, { personId, by, score: 1, name: namesOfPerson(store, personId)[0] });
    }
  };
  const own = readPersonId(trimmed);
  const person = own === undefined ? undefined : personById(store, own);
  if (person !== undefined) add(person.personId, 'person_id');
  const cwsKey = parseCwsKey(trimmed);
  const candidates: readonly (readonly [IdentifierType, string | undefined])[] = [
    ['cws_key', 'key' in cwsKey ? cwsKey.key : undefined],
    ['cin', parseCin(trimmed)?.cin],
    ['ssn', normaliseSsn(trimmed)],
    ['cwin', trimmed.toUpperCase()],
    ['case_number', trimmed.toUpperCase()],
  ];
  for (const [type, value] of candidates) {
    if (value === undefined) continue;
    for (const personId of personsByIdentifier(store, type, value)) add(personId, type);
  }
  return [...found.values()];
}

function named(store: ReadStore, { text, birthDate }: PersonQuery): readonly FoundPerson[] {
  const best = new Map<number, FoundPerson>();
  const offer = (hit: NameHit, score: number, by: FoundPerson['by']): void => {
    const known = best.get(hit.personId);
    if (known === undefined || score > known.score)
      best.set(hit.personId, { personId: hit.personId, by, score, name: hit });
  };
  if (normaliseName(text) === '') {
    if (birthDate !== undefined)
      for (const hit of namesByBirth(store, birthDate)) offer(hit, 1, 'birth_date');
    return [...best.values()];
  }
  const { first, last } = parseFullName(text);
  const orders = [
    { first, last },
    { first: last, last: first },
  ].filter((order) => order.last !== '');
  const sounds = new Set(
    orders.flatMap((order) =>
      [order.first, ...formalNamesOf(order.first)].flatMap((given) => soundKeys(given, order.last)),
    ),
  );
  for (const hit of namesBySound(store, [...sounds])) {
    const score =
      Math.max(...orders.map((order) => alike(order, hit))) * birthFactor(birthDate, hit.birthDate);
    if (score >= leastAlike) offer(hit, score, 'name');
  }
  return [...best.values()];
}

function alike(wanted: { readonly first: string; readonly last: string }, hit: NameHit): number {
  const firstName = normaliseName(hit.firstName);
  const given =
    wanted.first === '' || firstName === ''
      ? 0.9
      : areNicknames(wanted.first, firstName)
        ? 0.95
        : jaroWinkler(wanted.first, firstName);
  const family = Math.max(
    jaroWinkler(normaliseName(wanted.last), normaliseName(hit.lastName)),
    ...surnameParts(wanted.last).flatMap((part) =>
      surnameParts(hit.lastName).map((other) => 0.97 * jaroWinkler(part, other)),
    ),
  );
  return 0.4 * given + 0.6 * family;
}

/** A birth date that differs speaks against a person, one that is missing hardly does. */
function birthFactor(wanted: CivilDay | undefined, birthDate: CivilDay | null): number {
  if (wanted === undefined || wanted === birthDate) return 1;
  return birthDate === null ? 0.95 : 0.8;
}
