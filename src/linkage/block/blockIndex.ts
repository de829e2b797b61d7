import { sharedInt32 } from '../encode/sharedArrays.ts';

/**
 * The blocks of one pass: records of block `b` are `members[starts[b]]` to `members[starts[b + 1]]`, the left file's
 * first, the right file's from `middles[b]` on. Blocks that give no pair are left out.
 */
export type BlockIndex = {
  readonly members: Int32Array;
  readonly starts: Int32Array;
  /** Two files only; in one file every member meets every later one. */
  readonly middles: Int32Array;
  readonly pairs: number;
  /** Blocks over the size guard: not looked at in this pass, told to the user. */
  readonly skipped: { readonly blocks: number; readonly pairs: number; readonly largest: number };
};

/**
 * Puts the entries of a pass that have the same key into one block and keeps the blocks of at most `guard` pairs.
 * Blocks come in the order of their first entries, and entries of a block in their own: records that are near each
 * other in memory are then looked at one after the other. The keys of skipped blocks are set to 0, so that no other
 * pass believes the pair was seen here. `records` are the entries' records, or undefined when entry `i` is record `i`.
 * `room` is used again from pass to pass.
 */
export function blockIndex(
  keys: Int32Array,
  records: Int32Array | undefined,
  leftRows: number,
  isLink: boolean,
  guard: number,
  room: BlockRoom,
): BlockIndex {
  const { blockOf, sizes, blocks } = grouped(keys, room);
  const lefts = leftMembers(
    blockOf,
    blocks,
    isLink ? (entry) => (records?.[entry] ?? entry) < leftRows : () => false,
  );
  const skipped = { blocks: 0, pairs: 0, largest: 0 };
  const starts: number[] = [];
  const middles: number[] = [];
  // where the next entry of a block goes; SKIPPED and NO_PAIR: nowhere
  const places = new Int32Array(blocks);
  let used = 0;
  let pairs = 0;
  for (let block = 0; block < blocks; block++) {
    const size = sizes[block]!;
    const left = lefts[block]!;
    const ofBlock = blockPairs(size, left, isLink);
    if (ofBlock > guard) {
      skipped.blocks++;
      skipped.pairs += ofBlock;
      skipped.largest = Math.max(skipped.largest, size);
      places[block] = SKIPPED;
    } else if (ofBlock > 0) {
      starts.push(used);
      middles.push(used + left);
      places[block] = used;
      used += size;
      pairs += ofBlock;
    } else places[block] = NO_PAIR;
  }
  starts.push(used);
  const members = sharedInt32(used);
  for (let entry = 0; entry < keys.length; entry++) {
    const block = blockOf[entry]!;
    if (block < 0) continue;
    const place = places[block]!;
    if (place >= 0) {
      members[place] = records?.[entry] ?? entry;
      places[block] = place + 1;
    } else if (place === SKIPPED) keys[entry] = 0;
  }
  return { members, starts: toShared(starts), middles: toShared(middles), pairs, skipped };
}

const SKIPPED = -1;
const NO_PAIR = -2;

/** Arrays for so many entries: slots and sizes all 0, blocks all −1. Those given before are not used any more. */
export type BlockRoom = (entries: number) => {
  readonly mask: number;
  readonly slots: Int32Array;
  readonly sizes: Int32Array;
  readonly blockOf: Int32Array;
};

/** Room that is made once and cleared for each pass, so that passes do not leave tens of megabytes each behind. */
export function blockRoom(): BlockRoom {
  let slots = new Int32Array(0);
  let sizes = new Int32Array(0);
  let blockOf = new Int32Array(0);
  return (entries) => {
    const mask = (1 << (33 - Math.clz32(entries))) - 1;
    const slotted = 2 * (mask + 1);
    if (slots.length < slotted) slots = new Int32Array(slotted);
    else slots.fill(0, 0, slotted);
    if (sizes.length < entries) {
      sizes = new Int32Array(entries);
      blockOf = new Int32Array(entries);
    } else sizes.fill(0, 0, entries);
    blockOf.fill(-1, 0, entries);
    return { mask, slots, sizes: sizes.subarray(0, entries), blockOf: blockOf.subarray(0, entries) };
  };
}

/**
 * The block of every entry, −1 without a key, numbered in the order of first sight, and how many entries each has. Own
 * hash table, two ints a slot side by side: the key and its block + 1.
 */
function grouped(
  keys: Int32Array,
  room: BlockRoom,
): {
  readonly blockOf: Int32Array;
  readonly sizes: Int32Array;
  readonly blocks: number;
} {
  const { mask, slots, sizes, blockOf } = room(keys.length);
  let blocks = 0;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry]!;
    if (key === 0) continue;
    let slot = (key ^ (key >>> 16)) & mask;
    while (slots[slot * 2] !== key && slots[slot * 2] !== 0) slot = (slot + 1) & mask;
    let block = slots[slot * 2 + 1]! - 1;
    if (block < 0) {
      block = blocks++;
      slots[slot * 2] = key;
      slots[slot * 2 + 1] = block + 1;
    }
    sizes[block] = sizes[block]! + 1;
    blockOf[entry] = block;
  }
  return { blockOf, sizes: sizes.subarray(0, blocks), blocks };
}

/**
 * How many pairs the keys of records would propose, the left file's `leftRows` first, and how many of them a guard of
 * so many pairs a block would leave out.
 */
export function countPairs(
  keys: Int32Array,
  leftRows: number,
  isLink: boolean,
  guard: number,
  room: BlockRoom,
): { readonly pairs: number; readonly skipped: number } {
  const { blockOf, sizes, blocks } = grouped(keys, room);
  const lefts = leftMembers(blockOf, blocks, isLink ? (entry) => entry < leftRows : () => false);
  let pairs = 0;
  let skipped = 0;
  for (let block = 0; block < blocks; block++) {
    const ofBlock = blockPairs(sizes[block]!, lefts[block]!, isLink);
    if (ofBlock > guard) skipped += ofBlock;
    else pairs += ofBlock;
  }
  return { pairs, skipped };
}

/** Pairs of a block of `size` members, `left` of them the left file's. */
function blockPairs(size: number, left: number, isLink: boolean): number {
  return isLink ? left * (size - left) : (size * (size - 1)) / 2;
}

/** How many entries of each block are the left file's. */
function leftMembers(blockOf: Int32Array, blocks: number, isLeft: (entry: number) => boolean): Int32Array {
  const lefts = new Int32Array(blocks);
  for (let entry = 0; entry < blockOf.length; entry++) {
    const block = blockOf[entry]!;
    if (block >= 0 && isLeft(entry)) lefts[block] = lefts[block]! + 1;
  }
  return lefts;
}

function toShared(values: readonly number[]): Int32Array {
  const shared = sharedInt32(values.length);
  shared.set(values);
  return shared;
}
