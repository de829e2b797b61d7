import { LETTER_CODES, letterCode, SLOT, SLOT_LETTERS, type ValueTable } from '../encode/valueTable.ts';
import { areUnlike, BOOST_ABOVE, leastEdits } from './letterBounds.ts';
import { longJaroMatches, longOsaDistance } from './longWords.ts';

/**
 * Compares one value with many: `take` reads the left value once into bit masks, one mask a letter, then each right
 * value costs a few machine words a letter (Hyyrö 2003 for the distance; bit-parallel matching for Jaro).
 * Values longer than a slot (31 letters) go the same way in several words. Blanks do not count.
 */
export type LetterMatcher = {
  /** Sets the left value. */
  readonly take: (left: number) => void;
  /**
   * Whether the letters alone show that the right value is more than `most` steps away and less than
   * `LEAST_SIMILAR` similar. It looks at next to nothing, so it comes first; false leaves both open.
   */
  readonly differs: (right: number, most: number) => boolean;
  /** Whether the letters alone show that the right value is more than `most` steps away. */
  readonly differsBy: (right: number, most: number) => boolean;
  /**
   * Optimal string alignment distance (insert, delete, replace, swap of neighbours, no letter touched twice) to the
   * right value, or `most + 1` when it is larger than `most`.
   */
  readonly distance: (right: number, most: number) => number;
  /** Jaro–Winkler similarity to the right value, 0 to 1, whole transpositions, as `strings/jaroWinkler.ts`. */
  readonly similarity: (right: number) => number;
};

const PREFIX_BOOST = 0.1;
const LONGEST_PREFIX = 4;
/** A matcher over the values of a table. It keeps scratch memory: one for each thread and use. */
export function letterMatcher(table: ValueTable): LetterMatcher {
  const { slots, signatures } = table;
  const masks = new Int32Array(LETTER_CODES);
  const otherMasks = new Int32Array(LETTER_CODES);
  let leftBase = 0;
  let leftLength = 0;
  let maskedValue = -1;
  let maskedLength = 0;
  let leftValue = -1;
  let leftSignature = 0;
  let isRead = false;
  let leftLetters: Uint8Array | undefined;

  const take = (left: number): void => {
    if (left === leftValue) return;
    leftValue = left;
    leftSignature = signatures[left]!;
    leftBase = left * SLOT;
    isRead = false;
  };

  /** Looks at the left value's letters, which stand elsewhere in memory, only once its signature left a doubt. */
  const read = (): void => {
    isRead = true;
    leftLength = slots[leftBase]!;
    leftLetters = undefined;
  };

  /** Writes the left value's masks when it is first compared letter by letter; most values never are. */
  const mask = (): void => {
    for (let i = 1; i <= maskedLength; i++) masks[slots[maskedValue * SLOT + i]!] = 0;
    maskedValue = leftValue;
    maskedLength = leftLength > SLOT_LETTERS ? 0 : leftLength;
    for (let i = 1; i <= maskedLength; i++) {
      const code = slots[leftBase + i]!;
      masks[code] = masks[code]! | (1 << (i - 1));
    }
  };

  const differs = (right: number, most: number): boolean => {
    const signature = signatures[right]!;
    return (
      leastEdits(leftSignature, signature) > most &&
      areUnlike(leftSignature, signature, slots[leftBase + 1] === slots[right * SLOT + 1])
    );
  };

  const differsBy = (right: number, most: number): boolean =>
    leastEdits(leftSignature, signatures[right]!) > most;

  const distance = (right: number, most: number): number => {
    if (!isRead) read();
    const base = right * SLOT;
    const length = slots[base]!;
    if (length > SLOT_LETTERS || leftLength > SLOT_LETTERS) {
      leftLetters ??= lettersOf(table, leftValue);
      return Math.min(most + 1, longOsaDistance(leftLetters, lettersOf(table, right)));
    }
    const apart = leftLength - length;
    if (apart > most || -apart > most) return most + 1;
    if (leftLength === 0) return length;
    if (maskedValue !== leftValue) mask();
    const last = 1 << (leftLength - 1);
    let vp = -1;
    let vn = 0;
    let diagonal = 0;
    let before = 0;
    let score = leftLength;
    for (let j = 1; j <= length; j++) {
      const equal = masks[slots[base + j]!]!;
      const swap = ((~diagonal & equal) << 1) & before;
      diagonal = ((((equal & vp) + vp) | 0) ^ vp) | equal | vn | swap;
      let hp = vn | ~(diagonal | vp);
      let hn = diagonal & vp;
      if ((hp & last) !== 0) score++;
      else if ((hn & last) !== 0) score--;
      hp = (hp << 1) | 1;
      hn <<= 1;
      vp = hn | ~(diagonal | hp);
      vn = hp & diagonal;
      before = equal;
    }
    return score > most ? most + 1 : score;
  };

  const similarity = (right: number): number => {
    if (!isRead) read();
    const base = right * SLOT;
    const length = slots[base]!;
    if (length > SLOT_LETTERS || leftLength > SLOT_LETTERS) {
      leftLetters ??= lettersOf(table, leftValue);
      return longSimilarity(leftLetters, lettersOf(table, right));
    }
    if (leftLength === 0 || length === 0) return leftLength === length ? 1 : 0;
    if (maskedValue !== leftValue) mask();
    let jaro: number;
    if (leftLength >= length) {
      jaro = shortJaro(masks, leftLength, slots, base, length);
    } else {
      for (let i = 1; i <= length; i++) {
        const code = slots[base + i]!;
        otherMasks[code] = otherMasks[code]! | (1 << (i - 1));
      }
      jaro = shortJaro(otherMasks, length, slots, leftBase, leftLength);
      for (let i = 1; i <= length; i++) otherMasks[slots[base + i]!] = 0;
    }
    if (jaro <= BOOST_ABOVE) return jaro;
    const longest = Math.min(LONGEST_PREFIX, leftLength, length);
    let prefix = 0;
    while (prefix < longest && slots[leftBase + prefix + 1] === slots[base + prefix + 1]) prefix++;
    return jaro + PREFIX_BOOST * prefix * (1 - jaro);
  };

  return { take, differs, differsBy, distance, similarity };
}

