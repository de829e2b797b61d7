import type { BlockIndex } from './blockIndex.ts';
import { inSample } from './recordSample.ts';

/** One pass ready to be walked: its blocks, and its place among the passes. `crossing` passes may repeat pairs. */
export type WalkedPass = { readonly index: BlockIndex; readonly place: number };

/**
 * Pairs handed to the scorer at a time. Most blocks are small; pairs of many blocks together let the processor fetch
 * the records of the next pairs while it compares one.
 */
export const BATCH = 256;

/** Called with `count` pairs, `lefts[i]` with `rights[i]`; both arrays are reused for the next call. */
export type BatchVisitor = (lefts: Int32Array, rights: Int32Array, count: number) => void;

/**
 * Walks the blocks `fromBlock` to `toBlock` of a pass and hands out its pairs in batches, leaving out every pair that
 * an earlier pass has proposed: one whose keys agree there. `keys` holds the keys of all passes record by record
 * (`keys[record * passes + pass]`). In one file the lower record is the left one. `everyNth` keeps one left record in
 * so many, chosen by its number, for a sample.
 */
export function scanBlocks(
  { index, place }: WalkedPass,
  keys: Int32Array,
  passes: number,
  isLink: boolean,
  range: { readonly fromBlock: number; readonly toBlock: number; readonly everyNth: number },
  visit: BatchVisitor,
): void {
  const { members, starts, middles } = index;
  const lefts = new Int32Array(BATCH);
  const rights = new Int32Array(BATCH);
  let count = 0;
  for (let block = range.fromBlock; block < range.toBlock; block++) {
    const start = starts[block]!;
    const end = starts[block + 1]!;
    const leftEnd = isLink ? middles[block]! : end - 1;
    for (let i = start; i < leftEnd; i++) {
      const left = members[i]!;
      if (range.everyNth > 1 && !inSample(left, range.everyNth)) continue;
      const leftKeys = left * passes;
      for (let j = isLink ? leftEnd : i + 1; j < end; j++) {
        const right = members[j]!;
        if (right === left) continue;
        const rightKeys = right * passes;
        let earlier = 0;
        while (
          earlier < place &&
          (keys[leftKeys + earlier] !== keys[rightKeys + earlier] || keys[leftKeys + earlier] === 0)
        ) {
          earlier++;
        }
        if (earlier < place) continue;
        lefts[count] = left;
        rights[count++] = right;
        if (count === BATCH) {
          visit(lefts, rights, count);
          count = 0;
        }
      }
    }
  }
  if (count > 0) visit(lefts, rights, count);
}

/** Blocks of a pass as ranges of about `pairs` pairs each, for handing out to threads. */
export function blockRanges(
  index: BlockIndex,
  isLink: boolean,
  pairs: number,
): readonly { readonly fromBlock: number; readonly toBlock: number; readonly pairs: number }[] {
  const ranges: { fromBlock: number; toBlock: number; pairs: number }[] = [];
  let fromBlock = 0;
  let sum = 0;
  const blocks = index.starts.length - 1;
  for (let block = 0; block < blocks; block++) {
    const size = index.starts[block + 1]! - index.starts[block]!;
    const left = index.middles[block]! - index.starts[block]!;
    sum += isLink ? left * (size - left) : (size * (size - 1)) / 2;
    if (sum >= pairs || block === blocks - 1) {
      ranges.push({ fromBlock, toBlock: block + 1, pairs: sum });
      fromBlock = block + 1;
      sum = 0;
    }
  }
  return ranges;
}
