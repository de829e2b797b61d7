import { LinkdeskError } from '../../domain/error.ts';
import { dateReader, strptimeFormat } from './dateFormat.ts';
import type { Dialect, Expression } from './expression.ts';
import { functionSpelled } from './functions.ts';

/**
 * A call in a condition, with our name of the function and its arguments in our own form.
 * @throws LinkdeskError SPLINK_FUNCTION_UNKNOWN for a function Linkdesk does not compute.
 */
export function callOf(spelling: string, args: readonly Expression[], dialect: Dialect): Expression {
  const lower = spelling.toLowerCase();
  const date = dateCall(lower, args, dialect);
  if (date !== undefined) return date;
  if (lower === 'coalesce' && args.length > 0) return { kind: 'call', name: 'coalesce', args };
  if (lower === 'nullif' && args.length === 2) return { kind: 'call', name: 'nullif', args };
  if (lower === 'concat' && args.length > 0) return concatenation(args, dialect);
  if (lower === 'concat_ws' && dialect === 'spark' && isText(args[0], '')) {
    return { kind: 'call', name: 'concat', args: args.slice(1) };
  }
  if (lower === 'regexp_extract') return regexpCall(args, dialect);
  const found = functionSpelled(lower, dialect);
  if (found === undefined) throw unknown(`the function ${spelling}`);
  if (args.length < found.leastArguments || args.length > found.mostArguments) {
    throw unknown(`the function ${spelling} with ${args.length} arguments`);
  }
  return { kind: 'call', name: found.name, args };
}

/** DuckDB's concat skips a null, Spark's gives null, which is what `||` does. */
function concatenation(args: readonly Expression[], dialect: Dialect): Expression {
  if (dialect === 'duckdb') return { kind: 'call', name: 'concat', args };
  return args.reduce((left, right) => ({ kind: 'operate', operator: '||', left, right }));
}

/** Without a group DuckDB takes the whole match, Spark the first group. */
function regexpCall(args: readonly Expression[], dialect: Dialect): Expression {
  const [text, pattern, group = { kind: 'literal', value: dialect === 'duckdb' ? 0 : 1 } as const] = args;
  if (text === undefined || pattern?.kind !== 'literal' || group.kind !== 'literal' || args.length > 3) {
    throw unknown('the function regexp_extract with a pattern that is not a literal');
  }
  const source = String(pattern.value);
  // The same pattern may mean different things in these; so they are refused.
  const unsafe = /\(\?[^:]|\[\[:|\\[AZzpPQEbBGhvRXCK]|[+*?}]\+/.test(source);
  if (unsafe || !compiles(source)) throw unknown(`the pattern ${source} in regexp_extract`);
  return { kind: 'call', name: 'regexp_extract', args: [text, pattern, group] };
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Every way to write "read this text as a date in this format" becomes `parse_date(text, strptime format)`. */
function dateCall(lower: string, args: readonly Expression[], dialect: Dialect): Expression | undefined {
  const [text, format] = args;
  if (dialect === 'duckdb' && lower === 'try_strptime') return parseDate(text, literalText(format), lower);
  if (dialect === 'spark' && (lower === 'try_to_timestamp' || lower === 'try_to_date')) {
    const pattern = literalText(format) ?? 'yyyy-MM-dd';
    return parseDate(text, strptimeFormat(pattern), `${lower} with the pattern ${pattern}`);
  }
  // `date(…)` cuts the time of day off, which a date without one does not have.
  if (dialect === 'spark' && lower === 'date' && text?.kind === 'call' && text.name === 'parse_date')
    return text;
  return undefined;
}

function parseDate(text: Expression | undefined, format: string | undefined, spelling: string): Expression {
  if (text === undefined || format === undefined || dateReader(format, false) === undefined) {
    throw unknown(`the function ${spelling}${format === undefined ? '' : ` with the format ${format}`}`);
  }
  return { kind: 'call', name: 'parse_date', args: [text, { kind: 'literal', value: format }] };
}

function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string'
    ? expression.value
    : undefined;
}

function isText(expression: Expression | undefined, text: string): boolean {
  return literalText(expression) === text;
}

/** The refusal of something by name; `what` completes "The condition uses …". */
export function unknown(what: string): LinkdeskError {
  return new LinkdeskError(
    'SPLINK_FUNCTION_UNKNOWN',
    `The condition uses ${what}, which Linkdesk does not compute. It is refused rather than approximated.`,
  );
}
