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
  const { rows, columns, tables, flags, otherNames } = records;
  const hashes = tables.map(valueHashes);
  const prints = new Int32Array(rows * 2);
  const sameRows = before?.sameRows;
  const earlier = before?.fingerprints ?? prints;
  const name = columns.find(({ kind }) => kind === 'name');
  const ofNames = hashes[name?.table ?? tables.length - 1]!;
  for (let record = 0, at = 0; record < rows; record++, at += 2) {
    const same = sameRows === undefined ? -1 : sameRows[record]!;
    if (same >= 0) {
      prints[at] = earlier[same * 2]!;
      prints[at + 1] = earlier[same * 2 + 1]!;
      continue;
    }
    let one = mixFirst(FIRST_START, flags[record]!);
    let two = mixSecond(SECOND_START, flags[record]!);
    const add = ({ first, second, see }: ValueHashes, value: number, none: number): void => {
      if (value >= 0) see(value);
      one = mixFirst(one, value < 0 ? none : first[value]!);
      two = mixSecond(two, value < 0 ? none : second[value]!);
    };
    for (let c = 0; c < columns.length; c++) add(hashes[columns[c]!.table]!, columns[c]!.values[record]!, 0);
    if (otherNames !== undefined) {
      for (let row = otherNames.starts[record]!; row < otherNames.starts[record + 1]!; row++) {
        add(ofNames, otherNames.first[row]!, 1);
        add(ofNames, otherNames.last[row]!, 1);
      }
    }
    prints[at] = one;
    prints[at + 1] = two;
  }
  return prints;
}

function valueHashes({ texts, compact, parts, formal, plain }: ValueTable): ValueHashes {
  const { size, bytes, starts } = texts;
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const isSeen = new Uint8Array(size);
  const textHashes = (value: number): readonly [one: number, two: number] => {
    let one = FIRST_START;
    let two = SECOND_START;
    let length = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      const byte = bytes[at]!;
      if (byte === BLANK) continue;
      length++;
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two + byte, 0x85ebca6b) ^ (two >>> 11);
    }
    return [mixFirst(one, length), mixSecond(two, length)];
  };
  const see = (value: number): void => {
    if (isSeen[value] === 1) return;
    isSeen[value] = 1;
    let [one, two] = textHashes(value);
    const own = compact[value]!;
    // nearly all names are one word that stands for itself alone
    if (parts.length > 0 && plain[own] === 0) {
      for (const list of [parts, formal]) {
        for (let i = 0; i < PARTS; i++) {
          const item = list[own * PARTS + i]!;
          const none = list === parts ? 2 : 3;
          const [itemOne, itemTwo] = item < 0 ? [none, none] : textHashes(item);
          one = mixFirst(one, itemOne);
          two = mixSecond(two, itemTwo);
        }
      }
    }
    first[value] = one;
    second[value] = two;
  };
  return { first, second, see };
}
