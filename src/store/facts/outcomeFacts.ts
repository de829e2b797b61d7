import type { CivilDay } from '../../domain/civilDate.ts';
import type { Interval } from '../../domain/interval.ts';
import type { ReadStore } from '../store.ts';
import { readAidStatuses, readMemberships } from './aidCases.ts';
import type { FactSources } from './factSources.ts';
import type { AidStatus, Link, Membership } from './facts.ts';
import { readClientRecords } from './clients.ts';
import { readOpenCases } from './involvements.ts';
import type { Window } from './involvements.ts';
import { personOfClient, readLinkIndex, linksOf, readTiers } from './links.ts';
import { withPersons } from './personIds.ts';

/** A child's case with what decides whether a measure counts it. */
export interface CountedCase extends Interval {
  readonly childKey: string;
  /** The same for all records of one child: index id, or the client key where the index does not hold it. */
  readonly child: string;
  readonly agency: string | null;
  readonly countyEntity: string | null;
  readonly limitedAccess: string | null;
  readonly incomingIcpc: boolean;
  readonly sensitivity: string | null;
  readonly sealed: boolean;
  readonly birth: CivilDay | null;
}

/** What the measures of children in both systems are counted from. */
export interface OutcomeFacts {
  readonly ownEntity: string | null;
  /** Cases that touch the window; a child's case ends with its life. */
  readonly cases: readonly CountedCase[];
  /** By client key of the child. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** By CWIN. */
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  /** By cash aid case number. */
  readonly statuses: ReadonlyMap<string, readonly AidStatus[]>;
}

export interface OutcomeRequest {
  readonly sources: FactSources;
  readonly runId: number;
  readonly window: Window;
  readonly ownEntity: string | null;
}

export function readOutcomeFacts(store: ReadStore, request: OutcomeRequest): OutcomeFacts {
  const { sources, runId, window, ownEntity } = request;
  const open = readOpenCases(store, sources, window);
  const childKeys = new Set(open.map(({ childKey }) => childKey));
  const index = readLinkIndex(store, runId, sources.known);
  const records = readClientRecords(store, sources, childKeys);
  const clients = withPersons(store, sources, 'cws', records, personOfClient(index));
  const links = linksOf(index, childKeys, (keys) => readTiers(store, runId, keys));
  const cwins = new Set([...links.values()].flatMap((all) => all.map(({ cwin }) => cwin)));
  const memberships = readMemberships(store, sources, cwins, window);
  const caseNumbers = new Set([...memberships.values()].flatMap((all) => all.map((one) => one.caseNumber)));
  return {
    ownEntity,
    links,
    memberships,
    statuses: readAidStatuses(store, sources, caseNumbers, window),
    cases: open.map((one) => {
      const client = clients.get(one.childKey);
      return {
        childKey: one.childKey,
        child: String(client?.personId ?? one.childKey),
        from: one.from,
        to: earlier(one.to, client?.death ?? null),
        agency: one.agency,
        countyEntity: one.countyEntity,
        limitedAccess: one.limitedAccess,
        incomingIcpc: one.incomingIcpc,
        sensitivity: client?.sensitivity ?? null,
        sealed: client?.sealed ?? false,
        birth: client?.birth ?? null,
      };
    }),
  };
}

const earlier = (a: CivilDay | null, b: CivilDay | null): CivilDay | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
