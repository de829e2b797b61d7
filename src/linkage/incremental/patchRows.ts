import { type EncodedRows } from '../encode/encodedRows.ts';
import type { RecordLayout } from '../encode/finishRecords.ts';
import { sharedInt32, sharedUint8 } from '../encode/sharedArrays.ts';
import { TextInterner, type TextTable } from '../encode/textTable.ts';

/** Texts of two tables in an order of their own: a number of the first, or `~` a number of the second. */
type TextOrder = Int32Array;

/** Why rows are not put together: a fresh row has an earlier one's id; too many values are no row's any more. */
export type NotPatched = 'ids' | 'values';

/** With a larger share of values that no row has, it is time to number them anew. */
const MOST_UNUSED = 0.25;

/**
 * Puts rows that were read before and freshly read ones together. Values keep the numbers they had and new ones come
 * after them, but names, of which only those in use before or now are numbered. `from` gives the earlier number of each
 * row, −1 for the next of the fresh rows.
 */
export function patchRows(
  { columns, kinds }: RecordLayout,
  before: EncodedRows,
  fresh: EncodedRows,
  from: Int32Array,
  leftRows: number,
): EncodedRows | NotPatched {
  const leftIds = mergeIds(before, fresh, from.subarray(0, leftRows), 0);
  const rightIds = mergeIds(before, fresh, from.subarray(leftRows), 1);
  if (leftIds === undefined || rightIds === undefined) return 'ids';
  const gone = goneRows(before.rows, from);
  const tables: TextTable[] = [];
  const hashes: Int32Array[] = [];
  const merged = columns.map(() => sharedInt32(0));
  const counts = columns.map(() => sharedInt32(0));
  for (const [table, kind] of kinds.entries()) {
    const own = columns.flatMap((column, i) => (column.table === table ? [i] : []));
    const old = before.tables[table]!;
    const young = fresh.tables[table]!;
    const isUsed = (value: number): boolean => own.some((c) => before.counts[c]![value]! > 0);
    const numbers = kind === 'name' ? numbersInUse(old.size, isUsed) : undefined;
    const added = numbersOfFresh(before, fresh, table, kind === 'text', numbers);
    const kept = numbers === undefined ? old : textsInOrder(old, young, numbers.order);
    const size = kept.size + added.order.length;
    tables.push(joinTexts(kept, textsInOrder(old, young, added.order)));
    const { hashes: oldHashes } = before;
    const order = numbers?.order;
    hashes.push(
      joinNumbers(
        order === undefined ? oldHashes[table]! : order.map((value) => oldHashes[table]![value]!),
        added.order.map((value) => fresh.hashes[table]![~value]!),
      ),
    );
    for (const c of own) {
      merged[c] = patchedColumn(before.columns[c]!, fresh.columns[c]!, from, numbers?.of, added.of);
      counts[c] = patchedCounts(before, fresh, c, gone, size, numbers?.of, added.of);
    }
    const unused = unusedValues(
      own.map((c) => counts[c]!),
      size,
    );
    if (unused > size * MOST_UNUSED) return 'values';
  }
  return {
    rows: from.length,
    leftRows,
    ids: [leftIds.texts, rightIds.texts],
    idHashes: [leftIds.hashes, rightIds.hashes],
    tables,
    hashes,
    columns: merged,
    counts,
  };
}

function unusedValues(counts: readonly Int32Array[], size: number): number {
  const isUsed = new Uint8Array(size);
  for (const list of counts)
    for (let value = 0; value < size; value++) if (list[value]! > 0) isUsed[value] = 1;
  let unused = 0;
  for (let value = 0; value < size; value++) unused += 1 - isUsed[value]!;
  return unused;
}

/** The rows of before that are not among those taken over. */
function goneRows(rows: number, from: Int32Array): Int32Array {
  const isTaken = new Uint8Array(rows);
  let taken = 0;
  for (let row = 0; row < from.length; row++) {
    const source = from[row]!;
    if (source < 0) continue;
    isTaken[source] = 1;
    taken++;
  }
  const gone = new Int32Array(rows - taken);
  for (let row = 0, at = 0; row < rows; row++) if (isTaken[row] === 0) gone[at++] = row;
  return gone;
}

/** New numbers by old ones. */
type Numbers = { readonly of: Int32Array; readonly order: Int32Array };

/** Numbers for the values in use, in their order; −1 for the others. */
function numbersInUse(size: number, isUsed: (value: number) => boolean): Numbers {
  const of = new Int32Array(size).fill(-1);
  const order = new Int32Array(size);
  let next = 0;
  for (let value = 0; value < size; value++) {
    if (!isUsed(value)) continue;
    order[next] = value;
    of[value] = next++;
  }
  return { of, order: order.subarray(0, next) };
}

