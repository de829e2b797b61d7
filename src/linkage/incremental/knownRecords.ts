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
  const before = new Int32Array(records.rows).fill(-1);
  const given = (from: number, to: number, offset: number): Int32Array => {
    const places = new Int32Array(to - from).fill(-1);
    if (sameRows === undefined) return places;
    for (let record = from; record < to; record++)
      if (sameRows[record]! >= 0) places[record - from] = sameRows[record]! - offset;
    return places;
  };
  const found = [
    sameIds(memory.ids[0], records.ids[0], memory.leftRows, given(0, records.leftRows, 0)),
    sameIds(
      memory.ids[1],
      records.ids[1],
      memory.rows - memory.leftRows,
      given(records.leftRows, records.rows, memory.leftRows),
    ),
  ] as const;
  for (let record = 0; record < records.rows; record++) {
    const isLeft = record < records.leftRows;
    const place = isLeft ? found[0][record]! : found[1][record - records.leftRows]!;
    if (place < 0) continue;
    const old = isLeft ? place : place + memory.leftRows;
    if (
      fingerprints[record * 2] === memory.fingerprints[old * 2] &&
      fingerprints[record * 2 + 1] === memory.fingerprints[old * 2 + 1]
    ) {
      before[record] = old;
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
 * For each of the new ids its place among the old ones, −1 for none; `places` has those known already. Files mostly keep their order, so an id is looked
 * for where it is expected and a little further on; only those not found there are looked up among the old ones left.
 */
function sameIds(old: TextTable, fresh: TextTable, oldSize: number, places: Int32Array): Int32Array {
  const isTaken = new Uint8Array(oldSize);
  const moved: number[] = [];
  let expected = 0;
  let misses = 0;
  for (let i = 0; i < places.length; i++) {
    const known = places[i]!;
    if (known >= 0) {
      isTaken[known] = 1;
      expected = known + 1;
      continue;
    }
    // behind a gap the search reaches ever further, ever less often
    const reach = (misses & (misses - 1)) === 0 ? LOOK_AHEAD * (misses + 1) : LOOK_AHEAD;
    const end = Math.min(expected + reach, oldSize);
    let place = expected;
    while (place < end && (isTaken[place] === 1 || !isSameText(old, place, fresh, i))) place++;
    if (place >= end) {
      moved.push(i);
      misses++;
      continue;
    }
    places[i] = place;
    isTaken[place] = 1;
    expected = place + 1;
    misses = 0;
  }
  if (moved.length === 0) return places;
  const rest = new TextInterner();
  const restPlaces: number[] = [];
  for (let place = 0; place < oldSize; place++) {
    if (isTaken[place] === 1) continue;
    rest.intern(textAt(old, place));
    restPlaces.push(place);
  }
  for (const i of moved) places[i] = restPlaces[rest.intern(textAt(fresh, i))] ?? -1;
  return places;
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
