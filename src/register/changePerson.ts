import { LinkdeskError } from '../domain/error.ts';
import { appendAudit } from '../store/audit.ts';
import { type Decision, decisionById } from '../store/decisions.ts';
import { type MatchRun, newestRun } from '../store/matchRuns.ts';
import { pairStatesAt } from '../store/pairStates.ts';
import {
  changeById,
  insertChangeUndo,
  insertPersonChange,
  newestPersonChange,
  type PersonChange,
  type RecordPair,
  type RecordRef,
  standingChanges,
} from '../store/personChanges.ts';
import { personById, personOf, recordsMergedIn, recordsOf } from '../store/persons.ts';
import { reverseDecision } from '../store/reverseDecision.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { personIdText } from './personId.ts';
import { updateIndex } from './updateIndex.ts';

/** Who and why, for a change of persons. */
export interface ChangeMade {
  readonly note: string;
  /** ISO time. */
  readonly at: string;
}

/** The persons that the records of a change belong to after it, the oldest id first. */
export type PersonsAfter = readonly number[];

/**
 * Makes two persons one: the oldest id stays, the other forwards to it. One transaction. Throws PERSON_UNKNOWN,
 * SAME_PERSON, and DECIDED_APART when people decided that they are two.
 */
export function mergePersons(
  store: WriteStore,
  personId: number,
  otherId: number,
  made: ChangeMade,
): PersonsAfter {
  return transaction(store, () => {
    const [person, other] = [openPerson(store, personId), openPerson(store, otherId)];
    if (person === other) {
      throw new LinkdeskError('SAME_PERSON', 'Both ids already stand for one person; nothing was changed.');
    }
    const [ones, others] = [recordsOf(store, person), recordsOf(store, other)];
    const run = matchedRun(store);
    const apart =
      decisionsBetween(store, run, 'different', ones, others).length > 0 ||
      changesBetween(store, 'part', ones, others).length > 0;
    if (apart) throw decidedApart();
    const pairs = [{ one: ones[0]!, other: others[0]!, decisionEvent: null }];
    const after = changed(store, run, { action: 'join', pairs, ...made }, 'person_merged');
    // kept apart in a way that goes through other records
    if (after.length !== 1) throw decidedApart();
    return after;
  });
}

/**
 * Takes a record out of its person. Decisions Same that held it there are taken back with it. The id stays with the
 * record that stands for the person; what leaves gets the id it had before, or a new one. One transaction.
 * Throws PERSON_UNKNOWN, RECORD_ELSEWHERE, ONLY_RECORD.
 */
export function splitRecord(
  store: WriteStore,
  personId: number,
  record: RecordRef,
  made: ChangeMade,
): PersonsAfter {
  return transaction(store, () => {
    const person = openPerson(store, personId);
    if (personOf(store, record.system, record.sourceKey) !== person) {
      throw new LinkdeskError(
        'RECORD_ELSEWHERE',
        'This record does not belong to the person any more. Open the person again; nothing was changed.',
      );
    }
    const others = recordsOf(store, person).filter((each) => !sameRecord(each, record));
    if (others.length === 0) {
      throw new LinkdeskError('ONLY_RECORD', 'This is the person’s only record; nothing was changed.');
    }
    return part(store, matchedRun(store), [record], others, made);
  });
}

/**
 * Takes a merge back, whatever brought it about: a change of persons is undone, decisions Same are taken back, and
 * records that the matching would join are kept apart. The id that was given up is in use again. One transaction.
 * Throws PERSON_UNKNOWN, NOT_MERGED.
 */
export function undoMerge(
  store: WriteStore,
  personId: number,
  otherId: number,
  made: ChangeMade,
): PersonsAfter {
  return transaction(store, () => {
    const person = openPerson(store, personId);
    const merged = recordsMergedIn(store, person, otherId);
    const rest = recordsOf(store, person).filter((each) => !merged.some((one) => sameRecord(one, each)));
    if (merged.length === 0 || rest.length === 0) {
      throw new LinkdeskError(
        'NOT_MERGED',
        'No record of that id is with this person any more, so there is nothing to take back; nothing was changed.',
      );
    }
    const run = matchedRun(store);
    const joins = changesBetween(store, 'join', merged, rest);
    let after: PersonsAfter = [];
    for (const { changeId } of joins) after = undone(store, run, changeId, made.at);
    const together = merged.some(({ system, sourceKey }) => personOf(store, system, sourceKey) === person);
    return together ? part(store, run, merged, rest, made) : after;
  });
}

/**
 * Takes a change of persons back; decisions that were taken back with it stand again. One transaction.
 * Throws CHANGE_UNKNOWN, CHANGE_UNDONE.
 */
export function undoPersonChange(store: WriteStore, changeId: number, at: string): PersonsAfter {
  return transaction(store, () => undone(store, matchedRun(store), changeId, at));
}

