import { isoDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { comparePersons, type FieldDifference, shownRuns } from '../review/compare/personFields.ts';
import { pairKeyText } from '../review/pairKeys.ts';
import { shownName } from '../review/queueEntry.ts';
import { type ChangedValue, thenAndNow } from '../review/thenAndNow.ts';
import { decisionHistory, standingDecision } from '../store/decisions.ts';
import { importById } from '../store/imports.ts';
import { type PairKey, rivalPairs, type StoredPair } from '../store/pairs.ts';
import { aidPersonIn, clientIn } from '../store/people.ts';
import { peopleAround } from '../store/peopleAround.ts';
import { recordsBornOn, recordsWithName } from '../store/rarity.ts';
import type { ReadStore } from '../store/store.ts';
import type { PairDetail } from './contract/review.ts';
import type { ComparedField } from './contract/shapes.ts';
import { raisedWords } from './raisedWords.ts';
import { relationWords } from './relationWords.ts';
import { type PairRecords, pairRecords } from './pairEvidence.ts';

/**
 * All that the compare screen shows of a pair; other candidates who are sensitive or adopted only beside one that is.
 * Throws NOT_MATCHED, PAIR_UNKNOWN.
 */
export function pairDetail(store: ReadStore, month: Month, key: PairKey, restricted: boolean): PairDetail {
  const records = pairRecords(store, month, key);
  const { run, pair, client, person, left, right } = records;
  const differences = comparePersons(left, right);
  return {
    pairKey: pairKeyText(key),
    queue: pair.entry?.queue ?? 'review',
    state: pair.entry?.state ?? 'todo',
    kind: pair.entry?.kind ?? '',
    raisedBecause: raisedWords(pair.entry?.kind ?? '', pair.reasons),
    leftAsOf: asOf(store, run.cwsImport),
    rightAsOf: asOf(store, run.cwImport),
    fields: differences.map((difference) =>
      comparedField(difference, rarity(store, records, difference), false),
    ),
    ...sentences(differences),
    consequence: consequence(store, records, restricted),
    candidates: rivalPairs(store, run.runId, key, restricted).map((rival) =>
      candidate(store, records, rival),
    ),
    household: peopleAround(store, run.runId, key, { clients: run.cwsImport, persons: run.cwImport }).map(
      (around) => ({
        side: around.side,
        name: shownName(around.person),
        birth: around.person.birth_date === null ? null : isoDate(around.person.birth_date),
        relation: relationWords(around.relation),
        linkedAcross: around.linkedAcross,
      }),
    ),
    history: decisionHistory(store, { clientKey: client.client_key, cwin: person.cwin }).map((decision) => ({
      eventId: decision.eventId,
      verdict: decision.verdict,
      reason: decision.reason as PairDetail['history'][number]['reason'],
      outcome: decision.outcome as PairDetail['history'][number]['outcome'],
      note: decision.note,
      reviewer: decision.reviewer,
      at: decision.at,
      undone: decision.undone,
    })),
    reopened: pair.entry?.carried === 'reopened' ? reopenedBecause(store, records) : [],
  };
}

/** Both values of a masked field in full. Throws PAIR_UNKNOWN, FIELD_NOT_MASKED. */
export function revealField(store: ReadStore, month: Month, key: PairKey, field: string) {
  const { pair, left, right } = pairRecords(store, month, key);
  const difference = comparePersons(left, right).find((candidateField) => candidateField.field === field);
  if (difference === undefined || !difference.masked) {
    throw new LinkdeskError('FIELD_NOT_MASKED', 'This field is not masked, so there is nothing to open.');
  }
  const shown = comparedField(difference, '', true);
  return { pairId: pair.pairId, left: shown.left, right: shown.right };
}

const asOf = (store: ReadStore, importId: number): string => isoDate(importById(store, importId)!.asOf);

function comparedField(difference: FieldDifference, rarityWords: string, revealed: boolean): ComparedField {
  const side = (name: 'left' | 'right') => {
    const runs = shownRuns(difference, name, revealed).map((run) => ({ ...run }));
    const text = runs.map((run) => run.text).join('');
    return { text: text === '' ? null : text, masked: difference.masked && !revealed && text !== '', runs };
  };
  return {
    field: difference.field,
    label: difference.label,
    left: side('left'),
    right: side('right'),
    verdict: difference.verdict,
    words: difference.words,
    rarity: rarityWords,
    revealable: difference.masked && difference.verdict !== 'missing',
  };
}

/** How common an agreed value is among the people of both extracts (MINDFIRL's frequency signs, in words). */
function rarity(store: ReadStore, { run, left }: PairRecords, { field, verdict }: FieldDifference): string {
  if (verdict !== 'equal') return '';
  const imports = { clients: run.cwsImport, persons: run.cwImport };
  if (field === 'last_name')
    return sharedBy(recordsWithName(store, 'last_name', left.lastName, imports), 'surname');
  if (field === 'first_name')
    return sharedBy(recordsWithName(store, 'first_name', left.firstName, imports), 'first name');
  if (field === 'birth_date' && left.birthDay !== null)
    return sharedBy(recordsBornOn(store, left.birthDay, imports), 'birth date');
  return '';
}

const sharedBy = (records: number, what: string): string =>
  records <= 2 ? `${what} of nobody else` : `${what} shared by ${records.toLocaleString('en-US')} records`;

/** Confirmations, denials and what could not be compared, one sentence each (Senzing's three heads). */
function sentences(differences: readonly FieldDifference[]) {
  const named = (
    verdicts: readonly FieldDifference['verdict'][],
    sentence: (difference: FieldDifference) => string,
  ) =>
    differences
      .filter(({ verdict, field }) => verdicts.includes(verdict) && field !== 'other_names')
      .map(sentence);
  const otherName = differences.find(({ field, verdict }) => field === 'other_names' && verdict === 'equal');
  return {
    confirmations: [
      ...named(['equal'], ({ label }) => `${label} equal`),
      ...named(['similar'], ({ label, words }) => `${label} close: ${words}`),
      ...(otherName === undefined ? [] : [`Other names: ${otherName.words}`]),
    ],
    denials: named(['different'], ({ label }) => `${label} different`),
    notCompared: named(['missing'], ({ label, words }) => `${label}: ${words}`),
  };
}

function consequence(store: ReadStore, { run, client, person }: PairRecords, restricted: boolean): string {
  const key = { clientKey: client.client_key, cwin: person.cwin };
  const rivals = rivalPairs(store, run.runId, key, restricted);
  const linked = rivals.filter(isStanding);
  const others =
    linked.length === 0
      ? ''
      : ` Already linked: ${linked.map((rival) => (rival.cwin === person.cwin ? 'the CalWORKs person to another client' : 'the client to another CalWORKs person')).join(', ')}.`;
  return `Same person joins one CWS client and one CalWORKs person in the index and can bring them onto the ${displayMonth(run.month)} lists.${others}`;
}

/** Linked by the engine, or decided Same. */
const isStanding = ({ decision, entry }: StoredPair): boolean =>
  entry === null ? decision === 'link' : entry.state === 'same';

function candidate(
  store: ReadStore,
  { run, client }: PairRecords,
  rival: StoredPair,
): PairDetail['candidates'][number] {
  const side = rival.clientKey === client.client_key ? 'right' : 'left';
  const other =
    side === 'right'
      ? aidPersonIn(store, rival.cwin, run.cwImport)
      : clientIn(store, rival.clientKey, run.cwsImport);
  return {
    pairKey: pairKeyText(rival),
    side,
    name: other === undefined ? '' : shownName(other),
    birth: other === undefined || other.birth_date === null ? null : isoDate(other.birth_date),
    state: isStanding(rival) ? 'linked' : (rival.entry?.state ?? 'todo'),
    words: rival.entry === null ? '' : raisedWords(rival.entry.kind, rival.reasons),
  };
}

const fieldLabels: Readonly<Record<ChangedValue['field'], string>> = {
  first_name: 'First name',
  middle_name: 'Middle name',
  last_name: 'Last name',
  name_suffix: 'Suffix',
  birth_date: 'Birth date',
  sex: 'Sex',
  ssn: 'SSN',
  cin: 'CIN',
};

/** Then and now of each identity value; identifiers are only said to have changed. */
function reopenedBecause(store: ReadStore, { run, client, person }: PairRecords): PairDetail['reopened'] {
  const key = { clientKey: client.client_key, cwin: person.cwin };
  const decision = standingDecision(store, key);
  if (decision === undefined) return [];
  const text = (value: string | number | null, field: string) =>
    value === null ? 'not recorded' : field === 'birth_date' ? isoDate(Number(value)) : String(value);
  return thenAndNow(store, decision, run, key).map(({ side, field, before, now }) => ({
    label: fieldLabels[field],
    side,
    words:
      field === 'ssn' || field === 'cin'
        ? `changed since ${displayMonth(decision.month)}`
        : `was ${text(before, field)}, is ${text(now, field)}`,
  }));
}
