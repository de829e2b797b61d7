import { LinkdeskError } from '../domain/error.ts';
import { newestDecisionEvent } from '../store/decisions.ts';
import { joiningPairs, recordsInRun } from '../store/indexSources.ts';
import { type MatchRun, runById } from '../store/matchRuns.ts';
import { newestPersonChange, type RecordRef, standingChanges } from '../store/personChanges.ts';
import { currentCwins } from '../store/people.ts';
import { pairStatesAt } from '../store/pairStates.ts';
import {
  allPersons,
  currentRecords,
  formerPersonsOf,
  newestIndexUpdate,
  noteIndexUpdate,
  type Partition,
  type PersonRecord,
  personWriter,
} from '../store/persons.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import {
  type Gathering,
  gatherPersons,
  type IndexNode,
  recordsOfPair,
  type RecordsOfTwo,
  standingPairs,
} from './gatherPersons.ts';
import { updateNamesAndIds } from './namesAndIds.ts';

/** What an update of the index came to. */
export interface IndexChanges {
  /** Persons in use after it. */
  readonly persons: number;
  readonly created: number;
  /** Records that joined a person that was there before. */
  readonly joined: number;
  readonly merged: number;
  readonly split: number;
}

/**
 * Brings the common client index up to a run and to every decision so far: who is who, under ids that stay for good.
 * A person keeps its id as long as the record that stands for it does; of persons that turn out to be one, the oldest
 * id stays and the others forward to it; persons that part get their former id back or a new one. Can be run again
 * after further decisions. Same store, same ids. `at` is the ISO time of the update. One transaction.
 * Throws RUN_UNKNOWN.
 */
export function updateIndex(
  store: WriteStore,
  runId: number,
  at: string,
  {
    lastDecision = newestDecisionEvent(store),
    lastChange = newestPersonChange(store),
  }: { readonly lastDecision?: number; readonly lastChange?: number } = {},
): IndexChanges {
  return transaction(store, () => {
    const run = runById(store, runId);
    if (run === undefined) {
      throw new LinkdeskError('RUN_UNKNOWN', 'There is no such matching in this store; nothing was changed.');
    }
    const partitions: Partition[] = [];
    for (const { personId, partition } of allPersons(store)) partitions[personId] = partition;
    const { decisions, today, stateOf } = pairStatesAt(store, run, lastDecision);
    const { together, apart } = personsDecided(store, run, lastChange);
    const gathering = gatherPersons({
      records: recordsInRun(store, run),
      current: currentRecords(store),
      partitions,
      pairs: standingPairs(joiningPairs(store, runId), stateOf),
      together,
      apart: [
        ...[...decisions, ...today].filter(({ verdict }) => verdict === 'different').map(recordsOfPair),
        ...apart,
      ],
    });
    updateNamesAndIds(store, run);
    const updateId = noteIndexUpdate(store, { runId, lastDecision, lastChange, at });
    return giveIds(store, { run, updateId }, gathering, partitions);
  });
}

/** `updateIndex`, unless the newest update was up to the same run and knew of every decision and change there is. */
export function bringIndexUp(store: WriteStore, runId: number, at: string): IndexChanges | undefined {
  const newest = newestIndexUpdate(store);
  const isUp =
    newest?.runId === runId &&
    newest.lastDecision === newestDecisionEvent(store) &&
    newest.lastChange === newestPersonChange(store);
  return isUp ? undefined : updateIndex(store, runId, at);
}

/** The records that changes of persons bring together and keep apart, under the ids of then and of today. */
function personsDecided(
  store: WriteStore,
  run: MatchRun,
  lastChange: number,
): { readonly together: readonly RecordsOfTwo[]; readonly apart: readonly RecordsOfTwo[] } {
  const changes = standingChanges(store, lastChange);
  if (changes.length === 0) return { together: [], apart: [] };
  const currentCwin = currentCwins(store, run.cwImport);
  const today = (record: RecordRef): RecordRef =>
    record.system === 'cws' ? record : { ...record, sourceKey: currentCwin(record.sourceKey) };
  const by = (action: 'join' | 'part') =>
    changes
      .filter((change) => change.action === action)
      .flatMap(({ pairs }) =>
        pairs.flatMap(({ one, other }) => [[one, other] as const, [today(one), today(other)] as const]),
      );
  return { together: by('join'), apart: by('part') };
}

