import type { CivilDay } from '../../domain/civilDate.ts';
import type { ListFacts } from '../../store/facts/facts.ts';
import type { Candidate } from '../candidates.ts';
import type { Basis } from '../situation.ts';

/** What each condition can be set to. The name of a condition says what must be true of a candidate on the day. */
export interface ConditionSettings {
  readonly case_open: object;
  /** A referral that is not evaluated out, or a case. */
  readonly involvement_open: object;
  readonly plan_role: { readonly anyOf: readonly string[] };
  readonly component: {
    readonly anyOf: readonly { readonly component: string; readonly basis?: readonly Basis[] }[];
  };
  readonly unrestricted: object;
  readonly responsible_agency: { readonly anyOf: readonly string[] };
  readonly own_county: object;
  readonly not_incoming_icpc: object;
  readonly alive: object;
  readonly aid_status: { readonly anyOf: readonly string[] };
  /** In no cash aid case whose status is one of these. */
  readonly no_aid_status: { readonly noneOf: readonly string[] };
  readonly in_household: object;
  readonly aided: object;
  readonly member_role: { readonly anyOf: readonly string[] };
  /** The child that a relative cares for is aided in the same case. */
  readonly child_aided: object;
  readonly work_status: { readonly anyOf: readonly string[] };
  /** An indicator in effect, or a payment that began within so many months before the day. */
  readonly homeless: { readonly indicator: boolean; readonly paymentWithinMonths: number };
  readonly clock_remaining: { readonly atLeastMonths: number };
}

export type ConditionName = keyof ConditionSettings;
export type ConditionOf<N extends ConditionName> = { readonly test: N } & ConditionSettings[N];
/** One test of a definition, e.g. `{test: 'aid_status', anyOf: ['ACTIVE']}`. */
export type Condition = { [N in ConditionName]: ConditionOf<N> }[ConditionName];

/** A candidate in its facts on a day. */
export interface Question {
  readonly candidate: Candidate;
  readonly facts: ListFacts;
  readonly day: CivilDay;
}

export interface ConditionRule<N extends ConditionName> {
  holds(condition: ConditionOf<N>, question: Question): boolean;
  /** Why it holds, for the row; empty when it says nothing that staff would ask. */
  because(condition: ConditionOf<N>, question: Question): string;
  /** Why it does not hold: heads a count of those left out, or says why somebody is no longer on the list. */
  otherwise(condition: ConditionOf<N>, question: Question): string;
}

export type RulesFor<N extends ConditionName> = { readonly [K in N]: ConditionRule<K> };