function undone(store: WriteStore, run: MatchRun, changeId: number, at: string): PersonsAfter {
  const change = changeById(store, changeId);
  if (change === undefined) {
    throw new LinkdeskError('CHANGE_UNKNOWN', 'There is no such change in this store; nothing was changed.');
  }
  if (change.undoneBy !== null) {
    throw new LinkdeskError('CHANGE_UNDONE', 'This change was taken back already; nothing was changed.');
  }
  insertChangeUndo(store, changeId, at);
  for (const { decisionEvent } of change.pairs) {
    const decision = decisionEvent === null ? undefined : decisionById(store, decisionEvent);
    if (decision !== undefined) reverseDecision(store, 'redo', decision, at);
  }
  updateIndex(store, run.runId, at);
  const persons = personsOf(store, change.pairs);
  appendAudit(store, {
    at,
    action: 'person_change_undone',
    subject: `person change ${changeId}`,
    details: { persons: persons.map(personIdText).join(' ') },
  });
  return persons;
}

function part(
  store: WriteStore,
  run: MatchRun,
  ones: readonly RecordRef[],
  others: readonly RecordRef[],
  made: ChangeMade,
): PersonsAfter {
  const same = decisionsBetween(store, run, 'same', ones, others);
  for (const decision of same) reverseDecision(store, 'undo', decidedUnder(store, decision), made.at);
  const eventOf = (one: RecordRef, other: RecordRef): number | null =>
    same.find((decision) => concerns(decision, one, other))?.eventId ?? null;
  const pairs = ones.flatMap((one) =>
    others.map((other) => ({ one, other, decisionEvent: eventOf(one, other) })),
  );
  return changed(store, run, { action: 'part', pairs, ...made }, 'person_split');
}

function changed(
  store: WriteStore,
  run: MatchRun,
  change: Pick<PersonChange, 'action' | 'pairs' | 'note' | 'at'>,
  action: 'person_merged' | 'person_split',
): PersonsAfter {
  const changeId = insertPersonChange(store, change);
  updateIndex(store, run.runId, change.at);
  const persons = personsOf(store, change.pairs);
  appendAudit(store, {
    at: change.at,
    action,
    subject: `person change ${changeId}`,
    details: { persons: persons.map(personIdText).join(' ') },
  });
  return persons;
}

/** The person that an id stands for now; sealed and sensitive people are as if they were not there (SCC-13). */
function openPerson(store: WriteStore, personId: number): number {
  const person = personById(store, personId);
  if (person === undefined || person.partition !== 'open') {
    throw new LinkdeskError(
      'PERSON_UNKNOWN',
      'There is no such person in the index. Look the person up again; nothing was changed.',
    );
  }
  return person.personId;
}

const decidedApart = (): LinkdeskError =>
  new LinkdeskError(
    'DECIDED_APART',
    'Somebody decided that these two are different people. Take that decision back first, in the history of the person or of the pair; nothing was changed.',
  );

function matchedRun(store: WriteStore): MatchRun {
  const run = newestRun(store);
  if (run === undefined) {
    throw new LinkdeskError(
      'NOT_MATCHED',
      'No month has been matched yet, so there are no persons to change.',
    );
  }
  return run;
}

const sameRecord = (a: RecordRef, b: RecordRef): boolean =>
  a.system === b.system && a.sourceKey === b.sourceKey;

const concerns = ({ clientKey, cwin }: Decision, one: RecordRef, other: RecordRef): boolean =>
  [one, other].some(({ system, sourceKey }) => system === 'cws' && sourceKey === clientKey) &&
  [one, other].some(({ system, sourceKey }) => system === 'calworks' && sourceKey === cwin);

/** Standing decisions about pairs across two sets of records, under today's ids. */
function decisionsBetween(
  store: WriteStore,
  run: MatchRun,
  verdict: Decision['verdict'],
  ones: readonly RecordRef[],
  others: readonly RecordRef[],
): readonly Decision[] {
  const { today } = pairStatesAt(store, run, Number.MAX_SAFE_INTEGER);
  return today.filter(
    (decision) =>
      decision.verdict === verdict &&
      ones.some((one) => others.some((other) => concerns(decision, one, other))),
  );
}

/** A decision under the ids that it was made under. */
const decidedUnder = (store: WriteStore, { eventId }: Decision): Decision => decisionById(store, eventId)!;

/** Standing changes about records across two sets. */
const changesBetween = (
  store: WriteStore,
  action: PersonChange['action'],
  ones: readonly RecordRef[],
  others: readonly RecordRef[],
): readonly PersonChange[] => {
  const holds = (set: readonly RecordRef[], record: RecordRef): boolean =>
    set.some((each) => sameRecord(each, record));
  return standingChanges(store, newestPersonChange(store)).filter(
    (change) =>
      change.action === action &&
      change.pairs.some(
        ({ one, other }) =>
          (holds(ones, one) && holds(others, other)) || (holds(ones, other) && holds(others, one)),
      ),
  );
};

function personsOf(store: WriteStore, pairs: readonly RecordPair[]): PersonsAfter {
  const persons = pairs.flatMap(({ one, other }) =>
    [one, other].flatMap(({ system, sourceKey }) => personOf(store, system, sourceKey) ?? []),
  );
  return [...new Set(persons)].sort((a, b) => a - b);
}