/** `partitions`: of each person so far, by its id. */
function giveIds(
  store: WriteStore,
  { run, updateId }: { readonly run: MatchRun; readonly updateId: number },
  { nodes, groups, anchors }: Gathering,
  partitions: readonly Partition[],
): IndexChanges {
  const write = personWriter(store, run.runId, updateId);
  let next = Math.max(1, partitions.length);
  let [persons, created, joined, merged, split] = [0, 0, 0, 0, 0];

  for (const group of groups) {
    persons++;
    const partition = strictest(group, nodes);
    const [survivor, ...others] = claimsOf(group, nodes, anchors);
    const left =
      survivor === undefined ? nodes[group.find((node) => nodes[node]!.before) ?? -1]?.before : undefined;
    const personId = survivor ?? newId(store, write, { nodes, group, left, partition, next: () => next++ });
    if (survivor === undefined) {
      if (left === undefined) created++;
      else split++;
    }
    if ((partitions[personId] ?? partition) !== partition) write.setPartition(personId, partition);
    for (const other of others) {
      write.forward(other, personId);
      write.event({ kind: 'merged', personId, otherPerson: other });
      merged++;
    }
    const partedFrom = new Set([...others, left?.personId]);
    for (const node of group) {
      const { system, sourceKey, before } = nodes[node]!;
      if (before?.personId === personId) continue;
      write.assign({ system, sourceKey }, personId, {
        moved: before !== undefined,
        alone: group.length === 1,
      });
      if (before === undefined && survivor !== undefined) {
        write.event({ kind: 'joined', personId, system, sourceKey });
        joined++;
      } else if (before !== undefined && !partedFrom.has(before.personId)) {
        write.event({ kind: 'left', personId: before.personId, otherPerson: personId, system, sourceKey });
      }
    }
  }
  return { persons, created, joined, merged, split };
}

/** An id for records that stand for nobody yet: the one they had before they were merged, else the next free one. */
function newId(
  store: WriteStore,
  write: ReturnType<typeof personWriter>,
  { nodes, group, left, partition, next }: NewPerson,
): number {
  const former = left === undefined ? undefined : formerIdOf(store, nodes, group, left.personId);
  if (left !== undefined && former !== undefined) {
    write.forward(former, null);
    write.event({ kind: 'restored', personId: former, otherPerson: left.personId });
    return former;
  }
  const personId = next();
  write.create(personId, partition);
  if (left !== undefined) write.event({ kind: 'split', personId, otherPerson: left.personId });
  return personId;
}

interface NewPerson {
  readonly nodes: readonly IndexNode[];
  readonly group: readonly number[];
  /** The person that the records leave. */
  readonly left: PersonRecord | undefined;
  readonly partition: Partition;
  readonly next: () => number;
}

/** The persons whose ids go with the nodes of a group, the oldest id first. */
function claimsOf(
  group: readonly number[],
  nodes: readonly IndexNode[],
  anchors: Int32Array,
): readonly number[] {
  const claims: number[] = [];
  for (const node of group) {
    const personId = nodes[node]!.before?.personId;
    if (personId !== undefined && anchors[personId] === node) claims.push(personId);
  }
  return claims.sort((a, b) => a - b);
}

/** The id that a record of the group had before it was merged into the person that the group now leaves. */
function formerIdOf(
  store: WriteStore,
  nodes: readonly IndexNode[],
  group: readonly number[],
  mergedInto: number,
): number | undefined {
  for (const node of group) {
    const { system, sourceKey } = nodes[node]!;
    const [former] = formerPersonsOf(store, system, sourceKey, mergedInto);
    if (former !== undefined) return former;
  }
  return undefined;
}

const strictness: readonly Partition[] = ['open', 'sensitive', 'sealed'];

function strictest(group: readonly number[], nodes: readonly IndexNode[]): Partition {
  let most = 0;
  for (const node of group) most = Math.max(most, strictness.indexOf(nodes[node]!.partition));
  return strictness[most]!;
}
