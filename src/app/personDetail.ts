import { type CivilDay, isoDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { pairKeyText } from '../review/pairKeys.ts';
import { personIdText, readPersonId } from '../register/personId.ts';
import { appendAudit } from '../store/audit.ts';
import { addressesOf } from '../store/findPeople.ts';
import type { PersonAddress } from '../store/findPeople.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import {
  openEvents,
  openParticipation,
  pairsOfPerson,
  type PersonPair,
  recordedIdentifiers,
  recordedNames,
  recordsSince,
} from '../store/personView.ts';
import { personById } from '../store/persons.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import type { PersonDetail } from './contract/persons.ts';
import { kindTitle } from './kindTitles.ts';
import { birthOf, during, nameText, newestDay } from './lookUpPersons.ts';
import { codeWords, eventWords, nameKindWords, programTitle } from './personWords.ts';
import { shownIdentifier } from './shownIdentifier.ts';
import { tierTitle } from './tierTitles.ts';

/**
 * Everything that the index knows of one person, with a month's pairs: names, ids, addresses, programs of both
 * systems with the role in them, and what became of the id (SLO-12). An old id leads to the person it was merged
 * into. Noted in the audit log. Throws PERSON_UNKNOWN, for sealed and sensitive people too (SCC-13).
 */
export function personDetail(
  store: WriteStore,
  { personId: asked, month }: { readonly personId: string; readonly month: Month },
  at: string,
): PersonDetail {
  const number = readPersonId(asked);
  const person = number === undefined ? undefined : personById(store, number);
  if (person === undefined || person.partition !== 'open') throw personUnknown();
  const { personId } = person;
  const names = recordedNames(store, personId);
  const day = newestDay(store);
  const run = runOfMonth(store, month);
  appendAudit(store, { at, action: 'looked_up', subject: personIdText(personId) });
  return {
    personId: personIdText(personId),
    askedFor: number === personId ? null : asked,
    name: nameText(names[0]),
    birthDate: birthOf(names),
    names: names.map((name) => ({
      system: name.system,
      name: nameText(name),
      kind: nameKindWords(name.nameType),
      birthDate: name.birthDate === null ? null : isoDate(name.birthDate),
      ...spanOf(name),
    })),
    identifiers: recordedIdentifiers(store, personId).map((identifier) => ({
      ...shownIdentifier(identifier),
      status: identifier.status,
      ...spanOf(identifier),
    })),
    addresses: addressesOf(store, personId).map((address) => ({
      system: address.system,
      text: addressText(address),
      confidential: address.confidential === 1,
      ...spanOf(address),
    })),
    participation: openParticipation(store, personId).map((one) => ({
      system: one.system,
      program: programTitle(one.program),
      role: codeWords(one.role),
      status: codeWords(one.status),
      now: day !== null && during(one, day),
      ...spanOf(one),
    })),
    history: historyOf(store, personId),
    pairs: (run === undefined ? [] : pairsOfPerson(store, run.runId, personId)).map((pair) => ({
      pairKey: pairKeyText(pair),
      queue: pair.queue,
      state: pair.state,
      words: pairWords(pair),
    })),
  };
}

/** Since when each record belongs to the person, and what else became of the id, oldest first. */
function historyOf(store: ReadStore, personId: number): PersonDetail['history'] {
  const records = recordsSince(store, personId).map(({ month, system, sourceKey }) => ({
    month,
    words: `${systemTitles[system]} record ${sourceKey}`,
  }));
  const events = openEvents(store, personId)
    .filter(({ kind }) => kind !== 'created' && kind !== 'joined')
    .map((event) => ({ month: event.month, words: eventWords(event, personId) }));
  return [...records, ...events].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
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
