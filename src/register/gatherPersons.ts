import { accessLimit } from '../domain/accessLimits.ts';
import { disjointSets } from '../linkage/cluster/disjointSets.ts';
import type { IndexedRecord, JoiningPair } from '../store/indexSources.ts';
import type { PairKey } from '../store/pairs.ts';
import type { RecordRef } from '../store/personChanges.ts';
import type { Partition, PersonRecord } from '../store/persons.ts';

/** A source record as it takes part in an update of the index. */
export interface IndexNode {
  readonly system: PersonRecord['system'];
  readonly sourceKey: string;
  readonly partition: Partition;
  /** Only a person's word joins it: adopted and sensitive records (domain.md 3.3, 7.3). */
  readonly guarded: boolean;
  /** The person it belongs to so far. */
  readonly before: PersonRecord | undefined;
}

/** A pair as it stands for the index at a certain decision. */
export interface StandingPair extends PairKey {
  readonly joins: boolean;
  /** Joined by a person's decision. */
  readonly decided: boolean;
}

/** Two records by system and key. */
export type RecordsOfTwo = readonly [one: RecordRef, other: RecordRef];

/** The two records of a pair. */
export const recordsOfPair = ({ clientKey, cwin }: PairKey): RecordsOfTwo => [
  { system: 'cws', sourceKey: clientKey },
  { system: 'calworks', sourceKey: cwin },
];

export interface Gathering {
  readonly nodes: readonly IndexNode[];
  /** The nodes of each person, as places in `nodes`, ascending; persons in the order of their first node. */
  readonly groups: readonly (readonly number[])[];
}

export interface GatherInput {
  /** Records of this run's extracts. */
  readonly records: readonly IndexedRecord[];
  readonly current: readonly PersonRecord[];
  readonly partitionOf: ReadonlyMap<number, Partition>;
  /** Surest first. */
  readonly pairs: readonly StandingPair[];
  /** Records that people decided to be one person. */
  readonly together: readonly RecordsOfTwo[];
  /** Records that people decided to be different persons. */
  readonly apart: readonly RecordsOfTwo[];
}

/**
 * Which records are one person. Joined are: records that people brought together, pairs that link, a CalWORKs person with the id that was replaced, and
 * records that are no longer in the extracts with the rest of their person. Never joined are two records that people
 * keep apart, however roundabout the way, nor a sealed record with one that is not; decisions go first, then
 * the surest links.
 */
export function gatherPersons(input: GatherInput): Gathering {
  const { records, current, partitionOf, pairs, together, apart } = input;
  const before = new Map(current.map((record) => [`${record.system} ${record.sourceKey}`, record]));
  const nodes: IndexNode[] = [];
  const places = new Map<string, number>();
  const add = (node: IndexNode): void => {
    places.set(`${node.system} ${node.sourceKey}`, nodes.length);
    nodes.push(node);
  };
  for (const record of records) {
    add({ ...accessOf(record), ...record, before: before.get(`${record.system} ${record.sourceKey}`) });
  }
  const dormantFrom = nodes.length;
  for (const record of current) {
    if (!places.has(`${record.system} ${record.sourceKey}`)) {
      const partition = partitionOf.get(record.personId) ?? 'open';
      add({ ...record, partition, guarded: false, before: record });
    }
  }
  const place = (system: IndexNode['system'], key: string): number | undefined =>
    places.get(`${system} ${key}`);
  const placesOf = ([one, other]: RecordsOfTwo): readonly [number, number] | undefined => {
    const first = place(one.system, one.sourceKey);
    const second = place(other.system, other.sourceKey);
    return first === undefined || second === undefined ? undefined : [first, second];
  };

  const joined = constrainedSets(
    nodes,
    apart.flatMap((two) => [placesOf(two) ?? []].filter(isPair)),
  );
  for (const two of together) {
    const both = placesOf(two);
    if (both !== undefined) joined.join(both[0], both[1], true);
  }
  for (const wanted of [true, false]) {
    for (const pair of pairs) {
      const both = pair.joins && pair.decided === wanted ? placesOf(recordsOfPair(pair)) : undefined;
      if (both !== undefined) joined.join(both[0], both[1], wanted);
    }
    if (wanted) joinReplacedIds(records, place, joined.join);
  }
  joinDormant(nodes, dormantFrom, joined.join);
  return { nodes, groups: joined.groups() };
}

