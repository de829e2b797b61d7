import { damerauLevenshteinOfSymbols } from './damerauLevenshtein.ts';
import { jaccardOfSymbols } from './jaccard.ts';
import { jaroMatches, jaroScore } from './jaro.ts';
import { WINKLER_BOOST_FLOOR, withPrefixCredit } from './jaroWinkler.ts';
import { levenshteinOfSymbols } from './levenshtein.ts';
import { type SymbolTable, symbolBags } from './symbolBags.ts';
import type { Symbols } from './symbols.ts';

/** Whose Jaro: DuckDB rounds transpositions down, commons-text (Spark) does not (linkage.md 6.11). */
export type JaroVariant = 'duckdb' | 'spark';

/**
 * The string functions of `strings/` on numbers of texts, equal to the last bit, without allocation. Texts of up to 32
 * symbols are compared a machine word at a time, one bit a symbol; longer ones by the plain functions. Many calls in a
 * row with the same left text cost least.
 */
export type TextMeasures = {
  /** Similarity, or any number below `least` when it is below that. */
  readonly jaro: (left: number, right: number, least: number) => number;
  readonly jaroWinkler: (left: number, right: number, least: number) => number;
  /** Distance, or any number above `most` when it is above that. */
  readonly levenshtein: (left: number, right: number, most: number) => number;
  readonly damerauLevenshtein: (left: number, right: number, most: number) => number;
  readonly jaccard: (left: number, right: number, least: number) => number;
};

/** Symbols of a text that fit a machine word. */
const WORD = 32;

/** What a bound may be off by in its last digits; far more than rounding can make it. */
const ROUNDING = 1e-9;

