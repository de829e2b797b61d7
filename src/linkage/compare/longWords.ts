import { LETTER_CODES } from '../encode/valueTable.ts';

const WORD = 32;

/** One bit mask of `words` 32-bit words for each letter code: where the letter stands. */
function positionMasks(letters: Uint8Array, words: number): Int32Array {
  const masks = new Int32Array(LETTER_CODES * words);
  for (let i = 0; i < letters.length; i++) {
    const at = letters[i]! * words + (i >> 5);
    masks[at] = masks[at]! | (1 << (i & 31));
  }
  return masks;
}

/**
 * Optimal string alignment distance of letter codes of any length: the algorithm of `letterMatcher`, with the carry
 * of the addition and the bits shifted out of each word handed to the next.
 */
export function longOsaDistance(left: Uint8Array, right: Uint8Array): number {
  if (left.length === 0 || right.length === 0) return Math.max(left.length, right.length);
  const words = Math.ceil(left.length / WORD);
  const masks = positionMasks(left, words);
  const vp = new Int32Array(words).fill(-1);
  const vn = new Int32Array(words);
  const diagonals = new Int32Array(words);
  const lastBit = 1 << ((left.length - 1) & 31);
  let score = left.length;
  for (let j = 0; j < right.length; j++) {
    const equalAt = right[j]! * words;
    const beforeAt = j === 0 ? -1 : right[j - 1]! * words;
    let sumCarry = 0;
    let swapCarry = 0;
    let hpCarry = 1;
    let hnCarry = 0;
    for (let w = 0; w < words; w++) {
      const equal = masks[equalAt + w]!;
      const before = beforeAt < 0 ? 0 : masks[beforeAt + w]!;
      const p = vp[w]!;
      const n = vn[w]!;
      const possible = ~diagonals[w]! & equal;
      const swap = ((possible << 1) | swapCarry) & before;
      swapCarry = possible >>> 31;
      const sum = ((equal & p) >>> 0) + (p >>> 0) + sumCarry;
      sumCarry = sum > 0xffffffff ? 1 : 0;
      const diagonal = ((sum | 0) ^ p) | equal | n | swap;
      const hp = n | ~(diagonal | p);
      const hn = diagonal & p;
      if (w === words - 1) {
        if ((hp & lastBit) !== 0) score++;
        else if ((hn & lastBit) !== 0) score--;
      }
      const hpShifted = (hp << 1) | hpCarry;
      const hnShifted = (hn << 1) | hnCarry;
      hpCarry = hp >>> 31;
      hnCarry = hn >>> 31;
      vp[w] = hnShifted | ~(diagonal | hpShifted);
      vn[w] = hpShifted & diagonal;
      diagonals[w] = diagonal;
    }
  }
  return score;
}

/** Jaro's counts for letter codes of any length, as `jaroMatches` gives them, with the longer string in masks. */
export function longJaroMatches(
  longer: Uint8Array,
  shorter: Uint8Array,
): { readonly matches: number; readonly halfTranspositions: number } {
  const words = Math.max(1, Math.ceil(longer.length / WORD));
  const masks = positionMasks(longer, words);
  const range = Math.max((longer.length >> 1) - 1, 0);
  const taken = new Int32Array(words);
  const matched: number[] = [];
  for (let i = 0; i < shorter.length; i++) {
    const first = Math.max(i - range, 0);
    const last = Math.min(i + range, longer.length - 1);
    for (let w = first >> 5; w <= last >> 5; w++) {
      const fromHere = w === first >> 5 ? -1 << (first & 31) : -1;
      const upToHere = w === last >> 5 ? -1 >>> (31 - (last & 31)) : -1;
      const free = masks[shorter[i]! * words + w]! & ~taken[w]! & fromHere & upToHere;
      if (free === 0) continue;
      taken[w] = taken[w]! | (free & -free);
      matched.push(shorter[i]!);
      break;
    }
  }
  let halfTranspositions = 0;
  let next = 0;
  for (let j = 0; j < longer.length; j++) {
    if (((taken[j >> 5]! >>> (j & 31)) & 1) === 1 && longer[j] !== matched[next++]) halfTranspositions++;
  }
  return { matches: matched.length, halfTranspositions };
}
