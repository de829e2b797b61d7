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
 * Sorts the entries of a pass by key (radix sort, stable, so members keep record order) and keeps the blocks of at
 * most `guard` pairs. The keys of skipped blocks are set to 0, so that no other pass believes the pair was seen here.
 * `records` are the entries' records, or undefined when entry `i` is record `i`.
 */
export function blockIndex(
  keys: Int32Array,
  records: Int32Array | undefined,
  leftRows: number,
  isLink: boolean,
  guard: number,
): BlockIndex {
  const sorted = sortedByKey(keys);
  const { entries } = sorted;
  const members = sharedInt32(entries.length);
  const starts: number[] = [];
  const middles: number[] = [];
  let used = 0;
  let pairs = 0;
  const skipped = { blocks: 0, pairs: 0, largest: 0 };
  let from = 0;
  while (from < entries.length) {
    const key = sorted.keys[from]!;
    let to = from + 1;
    while (to < entries.length && sorted.keys[to] === key) to++;
    let left = 0;
    if (isLink && to > from + 1) {
      for (let i = from; i < to; i++) if ((records?.[entries[i]!] ?? entries[i]!) < leftRows) left++;
    }
    const size = to - from;
    const blockPairs = isLink ? left * (size - left) : (size * (size - 1)) / 2;
    if (blockPairs > guard) {
      skipped.blocks++;
      skipped.pairs += blockPairs;
      skipped.largest = Math.max(skipped.largest, size);
      for (let i = from; i < to; i++) keys[entries[i]!] = 0;
    } else if (blockPairs > 0) {
      starts.push(used);
      middles.push(used + left);
      for (let i = from; i < to; i++) members[used++] = records?.[entries[i]!] ?? entries[i]!;
      pairs += blockPairs;
    }
    from = to;
  }
  starts.push(used);
  return {
    members: members.subarray(0, used),
    starts: toShared(starts),
    middles: toShared(middles),
    pairs,
    skipped,
  };
}

/**
 * How many pairs the keys of records would propose, the left file's `leftRows` first, and how many of them a guard of
 * so many pairs a block would leave out. It counts in a table and sorts nothing, since it is asked of every pass there
 * could be.
 */
export function countPairs(
  keys: Int32Array,
  leftRows: number,
  isLink: boolean,
  guard: number,
): { readonly pairs: number; readonly skipped: number } {
  const mask = (1 << (33 - Math.clz32(keys.length))) - 1;
  const known = new Int32Array(mask + 1);
  const lefts = new Int32Array(mask + 1);
  const sizes = new Int32Array(mask + 1);
  for (let record = 0; record < keys.length; record++) {
    const key = keys[record]!;
    if (key === 0) continue;
    let slot = (key ^ (key >>> 16)) & mask;
    while (known[slot] !== key && known[slot] !== 0) slot = (slot + 1) & mask;
    known[slot] = key;
    sizes[slot] = sizes[slot]! + 1;
    if (record < leftRows) lefts[slot] = lefts[slot]! + 1;
  }
  let pairs = 0;
  let skipped = 0;
  for (let slot = 0; slot <= mask; slot++) {
    const size = sizes[slot]!;
    const left = lefts[slot]!;
    const blockPairs = isLink ? left * (size - left) : (size * (size - 1)) / 2;
    if (blockPairs > guard) skipped += blockPairs;
    else pairs += blockPairs;
  }
  return { pairs, skipped };
}

/** The entries that have a key, in ascending order of the key's bits and then of position. */
type SortedEntries = { readonly keys: Int32Array; readonly entries: Int32Array };

const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;

/** Keys travel with their entries, so that every round reads memory in order. */
function sortedByKey(given: Int32Array): SortedEntries {
  let count = 0;
  for (const key of given) if (key !== 0) count++;
  let keys = new Int32Array(count);
  let entries = new Int32Array(count);
  let nextKeys = new Int32Array(count);
  let nextEntries = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < given.length; i++) {
    const key = given[i]!;
    if (key === 0) continue;
    keys[at] = key;
    entries[at++] = i;
  }
  const places = new Int32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    places.fill(0);
    for (let i = 0; i < count; i++) {
      const bucket = (keys[i]! >>> shift) & (BUCKETS - 1);
      places[bucket] = places[bucket]! + 1;
    }
    let sum = 0;
    for (let b = 0; b < BUCKETS; b++) {
      const size = places[b]!;
      places[b] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      const bucket = (key >>> shift) & (BUCKETS - 1);
      const place = places[bucket]!;
      places[bucket] = place + 1;
      nextKeys[place] = key;
      nextEntries[place] = entries[i]!;
    }
    [keys, nextKeys] = [nextKeys, keys];
    [entries, nextEntries] = [nextEntries, entries];
  }
  return { keys, entries };
}

function toShared(values: readonly number[]): Int32Array {
  const shared = sharedInt32(values.length);
  shared.set(values);
  return shared;
}
