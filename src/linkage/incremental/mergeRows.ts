import type { EncodedRows } from '../encode/encodedRows.ts';
import type { RecordLayout } from '../encode/finishRecords.ts';
import { sharedInt32, sharedUint8 } from '../encode/sharedArrays.ts';
import { TextInterner, type TextTable } from '../encode/textTable.ts';

/** The rows of an earlier reading. */
export type RowsBefore = Omit<EncodedRows, 'variants'>;

/** Texts of two tables in an order of their own: a number of the first, or `~` a number of the second. */
type TextOrder = Int32Array;

/**
 * Puts rows that were read before and freshly read ones together as if all had been read row by row: values are
 * numbered in order of first sight and written as the first row has them. `from` gives the earlier number of each row,
 * −1 for the next of the fresh rows. Rows of `before` whose values have variants must not be among them. Undefined when
 * a fresh row has the id of an earlier one of its file.
 */
export function mergeRows(
  { columns, kinds }: RecordLayout,
  before: RowsBefore,
  fresh: EncodedRows,
  from: Int32Array,
  leftRows: number,
): EncodedRows | undefined {
  const rows = from.length;
  const leftIds = mergeIds(before, fresh, from.subarray(0, leftRows), 0);
  const rightIds = mergeIds(before, fresh, from.subarray(leftRows), 1);
  if (leftIds === undefined || rightIds === undefined) return undefined;
  const merged = columns.map(() => sharedInt32(rows));
  const variants: Set<number>[] = [];
  const tables = kinds.map((kind, table) => {
    const old = before.tables[table]!;
    const young = fresh.tables[table]!;
    const own = columns.flatMap((column, i) => (column.table === table ? [i] : []));
    // numbers of the old values, then of the fresh ones that are none of them
    const twins = new Int32Array(young.size).fill(-1);
    const isRewritten = new Uint8Array(old.size);
    const rewritten = new Set<number>();
    const interner = new TextInterner({ ignoresBlanks: kind === 'text' });
    interner.internAll(young);
    interner.shared(old, (here, there, isWrittenAlike) => {
      twins[here] = there;
      if (!isWrittenAlike) isRewritten[there] = 1;
    });
    const numbers = new Int32Array(old.size + young.size).fill(-1);
    const order = new Int32Array(old.size + young.size);
    let size = 0;
    let next = 0;
    for (let row = 0; row < rows; row++) {
      const source = from[row]!;
      const isOld = source >= 0;
      const place = isOld ? source : next++;
      for (const c of own) {
        const value = isOld ? before.columns[c]![place]! : fresh.columns[c]![place]!;
        if (value < 0) {
          merged[c]![row] = -1;
          continue;
        }
        if (isOld && isRewritten[value] === 1) rewritten.add(value);
        const twin = isOld ? value : twins[value]!;
        const known = twin < 0 ? old.size + value : twin;
        if (numbers[known]! < 0) {
          order[size] = isOld ? value : ~value;
          numbers[known] = size++;
        }
        merged[c]![row] = numbers[known]!;
      }
    }
    const many = new Set(Array.from(rewritten, (value) => numbers[value]!));
    for (const value of fresh.variants[table]!) {
      const twin = twins[value]!;
      many.add(numbers[twin < 0 ? old.size + value : twin]!);
    }
    variants.push(many);
    return textsInOrder(old, young, order.subarray(0, size));
  });
  return { rows, leftRows, ids: [leftIds, rightIds], tables, columns: merged, variants };
}

/** The ids of a side; undefined when a fresh row has the id of an earlier one that is still there. */
function mergeIds(
  before: RowsBefore,
  fresh: EncodedRows,
  from: Int32Array,
  side: 0 | 1,
): TextTable | undefined {
  const old = before.ids[side];
  const offset = side === 0 ? 0 : before.leftRows;
  const isKept = new Uint8Array(old.size);
  let next = 0;
  const order = from.map((source) => {
    if (source < 0) return ~next++;
    isKept[source - offset] = 1;
    return source - offset;
  });
  const interner = new TextInterner();
  interner.internAll(fresh.ids[side]);
  let isRepeated = false;
  interner.shared(old, (_, there) => {
    if (isKept[there] === 1) isRepeated = true;
  });
  return isRepeated ? undefined : textsInOrder(old, fresh.ids[side], order);
}

/** Copies texts; neighbours of the first table in one piece. */
function textsInOrder(old: TextTable, young: TextTable, order: TextOrder): TextTable {
  const size = order.length;
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (size + 1)));
  let length = 0;
  for (let i = 0; i < size; i++) {
    const text = order[i]!;
    length +=
      text >= 0 ? old.starts[text + 1]! - old.starts[text]! : young.starts[~text + 1]! - young.starts[~text]!;
    starts[i + 1] = length;
  }
  const bytes = sharedUint8(length);
  for (let i = 0, next = 0; i < size; i = next) {
    const text = order[i]!;
    next = i + 1;
    if (text < 0) {
      bytes.set(young.bytes.subarray(young.starts[~text], young.starts[~text + 1]), starts[i]);
      continue;
    }
    while (next < size && order[next] === text + next - i) next++;
    bytes.set(old.bytes.subarray(old.starts[text], old.starts[text + next - i]), starts[i]);
  }
  return { size, bytes, starts };
}
