import type { ReadStore } from '../store.ts';
import { type FactReader, onDay, tableReader } from './factReader.ts';
import type { FactSources } from './factSources.ts';
import type {
  AidCase,
  Involvement,
  Link,
  Parent,
  Participant,
  PeopleFacts,
  SituationFacts,
} from './facts.ts';
import { wantedCases } from './involvements.ts';
import type { OpenInvolvement, Window } from './involvements.ts';
import { keptReader } from './keptFacts.ts';
import { type LinkIndex, personOfClient, readLinkIndex, linksOf } from './links.ts';
import { withPersons } from './personIds.ts';
import { newestWorkers, readAidWorkers } from './workers.ts';

/** Around an involved child: whose links make a row. */
export interface PeopleAsked {
  /** People named on the plan, or the child's parents where the case names nobody. */
  readonly plan: boolean;
  readonly child: boolean;
  /** Parents of every child. */
  readonly parents: boolean;
  /** Everybody else in the child's cash aid case. */
  readonly aidCase: boolean;
}

export interface ListFactsRequest {
  readonly sources: FactSources;
  /** Match run whose links and decisions count. */
  readonly runId: number;
  /** `day` is the list's day; `since` reaches back to what may have ended after the list before. */
  readonly window: Window;
  readonly ownEntity: string | null;
  /** Open referrals beside open cases. */
  readonly referrals: boolean;
  readonly people: PeopleAsked;
}

/** Who may be on a list, and how everything else that the list asks of some of them is read. */
export interface Situation {
  readonly facts: SituationFacts;
  /** The facts about these people alone. */
  people(wanted: PeopleWanted): PeopleFacts;
}

export interface PeopleWanted {
  readonly clientKeys: ReadonlySet<string>;
  readonly cwins: ReadonlySet<string>;
  /** Keys of cases and referrals. */
  readonly involvements: ReadonlySet<string>;
}

/**
 * What says who may be on a list: the children of whom somebody asked for (the child, its plan, its parents) is in both
 * systems. It begins with those who are in both systems, and finds the cases that they stand in through indexes, so
 * that nothing is read of the many whom no list can name.
 */
export function readSituation(store: ReadStore, request: ListFactsRequest): Situation {
  const { sources, window, runId, ownEntity, people } = request;
  const index = readLinkIndex(store, runId, sources.known);
  const reader =
    keptReader(store, sources, runId, window, index.linked.keys()) ?? tableReader(store, sources, runId);
  const { involvements, participants, parents } = sharedInvolvements(reader, request, index);
  const asked = new Set<string>();
  for (const { key, childKey } of involvements) {
    if (people.child) asked.add(childKey);
    for (const { clientKey } of participants.get(key) ?? []) asked.add(clientKey);
    for (const { parentKey } of parents.get(childKey) ?? []) asked.add(parentKey);
  }
  const links = linksOf(index, asked, reader.tiers);
  const persons = personsOfCwins(links);
  return {
    facts: {
      ownEntity,
      involvements: withPrograms(reader, involvements, participants),
      parents,
      links,
      ...cashAidFacts(reader, request, links),
    },
    people: ({ clientKeys, cwins, involvements: keys }) => ({
      clients: withPersons(store, sources, 'cws', reader.clients(clientKeys), personOfClient(index)),
      aidPersons: withPersons(store, sources, 'calworks', reader.aidPersons(cwins), (cwin) =>
        persons.get(cwin),
      ),
      socialWorkers: newestWorkers(reader.assignedWorkers(keys, onDay(window.day))),
      aidWorkers: readAidWorkers(store, sources),
    }),
  };
}

function personsOfCwins(links: SituationFacts['links']): ReadonlyMap<string, number> {
  const persons = new Map<string, number>();
  for (const all of links.values()) {
    for (const { cwin, personId } of all) if (personId !== null) persons.set(cwin, personId);
  }
  return persons;
}

interface SharedInvolvements {
  readonly involvements: readonly OpenInvolvement[];
  readonly participants: ReadonlyMap<string, readonly Participant[]>;
  readonly parents: ReadonlyMap<string, readonly Parent[]>;
}

/** The open cases and referrals in which somebody who is asked for is in both systems, and those parents who are. */
function sharedInvolvements(
  reader: FactReader,
  { window, referrals, people }: ListFactsRequest,
  { linked }: LinkIndex,
): SharedInvolvements {
  const cases = reader.openCases(window);
  const referred = referrals ? reader.referredChildren(window) : [];
  const participants = reader.participants(people.plan ? cases.map(([, key]) => key) : []);
  const parentsOf = new Set(referred.map(({ childKey }) => childKey));
  for (const [, key, childKey] of cases) {
    if (people.parents || (people.plan && !participants.has(key))) parentsOf.add(childKey);
  }
  const parents = reader.parents(parentsOf, linked);
  const isShared = (childKey: string, onPlan: readonly Participant[] | undefined): boolean =>
    (people.child && linked.has(childKey)) ||
    (people.parents && parents.has(childKey)) ||
    (people.plan && (onPlan?.some(({ clientKey }) => linked.has(clientKey)) ?? parents.has(childKey)));
  return {
    participants,
    parents,
    involvements: [
      ...wantedCases(cases, (key, childKey) => isShared(childKey, participants.get(key))),
      ...reader
        .referrals(
          referred.filter(({ childKey }) => isShared(childKey, undefined)).map(({ recordId }) => recordId),
        )
        .map(([, referral]) => referral),
    ],
  };
}

function withPrograms(
  reader: FactReader,
  involvements: readonly OpenInvolvement[],
  participants: ReadonlyMap<string, readonly Participant[]>,
): readonly Involvement[] {
  const keys = involvements.flatMap(({ kind, key }) => (kind === 'case' ? [key] : []));
  const components = reader.components(keys);
  const voluntary = reader.voluntary(keys);
  return involvements.map((involvement) => ({
    ...involvement,
    components: components.get(involvement.key) ?? [],
    voluntary: voluntary.get(involvement.key) ?? [],
    participants: participants.get(involvement.key) ?? [],
  }));
}

function cashAidFacts(
  reader: FactReader,
  { window, people }: ListFactsRequest,
  links: ReadonlyMap<string, readonly Link[]>,
): Pick<SituationFacts, 'memberships' | 'aidCases'> {
  const linked = new Set([...links.values()].flatMap((all) => all.map(({ cwin }) => cwin)));
  const memberships = reader.memberships(linked, window);
  const caseNumbers = new Set([...memberships.values()].flatMap((all) => all.map((one) => one.caseNumber)));
  const members = reader.caseMembers(people.aidCase ? caseNumbers : new Set(), window);
  const statuses = reader.aidStatuses(caseNumbers, window);
  const homeless = reader.homeless(caseNumbers);
  const aidCases = new Map<string, AidCase>();
  for (const caseNumber of caseNumbers) {
    aidCases.set(caseNumber, {
      caseNumber,
      statuses: statuses.get(caseNumber) ?? [],
      members: members.get(caseNumber) ?? [],
      homeless: homeless.get(caseNumber) ?? [],
    });
  }
  return { memberships, aidCases };
}
