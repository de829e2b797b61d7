import type { LinkType } from '../model/model.ts';
import { everyPair, type RuleSearch, ruleSearch } from './blockSearch.ts';
import type { Dialect } from './expression.ts';
import type { SplinkRule } from './model.ts';
import { emptyBatch } from './pairBatch.ts';
import { pairConditions } from './pairConditions.ts';
import { pairsOfRule } from './pairSearch.ts';
import type { Records } from './records.ts';

/** A proposed pair: record indexes, and the first rule that is TRUE for it. */
export type BlockedPair = { readonly left: number; readonly right: number; readonly matchKey: number };

/** The searches for the pairs of blocking rules, in their order; without rules one for every possible pair. */
export function ruleSearches(
  rules: readonly SplinkRule[],
  { columns }: Pick<Records, 'columns'>,
  dialect: Dialect,
): readonly RuleSearch[] {
  if (rules.length === 0) return [everyPair(columns, dialect)];
  return rules.map((rule) => ruleSearch(rule, columns, dialect));
}

/**
 * The pairs that blocking rules propose, each once, with the first rule that is TRUE for it; a rule that is NULL does
 * not hold (linkage.md 6.8). Equalities of the rule find the pairs through an index, the rest of it filters them.
 * Order: by rule, then left record, then right record, in the order of the files. Without rules: every possible pair.
 */
export function* blockPairs(
  records: Records,
  linkType: LinkType,
  rules: readonly SplinkRule[],
  dialect: Dialect,
): Generator<BlockedPair> {
  const searches = ruleSearches(rules, records, dialect);
  const conditions = pairConditions(records.columns, dialect, emptyBatch());
  const all = { from: 0, to: records.count };
  for (const [matchKey, search] of searches.entries()) {
    const batches = pairsOfRule(search, searches.slice(0, matchKey), records, linkType, conditions, all);
    for (const { left, right, size } of batches) {
      for (let row = 0; row < size; row++) yield { left: left[row]!, right: right[row]!, matchKey };
    }
  }
}
