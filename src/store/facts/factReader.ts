import type { CivilDay } from '../../domain/civilDate.ts';
import type { ReadStore } from '../store.ts';
import { readAidStatuses, readCaseMembers, readHomeless, readMemberships } from './aidCases.ts';
import { type AidPersonRecord, readAidPersonRecords } from './aidPersons.ts';
import { type ClientRecord, readClientRecords } from './clients.ts';
import type { FactSources } from './factSources.ts';
import type { AidStatus, Component, Homeless, Membership, Parent, Participant, Voluntary } from './facts.ts';
import {
  type InvolvementRow,
  type OpenInvolvement,
  type OpenReferral,
  openCaseRows,
  readComponents,
  readParticipants,
  readReferrals,
  readReferredChildren,
  readVoluntary,
  type Window,
} from './involvements.ts';
import { type PairTier, readTiers } from './links.ts';
import { type PeopleByKey, readParents } from './parents.ts';
import { type AssignedWorker, readAssignedWorkers } from './workers.ts';

/** Everything of some kind by the key that was asked for. */
export type ByKey<Fact> = ReadonlyMap<string, readonly Fact[]>;
export type Keys = ReadonlySet<string> | readonly string[];

/** Reads what a month's lists ask for; each function as it is described where the tables are read. */
export interface FactReader {
  /** All of those in which one of the people linked stands, and maybe others. */
  readonly openCases: (window: Window) => readonly InvolvementRow[];
  /** Likewise. */
  readonly referredChildren: (window: Window) => readonly OpenReferral[];
  readonly referrals: (recordIds: readonly number[]) => readonly (readonly [number, OpenInvolvement])[];
  readonly participants: (caseKeys: Keys) => ByKey<Participant>;
  readonly parents: (childKeys: ReadonlySet<string>, people: PeopleByKey) => ByKey<Parent>;
  readonly components: (caseKeys: Keys) => ByKey<Component>;
  readonly voluntary: (caseKeys: Keys) => ByKey<Voluntary>;
  readonly memberships: (cwins: Keys, window: Window) => ByKey<Membership>;
  readonly caseMembers: (caseNumbers: Keys, window: Window) => ByKey<Membership>;
  readonly aidStatuses: (caseNumbers: Keys, window: Window) => ByKey<AidStatus>;
  readonly homeless: (caseNumbers: Keys) => ByKey<Homeless>;
  readonly clients: (clientKeys: Keys) => ByKey<ClientRecord>;
  readonly aidPersons: (cwins: Keys) => ByKey<AidPersonRecord>;
  readonly assignedWorkers: (keys: Keys, window: Window) => ByKey<AssignedWorker>;
  readonly tiers: (clientKeys: Keys) => ByKey<PairTier>;
}

/** Reads the tables of the extracts and of the run's pairs, which answer everything. */
export const tableReader = (store: ReadStore, sources: FactSources, runId: number): FactReader => ({
  openCases: (window) => openCaseRows(store, sources, window),
  referredChildren: (window) => readReferredChildren(store, sources, window),
  referrals: (recordIds) => readReferrals(store, recordIds),
  participants: (caseKeys) => readParticipants(store, sources, caseKeys),
  parents: (childKeys, people) => readParents(store, sources, childKeys, people),
  components: (caseKeys) => readComponents(store, sources, caseKeys),
  voluntary: (caseKeys) => readVoluntary(store, sources, caseKeys),
  memberships: (cwins, window) => readMemberships(store, sources, cwins, window),
  caseMembers: (caseNumbers, window) => readCaseMembers(store, sources, caseNumbers, window),
  aidStatuses: (caseNumbers, window) => readAidStatuses(store, sources, caseNumbers, window),
  homeless: (caseNumbers) => readHomeless(store, sources, caseNumbers),
  clients: (clientKeys) => readClientRecords(store, sources, clientKeys),
  aidPersons: (cwins) => readAidPersonRecords(store, sources, cwins),
  assignedWorkers: (keys, window) => readAssignedWorkers(store, sources, keys, window),
  tiers: (clientKeys) => readTiers(store, runId, clientKeys),
});

/** The window of one day. */
export const onDay = (day: CivilDay): Window => ({ since: day, day });
