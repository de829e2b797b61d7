import type { LinkType } from '../model/model.ts';
import { type Compilation, compileExpression, type PairEvaluator } from './compile.ts';
import { alternativesOf, conjunctsOf, type Expression, type Side, sidesOf } from './expression.ts';
import type { SplinkRule } from './model.ts';
import { mayPair, type Records } from './records.ts';
import type { Value } from './value.ts';

/** A proposed pair: record indexes, and the first rule that is TRUE for it. */
export type BlockedPair = { readonly left: number; readonly right: number; readonly matchKey: number };

/** What one rule needs to find its pairs: keys to look up, and a test for the rest of the rule. */
type Search = {
  /** One value or, for an exploded list, several for each key part. Both sides in the same order. */
  readonly leftKeys: readonly KeyPart[];
  readonly rightKeys: readonly KeyPart[];
  readonly filter: PairEvaluator | null;
};

type KeyPart = { readonly of: (record: number) => Value; readonly exploded: boolean };

/**
 * The pairs that blocking rules propose, each once, with the first rule that is TRUE for it; a rule that is NULL does
 * not hold (linkage.md 6.8). Equalities of the rule find the pairs through an index, the rest of it filters them.
 * Order: by rule, then left record, then right record, in the order of the files. Without rules: every possible pair.
 */
export function* blockPairs(
  records: Records,
  linkType: LinkType,
  rules: readonly SplinkRule[],
  context: Compilation,
): Generator<BlockedPair> {
  if (rules.length === 0) {
    yield* everyPair(records, linkType);
    return;
  }
  const conditions = rules.map((rule) => compileExpression(conditionOf(rule), context));
  for (const [matchKey, rule] of rules.entries()) {
    const searches = alternativesOf(rule.condition).map((each) => searchOf(each, rule.explode, context));
    const earlier = conditions.slice(0, matchKey);
    for (const { left, right } of pairsOfRule(records, linkType, searches)) {
      if (!earlier.some((condition) => condition(left, right) === true)) yield { left, right, matchKey };
    }
  }
}

function* everyPair(records: Records, linkType: LinkType): Generator<BlockedPair> {
  for (let left = 0; left < records.count; left++) {
    for (let right = 0; right < records.count; right++) {
      if (mayPair(records, linkType, left, right)) yield { left, right, matchKey: 0 };
    }
  }
}

/** The condition of a rule for one pair: an exploded equality of lists means that they share a value. */
function conditionOf(rule: SplinkRule): Expression {
  if (rule.explode.length === 0) return rule.condition;
  const terms = conjunctsOf(rule.condition).map((term): Expression => {
    if (!isExploded(term, rule.explode)) return term;
    const shared: Expression = { kind: 'call', name: 'array_intersect', args: [term.left, term.right] };
    const count: Expression = { kind: 'call', name: 'array_length', args: [shared] };
    return { kind: 'compare', operator: '>=', left: count, right: { kind: 'literal', value: 1 } };
  });
  return { kind: 'and', terms };
}

type Equality = Extract<Expression, { kind: 'compare' }>;

function isEquality(term: Expression): term is Equality {
  if (term.kind !== 'compare' || term.operator !== '=') return false;
  const [left, right] = [sidesOf(term.left), sidesOf(term.right)];
  return left.size === 1 && right.size === 1 && left.has('l') !== right.has('l');
}

function isExploded(term: Expression, explode: readonly string[]): term is Equality {
  return isEquality(term) && term.left.kind === 'column' && explode.includes(term.left.name);
}

function searchOf(condition: Expression, explode: readonly string[], context: Compilation): Search {
  const conjuncts = conjunctsOf(condition);
  const equalities = conjuncts.filter(isEquality);
  const keys = (side: Side): readonly KeyPart[] =>
    equalities.map((equality) => {
      const expression = sidesOf(equality.left).has(side) ? equality.left : equality.right;
      const value = compileExpression(expression, context);
      return { of: (record: number) => value(record, record), exploded: isExploded(equality, explode) };
    });
  const rest = conjuncts.filter((term) => !isEquality(term));
  return {
    leftKeys: keys('l'),
    rightKeys: keys('r'),
    filter: rest.length === 0 ? null : compileExpression({ kind: 'and', terms: rest }, context),
  };
}

/** The pairs for which at least one of the searches holds, each once. */
function* pairsOfRule(
  records: Records,
  linkType: LinkType,
  searches: readonly Search[],
): Generator<{ readonly left: number; readonly right: number }> {
  const indexes = searches.map((search) => indexOf(records.count, search.rightKeys));
  const severalKeys =
    searches.length > 1 || searches.some(({ leftKeys }) => leftKeys.some(({ exploded }) => exploded));
  for (let left = 0; left < records.count; left++) {
    const found: number[] = [];
    for (const [at, { leftKeys, filter }] of searches.entries()) {
      for (const key of keysOf(leftKeys, left)) {
        const block = indexes[at]!.get(key);
        if (block === undefined) continue;
        for (const right of block) {
          if (!mayPair(records, linkType, left, right)) continue;
          if (filter === null || filter(left, right) === true) found.push(right);
        }
      }
    }
    const rights = severalKeys ? [...new Set(found)].toSorted((a, b) => a - b) : found;
    for (const right of rights) yield { left, right };
  }
}

function indexOf(count: number, parts: readonly KeyPart[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (let record = 0; record < count; record++) {
    for (const key of keysOf(parts, record)) {
      const block = index.get(key);
      if (block === undefined) index.set(key, [record]);
      else if (block.at(-1) !== record) block.push(record);
    }
  }
  return index;
}

const NO_KEYS: readonly string[] = [];

/** The keys of a record: none when a part is missing, several when a part is an exploded list. */
function keysOf(parts: readonly KeyPart[], record: number): readonly string[] {
  if (parts.length === 1 && !parts[0]!.exploded) {
    const value = parts[0]!.of(record);
    return value === null ? NO_KEYS : [keyText(value)];
  }
  let keys = [''];
  for (const { of, exploded } of parts) {
    const value = of(record);
    if (value === null) return NO_KEYS;
    const texts = exploded && typeof value === 'object' ? [...new Set(value)] : [keyText(value)];
    keys = keys.flatMap((key) => texts.map((text) => `${key}${text.length}:${text}`));
  }
  return keys;
}

function keyText(value: Exclude<Value, null>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
