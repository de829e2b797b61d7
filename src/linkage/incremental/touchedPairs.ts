import { GrowingInt32 } from '../encode/sharedArrays.ts';
import type { TouchedBlocks } from './touchedBlocks.ts';

/** Pairs to be compared, with the pass that proposes each; a pass over all names may propose a pair again. */
export type ProposedPairs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly pass: Int32Array;
};

/**
 * The pairs with at least one touched record that the passes propose, each in the first pass whose keys agree, as a
 * walk over all blocks would hand them out.
 */
export function touchedPairs(
  blocks: readonly TouchedBlocks[],
  keys: readonly Int32Array[],
  isLink: boolean,
  touched: Uint8Array,
): ProposedPairs {
  const left = new GrowingInt32();
  const right = new GrowingInt32();
  const pass = new GrowingInt32();
  const skippedKeys = blocks.map(({ skipped }) => new Set(skipped.map(({ key }) => key)));
  const isSeen = (one: number, other: number, before: number): boolean => {
    for (let place = 0; place < before; place++) {
      const key = keys[place]![one]!;
      if (key !== 0 && key === keys[place]![other] && !skippedKeys[place]!.has(key)) return true;
    }
    return false;
  };
  blocks.forEach(({ members, starts, middles, searched }, place) => {
    const offer = (one: number, other: number): void => {
      if (one === other || isSeen(one, other, place)) return;
      left.push(one);
      right.push(other);
      pass.push(place);
    };
    for (let block = 0; block < middles.length; block++) {
      if (searched[block] === 0) continue;
      const start = starts[block]!;
      const end = starts[block + 1]!;
      const middle = middles[block]!;
      // most changed records share their key with nobody
      if (isLink ? start === middle || middle === end : end - start < 2) continue;
      const touchedPlaces: number[] = [];
      for (let i = isLink ? middle : start; i < end; i++) {
        if (touched[members[i]!] === 1) touchedPlaces.push(i);
      }
      for (let i = start; i < (isLink ? middle : end); i++) {
        const one = members[i]!;
        if (touched[one] === 1) {
          for (let j = isLink ? middle : i + 1; j < end; j++) offer(one, members[j]!);
        } else {
          for (const j of touchedPlaces) if (j > i) offer(one, members[j]!);
        }
      }
    }
  });
  return { left: left.trim(), right: right.trim(), pass: pass.trim() };
}
