import type { SourceSystem } from '../domain/extract.ts';
import { statement } from './statement.ts';
import type { ReadStore, WriteStore } from './store.ts';

/** A source record by its system and key. */
export interface RecordRef {
  readonly system: SourceSystem;
  readonly sourceKey: string;
}

/** Two records that a change brings together or keeps apart. */
export interface RecordPair {
  readonly one: RecordRef;
  readonly other: RecordRef;
  /** The decision Same about the two that was taken back with it. */
  readonly decisionEvent: number | null;
}

/** What somebody decided about persons of the index. */
export interface PersonChange {
  readonly changeId: number;
  readonly action: 'join' | 'part';
  readonly note: string;
  readonly reviewer: string;
  /** ISO time. */
  readonly at: string;
  /** Number of the event that took it back; null = it stands. */
  readonly undoneBy: number | null;
  readonly pairs: readonly RecordPair[];
}

type ChangeRow = Omit<PersonChange, 'pairs'>;

const columns = `c.change_id AS changeId, c.action, c.note, c.reviewer, c.at, u.change_id AS undoneBy`;
const from = 'person_change c LEFT JOIN person_change u ON u.target = c.change_id';

/** Adds a change; in the caller's transaction. Returns its number. */
export function insertPersonChange(
  store: WriteStore,
  change: Pick<PersonChange, 'action' | 'note' | 'at' | 'pairs'>,
): number {
  const changeId = insertEvent(store, change.action, null, change.note, change.at);
  const insert = statement(
    store,
    `INSERT INTO person_change_pair (change_id, system, source_key, other_system, other_key, decision_event)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const { one, other, decisionEvent } of change.pairs) {
    insert.run(changeId, one.system, one.sourceKey, other.system, other.sourceKey, decisionEvent);
  }
  return changeId;
}

/** Takes a change back, as an event of its own; in the caller's transaction. */
export function insertChangeUndo(store: WriteStore, target: number, at: string): void {
  insertEvent(store, 'undo', target, '', at);
}

function insertEvent(
  store: WriteStore,
  action: PersonChange['action'] | 'undo',
  target: number | null,
  note: string,
  at: string,
): number {
  const { lastInsertRowid } = statement(
    store,
    'INSERT INTO person_change (action, target, note, reviewer, at) VALUES (?, ?, ?, ?, ?)',
  ).run(action, target, note, store.reviewer, at);
  return Number(lastInsertRowid);
}

/** The changes that stood at event `upTo`, in the order they were made. */
export const standingChanges = (store: ReadStore, upTo = Number.MAX_SAFE_INTEGER): readonly PersonChange[] =>
  statement<ChangeRow>(
    store,
    `SELECT ${columns} FROM ${from}
     WHERE c.action <> 'undo' AND c.change_id <= :upTo AND (u.change_id IS NULL OR u.change_id > :upTo)
     ORDER BY c.change_id`,
  )
    .all({ upTo })
    .map((change) => withPairs(store, change));

export function changeById(store: ReadStore, changeId: number): PersonChange | undefined {
  const change = statement<ChangeRow>(
    store,
    `SELECT ${columns} FROM ${from} WHERE c.change_id = ? AND c.action <> 'undo'`,
  ).get(changeId);
  return change === undefined ? undefined : withPairs(store, change);
}

/** Every change that names one of these records, taken back or not, in the order they were made. */
export const changesOfRecords = (store: ReadStore, records: readonly RecordRef[]): readonly PersonChange[] =>
  statement<ChangeRow>(
    store,
    `SELECT ${columns} FROM ${from} WHERE c.change_id IN (
       SELECT p.change_id FROM json_each(:records) k CROSS JOIN person_change_pair p
         ON p.system = k.value ->> 'system' AND p.source_key = k.value ->> 'sourceKey'
       UNION
       SELECT p.change_id FROM json_each(:records) k CROSS JOIN person_change_pair p
         ON p.other_system = k.value ->> 'system' AND p.other_key = k.value ->> 'sourceKey')
     ORDER BY c.change_id`,
  )
    .all({ records: JSON.stringify(records) })
    .map((change) => withPairs(store, change));

/** Number of the newest event about persons; 0 before any. */
export const newestPersonChange = (store: ReadStore): number =>
  statement<{ newest: number }>(
    store,
    'SELECT coalesce(max(change_id), 0) AS newest FROM person_change',
  ).get()!.newest;

const withPairs = (store: ReadStore, change: ChangeRow): PersonChange => ({
  ...change,
  pairs: statement<{
    system: SourceSystem;
    sourceKey: string;
    otherSystem: SourceSystem;
    otherKey: string;
    decisionEvent: number | null;
  }>(
    store,
    `SELECT system, source_key AS sourceKey, other_system AS otherSystem, other_key AS otherKey,
       decision_event AS decisionEvent
     FROM person_change_pair WHERE change_id = ?`,
  )
    .all(change.changeId)
    .map(({ system, sourceKey, otherSystem, otherKey, decisionEvent }) => ({
      one: { system, sourceKey },
      other: { system: otherSystem, sourceKey: otherKey },
      decisionEvent,
    })),
});
