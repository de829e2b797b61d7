/** Which record of a pair a column belongs to. */
export type Side = 'l' | 'r';

/** The two spellings of SQL a Splink model may be written in (linkage.md 5.3). */
export type Dialect = 'duckdb' | 'spark';

/** What a cast can turn a value into. */
export type CastType = 'text' | 'integer' | 'number' | 'date';

/** Comparison operators, as written. */
export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Operators on values: arithmetic, and `||` joining texts. */
export type ValueOperator = '+' | '-' | '*' | '/' | '||';

/** A condition or value of a Splink model, free of any dialect. Functions have the names of `functions.ts`. */
export type Expression =
  | { readonly kind: 'column'; readonly side: Side; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'operate';
      readonly operator: ValueOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Expression[] }
  | { readonly kind: 'not'; readonly term: Expression }
  | { readonly kind: 'isNull'; readonly term: Expression }
  | { readonly kind: 'in'; readonly term: Expression; readonly values: readonly Expression[] }
  | { readonly kind: 'cast'; readonly term: Expression; readonly type: CastType; readonly lenient: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** The expressions directly inside an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
      return [];
    case 'compare':
    case 'operate':
      return [expression.left, expression.right];
    case 'and':
    case 'or':
      return expression.terms;
    case 'not':
    case 'isNull':
    case 'cast':
      return [expression.term];
    case 'in':
      return [expression.term, ...expression.values];
    default:
      return expression.args;
  }
}

/** Every column an expression reads, without its side, each once, in order of appearance. */
export function columnsOf(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const visit = (each: Expression): void => {
    if (each.kind === 'column') names.add(each.name);
    else partsOf(each).forEach(visit);
  };
  visit(expression);
  return [...names];
}

const OF_LISTS = new Set(['array_length', 'array_intersect']);

/** The columns that an expression takes for lists, without their side. */
export function listColumnsOf(expression: Expression): readonly string[] {
  const own =
    expression.kind === 'call' && OF_LISTS.has(expression.name)
      ? expression.args.flatMap((arg) => (arg.kind === 'column' ? [arg.name] : []))
      : [];
  return [...own, ...partsOf(expression).flatMap(listColumnsOf)];
}

/** The sides an expression reads: none, one or both. */
export function sidesOf(expression: Expression): ReadonlySet<Side> {
  if (expression.kind === 'column') return new Set([expression.side]);
  return new Set(partsOf(expression).flatMap((part) => Array.from(sidesOf(part))));
}

/** The conditions that must all hold for an expression to hold. */
export function conjunctsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'and' ? expression.terms.flatMap(conjunctsOf) : [expression];
}

/** The conditions of which one must hold for an expression to hold. */
export function alternativesOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'or' ? expression.terms.flatMap(alternativesOf) : [expression];
}

/** The columns of a condition that is nothing but equality of the same column on both sides, joined by AND. */
export function exactColumnsOf(expression: Expression): readonly string[] | undefined {
  const columns: string[] = [];
  for (const term of conjunctsOf(expression)) {
    if (term.kind !== 'compare' || term.operator !== '=') return undefined;
    const { left, right } = term;
    if (left.kind !== 'column' || right.kind !== 'column') return undefined;
    if (left.side === right.side || left.name.toLowerCase() !== right.name.toLowerCase()) return undefined;
    columns.push(left.name);
  }
  return columns;
}
