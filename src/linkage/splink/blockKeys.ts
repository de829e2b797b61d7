import { sharedInt32 } from '../encode/sharedArrays.ts';
import { type Column, MISSING } from './column.ts';
import { compilation, compileExpression } from './compile.ts';
import { derivedColumn } from './derive.ts';
import type { Dialect, Expression } from './expression.ts';
import { numberedPairs } from './numberedPairs.ts';
import type { ColumnStore } from './columnStore.ts';
import type { Value } from './value.ts';

/** The keys of each record: those of record `i` are `keys[starts[i]]` to `keys[starts[i + 1]]`, without repetition. */
export type RecordKeys = { readonly starts: Int32Array; readonly keys: Int32Array };

/** One side of an equality of a rule; `exploded`: the value is a list, of which each item is a key. */
export type KeyPart = { readonly expression: Expression; readonly exploded: boolean };

/**
 * The keys of all records on both sides of a rule, from equalities whose parts stand in the same order on both: two
 * records agree in every equality when they share a key. A record with a missing part has none.
 */
export function recordKeys(
  left: readonly KeyPart[],
  right: readonly KeyPart[],
  columns: ColumnStore,
  dialect: Dialect,
): { readonly left: RecordKeys; readonly right: RecordKeys } {
  const pairs = numberedPairs();
  const derive = ({ expression }: KeyPart): Column | undefined => derivedColumn(expression, columns, dialect);
  const readers = left.map((part, at) => {
    const other = right[at]!;
    const [own, others] = [derive(part), derive(other)];
    if (own?.kind === 'text' && others?.kind === 'text') return [textReader(own.ids), textReader(others.ids)];
    const numbers = new Map<string, number>();
    return [part, other].map((each) => spellingReader(each, columns, dialect, numbers));
  });
  const keysOf = (side: 0 | 1): RecordKeys =>
    collect(columns.count, (record) => {
      let keys: readonly number[] = ONE_KEY;
      for (const [at, reader] of readers.entries()) {
        const values = reader[side]!(record);
        keys = at === 0 ? values : keys.flatMap((key) => values.map((value) => pairs.of(key, value)));
      }
      return keys;
    });
  const ofLeft = keysOf(0);
  const isSame = left.every((part, at) => sameColumn(part, right[at]!));
  return { left: ofLeft, right: isSame ? ofLeft : keysOf(1) };
}

/** Without any equality every record has the same key. */
const ONE_KEY: readonly number[] = [0];

function sameColumn(a: KeyPart, b: KeyPart): boolean {
  const [left, right] = [a.expression, b.expression];
  return left.kind === 'column' && right.kind === 'column' && left.name === right.name;
}

function collect(count: number, keysOf: (record: number) => readonly number[]): RecordKeys {
  const starts = sharedInt32(count + 1);
  let keys = sharedInt32(count + 1);
  let end = 0;
  for (let record = 0; record < count; record++) {
    for (const key of keysOf(record)) {
      if (end === keys.length) {
        const longer = sharedInt32(end * 2);
        longer.set(keys);
        keys = longer;
      }
      keys[end++] = key;
    }
    starts[record + 1] = end;
  }
  return { starts, keys: keys.subarray(0, end) };
}

const NO_KEYS: readonly number[] = [];

type KeyReader = (record: number) => readonly number[];

/** A text has its number already. */
function textReader(ids: Int32Array): KeyReader {
  return (record) => (ids[record] === MISSING ? NO_KEYS : [ids[record]!]);
}

/** Any other value gets the number of its spelling in `numbers`, which both sides of an equality share. */
function spellingReader(
  { expression, exploded }: KeyPart,
  columns: ColumnStore,
  dialect: Dialect,
  numbers: Map<string, number>,
): KeyReader {
  const valueOf = valueReader(expression, columns, dialect);
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return (record) => {
    const value = valueOf(record);
    if (value === null) return NO_KEYS;
    if (exploded && typeof value === 'object') return [...new Set(value)].map(numberOf);
    return [numberOf(typeof value === 'object' ? JSON.stringify(value) : String(value))];
  };
}

function valueReader(
  expression: Expression,
  columns: ColumnStore,
  dialect: Dialect,
): (record: number) => Value {
  const column = derivedColumn(expression, columns, dialect);
  if (column !== undefined) return (record) => columns.valueAt(column, record);
  const evaluate = compileExpression(expression, compilation(dialect, columns));
  return (record) => evaluate(record, record);
}