/** The measures over a table of texts. They keep scratch memory: one for each thread. */
export function textMeasures({ symbols, starts }: SymbolTable, variant: JaroVariant): TextMeasures {
  const alphabet = symbols instanceof Uint8Array ? 0x1_00 : 0x1_00_00;
  /** For each symbol the places of the left text that hold it; all 0 but those of `maskedText`. */
  const masks = new Int32Array(alphabet);
  const otherMasks = new Int32Array(alphabet);
  let maskedText = -1;
  const bags = symbolBags({ symbols, starts });

  const textOf = (text: number): Symbols => symbols.subarray(starts[text], starts[text + 1]);

  const maskLeft = (text: number): void => {
    if (text === maskedText) return;
    if (maskedText >= 0) {
      for (let at = starts[maskedText]!; at < starts[maskedText + 1]!; at++) masks[symbols[at]!] = 0;
    }
    maskedText = text;
    const start = starts[text]!;
    for (let at = start; at < starts[text + 1]!; at++) {
      const symbol = symbols[at]!;
      masks[symbol] = masks[symbol]! | (1 << (at - start));
    }
  };

  /** Jaro's score from its matches; the order of the additions is that of `jaroScore`. */
  const scoreOf = (left: number, right: number, matches: number, halves: number): number =>
    jaroScore(left, right, matches, variant === 'duckdb' ? halves >> 1 : halves / 2);

  const jaro = (left: number, right: number): number => {
    const leftStart = starts[left]!;
    const rightStart = starts[right]!;
    const leftLength = starts[left + 1]! - leftStart;
    const rightLength = starts[right + 1]! - rightStart;
    if (leftLength > WORD || rightLength > WORD) {
      const { matches, halfTranspositions } = jaroMatches(textOf(left), textOf(right));
      return scoreOf(leftLength, rightLength, matches, halfTranspositions);
    }
    if (leftLength >= rightLength) {
      maskLeft(left);
      const counts = wordMatches(masks, leftLength, symbols, rightStart, rightLength);
      return scoreOf(leftLength, rightLength, counts & 0xff, counts >> 8);
    }
    for (let at = 0; at < rightLength; at++) {
      const symbol = symbols[rightStart + at]!;
      otherMasks[symbol] = otherMasks[symbol]! | (1 << at);
    }
    const counts = wordMatches(otherMasks, rightLength, symbols, leftStart, leftLength);
    for (let at = 0; at < rightLength; at++) otherMasks[symbols[rightStart + at]!] = 0;
    return scoreOf(leftLength, rightLength, counts & 0xff, counts >> 8);
  };

  /** The most that Jaro can be: when all symbols that both texts have match, in order. */
  const mostJaro = (left: number, right: number): number => {
    const shared = bags.shared(left, right);
    if (shared === 0) return 0;
    const leftLength = starts[left + 1]! - starts[left]!;
    return (shared / leftLength + shared / (starts[right + 1]! - starts[right]!) + 1) / 3;
  };

  const prefixOf = (left: number, right: number): number => {
    const leftStart = starts[left]!;
    const rightStart = starts[right]!;
    const longest = Math.min(starts[left + 1]! - leftStart, starts[right + 1]! - rightStart, 4);
    let length = 0;
    while (length < longest && symbols[leftStart + length] === symbols[rightStart + length]) length++;
    return length;
  };

  const jaroWinkler = (left: number, right: number, least: number): number => {
    if (left === right && variant === 'spark') return 1;
    const most = mostJaro(left, right) + ROUNDING;
    // Below the floor nothing is added for a common prefix.
    if (most < least && most < WINKLER_BOOST_FLOOR) return 0;
    if (withPrefixCredit(most, prefixOf(left, right)) < least) return 0;
    const score = jaro(left, right);
    const boosted = variant === 'duckdb' ? score > WINKLER_BOOST_FLOOR : score >= WINKLER_BOOST_FLOOR;
    return boosted ? withPrefixCredit(score, prefixOf(left, right)) : score;
  };

  /** Distance of two texts that fit a word; `swaps`: a swap of neighbours is one step (Hyyrö 2003). */
  const wordDistance = (left: number, right: number, swaps: boolean): number => {
    maskLeft(left);
    const start = starts[right]!;
    const end = starts[right + 1]!;
    const length = starts[left + 1]! - starts[left]!;
    if (length === 0) return end - start;
    const last = 1 << (length - 1);
    let vp = -1;
    let vn = 0;
    let diagonal = 0;
    let before = 0;
    let distance = length;
    for (let at = start; at < end; at++) {
      const equal = masks[symbols[at]!]!;
      const swap = swaps ? ((~diagonal & equal) << 1) & before : 0;
      diagonal = ((((equal & vp) + vp) | 0) ^ vp) | equal | vn | swap;
      let hp = vn | ~(diagonal | vp);
      let hn = diagonal & vp;
      if ((hp & last) !== 0) distance++;
      else if ((hn & last) !== 0) distance--;
      hp = (hp << 1) | 1;
      hn <<= 1;
      vp = hn | ~(diagonal | hp);
      vn = hp & diagonal;
      before = equal;
    }
    return distance;
  };

  /** The least that a distance can be: each symbol that the other text does not have takes a step. */
  const leastDistance = (left: number, right: number): number =>
    Math.max(starts[left + 1]! - starts[left]!, starts[right + 1]! - starts[right]!) -
    bags.shared(left, right);

  const fitWord = (left: number, right: number): boolean =>
    starts[left + 1]! - starts[left]! <= WORD && starts[right + 1]! - starts[right]! <= WORD;

  return {
    jaro: (left, right, least) => (mostJaro(left, right) + ROUNDING < least ? 0 : jaro(left, right)),
    jaroWinkler,
    levenshtein: (left, right, most) => {
      if (left === right) return 0;
      const apart = leastDistance(left, right);
      if (apart > most) return apart;
      return fitWord(left, right)
        ? wordDistance(left, right, false)
        : levenshteinOfSymbols(textOf(left), textOf(right));
    },
    damerauLevenshtein: (left, right, most) => {
      if (left === right) return 0;
      const apart = leastDistance(left, right);
      if (apart > most) return apart;
      if (fitWord(left, right)) {
        // The restricted distance, in which no symbol is touched after a swap, is never the smaller one. It is larger
        // only by a swap with something inserted or deleted between, which takes two steps or more and saves one: so
        // it is at most one and a half times the unrestricted one, and so the same up to 2.
        const restricted = wordDistance(left, right, true);
        if (restricted <= 2 || restricted > most * 1.5) return restricted;
      }
      return damerauLevenshteinOfSymbols(textOf(left), textOf(right));
    },
    jaccard: (left, right) => jaccardOfSymbols(textOf(left), textOf(right)),
  };
}

/**
 * What `jaroMatches` counts, for texts that fit a word: matches in the low eight bits, positions that differ above
 * them. `masks` are those of the longer text, the shorter one is given by its symbols.
 */
function wordMatches(
  masks: Int32Array,
  longer: number,
  symbols: Symbols,
  start: number,
  shorter: number,
): number {
  const range = Math.max((longer >> 1) - 1, 0);
  let window = (2 << range) - 1;
  let taken = 0;
  let used = 0;
  for (let at = 0; at < shorter; at++) {
    const free = masks[symbols[start + at]!]! & window & ~taken;
    taken |= free & -free;
    if (free !== 0) used |= 1 << at;
    window = at < range ? (window << 1) | 1 : window << 1;
  }
  let matches = 0;
  let differing = 0;
  while (used !== 0) {
    const at = 31 - Math.clz32(used & -used);
    if ((masks[symbols[start + at]!]! & taken & -taken) === 0) differing++;
    used &= used - 1;
    taken &= taken - 1;
    matches++;
  }
  return matches | (differing << 8);
}
