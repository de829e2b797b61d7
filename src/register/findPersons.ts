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
  namesWithOwners,
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
  const { restricted = false, limit = 20 } = query;
  const byIdentifier = identified(store, query.text);
  const mayShow = (name: NameHit | undefined): boolean =>
    restricted || name === undefined || name.partition === 'open';
  const found =
    byIdentifier.length > 0
      ? byIdentifier.filter(({ name }) => mayShow(name))
      : normaliseName(query.text) === ''
        ? born(store, query).filter(({ name }) => mayShow(name))
        : named(store, query, mayShow, limit);
  return [...found].sort((a, b) => b.score - a.score || a.personId - b.personId).slice(0, limit);
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

/** Everybody born on the day. */
function born(store: ReadStore, { birthDate }: PersonQuery): readonly FoundPerson[] {
  const found = new Map<number, FoundPerson>();
  for (const name of birthDate === undefined ? [] : namesByBirth(store, birthDate)) {
    if (!found.has(name.personId))
      found.set(name.personId, { personId: name.personId, by: 'birth_date', score: 1, name });
  }
  return [...found.values()];
}

/** The persons with the names that are most alike, `limit` of them. */
function named(
  store: ReadStore,
  { text, birthDate }: PersonQuery,
  mayShow: (name: NameHit) => boolean,
  limit: number,
): readonly FoundPerson[] {
  const wanted = likeness(text);
  const scores = new Map<number, number>();
  for (const name of namesBySound(store, wanted.sounds)) {
    const score = wanted.score(name) * birthFactor(birthDate, name.birthDate);
    if (score >= leastAlike) scores.set(name.nameId, score);
  }
  const best = [...scores].sort(([a, one], [b, other]) => other - one || a - b).map(([nameId]) => nameId);
  const found = new Map<number, FoundPerson>();
  for (let from = 0; from < best.length && found.size < limit; from += limit) {
    for (const { nameId, ...name } of namesWithOwners(store, best.slice(from, from + limit))) {
      const { personId } = name;
      if (found.has(personId) || !mayShow(name)) continue;
      found.set(personId, { personId, by: 'name', score: scores.get(nameId)!, name });
    }
  }
  return [...found.values()];
}

/** How alike names are to one that was typed, and the keys under which alike ones are found. */
function likeness(text: string) {
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
  const known = new Map<string, number>();
  return {
    sounds: [...sounds],
    /** Common names come again and again, and are compared once. */
    score({ firstName, lastName }: Pick<NameHit, 'firstName' | 'lastName'>): number {
      const key = `${lastName},${firstName}`;
      let score = known.get(key);
      if (score === undefined) {
        score = Math.max(...orders.map((order) => alike(order, { firstName, lastName })));
        known.set(key, score);
      }
      return score;
    },
  };
}

function alike(
  wanted: { readonly first: string; readonly last: string },
  hit: Pick<NameHit, 'firstName' | 'lastName'>,
): number {
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
