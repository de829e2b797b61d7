import { SLOT, SLOT_LETTERS, type ValueTable, letterCode } from '../encode/valueTable.ts';
import type { TextTable } from '../encode/textTable.ts';
import type { KeyForm } from './blockingPass.ts';

/** Soundex digit of each letter code 1–26; 0 is a vowel, 7 is H or W, which do not part equal digits. */
const SOUNDEX = Uint8Array.from([0, ...[...'01230127022455012623017202'].map(Number)]);
const BLANK = 32;
const AT_SIGN = letterCode(64);

/** For every value of a table the number that stands for it in a key of this form; 0 where the form has nothing. */
export function keysOfValues(table: ValueTable, form: KeyForm): Int32Array {
  const keys = new Int32Array(table.compact.length);
  for (let value = 0; value < keys.length; value++) keys[value] = keyOfValue(table, value, form);
  return keys;
}

/**
 * The number that stands for one value in a key. It is made of the letters alone, not of the value's number, so that
 * records which have not changed keep their keys from month to month.
 */
export function keyOfValue(table: ValueTable, value: number, form: KeyForm): number {
  const { compact, dates } = table;
  return dates.length > 0 ? dateKey(dates[value]!, form) : textKey(table, compact[value]!, form);
}

function dateKey(date: number, form: KeyForm): number {
  const month = (date >>> 8) & 255;
  const day = date & 255;
  switch (form) {
    case 'year':
      return date >>> 16;
    case 'year_month':
      return date >>> 8;
    case 'month_day':
      return (date & 0xffff) + 1;
    case 'any_order_date':
      return (date & ~0xffff) | (Math.min(month, day) << 8) | Math.max(month, day);
    default:
      return date;
  }
}

function textKey({ slots, texts }: ValueTable, value: number, form: KeyForm): number {
  const base = value * SLOT;
  const length = Math.min(slots[base]!, SLOT_LETTERS);
  switch (form) {
    case 'sound':
      return soundex(slots, base, length);
    case 'initial':
      return slots[base + 1]!;
    case 'first_three':
      return length < 3 ? 0 : hashLetters(slots, base, 1, 3);
    case 'head':
      return length < 4 ? 0 : hashLetters(slots, base, 1, (length + 1) >> 1);
    case 'tail':
      return length < 4 ? 0 : hashLetters(slots, base, (length >> 1) + 1, length);
    case 'user': {
      let end = 1;
      while (end <= length && slots[base + end] !== AT_SIGN) end++;
      return end < 4 ? 0 : hashLetters(slots, base, 1, end - 1);
    }
    default:
      return hashText(texts, value);
  }
}

function hashLetters(letters: Uint8Array, base: number, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i <= to; i++) hash = Math.imul(hash ^ letters[base + i]!, 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** The hash of a value's bytes without its blanks, which the first to write it chose. */
function hashText({ bytes, starts }: TextTable, value: number): number {
  let hash = 0x811c9dc5;
  for (let at = starts[value]!; at < starts[value + 1]!; at++) {
    const byte = bytes[at]!;
    if (byte !== BLANK) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash === 0 ? 1 : hash;
}

/** Soundex of a value: first letter and up to three digits, as one number. */
function soundex(slots: Uint8Array, base: number, length: number): number {
  if (length === 0) return 0;
  const first = slots[base + 1]!;
  let code = first;
  let digits = 0;
  let last = first <= 26 ? SOUNDEX[first]! : 0;
  for (let i = 2; i <= length && digits < 3; i++) {
    const letter = slots[base + i]!;
    const digit = letter <= 26 ? SOUNDEX[letter]! : 0;
    if (digit === 7) continue;
    if (digit !== 0 && digit !== last) {
      code = code * 7 + digit;
      digits++;
    }
    last = digit;
  }
  return code * 4 + digits;
}
