import { civilDay } from '../../src/domain/civilDate.ts';
import type {
  AidCase,
  AidPerson,
  Client,
  Involvement,
  Link,
  ListFacts,
  Membership,
} from '../../src/store/facts/facts.ts';

/** The day of the lists made here. */
export const day = civilDay(2026, 10, 31);
export const longAgo = civilDay(2024, 1, 1);

export const motherKey = 'Mo00000001';
export const childKey = 'Ch00000001';
export const motherCwin = '0100000001';
export const childCwin = '0100000002';
export const auntCwin = '0100000003';

export const openCase: Involvement = {
  kind: 'case',
  key: 'Ca00000001',
  childKey,
  from: longAgo,
  to: null,
  agency: 'C',
  countyEntity: '1086',
  limitedAccess: 'N',
  incomingIcpc: false,
  disposition: null,
  components: [{ component: '1693', from: longAgo, to: null }],
  voluntary: [{ voluntary: false, from: longAgo, to: null }],
  participants: [{ clientKey: motherKey, role: 'PARENT', from: civilDay(2026, 3, 5), to: null }],
};

export const client = (
  clientKey: string,
  personId: number,
  first: string,
  more: Partial<Client> = {},
): Client => ({
  clientKey,
  personId,
  first,
  middle: '',
  last: 'MUSTER',
  suffix: '',
  birth: longAgo,
  death: null,
  sensitivity: 'N',
  sealed: false,
  ...more,
});

export const aidPerson = (cwin: string, personId: number, more: Partial<AidPerson> = {}): AidPerson => ({
  cwin,
  cin: `9000000${cwin.slice(-1)}A`,
  ssn: `91101000${cwin.slice(-1)}`,
  personId,
  first: 'MADE',
  middle: '',
  last: 'UP',
  suffix: '',
  birth: longAgo,
  death: null,
  work: [],
  clocks: [],
  ...more,
});

export const membership = (cwin: string, role: string, more: Partial<Membership> = {}): Membership => ({
  caseNumber: '1B2K111',
  personNumber: cwin.slice(-2),
  cwin,
  role,
  inHousehold: true,
  aided: true,
  notAidedReason: null,
  aidCode: '30',
  from: longAgo,
  to: null,
  ...more,
});

export const aidCase = (members: readonly Membership[], more: Partial<AidCase> = {}): AidCase => ({
  caseNumber: '1B2K111',
  statuses: [{ status: 'ACTIVE', from: longAgo, to: null, workerId: 'W1' }],
  members,
  homeless: [],
  ...more,
});

export const link = (clientKey: string, cwin: string, personId: number): Link => ({
  clientKey,
  cwin,
  personId,
  tier: 'cin',
  decided: false,
});

/** What a test changes about the made-up family. */
export interface Family {
  readonly involvements?: readonly Involvement[];
  readonly clients?: readonly Client[];
  readonly parents?: ListFacts['parents'];
  readonly links?: readonly Link[];
  readonly aidCases?: readonly AidCase[];
  readonly aidPersons?: readonly AidPerson[];
}

/**
 * A mother named on the court family maintenance plan of her child, both aided in one active case of Los Angeles;
 * a test says what is otherwise.
 */
export function factsOf(family: Family = {}): ListFacts {
  const aidCases = family.aidCases ?? [
    aidCase([membership(motherCwin, 'PARENT'), membership(childCwin, 'CHILD')]),
  ];
  const members = aidCases.flatMap((one) => one.members);
  const links = family.links ?? [link(motherKey, motherCwin, 1), link(childKey, childCwin, 2)];
  const persons = family.aidPersons ?? [
    aidPerson(motherCwin, 1),
    aidPerson(childCwin, 2),
    aidPerson(auntCwin, 3),
  ];
  return {
    ownEntity: '1086',
    involvements: family.involvements ?? [openCase],
    clients: new Map(
      (family.clients ?? [client(motherKey, 1, 'MARIA'), client(childKey, 2, 'ANA')]).map((one) => [
        one.clientKey,
        one,
      ]),
    ),
    parents: family.parents ?? new Map(),
    links: Map.groupBy(links, (one) => one.clientKey),
    aidPersons: new Map(persons.map((person) => [person.cwin, person])),
    memberships: Map.groupBy(members, (member) => member.cwin),
    aidCases: new Map(aidCases.map((one) => [one.caseNumber, one])),
    socialWorkers: new Map([
      [openCase.key, { name: 'DOE, J', office: 'NORTH', unit: '1', phone: '555-0101' }],
    ]),
    aidWorkers: new Map([['W1', { name: 'ROE, R', office: 'SOUTH', unit: 'CM2', phone: '555-0102' }]]),
  };
}
