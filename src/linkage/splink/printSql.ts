import { javaPattern } from './dateFormat.ts';
import { LinkdeskError } from '../../domain/error.ts';
import type { CastType, Dialect, Expression } from './expression.ts';
import { functionNamed } from './functions.ts';
import type { ColumnStyle } from './parseSql.ts';

const CAST_NAMES: Readonly<Record<Dialect, Readonly<Record<CastType, string>>>> = {
  duckdb: { text: 'TEXT', integer: 'INTEGER', number: 'DOUBLE', date: 'DATE' },
  spark: { text: 'STRING', integer: 'INT', number: 'DOUBLE', date: 'DATE' },
};

/**
 * Writes a condition in a dialect, so that a model reviewed here runs on DuckDB and on Spark (linkage.md 5.3).
 * @throws LinkdeskError SPLINK_NOT_TRANSLATABLE for a date format that the other dialect cannot spell.
 */
export function printSql(expression: Expression, dialect: Dialect, columns: ColumnStyle): string {
  const print = (part: Expression): string => printSql(part, dialect, columns);
  /** An operand in brackets unless it is a single thing. */
  const operand = (part: Expression): string =>
    ['column', 'literal', 'call', 'cast'].includes(part.kind) ? print(part) : `(${print(part)})`;
  switch (expression.kind) {
    case 'column': {
      const { side, name } = expression;
      return columns === 'suffix' ? quoted(`${name}_${side}`, dialect) : `${side}.${quoted(name, dialect)}`;
    }
    case 'literal':
      return literal(expression.value, dialect);
    case 'compare':
    case 'operate':
      return `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`;
    case 'and':
    case 'or':
      return expression.terms.map(operand).join(` ${expression.kind.toUpperCase()} `);
    case 'not':
      return `NOT (${print(expression.term)})`;
    case 'isNull':
      return `${operand(expression.term)} IS NULL`;
    case 'in':
      return `${operand(expression.term)} IN (${expression.values.map(print).join(', ')})`;
    case 'cast': {
      const type = CAST_NAMES[dialect][expression.type];
      return `${expression.lenient ? 'TRY_CAST' : 'CAST'}(${print(expression.term)} AS ${type})`;
    }
    default:
      return printCall(expression.name, expression.args, dialect, print);
  }
}

function printCall(
  name: string,
  args: readonly Expression[],
  dialect: Dialect,
  print: (part: Expression) => string,
): string {
  if (name === 'parse_date') return printDate(args, dialect, print);
  const list = args.map(print).join(', ');
  if (name === 'concat') return dialect === 'duckdb' ? `concat(${list})` : `concat_ws('', ${list})`;
  return `${functionNamed(name)?.[dialect][0] ?? name.toUpperCase()}(${list})`;
}

function printDate(
  args: readonly Expression[],
  dialect: Dialect,
  print: (part: Expression) => string,
): string {
  const [text, format] = args;
  if (dialect === 'duckdb') return `try_strptime(${print(text!)}, ${print(format!)})`;
  const strptime = format?.kind === 'literal' ? String(format.value) : '';
  const pattern = javaPattern(strptime);
  if (pattern !== undefined) return `date(try_to_timestamp(${print(text!)}, '${pattern}'))`;
  throw new LinkdeskError(
    'SPLINK_NOT_TRANSLATABLE',
    `The date format ${strptime} cannot be written for Spark. Use a format without letters between the parts.`,
  );
}

function quoted(name: string, dialect: Dialect): string {
  return dialect === 'duckdb' ? `"${name.replaceAll('"', '""')}"` : `\`${name.replaceAll('`', '``')}\``;
}

function literal(value: string | number | boolean | null, dialect: Dialect): string {
  if (typeof value !== 'string') return String(value).toUpperCase();
  const text = dialect === 'spark' ? value.replaceAll('\\', String.raw`\\`) : value;
  return `'${text.replaceAll("'", dialect === 'spark' ? String.raw`\'` : "''")}'`;
}