type Place = (system: IndexNode['system'], key: string) => number | undefined;
type Join = (a: number, b: number, decided: boolean) => void;

const isPair = (places: readonly [number, number] | readonly never[]): places is readonly [number, number] =>
  places.length === 2;

function joinReplacedIds(records: readonly IndexedRecord[], place: Place, join: Join): void {
  for (const { system, sourceKey, formerKey } of records) {
    const former = formerKey === null ? undefined : place(system, formerKey);
    if (former !== undefined) join(place(system, sourceKey)!, former, true);
  }
}

/**
 * Records that left the extracts stay with their person: with the record that stands for it, and when that one left,
 * the person stays together as it was.
 */
function joinDormant(nodes: readonly IndexNode[], dormantFrom: number, join: Join): void {
  const anchors = anchorsOf(nodes);
  nodes.forEach(({ before }, node) => {
    const anchor = before === undefined ? undefined : anchors.get(before.personId);
    if (anchor === undefined || anchor === node) return;
    if (node >= dormantFrom || anchor >= dormantFrom) join(anchor, node, true);
  });
}

/** Of each person so far the record that stands for it: the one that joined first, CWS before CalWORKs, by key. */
export function anchorsOf(nodes: readonly IndexNode[]): ReadonlyMap<number, number> {
  const anchors = new Map<number, number>();
  nodes.forEach(({ before }, node) => {
    if (before === undefined) return;
    const anchor = anchors.get(before.personId);
    if (anchor === undefined || earlier(before, nodes[anchor]!.before!)) anchors.set(before.personId, node);
  });
  return anchors;
}

function earlier(a: PersonRecord, b: PersonRecord): boolean {
  if (a.fromRun !== b.fromRun) return a.fromRun < b.fromRun;
  if (a.system !== b.system) return a.system === 'cws';
  return a.sourceKey < b.sourceKey;
}

function accessOf({ sensitivity, sealed, adoptionStatus }: IndexedRecord) {
  const limit = accessLimit({ sensitivity, limitedAccess: null, sealed: sealed === 1 });
  const adopted = adoptionStatus !== null && adoptionStatus !== 'N';
  const partition: Partition = limit === 'none' ? 'open' : limit;
  return { partition, guarded: adopted || limit === 'sensitive' };
}

/** Sets of nodes that never hold two nodes that have to stay apart. */
function constrainedSets(nodes: readonly IndexNode[], apart: readonly (readonly [number, number])[]) {
  const sets = disjointSets(nodes.length);
  /** By the root of a set: the nodes it may not hold. */
  const enemies = new Map<number, number[]>();
  for (const [a, b] of apart) {
    enemies.set(a, [...(enemies.get(a) ?? []), b]);
    enemies.set(b, [...(enemies.get(b) ?? []), a]);
  }
  return {
    join(a: number, b: number, decided: boolean): void {
      const [first, second] = [sets.root(a), sets.root(b)];
      if (first === second) return;
      const [left, right] = [nodes[a]!, nodes[b]!];
      if ((left.partition === 'sealed') !== (right.partition === 'sealed')) return;
      if (!decided && (left.guarded || right.guarded)) return;
      const hostile = enemies.get(first) ?? [];
      if (hostile.some((enemy) => sets.root(enemy) === second)) return;
      const root = sets.join(first, second);
      const both = [...hostile, ...(enemies.get(second) ?? [])];
      if (both.length > 0) enemies.set(root, both);
    },
    groups(): readonly (readonly number[])[] {
      const groups = new Map<number, number[]>();
      nodes.forEach((_node, node) => {
        const root = sets.root(node);
        const group = groups.get(root);
        if (group === undefined) groups.set(root, [node]);
        else group.push(node);
      });
      return [...groups.values()];
    },
  };
}

/** How a run's pairs stand at a decision: a pair that people are asked about joins only when they said Same. */
export function standingPairs(
  pairs: readonly JoiningPair[],
  stateOf: (pair: JoiningPair) => JoiningPair['state'],
): readonly StandingPair[] {
  return pairs.map((pair) => {
    const decided = pair.queued && stateOf(pair) === 'same';
    return { clientKey: pair.clientKey, cwin: pair.cwin, joins: decided || !pair.queued, decided };
  });
}