/** Numbers for fresh values: those of their twins among the old, or new ones after these. */
function numbersOfFresh(
  before: EncodedRows,
  fresh: EncodedRows,
  table: number,
  ignoresBlanks: boolean,
  numbers: Numbers | undefined,
): Numbers {
  const young = fresh.tables[table]!;
  const interner = TextInterner.of(young, fresh.hashes[table]!, { ignoresBlanks });
  const of = new Int32Array(young.size).fill(-1);
  interner.shared(before.tables[table]!, before.hashes[table]!, (here, there) => {
    of[here] = numbers === undefined ? there : numbers.of[there]!;
  });
  const order = new Int32Array(young.size);
  const known = numbers?.order.length ?? before.tables[table]!.size;
  let next = 0;
  for (let value = 0; value < of.length; value++) {
    if (of[value]! >= 0) continue;
    order[next] = ~value;
    of[value] = known + next++;
  }
  return { of, order: order.subarray(0, next) };
}

function patchedColumn(
  old: Int32Array,
  young: Int32Array,
  from: Int32Array,
  oldNumbers: Int32Array | undefined,
  youngNumbers: Int32Array,
): Int32Array {
  const column = sharedInt32(from.length);
  let next = 0;
  for (let row = 0; row < from.length; row++) {
    const source = from[row]!;
    let value = source >= 0 ? old[source]! : young[next++]!;
    if (value >= 0) {
      if (source < 0) value = youngNumbers[value]!;
      else if (oldNumbers !== undefined) value = oldNumbers[value]!;
    }
    column[row] = value;
  }
  return column;
}

function patchedCounts(
  before: EncodedRows,
  fresh: EncodedRows,
  c: number,
  gone: Int32Array,
  size: number,
  oldNumbers: Int32Array | undefined,
  youngNumbers: Int32Array,
): Int32Array {
  const counts = sharedInt32(size);
  const old = before.counts[c]!;
  if (oldNumbers === undefined) counts.set(old);
  else {
    for (let value = 0; value < old.length; value++) {
      if (oldNumbers[value]! >= 0) counts[oldNumbers[value]!] = old[value]!;
    }
  }
  const column = before.columns[c]!;
  for (let i = 0; i < gone.length; i++) {
    const value = column[gone[i]!]!;
    if (value < 0) continue;
    const number = oldNumbers === undefined ? value : oldNumbers[value]!;
    counts[number] = counts[number]! - 1;
  }
  fresh.counts[c]!.forEach((count, value) => {
    counts[youngNumbers[value]!] = counts[youngNumbers[value]!]! + count;
  });
  return counts;
}

/** The ids of a side; undefined when a fresh row has the id of an earlier one that is still there. */
function mergeIds(
  before: EncodedRows,
  fresh: EncodedRows,
  from: Int32Array,
  side: 0 | 1,
): { readonly texts: TextTable; readonly hashes: Int32Array } | undefined {
  const old = before.ids[side];
  const oldHashes = before.idHashes[side];
  const youngHashes = fresh.idHashes[side];
  const offset = side === 0 ? 0 : before.leftRows;
  const isKept = new Uint8Array(old.size);
  const order = new Int32Array(from.length);
  const hashes = new Int32Array(from.length);
  for (let row = 0, next = 0; row < from.length; row++) {
    const source = from[row]!;
    if (source < 0) {
      hashes[row] = youngHashes[next]!;
      order[row] = ~next++;
      continue;
    }
    isKept[source - offset] = 1;
    order[row] = source - offset;
    hashes[row] = oldHashes[source - offset]!;
  }
  const interner = TextInterner.of(fresh.ids[side], youngHashes);
  let isRepeated = false;
  interner.shared(old, oldHashes, (_, there) => {
    if (isKept[there] === 1) isRepeated = true;
  });
  return isRepeated ? undefined : { texts: textsInOrder(old, fresh.ids[side], order), hashes };
}

function joinNumbers(one: Int32Array, other: Int32Array): Int32Array {
  const joined = new Int32Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

function joinTexts(one: TextTable, other: TextTable): TextTable {
  const length = one.starts[one.size]!;
  const bytes = sharedUint8(length + other.starts[other.size]!);
  bytes.set(one.bytes.subarray(0, length));
  bytes.set(other.bytes.subarray(0, other.starts[other.size]), length);
  const size = one.size + other.size;
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (size + 1)));
  starts.set(one.starts.subarray(0, one.size));
  for (let text = 0; text <= other.size; text++) starts[one.size + text] = length + other.starts[text]!;
  return { size, bytes, starts };
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
