import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { PARTS, type ValueTable } from '../encode/valueTable.ts';

/** Two independent hashes of values, worked out when asked for: unlike values are the same by chance once in 2^64. */
type ValueHashes = {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Works out the hashes of a value. */
  readonly see: (value: number) => void;
};

/** Fingerprints of an earlier run, and the number there of each record that has not changed since; −1 for the others. */
export type PrintsBefore = { readonly fingerprints: Int32Array; readonly sameRows: Int32Array };

const FIRST_START = 0x811c9dc5;
const SECOND_START = 0x2545f491;
const BLANK = 32;

const mixFirst = (hash: number, item: number): number => {
  const mixed = Math.imul(hash ^ item, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

const mixSecond = (hash: number, item: number): number => {
  const mixed = Math.imul(hash ^ item, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
};

/**
 * Two numbers a record that stand for all the engine looks at: its values without their blanks, its other names and its
 * flags, and of a name also its parts and formal names, which follow from how others write it. They do not depend on
 * how values are numbered. Records whose numbers are equal compare alike. Those of `before` are taken over.
 */
export function fingerprints(records: EncodedRecords, before?: PrintsBefore): Int32Array {
  const prints = new Int32Array(records.rows * 2);
  const sameRows = before?.sameRows;
  const earlier = before?.fingerprints ?? prints;
  const write = printWriter(records, prints);
  for (let record = 0; record < records.rows; record++) {
    const same = sameRows === undefined ? -1 : sameRows[record]!;
    if (same < 0) write(record);
    else {
      prints[record * 2] = earlier[same * 2]!;
      prints[record * 2 + 1] = earlier[same * 2 + 1]!;
    }
  }
  return prints;
}

function printWriter(
  { columns, tables, flags, otherNames }: EncodedRecords,
  prints: Int32Array,
): (record: number) => void {
  const hashes = tables.map(valueHashes);
  const name = columns.find(({ kind }) => kind === 'name');
  const ofNames = hashes[name?.table ?? tables.length - 1]!;
  let one = 0;
  let two = 0;
  const add = ({ first, second, see }: ValueHashes, value: number, none: number): void => {
    if (value >= 0) see(value);
    one = mixFirst(one, value < 0 ? none : first[value]!);
    two = mixSecond(two, value < 0 ? none : second[value]!);
  };
  return (record) => {
    one = mixFirst(FIRST_START, flags[record]!);
    two = mixSecond(SECOND_START, flags[record]!);
    for (const { table, values } of columns) add(hashes[table]!, values[record]!, 0);
    if (otherNames !== undefined) {
      for (let row = otherNames.starts[record]!; row < otherNames.starts[record + 1]!; row++) {
        add(ofNames, otherNames.first[row]!, 1);
        add(ofNames, otherNames.last[row]!, 1);
      }
    }
    prints[record * 2] = one;
    prints[record * 2 + 1] = two;
  };
}

function valueHashes({ texts, compact, parts, formal, plain }: ValueTable): ValueHashes {
  const { size, bytes, starts } = texts;
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const isSeen = new Uint8Array(size);
  let one = 0;
  let two = 0;
  /** Starts with the text of a value. */
  const hashText = (value: number): void => {
    one = FIRST_START;
    two = SECOND_START;
    let length = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      const byte = bytes[at]!;
      if (byte === BLANK) continue;
      length++;
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two + byte, 0x85ebca6b) ^ (two >>> 11);
    }
    one = mixFirst(one, length);
    two = mixSecond(two, length);
  };
  /** Goes on with the names of a list. */
  const addNames = (list: Int32Array, own: number, none: number): void => {
    for (let i = 0; i < PARTS; i++) {
      const item = list[own * PARTS + i]!;
      const [lastOne, lastTwo] = [one, two];
      if (item < 0) one = two = none;
      else hashText(item);
      one = mixFirst(lastOne, one);
      two = mixSecond(lastTwo, two);
    }
  };
  const see = (value: number): void => {
    if (isSeen[value] === 1) return;
    isSeen[value] = 1;
    hashText(value);
    const own = compact[value]!;
    // nearly all names are one word that stands for itself alone
    if (parts.length > 0 && plain[own] === 0) {
      addNames(parts, own, 2);
      addNames(formal, own, 3);
    }
    first[value] = one;
    second[value] = two;
  };
  return { first, second, see };
}
