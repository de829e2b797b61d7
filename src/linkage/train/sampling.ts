import type { LinkType } from '../model/model.ts';
import { seededRandom } from './random.ts';

/**
 * How many records to draw from each file so that all pairs among them come to about `maxPairs` (linkage.md 6.6).
 * Where that is more than there are, all of them: then u does not depend on chance.
 */
export function sampleSizes(
  linkType: LinkType,
  sizes: readonly number[],
  maxPairs: number,
): readonly number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const share =
    linkType === 'link_only' ? linkShare(sizes, all, maxPairs) : (Math.sqrt(8 * maxPairs + 1) + 1) / 2 / all;
  return sizes.map((size) => Math.min(size, Math.round(size * share)));
}

function linkShare(sizes: readonly number[], all: number, maxPairs: number): number {
  const links = (all * all - sizes.reduce((sum, size) => sum + size * size, 0)) / 2;
  return Math.sqrt(maxPairs / links);
}

/** `wanted` different indexes below `size`, ascending, the same for the same seed; every choice is equally likely. */
export function sampleIndexes(size: number, wanted: number, seed: number): Int32Array {
  if (wanted >= size) return Int32Array.from({ length: size }, (_, index) => index);
  const random = seededRandom(seed);
  const chosen = new Int32Array(wanted);
  let taken = 0;
  for (let index = 0; taken < wanted; index++) {
    if (random() * (size - index) < wanted - taken) chosen[taken++] = index;
  }
  return chosen;
}
