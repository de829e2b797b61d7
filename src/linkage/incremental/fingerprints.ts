import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { PARTS, type ValueTable } from '../encode/valueTable.ts';

/** Two independent hashes of each value of a table, so that unlike values are the same by chance once in 2^64. */
type ValueHashes = { readonly first: Int32Array; readonly second: Int32Array };

const FIRST_START = 0x811c9dc5;
const SECOND_START = 0x2545f491;

const mixFirst = (hash: number, item: number): number => {
  const mixed = Math.imul(hash ^ item, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

const mixSecond = (hash: number, item: number): number => {
  const mixed = Math.imul(hash ^ item, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
};

/**
 * Two numbers a record that stand for all the engine looks at: its values, its other names and its flags, and of a
 * name also its parts and formal names, which follow from how others write it. They do not depend on how values are
 * numbered. Records whose numbers are equal compare alike.
 */
export function fingerprints(records: EncodedRecords): Int32Array {
  const { rows, columns, tables, flags, otherNames } = records;
  const hashes = tables.map(hashesOf);
  const prints = new Int32Array(rows * 2);
  for (let record = 0; record < rows; record++) {
    prints[record * 2] = mixFirst(FIRST_START, flags[record]!);
    prints[record * 2 + 1] = mixSecond(SECOND_START, flags[record]!);
  }
  for (const { values, table } of columns) {
    const { first, second } = hashes[table]!;
    for (let record = 0; record < rows; record++) {
      const value = values[record]!;
      const at = record * 2;
      prints[at] = mixFirst(prints[at]!, value < 0 ? 0 : first[value]!);
      prints[at + 1] = mixSecond(prints[at + 1]!, value < 0 ? 0 : second[value]!);
    }
  }
  if (otherNames === undefined) return prints;
  const name = columns.find(({ kind }) => kind === 'name');
  const { first, second } = hashes[name?.table ?? tables.length - 1]!;
  for (let record = 0; record < rows; record++) {
    const at = record * 2;
    for (let row = otherNames.starts[record]!; row < otherNames.starts[record + 1]!; row++) {
      for (const value of [otherNames.first[row]!, otherNames.last[row]!]) {
        prints[at] = mixFirst(prints[at]!, value < 0 ? 1 : first[value]!);
        prints[at + 1] = mixSecond(prints[at + 1]!, value < 0 ? 1 : second[value]!);
      }
    }
  }
  return prints;
}

function hashesOf(table: ValueTable): ValueHashes {
  const { texts, compact, parts, formal } = table;
  const first = new Int32Array(texts.size);
  const second = new Int32Array(texts.size);
  for (let value = 0; value < texts.size; value++) {
    let one = FIRST_START;
    let two = SECOND_START;
    for (let at = texts.starts[value]!; at < texts.starts[value + 1]!; at++) {
      const byte = texts.bytes[at]!;
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two + byte, 0x85ebca6b) ^ (two >>> 11);
    }
    first[value] = mixFirst(one, texts.starts[value + 1]! - texts.starts[value]!);
    second[value] = mixSecond(two, texts.starts[value + 1]! - texts.starts[value]!);
  }
  return parts.length === 0 ? { first, second } : withFeatures({ first, second }, compact, [parts, formal]);
}

/** The hashes of names with those of their parts and formal names worked in. */
function withFeatures(
  { first, second }: ValueHashes,
  compact: Int32Array,
  features: readonly Int32Array[],
): ValueHashes {
  const ones = first.slice();
  const twos = second.slice();
  for (const list of features) {
    for (let value = 0; value < ones.length; value++) {
      const own = compact[value]!;
      // nearly all names are one word that stands for itself alone
      if (list[own * PARTS] === own && list[own * PARTS + 1]! < 0) continue;
      for (let i = 0; i < PARTS; i++) {
        const item = list[own * PARTS + i]!;
        ones[value] = mixFirst(ones[value]!, item < 0 ? (list === features[0] ? 2 : 3) : first[item]!);
        twos[value] = mixSecond(twos[value]!, item < 0 ? (list === features[0] ? 2 : 3) : second[item]!);
      }
    }
  }
  return { first: ones, second: twos };
}
