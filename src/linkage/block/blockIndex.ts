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
  const order = sortedByKey(keys);
  const members = sharedInt32(order.length);
  const starts: number[] = [];
  const middles: number[] = [];
  let used = 0;
  let pairs = 0;
  const skipped = { blocks: 0, pairs: 0, largest: 0 };
  let from = 0;
  while (from < order.length) {
    const key = keys[order[from]!]!;
    let to = from + 1;
    while (to < order.length && keys[order[to]!] === key) to++;
    let left = 0;
    if (isLink) {
      for (let i = from; i < to; i++) if ((records?.[order[i]!] ?? order[i]!) < leftRows) left++;
    }
    const size = to - from;
    const blockPairs = isLink ? left * (size - left) : (size * (size - 1)) / 2;
    if (blockPairs > guard) {
      skipped.blocks++;
      skipped.pairs += blockPairs;
      skipped.largest = Math.max(skipped.largest, size);
      for (let i = from; i < to; i++) keys[order[i]!] = 0;
    } else if (blockPairs > 0) {
      starts.push(used);
      middles.push(used + left);
      for (let i = from; i < to; i++) members[used++] = records?.[order[i]!] ?? order[i]!;
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
 * How many pairs the keys of `records` would propose, and how many of them a guard of so many pairs a block would
 * leave out.
 */
export function countPairs(
  keys: Int32Array,
  records: Int32Array,
  leftRows: number,
  isLink: boolean,
  guard: number,
): { readonly pairs: number; readonly skipped: number } {
  const order = sortedByKey(keys);
  let pairs = 0;
  let skipped = 0;
  let from = 0;
  while (from < order.length) {
    const key = keys[order[from]!]!;
    let to = from;
    let left = 0;
    while (to < order.length && keys[order[to]!] === key) {
      if (records[order[to++]!]! < leftRows) left++;
    }
    const size = to - from;
    const blockPairs = isLink ? left * (size - left) : (size * (size - 1)) / 2;
    if (blockPairs > guard) skipped += blockPairs;
    else pairs += blockPairs;
    from = to;
  }
  return { pairs, skipped };
}

/** Positions of the entries with a key, by key and then by position. */
function sortedByKey(keys: Int32Array): Int32Array {
  let count = 0;
  for (const key of keys) if (key !== 0) count++;
  let order = new Int32Array(count);
  let next = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== 0) order[at++] = i;
  const radixBits = 11;
  const buckets = new Int32Array(1 << radixBits);
  for (let shift = 0; shift < 32; shift += radixBits) {
    buckets.fill(0);
    for (const entry of order) buckets[(keys[entry]! >>> shift) & 2047]!++;
    let sum = 0;
    for (let b = 0; b < buckets.length; b++) {
      const size = buckets[b]!;
      buckets[b] = sum;
      sum += size;
    }
    for (const entry of order) next[buckets[(keys[entry]! >>> shift) & 2047]!++] = entry;
    [order, next] = [next, order];
  }
  return order;
}

function toShared(values: readonly number[]): Int32Array {
  const shared = sharedInt32(values.length);
  shared.set(values);
  return shared;
}
