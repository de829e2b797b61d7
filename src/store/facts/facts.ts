import type { CivilDay } from '../../domain/civilDate.ts';
import type { Interval } from '../../domain/interval.ts';

/**
 * What lists and measures ask about people, as the two systems tell it: plain records with half-open intervals, so
 * that "as of a day" is one comparison. A last day in an extract is the first day on which it no longer held
 * (domain.md 7.1): a case closed on the 5th is not open on the 5th.
 */

/** A child's open case or referral in child welfare. One case a child (domain.md 2.4). */
export interface Involvement extends Interval {
  readonly kind: 'case' | 'referral';
  /** 10-character CWS key of the case or referral. */
  readonly key: string;
  readonly childKey: string;
  /** Responsible agency, `C` = county welfare department (domain.md 3.2); null for a referral or when not recorded. */
  readonly agency: string | null;
  /** Government entity of the county, "1086"; null = not recorded. */
  readonly countyEntity: string | null;
  /** N none, S sensitive, R sealed; null = not recorded. */
  readonly limitedAccess: string | null;
  readonly incomingIcpc: boolean;
  /** Disposition of a referral, e.g. `PENDING`; null for a case. */
  readonly disposition: string | null;
  /** All components of the case, also past ones, oldest first. */
  readonly components: readonly Component[];
  /** Court (false) or voluntary (true); no row in effect = not recorded. */
  readonly voluntary: readonly Voluntary[];
  /** Named on the case plan. */
  readonly participants: readonly Participant[];
}

export interface Component extends Interval {
  readonly component: string;
}

export interface Voluntary extends Interval {
  readonly voluntary: boolean;
}

export interface Participant extends Interval {
  readonly clientKey: string;
  /** PARENT, CARETAKER, CHILD, OTHER; null = not recorded. */
  readonly role: string | null;
}

/** A person of child welfare. */
export interface Client {
  readonly clientKey: string;
  /** Of the common client index; null when the index does not hold the record. */
  readonly personId: number | null;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
  readonly birth: CivilDay | null;
  readonly death: CivilDay | null;
  /** N none, S sensitive, R sealed; null = not recorded. */
  readonly sensitivity: string | null;
  readonly sealed: boolean;
}

/** A parent of a child by relationship, whichever way round the row was stored. */
export interface Parent {
  readonly childKey: string;
  readonly parentKey: string;
  /** `CLN_RELT` as stored (domain.md 3.6). */
  readonly code: string;
  readonly from: CivilDay | null;
  readonly to: CivilDay | null;
}

/** One person in both systems, and what says so. */
export interface Link {
  readonly clientKey: string;
  readonly cwin: string;
  /** Of the common client index; null when the index does not hold the record. */
  readonly personId: number | null;
  /** Step of the cascade; null when the two are one person in the index without a pair of their own. */
  readonly tier: string | null;
  /** A person decided that the two are the same. */
  readonly decided: boolean;
}

/** A person of cash aid. */
export interface AidPerson {
  readonly cwin: string;
  readonly cin: string | null;
  readonly ssn: string | null;
  readonly personId: number | null;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
  readonly birth: CivilDay | null;
  readonly death: CivilDay | null;
  /** Welfare-to-Work. */
  readonly work: readonly WorkStatus[];
  readonly clocks: readonly Clock[];
}

export interface WorkStatus extends Interval {
  /** ACTIVE, NONCOMPLIANCE, SANCTION, EXEMPT, GOOD CAUSE, CLOSED */
  readonly status: string;
  readonly reason: string | null;
}

export interface Clock {
  readonly asOf: CivilDay;
  readonly used: number;
  readonly limit: number;
}

export interface AidCase {
  readonly caseNumber: string;
  /** Oldest first. */
  readonly statuses: readonly AidStatus[];
  readonly members: readonly Membership[];
  readonly homeless: readonly Homeless[];
}

export interface AidStatus extends Interval {
  /** PENDING, ACTIVE, DENIED, DISCONTINUED, TRANSFERRED */
  readonly status: string;
  readonly workerId: string | null;
}

/** A person in a cash aid case: in the household or not, and aided or not, are two things (OCM-10). */
export interface Membership extends Interval {
  readonly caseNumber: string;
  readonly personNumber: string;
  readonly cwin: string;
  /** CHILD, PARENT, STEPPARENT, NEEDY CARETAKER RELATIVE, NON-NEEDY CARETAKER RELATIVE, OTHER; null = not recorded. */
  readonly role: string | null;
  readonly inHousehold: boolean;
  readonly aided: boolean;
  readonly notAidedReason: string | null;
  readonly aidCode: string | null;
}

export interface Homeless extends Interval {
  /** INDICATOR, or a temporary (THA) or permanent (PHA) Homeless Assistance payment. */
  readonly basis: string;
}

export interface Worker {
  readonly name: string;
  readonly office: string;
  readonly unit: string;
  readonly phone: string;
}

/** Who is where in both systems: the facts that say who may be on a month's lists. */
export interface SituationFacts {
  /** Government entity of the project's county; null = a project of the whole state. */
  readonly ownEntity: string | null;
  /** Involvements that are open on the day or ended since the list before, of children with somebody in both systems. */
  readonly involvements: readonly Involvement[];
  /** By child's client key; those who are in both systems. */
  readonly parents: ReadonlyMap<string, readonly Parent[]>;
  /** By client key; ordered by CWIN. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** By CWIN; those that touch the day, newest first. */
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  /** By case number. */
  readonly aidCases: ReadonlyMap<string, AidCase>;
}

/** What is known of the people themselves, and who works with them. */
export interface PeopleFacts {
  readonly clients: ReadonlyMap<string, Client>;
  /** By CWIN. */
  readonly aidPersons: ReadonlyMap<string, AidPerson>;
  /** Primary social worker on the day, by case or referral key. */
  readonly socialWorkers: ReadonlyMap<string, Worker>;
  /** By worker id. */
  readonly aidWorkers: ReadonlyMap<string, Worker>;
}

/** The facts that one month's lists are made from. */
export type ListFacts = SituationFacts & PeopleFacts;