/** Jaro of two values of at most 31 letters: `masks` of the longer one, letters of the shorter one. */
function shortJaro(
  masks: Int32Array,
  longer: number,
  slots: Uint8Array,
  base: number,
  shorter: number,
): number {
  const range = Math.max((longer >> 1) - 1, 0);
  let window = (2 << range) - 1;
  let taken = 0;
  let used = 0;
  for (let i = 0; i < shorter; i++) {
    const free = masks[slots[base + i + 1]!]! & window & ~taken;
    taken |= free & -free;
    if (free !== 0) used |= 1 << i;
    window = i < range ? (window << 1) | 1 : window << 1;
  }
  if (taken === 0) return 0;
  let matches = 0;
  let differing = 0;
  while (used !== 0) {
    const place = 31 - Math.clz32(used & -used);
    if ((masks[slots[base + place + 1]!]! & taken & -taken) === 0) differing++;
    used &= used - 1;
    taken &= taken - 1;
    matches++;
  }
  return (matches / longer + matches / shorter + (matches - (differing >> 1)) / matches) / 3;
}

function longSimilarity(left: Uint8Array, right: Uint8Array): number {
  const [longer, shorter] = left.length >= right.length ? [left, right] : [right, left];
  const { matches, halfTranspositions } = longJaroMatches(longer, shorter);
  if (matches === 0) return 0;
  const jaro =
    (matches / longer.length + matches / shorter.length + (matches - (halfTranspositions >> 1)) / matches) /
    3;
  if (jaro <= BOOST_ABOVE) return jaro;
  let prefix = 0;
  while (prefix < LONGEST_PREFIX && left[prefix] === right[prefix]) prefix++;
  return jaro + PREFIX_BOOST * prefix * (1 - jaro);
}

/** All letter codes of a value, of any length. */
function lettersOf({ texts }: ValueTable, value: number): Uint8Array {
  const letters: number[] = [];
  for (let at = texts.starts[value]!; at < texts.starts[value + 1]!; at++) {
    const byte = texts.bytes[at]!;
    if (byte !== 32) letters.push(letterCode(byte));
  }
  return Uint8Array.from(letters);
}
