import { type CivilDay, isoDate, parseCivilDate } from '../domain/civilDate.ts';
import { contains } from '../domain/interval.ts';
import { displayName } from '../lists/displayName.ts';
import { findPersons, type FoundPerson } from '../register/findPersons.ts';
import { personIdText } from '../register/personId.ts';
import { appendAudit } from '../store/audit.ts';
import { type Knowledge, knownNow } from '../store/knowledge.ts';
import { newestAsOf, recordedIdentifiers, recordedNames } from '../store/personView.ts';
import type { RecordedName } from '../store/personView.ts';
import { personById } from '../store/persons.ts';
import { type Participation, participationKnown, recordsKnown } from '../store/recordsKnown.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import type { PersonRow } from './contract/persons.ts';
import { programTitle } from './personWords.ts';
import { shownIdentifier } from './shownIdentifier.ts';

export interface PersonLookUp {
  readonly text: string;
  /** ISO day; narrows a name down. */
  readonly birthDate: string | null;
  /** `next` of the page before; empty for the first page. */
  readonly after: string;
  readonly limit: number;
}

/** Nobody reads on further than this; whoever does has to say more of the person. */
export const mostFound = 200;

const foundByWords: Readonly<Record<FoundPerson['by'], string>> = {
  person_id: 'person id',
  cws_key: 'CWS key',
  cin: 'CIN',
  ssn: 'SSN',
  cwin: 'CWIN',
  case_number: 'case number',
  name: 'name',
  birth_date: 'birth date',
};

/**
 * Clearance (OCP-11): whom the index has under an identifier or a name, with their programs in both systems on the
 * day of the newest extracts. Best first; sealed and sensitive people are as if they were not there (SCC-13). The
 * audit log keeps that somebody looked and how many were found, never what was typed.
 */
export function lookUpPersons(
  store: WriteStore,
  { text, birthDate, after, limit }: PersonLookUp,
  at: string,
): { readonly total: number; readonly rows: readonly PersonRow[]; readonly next: string | null } {
  const born = birthDate === null ? undefined : parseCivilDate(birthDate, 'YYYY-MM-DD');
  const found = findPersons(store, {
    text,
    ...(born === undefined ? {} : { birthDate: born }),
    limit: mostFound,
  }).filter(({ personId }) => personById(store, personId)?.partition === 'open');
  if (after === '') appendAudit(store, { at, action: 'looked_up', details: { found: found.length } });
  const from = after === '' ? 0 : found.findIndex((person) => cursorOf(person) === after) + 1;
  const page = found.slice(from, from + limit);
  const last = page.at(-1);
  return {
    total: found.length,
    rows: page.map((person) => personRow(store, person)),
    next: last === undefined || from + limit >= found.length ? null : cursorOf(last),
  };
}

const cursorOf = ({ personId }: FoundPerson): string => personIdText(personId);

function personRow(store: ReadStore, { personId, by, name, score }: FoundPerson): PersonRow {
  const names = recordedNames(store, personId);
  const known = knownNow(store);
  const day = newestDay(store, known);
  const now = participationKnown(store, recordsKnown(store, personId, known), known).filter(
    (one) => day !== null && during(one, day),
  );
  const programsOf = (system: Participation['system']): string[] => [
    ...new Set(now.filter((one) => one.system === system).map(({ program }) => programTitle(program))),
  ];
  const sure = by !== 'name' || score === 1;
  const byOther = name !== undefined && name.nameType !== 'CURRENT' ? ', another name' : '';
  return {
    personId: personIdText(personId),
    name: nameText(names[0]),
    birthDate: birthOf(names),
    foundBy: `${foundByWords[by]}${sure ? '' : `, ${Math.round(score * 100)} % alike`}${byOther}`,
    identifiers: recordedIdentifiers(store, personId)
      .filter(({ status, toDay }) => status === 'active' && toDay === null)
      .map(shownIdentifier),
    programs: { cws: programsOf('cws'), calworks: programsOf('calworks') },
  };
}

/** Whether a program lasts on a day; one that the extracts have taken back does not. */
export const during = ({ fromDay, toDay, goneDay }: Participation, day: CivilDay): boolean =>
  goneDay === null && contains({ from: fromDay, to: toDay }, day);

/** The day of the newest known extract of either system, by which "now" is meant. */
export function newestDay(store: ReadStore, known: Knowledge): CivilDay | null {
  const { cws, calworks } = newestAsOf(store, known);
  if (cws === null || calworks === null) return cws ?? calworks;
  return Math.max(cws, calworks);
}

/** "GARCIA LOPEZ, MARIA L JR" of a recorded name. */
export const nameText = (name: RecordedName | undefined): string =>
  displayName(
    name === undefined
      ? undefined
      : { first: name.firstName, middle: name.middleName, last: name.lastName, suffix: name.nameSuffix },
  );

/** The birth date of a person's foremost name that has one. */
export function birthOf(names: readonly RecordedName[]): string | null {
  const day = names.find(({ birthDate }) => birthDate !== null)?.birthDate ?? null;
  return day === null ? null : isoDate(day);
}
