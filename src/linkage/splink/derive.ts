import { LinkdeskError } from '../../domain/error.ts';
import type { Column } from './column.ts';
import type { ColumnStore } from './columnStore.ts';
import { compilation, compileExpression } from './compile.ts';
import { columnsOf, type Dialect, type Expression, partsOf } from './expression.ts';
import type { Value } from './value.ts';

/**
 * The values of an expression that reads at most one side, for all records, computed once a record, or once a
 * different value where it reads a single column of texts. Undefined where they cannot be computed for every record:
 * then the expression may be guarded by another one, and only the plain way does it justice.
 */
export function derivedColumn(
  expression: Expression,
  columns: ColumnStore,
  dialect: Dialect,
): Column | undefined {
  if (expression.kind === 'column') return columns.column(expression.name);
  const oneSided = onLeftSide(expression);
  const key = `${dialect} ${JSON.stringify(oneSided)}`;
  const known = columns.derived(key);
  if (known !== undefined) return known;
  const evaluate = compileExpression(oneSided, compilation(dialect, columns, false));
  const { examples, placeOf } = differentRecords(oneSided, columns);
  try {
    const values = Array.from(examples, (record): Value => evaluate(record, record));
    return columns.derive(key, values, placeOf);
  } catch (error) {
    if (error instanceof LinkdeskError) return undefined;
    throw error;
  }
}

/** The same expression with all its columns on the left side, so that both sides share what is derived. */
function onLeftSide(expression: Expression): Expression {
  switch (expression.kind) {
    case 'column':
      return { ...expression, side: 'l' };
    case 'literal':
      return expression;
    case 'compare':
    case 'operate':
      return { ...expression, left: onLeftSide(expression.left), right: onLeftSide(expression.right) };
    case 'and':
    case 'or':
      return { ...expression, terms: expression.terms.map(onLeftSide) };
    case 'not':
    case 'isNull':
    case 'cast':
      return { ...expression, term: onLeftSide(expression.term) };
    case 'in':
      return {
        ...expression,
        term: onLeftSide(expression.term),
        values: expression.values.map(onLeftSide),
      };
    default:
      return { ...expression, args: partsOf(expression).map(onLeftSide) };
  }
}

/** Records that stand for all: one for each value of the only column read, else every record. */
function differentRecords(
  expression: Expression,
  columns: ColumnStore,
): { readonly examples: Int32Array; readonly placeOf: Int32Array } {
  const all = Int32Array.from({ length: columns.count }, (_, record) => record);
  const names = columnsOf(expression);
  const column = names.length === 1 ? columns.column(names[0]!) : undefined;
  if (column?.kind !== 'text') return { examples: all, placeOf: all };
  const examples: number[] = [];
  const placeOfId = new Int32Array(columns.texts.size + 1).fill(-1);
  const placeOf = all.map((record) => {
    const id = column.ids[record]! + 1;
    if (placeOfId[id] === -1) placeOfId[id] = examples.push(record) - 1;
    return placeOfId[id]!;
  });
  return { examples: Int32Array.from(examples), placeOf };
}
