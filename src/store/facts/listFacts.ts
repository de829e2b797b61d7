import type { ReadStore } from '../store.ts';
import { readAidStatuses, readCaseMembers, readHomeless, readMemberships } from './aidCases.ts';
import { readAidPersons } from './aidPersons.ts';
import { readClients } from './clients.ts';
import type { FactSources } from './factSources.ts';
import type { AidCase, Involvement, Link, ListFacts, Parent, Participant } from './facts.ts';
import {
  readComponents,
  readOpenCases,
  readOpenReferrals,
  readParticipants,
  readVoluntary,
} from './involvements.ts';
import type { OpenInvolvement, Window } from './involvements.ts';
import { type LinkIndex, readLinkIndex, readLinks } from './links.ts';
import { readParents } from './parents.ts';
import { readAidWorkers, readSocialWorkers } from './workers.ts';

export interface ListFactsRequest {
  readonly sources: FactSources;
  /** Match run whose links and decisions count. */
  readonly runId: number;
  /** `day` is the list's day; `since` reaches back to what may have ended after the list before. */
  readonly window: Window;
  readonly ownEntity: string | null;
  /** Open referrals beside open cases. */
  readonly referrals: boolean;
  /** Parents of every child, not only where a case names nobody on its plan. */
  readonly allParents: boolean;
}

/**
 * Everything a list asks, for the children of whom somebody (the child, its plan, its parents) is in both systems.
 * Narrowed step by step through keys, so that nothing is read of people whom no list can name.
 */
export function readListFacts(store: ReadStore, request: ListFactsRequest): ListFacts {
  const { sources, window, runId, ownEntity } = request;
  const open = [
    ...readOpenCases(store, sources, window),
    ...(request.referrals ? readOpenReferrals(store, sources, window) : []),
  ];
  const participants = readParticipants(
    store,
    sources,
    open.flatMap(({ kind, key }) => (kind === 'case' ? [key] : [])),
  );
  const childrenWithoutPlan = open.filter(({ key }) => !participants.has(key));
  const parents = readParents(
    store,
    sources,
    new Set((request.allParents ? open : childrenWithoutPlan).map(({ childKey }) => childKey)),
  );
  const peopleOf = ({ key, childKey }: OpenInvolvement): readonly string[] => [
    childKey,
    ...(participants.get(key) ?? []).map(({ clientKey }) => clientKey),
    ...(parents.get(childKey) ?? []).map(({ parentKey }) => parentKey),
  ];
  const index = readLinkIndex(store, runId, sources.known);
  const links = readLinks(store, index, new Set(open.flatMap(peopleOf)));
  const shared = open.filter((involvement) => peopleOf(involvement).some((key) => links.has(key)));

  return {
    ownEntity,
    involvements: withPrograms(store, sources, shared, participants),
    clients: readClients(store, sources, clientsToKnow(shared, peopleOf, links), index.personOfClient),
    parents: narrowed(parents, shared),
    links,
    socialWorkers: readSocialWorkers(
      store,
      sources,
      shared.map(({ key }) => key),
      window.day,
    ),
    ...cashAidFacts(store, request, links, index),
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

/** The children, and those around them who are in both systems. */
function clientsToKnow(
  involvements: readonly OpenInvolvement[],
  peopleOf: (involvement: OpenInvolvement) => readonly string[],
  links: ReadonlyMap<string, readonly Link[]>,
): ReadonlySet<string> {
  const keys = new Set(involvements.map(({ childKey }) => childKey));
  for (const involvement of involvements) {
    for (const key of peopleOf(involvement)) if (links.has(key)) keys.add(key);
  }
  return keys;
}

function narrowed(
  parents: ReadonlyMap<string, readonly Parent[]>,
  involvements: readonly OpenInvolvement[],
): ReadonlyMap<string, readonly Parent[]> {
  return new Map(involvements.map(({ childKey }) => [childKey, parents.get(childKey) ?? []]));
}

function cashAidFacts(
  store: ReadStore,
  { sources, window }: ListFactsRequest,
  links: ReadonlyMap<string, readonly Link[]>,
  { personOfCwin }: LinkIndex,
): Pick<ListFacts, 'aidPersons' | 'memberships' | 'aidCases' | 'aidWorkers'> {
  const linked = new Set([...links.values()].flatMap((all) => all.map(({ cwin }) => cwin)));
  const memberships = readMemberships(store, sources, linked, window);
  const caseNumbers = new Set([...memberships.values()].flatMap((all) => all.map((one) => one.caseNumber)));
  const members = readCaseMembers(store, sources, caseNumbers, window);
  const statuses = readAidStatuses(store, sources, caseNumbers, window);
  const homeless = readHomeless(store, sources, caseNumbers);
  const aidCases = new Map<string, AidCase>();
  const relatives: string[] = [];
  for (const caseNumber of caseNumbers) {
    const inCase = members.get(caseNumber) ?? [];
    aidCases.set(caseNumber, {
      caseNumber,
      statuses: statuses.get(caseNumber) ?? [],
      members: inCase,
      homeless: homeless.get(caseNumber) ?? [],
    });
    for (const { cwin, role } of inCase)
      if (role?.endsWith('CARETAKER RELATIVE') === true) relatives.push(cwin);
  }
  return {
    memberships,
    aidCases,
    aidPersons: readAidPersons(store, sources, new Set([...linked, ...relatives]), personOfCwin),
    aidWorkers: readAidWorkers(store, sources),
  };
}
