import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { TextInterner, type TextTable, textAt } from '../encode/textTable.ts';
import type { MatchMemory } from './matchMemory.ts';

/** Which record of the run before each record is, and the other way round; −1 for none. */
export type KnownRecords = { readonly before: Int32Array; readonly after: Int32Array };

/**
 * Finds the records of the run before that are here again unchanged: the same id on the same side with the same
 * fingerprint. In one file, where the lower record of a pair is its left one, a record that has moved past others
 * counts as changed. `sameRows` gives the earlier number of records known to have the same id, −1 for the others.
 */
export function knownRecords(
  records: EncodedRecords,
  fingerprints: Int32Array,
  memory: MatchMemory,
  sameRows?: Int32Array,
): KnownRecords {
  const before = sameRows === undefined ? new Int32Array(records.rows).fill(-1) : sameRows.slice();
  const sides = [
    { side: 0, from: 0, to: records.leftRows, oldFrom: 0, oldTo: memory.leftRows },
    { side: 1, from: records.leftRows, to: records.rows, oldFrom: memory.leftRows, oldTo: memory.rows },
  ] as const;
  for (const { side, from, to, oldFrom, oldTo } of sides) {
    findIds(memory.ids[side], records.ids[side], before.subarray(from, to), oldFrom, oldTo);
  }
  for (let record = 0; record < records.rows; record++) {
    const old = before[record]!;
    if (old < 0 || (sameRows !== undefined && sameRows[record] === old)) continue;
    if (
      fingerprints[record * 2] !== memory.fingerprints[old * 2] ||
      fingerprints[record * 2 + 1] !== memory.fingerprints[old * 2 + 1]
    ) {
      before[record] = -1;
    }
  }
  if (records.linkType === 'dedupe') keepOrder(before);
  const after = new Int32Array(memory.rows).fill(-1);
  for (let record = 0; record < before.length; record++)
    if (before[record]! >= 0) after[before[record]!] = record;
  return { before, after };
}

/** How many old ids further on a new one is looked for before it counts as moved. */
const LOOK_AHEAD = 8;

/**
 * Puts into `numbers` for each of the new ids the number that its record had, −1 for none; those known already stand
 * there. The old records of the side are numbered from `oldFrom` up to `oldTo`. Files mostly keep their order, so an
 * id is looked for where it is expected and a little further on; only those not found there are looked up among the
 * old ones left.
 */
function findIds(
  old: TextTable,
  fresh: TextTable,
  numbers: Int32Array,
  oldFrom: number,
  oldTo: number,
): void {
  const size = oldTo - oldFrom;
  const isTaken = new Uint8Array(size);
  const moved: number[] = [];
  let expected = 0;
  let misses = 0;
  for (let i = 0; i < numbers.length; i++) {
    const known = numbers[i]!;
    if (known >= 0) {
      isTaken[known - oldFrom] = 1;
      expected = known - oldFrom + 1;
      continue;
    }
    // behind a gap the search reaches ever further, ever less often
    const reach = (misses & (misses - 1)) === 0 ? LOOK_AHEAD * (misses + 1) : LOOK_AHEAD;
    const end = Math.min(expected + reach, size);
    let place = expected;
    while (place < end && (isTaken[place] === 1 || !isSameText(old, place, fresh, i))) place++;
    if (place >= end) {
      moved.push(i);
      misses++;
      continue;
    }
    numbers[i] = place + oldFrom;
    isTaken[place] = 1;
    expected = place + 1;
    misses = 0;
  }
  if (moved.length === 0) return;
  const rest = new TextInterner();
  const restNumbers: number[] = [];
  for (let place = 0; place < size; place++) {
    if (isTaken[place] === 1) continue;
    rest.intern(textAt(old, place));
    restNumbers.push(place + oldFrom);
  }
  for (const i of moved) numbers[i] = restNumbers[rest.intern(textAt(fresh, i))] ?? -1;
}

function isSameText(one: TextTable, i: number, other: TextTable, j: number): boolean {
  let at = one.starts[i]!;
  const end = one.starts[i + 1]!;
  let otherAt = other.starts[j]!;
  if (end - at !== other.starts[j + 1]! - otherAt) return false;
  while (at < end) if (one.bytes[at++] !== other.bytes[otherAt++]) return false;
  return true;
}

/** Keeps the longest run of records that stand in the order they stood in before, and forgets the others. */
function keepOrder(before: Int32Array): void {
  let last = -1;
  if (before.every((old) => old < 0 || (old > last && (last = old) >= 0))) return;
  // patience sorting: `ends[n]` is the record with the least old number that ends an ascending run of n + 1
  const ends: number[] = [];
  const previous = new Int32Array(before.length).fill(-1);
  before.forEach((old, record) => {
    if (old < 0) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before[ends[middle]!]! < old) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[record] = ends[low - 1]!;
    ends[low] = record;
  });
  const kept = new Set<number>();
  for (let record = ends.at(-1) ?? -1; record >= 0; record = previous[record]!) kept.add(record);
  before.forEach((_, record) => {
    if (!kept.has(record)) before[record] = -1;
  });
}
