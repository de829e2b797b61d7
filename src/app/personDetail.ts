import { type CivilDay, isoDate, parseCivilDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { pairKeyText } from '../review/pairKeys.ts';
import { personIdText, readPersonId } from '../register/personId.ts';
import { personKnown } from '../register/personKnown.ts';
import { appendAudit } from '../store/audit.ts';
import { type Knowledge, knownAt, knownNow } from '../store/knowledge.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import { openEvents, pairsOfPerson, type PersonPair } from '../store/personView.ts';
import { changesOfRecords, type RecordRef } from '../store/personChanges.ts';
import { personById, type PersonEvent, personGiven, personKnownAs, personOf } from '../store/persons.ts';
import type { KnownRecord, PersonAddress } from '../store/recordsKnown.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import type { PersonDetail } from './contract/persons.ts';
import { kindTitle } from './kindTitles.ts';
import { birthOf, during, nameText, newestDay } from './lookUpPersons.ts';
import { changeWords, codeWords, eventWords, nameKindWords, programTitle } from './personWords.ts';
import { shownIdentifier } from './shownIdentifier.ts';
import { tierTitle } from './tierTitles.ts';

export interface PersonAsked {
  readonly personId: string;
  readonly month: Month;
  /** ISO time up to which things are known; null = everything. */
  readonly knownAt: string | null;
  /** ISO day by which "now" is meant; null = the day of the newest known extract. */
  readonly asOf: string | null;
}

/**
 * Everything that the index knows of one person, or knew at an earlier moment, with a month's pairs: names, ids,
 * addresses, programs of both systems with the role in them, and what became of the id (SLO-12). An old id leads to
 * the person it was merged into. Noted in the audit log. Throws PERSON_UNKNOWN, for sealed and sensitive people too
 * (SCC-13), and NOT_KNOWN_THEN.
 */
export function personDetail(store: WriteStore, asked: PersonAsked, at: string): PersonDetail {
  const known = asked.knownAt === null ? knownNow(store) : knownAt(store, asked.knownAt);
  const number = readPersonId(asked.personId);
  const personId = shownPerson(store, number, known);
  const { records, names, identifiers, addresses, participation } = personKnown(store, personId, known);
  const day =
    (asked.asOf === null ? undefined : parseCivilDate(asked.asOf, 'YYYY-MM-DD')) ?? newestDay(store, known);
  appendAudit(store, { at, action: 'looked_up', subject: personIdText(personId) });
  return {
    personId: personIdText(personId),
    askedFor: number === personId ? null : asked.personId,
    knownAt: asked.knownAt,
    asOf: day === null ? null : isoDate(day),
    name: nameText(names[0]),
    birthDate: birthOf(names),
    names: names.map((name) => ({
      system: name.system,
      name: nameText(name),
      kind: nameKindWords(name.nameType),
      birthDate: name.birthDate === null ? null : isoDate(name.birthDate),
      ...spanOf(name),
    })),
    identifiers: identifiers.map((identifier) => ({
      ...shownIdentifier(identifier),
      status: identifier.status,
      ...spanOf(identifier),
    })),
    addresses: addresses.map((address) => ({
      system: address.system,
      text: addressText(address),
      confidential: address.confidential === 1,
      ...spanOf(address),
    })),
    participation: participation.map((one) => ({
      system: one.system,
      program: programTitle(one.program),
      role: codeWords(one.role),
      status: codeWords(one.status),
      now: day !== null && during(one, day),
      goneSince: one.goneDay === null ? null : isoDate(one.goneDay),
      ...spanOf(one),
    })),
    records: records.map(({ system, sourceKey }) => ({ system, sourceKey })),
    history: historyOf(store, personId, records, known),
    changes: changesOf(store, records, known),
    pairs: asked.knownAt === null ? pairsOf(store, asked.month, personId) : [],
  };
}

/** The person that an id stood for, if it may be shown today. */
function shownPerson(store: ReadStore, number: number | undefined, known: Knowledge): number {
  const today = number === undefined ? undefined : personById(store, number);
  if (number === undefined || today === undefined || today.partition !== 'open') throw personUnknown();
  const then = personKnownAs(store, number, known);
  if (then === undefined) {
    throw new LinkdeskError(
      'NOT_KNOWN_THEN',
      'This person was not in the index yet at that time. Choose a later day.',
    );
  }
  if (personById(store, then)?.partition !== 'open') throw personUnknown();
  return then;
}

function pairsOf(store: ReadStore, month: Month, personId: number): PersonDetail['pairs'] {
  const run = runOfMonth(store, month);
  return (run === undefined ? [] : pairsOfPerson(store, run.runId, personId)).map((pair) => ({
    pairKey: pairKeyText(pair),
    queue: pair.queue,
    state: pair.state,
    words: pairWords(pair),
  }));
}

/** Since when each record belongs to the person, and what else became of the id, oldest first. */
function historyOf(
  store: ReadStore,
  personId: number,
  known: readonly KnownRecord[],
  knowledge: Knowledge,
): PersonDetail['history'] {
  const records = known.map(({ month, system, sourceKey }) => ({
    month,
    words: `${systemTitles[system]} record ${sourceKey}`,
    mergedId: null,
  }));
  const events = openEvents(store, personId, knowledge)
    .filter(({ kind }) => kind !== 'created' && kind !== 'joined')
    .map((event) => ({
      month: event.month,
      words: eventWords(event, personId),
      mergedId: leadsHere(store, event, personId) ? personIdText(event.otherPerson!) : null,
    }));
  return [...records, ...events].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

/** Whether a merge into this person still stands. */
const leadsHere = (store: ReadStore, { kind, personId, otherPerson }: PersonEvent, here: number): boolean =>
  kind === 'merged' &&
  personId === here &&
  otherPerson !== undefined &&
  personGiven(store, otherPerson)?.forwardedTo === here;

/** What people decided about the person as a whole, without what names a record that may not be shown (SCC-13). */
function changesOf(
  store: ReadStore,
  records: readonly KnownRecord[],
  known: Knowledge,
): PersonDetail['changes'] {
  const isOpen = ({ system, sourceKey }: RecordRef): boolean => {
    const owner = personOf(store, system, sourceKey);
    return owner === undefined || personById(store, owner)?.partition === 'open';
  };
  return changesOfRecords(store, records)
    .filter(
      ({ at, pairs }) => at <= known.at && pairs.every(({ one, other }) => isOpen(one) && isOpen(other)),
    )
    .map((change) => ({
      changeId: change.changeId,
      words: changeWords(change),
      note: change.note,
      reviewer: change.reviewer,
      at: change.at,
      undone: change.undoneBy !== null,
    }));
}

const systemTitles = { cws: 'Child welfare', calworks: 'Cash aid' } as const;

const spanOf = ({
  fromDay,
  toDay,
}: {
  readonly fromDay: CivilDay | null;
  readonly toDay: CivilDay | null;
}) => ({
  from: fromDay === null ? null : isoDate(fromDay),
  to: toDay === null ? null : isoDate(toDay),
});

/** A confidential address is said to be there, never what it is (domain.md 3.3); a phone by its last four digits. */
function addressText({ street, city, zip, phone, confidential }: PersonAddress): string {
  if (confidential === 1) return 'Confidential';
  const place = [city, zip].filter((part) => part !== null && part !== '').join(' ');
  const number = phone === null || phone === '' ? '' : `phone ends in ${phone.slice(-4)}`;
  return [street, place, number].filter((part) => part !== null && part !== '').join(', ');
}

function pairWords({ decision, tier, kind }: PersonPair): string {
  return decision === 'link' || kind === null ? `Linked by: ${tierTitle(tier)}` : kindTitle(kind);
}

function personUnknown(): LinkdeskError {
  return new LinkdeskError(
    'PERSON_UNKNOWN',
    'There is no such person in the index. Look the person up again; nothing was changed.',
  );
}
