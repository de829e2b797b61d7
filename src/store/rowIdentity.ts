/**
 * By what a row is known again from one extract to the next: a 64-bit hash of its key, in two halves, and a 53-bit hash
 * of its content. The content settles whether a row says what it said the month before, and only ever between two rows
 * of the same key: among a hundred million changed rows the chance that one is taken for unchanged is about one in a
 * hundred million. Two different keys among ten million rows fall together with a chance of three in a million.
 */
export interface RowIdentity {
  readonly keyHigh: number;
  /** Never 0, so that 0 can stand for a free place in a table of keys. */
  readonly keyLow: number;
  readonly content: number;
}

type Values = readonly (string | number | null)[];

/** Joins values; does not occur in any (intake keeps control characters out). */
export const valueSeparator = '\u001f';
const separatorCode = valueSeparator.charCodeAt(0);

/** The values at these places as one text. */
export function joinedValues(values: Values, places: readonly number[]): string {
  let text = '';
  for (const place of places) text += (values[place] ?? '') + valueSeparator;
  return text;
}

export const keyHigh = (key: string): number => hash(key, 0x811c9dc5);
export const keyLow = (key: string): number => hash(key, 0x2545f491) || 1;

/** The texts of the row in hand; kept, because a month has a million rows. */
const texts: string[] = [];

/** The hash of the values at these places: FNV-1a beside a multiply-rotate hash over what `joinedValues` gives. */
export function contentHash(values: Values, places: readonly number[]): number {
  let length = places.length;
  for (let i = 0; i < places.length; i++) {
    const text = String(values[places[i]!] ?? '');
    texts[i] = text;
    length += text.length;
  }
  let a = 0x811c9dc5 | 0;
  let b = length | 0;
  for (let i = 0; i < places.length; i++) {
    const text = texts[i]!;
    for (let at = 0; at <= text.length; at++) {
      const code = at < text.length ? text.charCodeAt(at) : separatorCode;
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
      b = (b << 15) | (b >>> 17);
    }
  }
  return (b >>> 11) * 0x1_0000_0000 + (a >>> 0);
}

/** 32-bit FNV-1a, two characters a step, with murmur3's final mix, so that keys that differ in one character fall far apart. */
function hash(text: string, seed: number): number {
  let value = seed;
  const pairs = text.length & ~1;
  for (let i = 0; i < pairs; i += 2) {
    value = Math.imul(value ^ (text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)), 0x01000193);
    value ^= value >>> 13;
  }
  if (pairs < text.length) value = Math.imul(value ^ text.charCodeAt(pairs), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
