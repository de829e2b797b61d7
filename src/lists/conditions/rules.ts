import { cashAidRules } from './cashAid.ts';
import { childWelfareRules } from './childWelfare.ts';
import type { ConditionName, ConditionOf, ConditionRule, Question, RulesFor } from './condition.ts';

const rules: RulesFor<ConditionName> = { ...childWelfareRules, ...cashAidRules };

const ruleOf = <N extends ConditionName>(condition: ConditionOf<N>): ConditionRule<N> =>
  rules[condition.test];

/** Whether a candidate meets a condition. */
export function holds<N extends ConditionName>(condition: ConditionOf<N>, question: Question): boolean {
  return ruleOf(condition).holds(condition, question);
}

/** Why a candidate meets a condition, in words; empty when it says nothing that staff would ask. */
export function because<N extends ConditionName>(condition: ConditionOf<N>, question: Question): string {
  return ruleOf(condition).because(condition, question);
}

/** Why a candidate does not meet a condition, in words without anybody's name. */
export function otherwise<N extends ConditionName>(condition: ConditionOf<N>, question: Question): string {
  return ruleOf(condition).otherwise(condition, question);
}
