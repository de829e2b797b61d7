import { LENGTH_SHIFT, LETTERS_MASK, LONGEST_COUNTED } from '../encode/valueTable.ts';

/**
 * What two values' signatures alone (`ValueTable.signatures`) tell: how far apart they are at the least. It costs a
 * few machine words and looks at no letter, so most pairs of values are settled by it.
 */

/** The least similarity that any level asks for. */
export const LEAST_SIMILAR = 0.78;
/** Similarity above which Winkler adds for a common prefix. */
export const BOOST_ABOVE = 0.7;
/** 3 × Jaro − 1 that `LEAST_SIMILAR` takes with a common prefix, which counts only above 0.7, and without. */
const JARO_WITH_PREFIX = 3 * BOOST_ABOVE - 1;
const JARO_ALONE = 3 * LEAST_SIMILAR - 1;

/**
 * The least number of edits between two values: an edit takes away one letter and brings one at the most, so half of
 * the letters that only one side has, and every letter more, cost one each.
 */
export function leastEdits(left: number, right: number): number {
  const ofLetters = (bitCount((left ^ right) & LETTERS_MASK) + 1) >> 1;
  const longer = (left >>> LENGTH_SHIFT) - (right >>> LENGTH_SHIFT);
  const ofLength = longer < 0 ? -longer : longer;
  return ofLetters > ofLength ? ofLetters : ofLength;
}

/**
 * Whether the Jaro–Winkler similarity of two values is below `LEAST_SIMILAR` for want of common letters: letters of
 * one side do not match; with all others matched in order Jaro is at most this, and without a common first letter
 * Winkler adds nothing to it.
 */
export function areUnlike(left: number, right: number, isSameInitial: boolean): boolean {
  const apart = (left ^ right) & LETTERS_MASK;
  const leftLength = left >>> LENGTH_SHIFT;
  const rightLength = right >>> LENGTH_SHIFT;
  const ofLeft = leftLength - bitCount(apart & left);
  const ofRight = rightLength - bitCount(apart & right);
  const matches = ofLeft < ofRight ? ofLeft : ofRight;
  const needed = isSameInitial ? JARO_WITH_PREFIX : JARO_ALONE;
  return (
    matches * (leftLength + rightLength) < needed * leftLength * rightLength &&
    leftLength < LONGEST_COUNTED &&
    rightLength < LONGEST_COUNTED
  );
}

/** Bits set in a word. */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
