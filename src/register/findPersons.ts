import { parseCin } from '../domain/cin.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { parseCwsKey } from '../domain/cwsKey.ts';
import { normaliseName, parseFullName, surnameParts } from '../domain/names.ts';
import { areNicknames, formalNamesOf } from '../domain/nicknames.ts';
import { normaliseSsn } from '../domain/ssn.ts';
import { jaroWinkler } from '../linkage/strings/jaroWinkler.ts';
import {
  type Born,
  type IdentifierType,
  type NameHit,
  namesByBirth,
  namesOfPerson,
  namesSpelt,
  personsByIdentifier,
  type Spelling,
  spellingsBySound,
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
        ? everybodyBorn(store, query).filter(({ name }) => mayShow(name))
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
function everybodyBorn(store: ReadStore, { birthDate }: PersonQuery): readonly FoundPerson[] {
  const found = new Map<number, FoundPerson>();
  for (const name of birthDate === undefined ? [] : namesByBirth(store, birthDate)) {
    if (!found.has(name.personId))
      found.set(name.personId, { personId: name.personId, by: 'birth_date', score: 1, name });
  }
  return [...found.values()];
}

/**
 * The persons with the names that are most alike, `limit` of them: first those whose name is spelt just so, and only if
 * these are not enough, those whose name sounds alike. So the work grows with the ways in which names are spelt, not
 * with how many people bear them. Of names equally alike the first in the alphabet, then those born first, are taken.
 */
function named(
  store: ReadStore,
  { text, birthDate: birthAsked }: PersonQuery,
  mayShow: (name: NameHit) => boolean,
  limit: number,
): readonly FoundPerson[] {
  const wanted = likeness(text);
  const birthDate = birthAsked ?? null;
  const found = new Map<number, FoundPerson>();
  const take = ({ score, born, spelling }: ScoredSpelling): boolean => {
    for (const name of found.size >= limit ? [] : namesSpelt(store, spelling, born, birthDate)) {
      const { personId } = name;
      if (!found.has(personId) && mayShow(name)) found.set(personId, { personId, by: 'name', score, name });
      if (found.size >= limit) break;
    }
    return found.size >= limit;
  };
  const when = birthDate === null ? 'any_day' : 'on_day';
  for (const spelling of wanted.exact) take({ score: wanted.score(spelling), born: when, spelling });
  if (found.size < limit) {
    const alike = wanted.sounds.flatMap((sound) => spellingsBySound(store, sound, wanted.hasFirst));
    scored(alike, wanted.score, birthDate !== null).some(take);
  }
  return [...found.values()];
}

interface ScoredSpelling {
  readonly score: number;
  readonly born: Born;
  readonly spelling: Spelling;
}

/** A birth date that differs speaks against a person, one that is missing hardly does. */
const birthFactors: readonly (readonly [Born, number])[] = [
  ['on_day', 1],
  ['no_day', 0.95],
  ['other_day', 0.8],
];

/** The spellings that are alike enough to be shown, the most alike first, then by the alphabet. */
function scored(
  spellings: readonly Spelling[],
  scoreOf: (spelling: Spelling) => number,
  byBirth: boolean,
): readonly ScoredSpelling[] {
  const factors = byBirth ? birthFactors : ([['any_day', 1]] as const);
  return spellings
    .flatMap((spelling) => {
      const score = scoreOf(spelling);
      return score < leastAlike
        ? []
        : factors
            .map(([born, factor]) => ({ score: score * factor, born, spelling }))
            .filter((one) => one.score >= leastAlike);
    })
    .sort((a, b) => b.score - a.score || alphabetical(a.spelling, b.spelling));
}

const alphabetical = (a: Spelling, b: Spelling): number =>
  textOrder(a.lastName, b.lastName) || textOrder(a.firstName ?? a.sound, b.firstName ?? b.sound);
const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How alike names are to one that was typed, and under which keys and spellings alike ones are found. */
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
  // first and last names come again and again, and each is compared once
  const likenesses = orders.map((order) => ({
    given: remembered((name: string) => givenAlike(order.first, name)),
    family: remembered((name: string) => familyAlike(order.last, name)),
  }));
  return {
    hasFirst: first !== '',
    sounds: [...sounds],
    exact: orders.flatMap((order) => justSo(order.first, order.last)),
    score: ({ firstName = '', lastName }: Pick<Spelling, 'firstName' | 'lastName'>): number =>
      Math.max(...likenesses.map(({ given, family }) => 0.4 * given(firstName) + 0.6 * family(lastName))),
  };
}

/** A name spelt just as it was typed; a surname alone with every initial there may be. */
function justSo(first: string, last: string): readonly Spelling[] {
  const [key] = soundKeys(first, last);
  if (key === undefined) return [];
  const at = (sound: string): Spelling => ({
    part: 'sound',
    sound,
    lastName: last,
    firstName: first === '' ? undefined : first,
  });
  return first === '' ? ['', ...alphabet].map((initial) => at(key + initial)) : [at(key)];
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function remembered(of: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = of(text)));
    return value;
  };
}

function givenAlike(wanted: string, firstName: string): number {
  const name = normaliseName(firstName);
  if (wanted === '' || name === '') return 0.9;
  return areNicknames(wanted, name) ? 0.95 : jaroWinkler(wanted, name);
}

const familyAlike = (wanted: string, lastName: string): number =>
  Math.max(
    jaroWinkler(normaliseName(wanted), normaliseName(lastName)),
    ...surnameParts(wanted).flatMap((part) =>
      surnameParts(lastName).map((other) => 0.97 * jaroWinkler(part, other)),
    ),
  );
