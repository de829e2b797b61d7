/**
 * Keys of CWS/CMS (domain.md 2.4): ten base-62 characters, case-sensitive, seven of time stamp and three of staff
 * person; shown to people as 19 digits, 4-4-4-7. Both forms name the same row; the short one is stored.
 */

/** Why a text is no key. `number_form`: an exponent or too few digits, as a spreadsheet leaves behind. */
export type CwsKeyProblem = 'blank' | 'length' | 'character' | 'out_of_range' | 'number_form';

export type CwsKeyReading =
  | { readonly key: string; readonly convertedFrom?: 'ui_identifier' }
  | { readonly problem: CwsKeyProblem };

/** When and by whom a key was made; fields may be implausible in keys made by projects, which is no error. */
export interface CwsKeyStamp {
  readonly year: number;
  /** 1 to 12 in keys of the legacy system */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 99 usually, up to 204 seen */
  readonly hundredths: number;
  /** Number of the staff person or process, 0 to 238,327 */
  readonly staff: number;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UI_IDENTIFIER = /^\d{4}-?\d{4}-?\d{4}-?\d{7}$/;
const NUMBER = /^(?:\d{11,18}|\d+(?:\.\d+)?E\+?\d+)$/i;
const MAX_STAMP = 62 ** 7 - 1;
const MAX_STAFF = 62 ** 3 - 1;

/** Ten digits and letters; written out, because a month has millions of them. */
function isKey(text: string): boolean {
  if (text.length !== 10) return false;
  for (let i = 0; i < 10; i++) {
    const code = text.charCodeAt(i);
    const known = code <= 57 ? code >= 48 : code <= 90 ? code >= 65 : code >= 97 && code <= 122;
    if (!known) return false;
  }
  return true;
}

function decode(text: string): number {
  let value = 0;
  for (const character of text) value = value * 62 + ALPHABET.indexOf(character);
  return value;
}

function encode(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62))
    text = ALPHABET[rest % 62] + text;
  return text;
}

/** Reads a key in either form; blanks around it do not matter, letters keep their case. */
export function parseCwsKey(text: string): CwsKeyReading {
  if (isKey(text)) return { key: text };
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'blank' };
  if (isKey(trimmed)) return { key: trimmed };
  if (UI_IDENTIFIER.test(trimmed)) {
    const key = fromUiIdentifier(trimmed);
    return key === undefined ? { problem: 'out_of_range' } : { key, convertedFrom: 'ui_identifier' };
  }
  if (NUMBER.test(trimmed)) return { problem: 'number_form' };
  return { problem: trimmed.length === 10 ? 'character' : 'length' };
}

/** The 19-digit form that people see, "0315-2076-8676-8002051" of "5Y3vKVs0X5". */
export function toUiIdentifier(key: string): string {
  const digits =
    String(decode(key.slice(0, 7))).padStart(13, '0') + String(decode(key.slice(7))).padStart(6, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8, 12)}-${digits.slice(12)}`;
}

/** The ten-character key of a 19-digit form, with or without hyphens; undefined when it is no key's. */
export function fromUiIdentifier(text: string): string | undefined {
  if (!UI_IDENTIFIER.test(text)) return undefined;
  const digits = text.replaceAll('-', '');
  const stamp = Number(digits.slice(0, 13));
  const staff = Number(digits.slice(13));
  return stamp > MAX_STAMP || staff > MAX_STAFF ? undefined : encode(stamp, 7) + encode(staff, 3);
}

/** Bits of the time stamp from low to high. */
const STAMP_BITS = [8, 4, 5, 5, 6, 6, 8] as const;

/** The time stamp and staff number inside a key. */
export function cwsKeyStamp(key: string): CwsKeyStamp {
  let rest = decode(key.slice(0, 7));
  const take = (bits: number): number => {
    const value = rest % 2 ** bits;
    rest = Math.floor(rest / 2 ** bits);
    return value;
  };
  const [yearBits, monthBits, dayBits, hourBits, minuteBits, secondBits, hundredthBits] = STAMP_BITS;
  return {
    year: take(yearBits) + 1900,
    month: take(monthBits) + 1,
    day: take(dayBits),
    hour: take(hourBits),
    minute: take(minuteBits),
    second: take(secondBits),
    hundredths: take(hundredthBits),
    staff: decode(key.slice(7)),
  };
}

/** The key that a time stamp and a staff number make. Throws a RangeError when the stamp does not fit seven characters. */
export function cwsKeyOf(stamp: CwsKeyStamp): string {
  const parts = [
    stamp.year - 1900,
    stamp.month - 1,
    stamp.day,
    stamp.hour,
    stamp.minute,
    stamp.second,
    stamp.hundredths,
  ];
  let value = 0;
  let unit = 1;
  for (const [index, bits] of STAMP_BITS.entries()) {
    const part = parts[index]!;
    if (!(part >= 0 && part < 2 ** bits)) throw new RangeError('a part of the time stamp is out of range');
    value += part * unit;
    unit *= 2 ** bits;
  }
  if (value > MAX_STAMP || !(stamp.staff >= 0 && stamp.staff <= MAX_STAFF)) {
    throw new RangeError('the stamp does not fit a ten-character key');
  }
  return encode(value, 7) + encode(stamp.staff, 3);
}
