import { accessLimit } from '../../domain/accessLimits.ts';
import { displayDate } from '../../domain/civilDate.ts';
import { findCounty } from '../../domain/counties.ts';
import { contains } from '../../domain/interval.ts';
import { relationship } from '../../domain/relationships.ts';
import { agencyName } from '../../domain/responsibleAgencies.ts';
import { displayName } from '../displayName.ts';
import { basisOn, componentOn, programOn } from '../situation.ts';
import type { Question, RulesFor } from './condition.ts';

const nothing = (): string => '';

const evaluatedOut = ({ candidate: { involvement } }: Question): boolean =>
  involvement.disposition === 'EVALUATED OUT';

const isCase = ({ candidate: { involvement } }: Question): boolean => involvement.kind === 'case';

/** The role by which somebody is part of the plan; a parent by relationship stands in for a parent on the plan. */
function planRole({ candidate: { standing } }: Question): string | null {
  if (standing.by === 'plan') return standing.participant.role;
  return standing.by === 'relationship' ? 'PARENT' : null;
}

const isOnPlan = ({ candidate: { standing }, day }: Question): boolean =>
  standing.by !== 'plan' || contains(standing.participant, day);

const roleWords: Readonly<Record<string, string>> = {
  PARENT: 'parent',
  CARETAKER: 'caretaker',
  CHILD: 'child',
  OTHER: 'participant',
};

function namedWords(question: Question): string {
  const { candidate, facts, day } = question;
  const { standing, involvement } = candidate;
  const child = displayName(facts.clients.get(involvement.childKey));
  const program = programOn(involvement, day);
  if (standing.by === 'plan') {
    const { role, from } = standing.participant;
    const as = roleWords[role ?? ''] ?? 'participant';
    return `Named as ${as} on the ${program === '' ? 'case' : program} plan of ${child} since ${displayDate(from)}.`;
  }
  if (standing.by === 'relationship') {
    const parentage = relationship(standing.parent.code)?.parentage;
    const parent = parentage === undefined ? 'Parent' : `Parent (${parentage})`;
    return `${parent} of ${child} by relationship: the case names nobody on its plan.`;
  }
  return '';
}

function limitOf({
  candidate: { involvement, clientKey },
  facts,
}: Question): 'none' | 'sensitive' | 'sealed' {
  let strictest: 'none' | 'sensitive' | 'sealed' = 'none';
  for (const key of clientKey === null ? [involvement.childKey] : [involvement.childKey, clientKey]) {
    const client = facts.clients.get(key);
    const limit = accessLimit({
      sensitivity: client?.sensitivity ?? null,
      sealed: client?.sealed ?? false,
      limitedAccess: involvement.limitedAccess,
    });
    if (limit === 'sealed') return limit;
    if (limit === 'sensitive') strictest = limit;
  }
  return strictest;
}

const diedBy = (death: number | null | undefined, day: number): boolean =>
  death !== null && death !== undefined && death <= day;

function isDead({ candidate: { involvement, clientKey, cwin }, facts, day }: Question): boolean {
  return (
    diedBy(facts.clients.get(involvement.childKey)?.death, day) ||
    (clientKey !== null && diedBy(facts.clients.get(clientKey)?.death, day)) ||
    diedBy(facts.aidPersons.get(cwin)?.death, day)
  );
}

type ChildWelfareTest =
  | 'case_open'
  | 'involvement_open'
  | 'plan_role'
  | 'component'
  | 'unrestricted'
  | 'responsible_agency'
  | 'own_county'
  | 'not_incoming_icpc'
  | 'alive';

/** Conditions about the child's case and the people on its plan. */
export const childWelfareRules: RulesFor<ChildWelfareTest> = {
  case_open: {
    holds: (_, question) => isCase(question) && contains(question.candidate.involvement, question.day),
    because: (_, { candidate: { standing, involvement } }) =>
      standing.by === 'self' ? `Child of a case open since ${displayDate(involvement.from)}.` : '',
    otherwise: () => 'The child welfare case is not open',
  },
  involvement_open: {
    holds: (_, question) => contains(question.candidate.involvement, question.day) && !evaluatedOut(question),
    because: (_, { candidate: { involvement } }) =>
      `Open ${involvement.kind} since ${displayDate(involvement.from)}.`,
    otherwise: (_, question) =>
      evaluatedOut(question) ? 'The referral was evaluated out' : 'No child welfare case or referral is open',
  },
  plan_role: {
    holds: ({ anyOf }, question) => {
      const role = planRole(question);
      return role !== null && anyOf.includes(role) && isOnPlan(question);
    },
    because: (_, question) => namedWords(question),
    otherwise: (_, question) =>
      isOnPlan(question) ? 'Not named on the plan in this role' : 'No longer named on the plan',
  },
  component: {
    holds: ({ anyOf }, { candidate: { involvement }, day }) => {
      const inEffect = componentOn(involvement, day)?.component;
      return anyOf.some(
        ({ component, basis }) =>
          component === inEffect && (basis === undefined || basis.includes(basisOn(involvement, day))),
      );
    },
    because: (_, { candidate: { involvement }, day }) => {
      const component = componentOn(involvement, day);
      return component === undefined
        ? ''
        : `${programOn(involvement, day)} in effect since ${displayDate(component.from)}.`;
    },
    otherwise: (_, { candidate: { involvement }, day }) => {
      const program = programOn(involvement, day);
      return program === ''
        ? 'No service component is in effect'
        : `The service component is ${program}, which this list does not take`;
    },
  },
  unrestricted: {
    holds: (_, question) => limitOf(question) === 'none',
    because: nothing,
    otherwise: (_, question) =>
      limitOf(question) === 'sealed' ? 'Sealed in child welfare' : 'Sensitive in child welfare',
  },
  responsible_agency: {
    // a referral has no responsible agency yet
    holds: ({ anyOf }, question) => {
      const { agency } = question.candidate.involvement;
      return !isCase(question) || (agency !== null && anyOf.includes(agency));
    },
    because: nothing,
    otherwise: (_, { candidate }) => `Primary responsibility: ${agencyName(candidate.involvement.agency)}`,
  },
  own_county: {
    holds: (_, { candidate, facts }) =>
      facts.ownEntity === null || candidate.involvement.countyEntity === facts.ownEntity,
    because: nothing,
    otherwise: (_, { candidate: { involvement } }) =>
      involvement.countyEntity === null
        ? 'County of the case not recorded'
        : findCounty(involvement.countyEntity) === undefined
          ? 'Case of another government entity'
          : 'Case of another county',
  },
  not_incoming_icpc: {
    holds: (_, { candidate }) => !candidate.involvement.incomingIcpc,
    because: nothing,
    otherwise: () => 'Incoming request of another state (ICPC)',
  },
  alive: {
    holds: (_, question) => !isDead(question),
    because: nothing,
    otherwise: () => 'Died on or before the day of the list',
  },
};
