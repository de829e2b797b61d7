import type { CivilDay } from '../../domain/civilDate.ts';
import type { ExtractKindName } from '../../domain/extract.ts';
import { type Interval, overlaps } from '../../domain/interval.ts';
import { statement } from '../statement.ts';
import type { ReadStore, WriteStore } from '../store.ts';
import type { AidPersonRecord } from './aidPersons.ts';
import type { ClientRecord } from './clients.ts';
import { type ByKey, type FactReader, type Keys, tableReader } from './factReader.ts';
import { type FactSources, importOf } from './factSources.ts';
import type { AidStatus, Component, Homeless, Membership, Parent, Participant, Voluntary } from './facts.ts';
import type { InvolvementRow, OpenInvolvement, OpenReferral, Window } from './involvements.ts';
import type { PairTier } from './links.ts';
import type { AssignedWorker } from './workers.ts';

/** Facts by key as they are kept: keys of which there is nothing too, so that it is known that there is nothing. */
export type Kept<Fact> = readonly (readonly [key: string, facts: readonly Fact[]])[];

/** Number of the way in which facts are kept; others are not read. */
export const keptFormat = 3;

/** What is kept for a month's lists. All facts touch the window, where they have days by which lists ask. */
export interface KeptFacts {
  readonly plain: PlainFacts;
  readonly keyed: KeyedFacts;
}

interface PlainFacts {
  readonly head: {
    readonly format: number;
    readonly imports: string;
    readonly runId: number;
    readonly since: CivilDay;
    readonly day: CivilDay;
  };
  /** Client keys of everybody who was in both systems, or may be said to be by a decision. */
  readonly covered: readonly string[];
  /** In which somebody covered stands. */
  readonly cases: readonly InvolvementRow[];
  readonly referred: readonly OpenReferral[];
  /** By referral and child. */
  readonly referrals: readonly (readonly [recordId: number, OpenInvolvement])[];
}

interface KeyedFacts {
  readonly participants: Kept<Participant>;
  /** Who are covered. */
  readonly parents: Kept<Parent>;
  readonly components: Kept<Component>;
  readonly voluntary: Kept<Voluntary>;
  readonly memberships: Kept<Membership>;
  readonly caseMembers: Kept<Membership>;
  readonly aidStatuses: Kept<AidStatus>;
  readonly homeless: Kept<Homeless>;
  readonly clients: Kept<ClientRecord>;
  readonly aidPersons: Kept<AidPersonRecord>;
  readonly assignedWorkers: Kept<AssignedWorker>;
  readonly tiers: Kept<PairTier>;
}

const kindsRead: readonly ExtractKindName[] = [
  'cws_client',
  'cws_case',
  'cws_referral',
  'cws_participant',
  'cws_relationship',
  'cws_component',
  'cws_voluntary',
  'cws_assignment',
  'cw_person',
  'cw_case',
  'cw_member',
  'cw_homeless',
  'cw_wtw',
  'cw_clock',
];

/** The imports that kept facts are read from, as text that is equal for the same ones. */
export const importsRead = (sources: FactSources): string =>
  kindsRead.map((kind) => importOf(sources, kind)).join(' ');

/** Kept facts without the names of their fields on every one of them. */
interface Packed {
  readonly fields: readonly string[];
  readonly facts: readonly (readonly [key: string, facts: readonly (readonly unknown[])[]])[];
}

function packed(facts: Kept<object>): Packed {
  const one = facts.find(([, some]) => some.length > 0)?.[1][0] ?? {};
  return {
    fields: Object.keys(one),
    facts: facts.map(([key, some]) => [key, some.map((fact) => Object.values(fact) as readonly unknown[])]),
  };
}

function unpacked(fields: readonly string[], values: readonly unknown[]): object {
  const fact: Record<string, unknown> = {};
  for (let index = 0; index < fields.length; index++) fact[fields[index]!] = values[index];
  return fact;
}

/** Keeps these facts instead of those of the month before; in the caller's transaction. */
export function writeKeptFacts(store: WriteStore, { plain, keyed }: KeptFacts): void {
  statement(store, 'DELETE FROM list_facts').run();
  const insert = statement(store, 'INSERT INTO list_facts (part, facts) VALUES (?, ?)');
  for (const [name, facts] of Object.entries(plain)) insert.run(name, JSON.stringify(facts));
  for (const [name, facts] of Object.entries(keyed) as [string, Kept<object>][]) {
    insert.run(name, JSON.stringify(packed(facts)));
  }
}

function keptPart(store: ReadStore, name: string): unknown {
  const row = statement<{ readonly facts: string }>(store, 'SELECT facts FROM list_facts WHERE part = ?').get(
    name,
  );
  return row === undefined ? undefined : JSON.parse(row.facts);
}

