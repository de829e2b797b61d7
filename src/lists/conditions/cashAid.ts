import { addMonths, displayDate } from '../../domain/civilDate.ts';
import { contains } from '../../domain/interval.ts';
import type { AidCase, Homeless } from '../../store/facts/facts.ts';
import { aidStatusOn, clockOn } from '../situation.ts';
import type { ConditionOf, Question, RulesFor } from './condition.ts';

const lower = (code: string): string => code.toLowerCase();

function statusWords({ candidate: { aidCase }, day }: Question): string {
  const status = aidStatusOn(aidCase, day);
  return aidCase === null || status === undefined
    ? ''
    : `CalWORKs case ${aidCase.caseNumber} ${lower(status.status)} since ${displayDate(status.from)}.`;
}

/** The case the person is in on the day, or was in last. */
const lastCase = ({ candidate: { aidCase, cwin }, facts }: Question): AidCase | null => {
  const last = facts.memberships.get(cwin)?.[0];
  return aidCase ?? (last === undefined ? null : (facts.aidCases.get(last.caseNumber) ?? null));
};

function householdWords({ candidate: { membership } }: Question): string {
  if (membership === null) return '';
  const { aided, notAidedReason, from } = membership;
  const reason = notAidedReason === null ? '' : ` (${lower(notAidedReason)})`;
  return `In the household since ${displayDate(from)}, ${aided ? 'aided' : `not aided${reason}`}.`;
}

/** What makes the case homeless on the day by the chosen rule, newest first; payments count by the day they began. */
function homelessFacts(
  { indicator, paymentWithinMonths }: ConditionOf<'homeless'>,
  { candidate: { aidCase }, day }: Question,
): readonly Homeless[] {
  const since = addMonths(day, -paymentWithinMonths);
  return (aidCase?.homeless ?? [])
    .filter((fact) =>
      fact.basis === 'INDICATOR' ? indicator && contains(fact, day) : fact.from > since && fact.from <= day,
    )
    .sort((a, b) => b.from - a.from);
}

const homelessWords: Readonly<Record<string, string>> = {
  INDICATOR: 'Homeless indicator on the case',
  THA: 'Temporary Homeless Assistance paid',
  PHA: 'Permanent Homeless Assistance paid',
};

const workOf = ({ candidate: { cwin }, facts, day }: Question) =>
  (facts.aidPersons.get(cwin)?.work ?? []).filter((status) => contains(status, day));

const remainingOf = ({ candidate: { cwin }, facts, day }: Question): number | undefined => {
  const clock = clockOn(facts.aidPersons.get(cwin)?.clocks ?? [], day);
  return clock === undefined ? undefined : clock.limit - clock.used;
};

/** Statuses of all cash aid cases that the person is a member of on the day. */
const statusesOf = ({ candidate: { cwin }, facts, day }: Question): readonly string[] =>
  (facts.memberships.get(cwin) ?? [])
    .filter((membership) => contains(membership, day))
    .flatMap(({ caseNumber }) => aidStatusOn(facts.aidCases.get(caseNumber) ?? null, day)?.status ?? []);

type CashAidTest =
  | 'aid_status'
  | 'no_aid_status'
  | 'in_household'
  | 'aided'
  | 'member_role'
  | 'child_aided'
  | 'work_status'
  | 'homeless'
  | 'clock_remaining';

/** Conditions about the person's place in cash aid. */
export const cashAidRules: RulesFor<CashAidTest> = {
  aid_status: {
    holds: ({ anyOf }, { candidate: { aidCase }, day }) => {
      const status = aidStatusOn(aidCase, day);
      return status !== undefined && anyOf.includes(status.status);
    },
    because: (_, question) => statusWords(question),
    otherwise: (_, question) => {
      const status = aidStatusOn(lastCase(question), question.day);
      if (status === undefined) return 'In no CalWORKs case';
      return status.status === 'ACTIVE'
        ? 'No longer in the CalWORKs case'
        : `CalWORKs case ${lower(status.status)} since ${displayDate(status.from)}`;
    },
  },
  no_aid_status: {
    holds: ({ noneOf }, question) => !statusesOf(question).some((status) => noneOf.includes(status)),
    because: () => 'In no current CalWORKs case.',
    otherwise: () => 'In a current CalWORKs case',
  },
  in_household: {
    holds: (_, { candidate: { membership } }) => membership?.inHousehold === true,
    because: (_, question) => householdWords(question),
    otherwise: () => 'Not in the household of the CalWORKs case',
  },
  aided: {
    holds: (_, { candidate: { membership } }) => membership?.aided === true,
    because: () => '',
    otherwise: (_, { candidate: { membership } }) =>
      membership?.notAidedReason === null || membership === null
        ? 'Not aided'
        : `Not aided (${lower(membership.notAidedReason)})`,
  },
  member_role: {
    holds: ({ anyOf }, { candidate: { membership } }) =>
      membership !== null && membership.role !== null && anyOf.includes(membership.role),
    because: (_, { candidate: { membership } }) =>
      membership === null || membership.role === null
        ? ''
        : `${membership.role.slice(0, 1)}${lower(membership.role.slice(1))} in CalWORKs case ${membership.caseNumber} since ${displayDate(membership.from)}.`,
    otherwise: () => 'In another role in the CalWORKs case',
  },
  child_aided: {
    holds: (_, { candidate: { standing } }) => standing.by === 'care' && standing.childMembership.aided,
    because: (_, { candidate: { standing } }) =>
      standing.by === 'care'
        ? `The child is aided in the same case since ${displayDate(standing.childMembership.from)}.`
        : '',
    otherwise: () => 'The child is not aided in the case',
  },
  work_status: {
    holds: ({ anyOf }, question) => workOf(question).some(({ status }) => anyOf.includes(status)),
    because: ({ anyOf }, question) => {
      const found = workOf(question).find(({ status }) => anyOf.includes(status));
      return found === undefined
        ? ''
        : `Welfare-to-Work status ${lower(found.status)} since ${displayDate(found.from)}.`;
    },
    otherwise: (_, question) => {
      const [first] = workOf(question);
      return first === undefined
        ? 'No Welfare-to-Work status'
        : `Welfare-to-Work status ${lower(first.status)}`;
    },
  },
  homeless: {
    holds: (condition, question) => homelessFacts(condition, question).length > 0,
    because: (condition, question) => {
      const [newest] = homelessFacts(condition, question);
      return newest === undefined
        ? ''
        : `${homelessWords[newest.basis] ?? newest.basis}, ${newest.basis === 'INDICATOR' ? 'since' : 'on'} ${displayDate(newest.from)}.`;
    },
    otherwise: () => 'Not homeless by the rule of this list',
  },
  clock_remaining: {
    holds: ({ atLeastMonths }, question) => {
      const remaining = remainingOf(question);
      return remaining !== undefined && remaining >= atLeastMonths;
    },
    because: (_, question) => `${remainingOf(question) ?? 0} months of time on aid remain.`,
    otherwise: (_, question) =>
      remainingOf(question) === undefined ? 'Time on aid not recorded' : 'No time on aid remains',
  },
};
