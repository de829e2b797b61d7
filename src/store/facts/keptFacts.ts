import type { CivilDay } from '../../domain/civilDate.ts';
import type { ExtractKindName } from '../../domain/extract.ts';
import type { Interval } from '../../domain/interval.ts';
import { statement } from '../statement.ts';
import type { ReadStore, WriteStore } from '../store.ts';
import type { AidPersonRecord } from './aidPersons.ts';
import type { ClientRecord } from './clients.ts';
import { type ByKey, type FactReader, type Keys, tableReader } from './factReader.ts';
import { type FactSources, importOf } from './factSources.ts';
import type { AidStatus, Component, Homeless, Membership, Parent, Participant, Voluntary } from './facts.ts';
import type { InvolvementRow, OpenInvolvement, OpenReferral, Window } from './involvements.ts';
import type { AssignedWorker } from './workers.ts';

/** Facts by key as they are kept: keys of which there is nothing too, so that it is known that there is nothing. */
export type Kept<Fact> = readonly (readonly [key: string, facts: readonly Fact[]])[];

/** Number of the way in which facts are kept; others are not read. */
export const keptFormat = 1;

/** What is kept for a month's lists. All facts touch the window, where they have days by which lists ask. */
export interface KeptFacts {
  readonly head: {
    readonly format: number;
    readonly imports: string;
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
}

type KeyedPart = Exclude<keyof KeptFacts, 'head' | 'covered' | 'cases' | 'referred' | 'referrals'>;

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

/** Keeps these facts instead of those of the month before; in the caller's transaction. */
export function writeKeptFacts(store: WriteStore, facts: KeptFacts): void {
  statement(store, 'DELETE FROM list_facts').run();
  const insert = statement(store, 'INSERT INTO list_facts (part, facts) VALUES (?, ?)');
  for (const [part, some] of Object.entries(facts)) insert.run(part, JSON.stringify(some));
}

function keptPart<Part extends keyof KeptFacts>(store: ReadStore, name: Part): KeptFacts[Part] | undefined {
  const row = statement<{ readonly facts: string }>(store, 'SELECT facts FROM list_facts WHERE part = ?').get(
    name,
  );
  return row === undefined ? undefined : (JSON.parse(row.facts) as KeptFacts[Part]);
}

const touches =
  ({ since, day }: Window) =>
  (from: CivilDay, to: CivilDay | null): boolean =>
    from <= day && (to === null || (to > since && to > from));

/**
 * Reads what was kept when the month was matched; undefined unless that was from the same imports, has the days and
 * covers everybody who is linked. A key of which nothing is kept is read from the tables.
 */
export function keptReader(
  store: ReadStore,
  sources: FactSources,
  window: Window,
  linked: Iterable<string>,
): FactReader | undefined {
  const head = keptPart(store, 'head');
  if (head?.format !== keptFormat || head.imports !== importsRead(sources)) return undefined;
  if (window.since < head.since || window.day > head.day) return undefined;
  const covered = new Set(keptPart(store, 'covered'));
  for (const clientKey of linked) if (!covered.has(clientKey)) return undefined;

  const tables = tableReader(store, sources);
  const kept = new Map<KeyedPart, ByKey<unknown>>();
  /** Of these keys, or undefined when one of them is not kept. */
  const of = <Fact>(name: KeyedPart, keys: Keys): Map<string, readonly Fact[]> | undefined => {
    let all = kept.get(name) as ByKey<Fact> | undefined;
    if (all === undefined)
      kept.set(name, (all = new Map(keptPart(store, name) as Kept<unknown> as Kept<Fact>)));
    const found = new Map<string, readonly Fact[]>();
    for (const key of keys) {
      const facts = all.get(key);
      if (facts === undefined) return undefined;
      if (facts.length > 0) found.set(key, facts);
    }
    return found;
  };
  const touching = <Fact extends Interval>(
    name: KeyedPart,
    keys: Keys,
    days: Window,
  ): ByKey<Fact> | undefined => filtered(of<Fact>(name, keys), ({ from, to }) => touches(days)(from, to));

  return {
    openCases: (days) => keptPart(store, 'cases')!.filter(([, , , from, to]) => touches(days)(from, to)),
    referredChildren: (days) =>
      keptPart(store, 'referred')!.filter(({ from, to }) => touches(days)(from, to)),
    referrals(recordIds) {
      const wanted = new Set(recordIds);
      return keptPart(store, 'referrals')!.filter(([recordId]) => wanted.has(recordId));
    },
    participants: (keys) => of<Participant>('participants', keys) ?? tables.participants(keys),
    parents: (keys, people) =>
      filtered(of<Parent>('parents', [...keys]), ({ parentKey }) => people.has(parentKey)) ??
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
