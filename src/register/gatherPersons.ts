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
  readonly groups: Iterable<readonly number[]>;
  /** By the id of a person so far the node that stands for it, −1 for an id without a record. */
  readonly anchors: Int32Array;
}

export interface GatherInput {
  /** Records of this run's extracts. */
  readonly records: readonly IndexedRecord[];
  readonly current: readonly PersonRecord[];
  /** Of each person so far, by its id. */
  readonly partitions: readonly Partition[];
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
  const { records, current, partitions, pairs, together, apart } = input;
  const nodes: Mutable<IndexNode>[] = [];
  const places = { cws: new Map<string, number>(), calworks: new Map<string, number>() };
  const place: Place = (system, key) => places[system].get(key);
  for (const record of records) {
    const { system, sourceKey } = record;
    places[system].set(sourceKey, nodes.length);
    nodes.push({ system, sourceKey, ...accessOf(record), before: undefined });
  }
  const dormantFrom = nodes.length;
  for (const record of current) {
    const { system, sourceKey, personId } = record;
    const known = place(system, sourceKey);
    if (known !== undefined) nodes[known]!.before = record;
    else {
      places[system].set(sourceKey, nodes.length);
      const partition = partitions[personId] ?? 'open';
      nodes.push({ system, sourceKey, partition, guarded: false, before: record });
    }
  }
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
  const anchors = anchorsOf(nodes);
  joinDormant(nodes, anchors, dormantFrom, joined.join);
  return { nodes, groups: joined.groups(), anchors };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
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
function joinDormant(
  nodes: readonly IndexNode[],
  anchors: Int32Array,
  dormantFrom: number,
  join: Join,
): void {
  nodes.forEach(({ before }, node) => {
    if (before === undefined) return;
    const anchor = anchors[before.personId]!;
    if (anchor !== node && (node >= dormantFrom || anchor >= dormantFrom)) join(anchor, node, true);
  });
}

/** Of each person so far the record that stands for it: the one that joined first, CWS before CalWORKs, by key. */
function anchorsOf(nodes: readonly IndexNode[]): Int32Array {
  let last = 0;
  for (const { before } of nodes) if (before !== undefined) last = Math.max(last, before.personId);
  const anchors = new Int32Array(last + 1).fill(-1);
  nodes.forEach(({ before }, node) => {
    if (before === undefined) return;
    const anchor = anchors[before.personId]!;
    if (anchor < 0 || earlier(before, nodes[anchor]!.before!)) anchors[before.personId] = node;
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
    groups: (): Gathering['groups'] =>
      groupsBy(Int32Array.from({ length: nodes.length }, (_, node) => sets.root(node))),
  };
}

/** The nodes of each set, by the root of each node, which is its first; one set after the other, as they are asked for. */
function* groupsBy(roots: Int32Array): Generator<readonly number[]> {
  // of each node the next one of its set, 0 for none: nothing comes before the first node
  const nexts = new Int32Array(roots.length);
  const lasts = Int32Array.from(roots, (_, node) => node);
  roots.forEach((root, node) => {
    if (root === node) return;
    nexts[lasts[root]!] = node;
    lasts[root] = node;
  });
  for (let root = 0; root < roots.length; root++) {
    if (roots[root] !== root) continue;
    const group = [root];
    for (let node = nexts[root]!; node > 0; node = nexts[node]!) group.push(node);
    yield group;
  }
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
