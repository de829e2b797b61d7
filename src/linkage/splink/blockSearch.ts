import { sharedInt32 } from '../encode/sharedArrays.ts';
import { type KeyPart, type RecordKeys, recordKeys } from './blockKeys.ts';
import type { ColumnStore } from './columnStore.ts';
import {
  alternativesOf,
  conjunctsOf,
  type Dialect,
  type Expression,
  type Side,
  sidesOf,
} from './expression.ts';
import type { SplinkRule } from './model.ts';

/** The records that have a key on the right side: `members[starts[key]]` to `members[starts[key + 1]]`, ascending. */
export type KeyIndex = { readonly starts: Int32Array; readonly members: Int32Array };

/** How the pairs of a rule are found, in plain data and shared memory. A rule with OR is looked up several ways. */
export type RuleSearch = {
  readonly lookups: readonly { readonly left: RecordKeys; readonly index: KeyIndex }[];
  /** What remains to be tested once a pair is found; absent: nothing. */
  readonly filter?: Expression;
  /** Whether a pair can be found more than once. */
  readonly repeats: boolean;
  /** Whether the rule holds for a pair: an exploded equality of lists means that they share a value. */
  readonly condition: Expression;
};

/** Prepares the search for the pairs of a rule: its equalities become keys, the rest of it a filter. */
export function ruleSearch(rule: SplinkRule, columns: ColumnStore, dialect: Dialect): RuleSearch {
  const { explode } = rule;
  const condition = conditionOf(rule);
  const alternatives = alternativesOf(rule.condition);
  const lookups = alternatives.map((alternative) => {
    const equalities = conjunctsOf(alternative).filter(isEquality);
    const parts = (side: Side): readonly KeyPart[] =>
      equalities.map((equality) => ({
        expression: sidesOf(equality.left).has(side) ? equality.left : equality.right,
        exploded: isExploded(equality, explode),
      }));
    const keys = recordKeys(parts('l'), parts('r'), columns, dialect);
    return { left: keys.left, index: indexOf(columns.count, keys.right) };
  });
  const rest = conjunctsOf(rule.condition).filter((term) => !isEquality(term) && !isAlways(term));
  const filter: Expression = alternatives.length > 1 ? condition : { kind: 'and', terms: rest };
  return {
    lookups,
    ...((alternatives.length > 1 || rest.length > 0) && { filter }),
    repeats: alternatives.length > 1 || explode.length > 0,
    condition,
  };
}

function conditionOf(rule: SplinkRule): Expression {
  if (rule.explode.length === 0) return rule.condition;
  const terms = conjunctsOf(rule.condition).map((term): Expression => {
    if (!isEquality(term) || !isExploded(term, rule.explode)) return term;
    const shared: Expression = { kind: 'call', name: 'array_intersect', args: [term.left, term.right] };
    const count: Expression = { kind: 'call', name: 'array_length', args: [shared] };
    return { kind: 'compare', operator: '>=', left: count, right: { kind: 'literal', value: 1 } };
  });
  return { kind: 'and', terms };
}

/** The search for every possible pair: what a model without rules looks at. */
export function everyPair(columns: ColumnStore, dialect: Dialect): RuleSearch {
  return ruleSearch({ sql: '', condition: { kind: 'literal', value: true }, explode: [] }, columns, dialect);
}

function isAlways(term: Expression): boolean {
  return term.kind === 'literal' && term.value === true;
}

type Equality = Extract<Expression, { kind: 'compare' }>;

function isEquality(term: Expression): term is Equality {
  if (term.kind !== 'compare' || term.operator !== '=') return false;
  const [left, right] = [sidesOf(term.left), sidesOf(term.right)];
  return left.size === 1 && right.size === 1 && left.has('l') !== right.has('l');
}

function isExploded(term: Equality, explode: readonly string[]): boolean {
  return term.left.kind === 'column' && explode.includes(term.left.name);
}

/** Sorts records by key, by counting. */
function indexOf(count: number, { starts: keyStarts, keys }: RecordKeys): KeyIndex {
  let most = -1;
  for (const key of keys) most = Math.max(most, key);
  const starts = sharedInt32(most + 2);
  for (const key of keys) starts[key + 1]!++;
  for (let key = 0; key <= most; key++) starts[key + 1]! += starts[key]!;
  const next = starts.slice();
  const members = sharedInt32(keys.length);
  for (let record = 0; record < count; record++) {
    for (let at = keyStarts[record]!; at < keyStarts[record + 1]!; at++) members[next[keys[at]!]!++] = record;
  }
  return { starts, members };
}
