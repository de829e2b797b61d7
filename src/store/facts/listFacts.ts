import type { ReadStore } from '../store.ts';
import { readAidStatuses, readCaseMembers, readHomeless, readMemberships } from './aidCases.ts';
import { readAidPersons } from './aidPersons.ts';
import { readClients } from './clients.ts';
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
import {
  readComponents,
  openCaseRows,
  readParticipants,
  readReferrals,
  readReferredChildren,
  readVoluntary,
  wantedCases,
} from './involvements.ts';
import type { OpenInvolvement, Window } from './involvements.ts';
import { type LinkIndex, personOfClient, readLinkIndex, readLinks } from './links.ts';
import { readParents } from './parents.ts';
import { readAidWorkers, readSocialWorkers } from './workers.ts';

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
  const { involvements, participants, parents } = sharedInvolvements(store, request, index);
  const asked = new Set<string>();
  for (const { key, childKey } of involvements) {
    if (people.child) asked.add(childKey);
    for (const { clientKey } of participants.get(key) ?? []) asked.add(clientKey);
    for (const { parentKey } of parents.get(childKey) ?? []) asked.add(parentKey);
  }
  const links = readLinks(store, index, asked);
  const persons = personsOfCwins(links);
  return {
    facts: {
      ownEntity,
      involvements: withPrograms(store, sources, involvements, participants),
      parents,
      links,
      ...cashAidFacts(store, request, links),
    },
    people: ({ clientKeys, cwins, involvements: keys }) => ({
      clients: readClients(store, sources, clientKeys, personOfClient(index)),
      aidPersons: readAidPersons(store, sources, cwins, (cwin) => persons.get(cwin)),
      socialWorkers: readSocialWorkers(store, sources, keys, window.day),
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
  store: ReadStore,
  { sources, window, referrals, people }: ListFactsRequest,
  { linked }: LinkIndex,
): SharedInvolvements {
  const cases = openCaseRows(store, sources, window);
  const referred = referrals ? readReferredChildren(store, sources, window) : [];
  const participants = readParticipants(store, sources, people.plan ? cases.map(([, key]) => key) : []);
  const parentsOf = new Set(referred.map(({ childKey }) => childKey));
  for (const [, key, childKey] of cases) {
    if (people.parents || (people.plan && !participants.has(key))) parentsOf.add(childKey);
  }
  const parents = readParents(store, sources, parentsOf, linked);
  const isShared = (childKey: string, onPlan: readonly Participant[] | undefined): boolean =>
    (people.child && linked.has(childKey)) ||
    (people.parents && parents.has(childKey)) ||
    (people.plan && (onPlan?.some(({ clientKey }) => linked.has(clientKey)) ?? parents.has(childKey)));
  return {
    participants,
    parents,
    involvements: [
      ...wantedCases(cases, (key, childKey) => isShared(childKey, participants.get(key))),
      ...readReferrals(
        store,
        referred.filter(({ childKey }) => isShared(childKey, undefined)).map(({ recordId }) => recordId),
      ),
    ],
  };
}

function withPrograms(
  store: ReadStore,
  sources: FactSources,
  involvements: readonly OpenInvolvement[],
  participants: ReadonlyMap<string, readonly Participant[]>,
): readonly Involvement[] {
  const keys = involvements.flatMap(({ kind, key }) => (kind === 'case' ? [key] : []));
  const components = readComponents(store, sources, keys);
  const voluntary = readVoluntary(store, sources, keys);
  return involvements.map((involvement) => ({
    ...involvement,
    components: components.get(involvement.key) ?? [],
    voluntary: voluntary.get(involvement.key) ?? [],
    participants: participants.get(involvement.key) ?? [],
  }));
}

function cashAidFacts(
  store: ReadStore,
  { sources, window, people }: ListFactsRequest,
  links: ReadonlyMap<string, readonly Link[]>,
): Pick<SituationFacts, 'memberships' | 'aidCases'> {
  const linked = new Set([...links.values()].flatMap((all) => all.map(({ cwin }) => cwin)));
  const memberships = readMemberships(store, sources, linked, window);
  const caseNumbers = new Set([...memberships.values()].flatMap((all) => all.map((one) => one.caseNumber)));
  const members = readCaseMembers(store, sources, people.aidCase ? caseNumbers : [], window);
  const statuses = readAidStatuses(store, sources, caseNumbers, window);
  const homeless = readHomeless(store, sources, caseNumbers);
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
