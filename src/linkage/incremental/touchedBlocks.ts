import type { BlockIndex } from '../block/blockIndex.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { GrowingInt32 } from '../encode/sharedArrays.ts';
import { type BlockEntries, KeyTable } from './keyTable.ts';
import type { KnownRecords } from './knownRecords.ts';
import type { MatchMemory, SkippedBlock } from './matchMemory.ts';
import type { PassKeys } from './passKeys.ts';

/** The blocks of a pass that hold a touched record, laid out as in a `BlockIndex`, and all that the guard skips. */
export type TouchedBlocks = Pick<BlockIndex, 'members' | 'starts' | 'middles'> & {
  /** Per block 1 when its pairs are looked at, 0 when the guard skips it. */
  readonly searched: Uint8Array;
  readonly skipped: readonly SkippedBlock[];
};

/**
 * Finds the blocks in which a touched record stands, without sorting the others: their keys are looked up as all
 * records go by once. `touched` has 1 for every record that is to be compared anew; records of blocks that the guard
 * comes to skip, or no longer skips, are added to it.
 */
export function touchedBlocks(
  records: EncodedRecords,
  passKeys: PassKeys,
  known: KnownRecords,
  memory: MatchMemory,
  guard: number,
  touched: Uint8Array,
): readonly TouchedBlocks[] {
  for (;;) {
    const blocks = findBlocks(records, passKeys, known, memory, guard, touched);
    let isMore = false;
    for (const { flipped } of blocks) {
      for (const record of flipped) {
        if (touched[record] === 0) isMore = true;
        touched[record] = 1;
      }
    }
    // what was added has changed no block's size, so the second round finds no more
    if (!isMore) return blocks;
  }
}

type FoundBlocks = TouchedBlocks & { readonly flipped: readonly number[] };

function findBlocks(
  { rows, leftRows, linkType }: EncodedRecords,
  { keys, entries }: PassKeys,
  { after }: KnownRecords,
  memory: MatchMemory,
  guard: number,
  touched: Uint8Array,
): readonly FoundBlocks[] {
  const touchedRecords = placesOf(rows, (record) => touched[record] === 1);
  const goneRecords = placesOf(memory.rows, (old) => after[old]! < 0);
  const tables = entries.map((_, place) => {
    const table = new KeyTable(touchedRecords.length);
    const own = keys[place]!;
    for (let i = 0; i < touchedRecords.length; i++) table.add(own[touchedRecords[i]!]!);
    // blocks that only lose records matter where they were skipped: they may not be any more
    const skipped = new Set(memory.skipped[place]!.map(({ key }) => key));
    if (skipped.size > 0) {
      for (const old of goneRecords)
        if (skipped.has(memory.keys[place]![old]!)) table.add(memory.keys[place]![old]!);
    }
    return table;
  });
  const found = tables.map((table, place) => {
    const own = entries[place];
    if (own === undefined) return table.entriesOf(keys[place]!);
    own.keys.forEach((key, i) => touched[own.records[i]!] === 1 && table.add(key));
    const old = memory.entries[place]!;
    old.keys.forEach((key, i) => after[old.records[i]!]! < 0 && table.add(key));
    return table.entriesOf(own.keys, own.records);
  });
  return tables.map((table, place) =>
    layOut(table, found[place]!, memory.skipped[place]!, leftRows, linkType === 'link', guard),
  );
}

function placesOf(size: number, isWanted: (place: number) => boolean): Int32Array {
  const places = new GrowingInt32();
  for (let place = 0; place < size; place++) if (isWanted(place)) places.push(place);
  return places.trim();
}

function layOut(
  table: KeyTable,
  { blocks, records }: BlockEntries,
  skippedBefore: readonly SkippedBlock[],
  leftRows: number,
  isLink: boolean,
  guard: number,
): FoundBlocks {
  const starts = new Int32Array(table.size + 1);
  const lefts = new Int32Array(table.size);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    starts[block + 1] = starts[block + 1]! + 1;
    if (isLink && records[i]! < leftRows) lefts[block] = lefts[block]! + 1;
  }
  for (let block = 0; block < table.size; block++) starts[block + 1] = starts[block + 1]! + starts[block]!;
  const members = new Int32Array(blocks.length);
  const next = starts.slice();
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    members[next[block]!] = records[i]!;
    next[block] = next[block]! + 1;
  }
  const wasSkipped = new Set(skippedBefore.map(({ key }) => key));
  const skipped = skippedBefore.filter(({ key }) => table.placeOf(key) < 0);
  const searched = new Uint8Array(table.size);
  const flipped: number[] = [];
  for (let block = 0; block < table.size; block++) {
    const size = starts[block + 1]! - starts[block]!;
    const left = lefts[block]!;
    const isSkipped = (isLink ? left * (size - left) : (size * (size - 1)) / 2) > guard;
    const key = table.keyAt(block);
    if (isSkipped) skipped.push({ key, size, left });
    else searched[block] = 1;
    if (isSkipped !== wasSkipped.has(key)) {
      for (let i = starts[block]!; i < starts[block + 1]!; i++) flipped.push(members[i]!);
    }
  }
  const middles = lefts.map((left, block) => starts[block]! + left);
  return { members, starts, middles, searched, skipped, flipped };
}