const plainPart = <Name extends keyof PlainFacts>(store: ReadStore, name: Name) =>
  keptPart(store, name) as PlainFacts[Name] | undefined;

function keyedPart(store: ReadStore, name: keyof KeyedFacts) {
  const { fields, facts } = keptPart(store, name) as Packed;
  return { fields, facts: new Map(facts) };
}

const touches = ({ since, day }: Window, from: CivilDay, to: CivilDay | null): boolean =>
  overlaps({ from, to }, { from: since, to: day + 1 });

/**
 * Reads what was kept when the month was matched; undefined unless that was this run, from the same imports, has the
 * days and covers everybody who is linked. A key of which nothing is kept is read from the tables.
 */
export function keptReader(
  store: ReadStore,
  sources: FactSources,
  runId: number,
  window: Window,
  linked: Iterable<string>,
): FactReader | undefined {
  const head = plainPart(store, 'head');
  if (head?.format !== keptFormat || head.runId !== runId || head.imports !== importsRead(sources))
    return undefined;
  if (window.since < head.since || window.day > head.day) return undefined;
  const covered = new Set(plainPart(store, 'covered'));
  for (const clientKey of linked) if (!covered.has(clientKey)) return undefined;

  const tables = tableReader(store, sources, runId);
  const parts = new Map<keyof KeyedFacts, ReturnType<typeof keyedPart>>();
  const partOf = (name: keyof KeyedFacts): ReturnType<typeof keyedPart> => {
    let part = parts.get(name);
    if (part === undefined) parts.set(name, (part = keyedPart(store, name)));
    return part;
  };
  /** Of these keys, or undefined when one of them is not kept. */
  const of = <Fact>(name: keyof KeyedFacts, keys: Keys): Map<string, readonly Fact[]> | undefined => {
    const found = new Map<string, readonly Fact[]>();
    for (const key of keys) {
      const { fields, facts } = partOf(name);
      const some = facts.get(key);
      if (some === undefined) return undefined;
      if (some.length > 0)
        found.set(
          key,
          some.map((values) => unpacked(fields, values) as Fact),
        );
    }
    return found;
  };
  const touching = <Fact extends Interval>(
    name: keyof KeyedFacts,
    keys: Keys,
    days: Window,
  ): ByKey<Fact> | undefined => filtered(of<Fact>(name, keys), ({ from, to }) => touches(days, from, to));

  return {
    openCases: (days) => plainPart(store, 'cases')!.filter(([, , , from, to]) => touches(days, from, to)),
    referredChildren: (days) =>
      plainPart(store, 'referred')!.filter(({ from, to }) => touches(days, from, to)),
    referrals(recordIds) {
      const wanted = new Set(recordIds);
      return plainPart(store, 'referrals')!.filter(([recordId]) => wanted.has(recordId));
    },
    participants: (keys) => of<Participant>('participants', keys) ?? tables.participants(keys),
    parents: (keys, people) =>
      filtered(of<Parent>('parents', keys), ({ parentKey }) => people.has(parentKey)) ??
      tables.parents(keys, people),
    components: (keys) => of<Component>('components', keys) ?? tables.components(keys),
    voluntary: (keys) => of<Voluntary>('voluntary', keys) ?? tables.voluntary(keys),
    memberships: (keys, days) =>
      touching<Membership>('memberships', keys, days) ?? tables.memberships(keys, days),
    caseMembers: (keys, days) =>
      touching<Membership>('caseMembers', keys, days) ?? tables.caseMembers(keys, days),
    aidStatuses: (keys, days) =>
      touching<AidStatus>('aidStatuses', keys, days) ?? tables.aidStatuses(keys, days),
    homeless: (keys) => of<Homeless>('homeless', keys) ?? tables.homeless(keys),
    clients: (keys) => of<ClientRecord>('clients', keys) ?? tables.clients(keys),
    aidPersons: (keys) => of<AidPersonRecord>('aidPersons', keys) ?? tables.aidPersons(keys),
    assignedWorkers: (keys, days) =>
      touching<AssignedWorker>('assignedWorkers', keys, days) ?? tables.assignedWorkers(keys, days),
    tiers: (keys) => of<PairTier>('tiers', keys) ?? tables.tiers(keys),
  };
}

/** Those of the facts that hold; keys without any fall away. */
function filtered<Fact>(
  facts: Map<string, readonly Fact[]> | undefined,
  holds: (fact: Fact) => boolean,
): ByKey<Fact> | undefined {
  if (facts === undefined) return undefined;
  for (const [key, some] of facts) {
    if (some.every(holds)) continue;
    const left = some.filter(holds);
    if (left.length === 0) facts.delete(key);
    else facts.set(key, left);
  }
  return facts;
}
