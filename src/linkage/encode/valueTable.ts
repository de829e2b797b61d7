import { formalNamesOf } from '../../domain/nicknames.ts';
import { surnameParts } from '../../domain/names.ts';
import { sharedInt32, sharedUint8 } from './sharedArrays.ts';
import { TextInterner, type TextTable } from './textTable.ts';

/** Bytes a value has in `slots`: its length, then the codes of its first letters. */
export const SLOT = 32;
/** Longest value that a slot holds whole. */
export const SLOT_LETTERS = SLOT - 1;
/** How many letter codes there are; code 0 is none. */
export const LETTER_CODES = 64;
/** Where a signature holds the length. */
export const LENGTH_SHIFT = 26;
/** Values of so many letters and more have this length in their signature. */
export const LONGEST_COUNTED = 63;
/** The letters of a signature. */
export const LETTERS_MASK = 0x03ffffff;
/** Four letter codes of six bits. */
const TAIL_MASK = 0x00ffffff;
/** Most surname parts and formal names kept of one value. */
export const PARTS = 3;

/**
 * The distinct values of one or more columns with everything the comparisons ask of a value, worked out once a value
 * and not once a pair. All arrays are shared memory, indexed by value.
 */
export type ValueTable = {
  readonly texts: TextTable;
  /** The value without blanks: DE LA CRUZ and DELACRUZ are one. Equal numbers here are what "equal" means. */
  readonly compact: Int32Array;
  /** `SLOT` bytes a value: length of the compact form (255: longer than the slot), then letter codes. */
  readonly slots: Uint8Array;
  /**
   * Which letters a value has, one of 26 bits a letter (of numbers two a digit, the second for a digit that stands
   * there twice), with its length (63 at most) in the six bits above: what two values do not share bounds how alike
   * they can be.
   */
  readonly signatures: Int32Array;
  /** The last four letters of a value, six bits a letter; 0 when it has fewer or does not fit its slot. */
  readonly tails: Int32Array;
  /** Names only, else empty. 1: a single word without formal names, which only equality finds in another's parts. */
  readonly plain: Uint8Array;
  /** Names only, else empty. `PARTS` a compact value: the surnames in it, −1 where there are fewer. */
  readonly parts: Int32Array;
  /** Names only, else empty. `PARTS` a compact value: the formal names it may stand for, −1 where there are fewer. */
  readonly formal: Int32Array;
  /** Dates only, else empty: the eight digits YYYYMMDD as written, four bits a digit. */
  readonly dates: Int32Array;
};

export type ValueKind = 'name' | 'date' | 'text';

const letterCodes = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) letterCodes[byte] = 41 + (byte % 23);
for (let i = 0; i < 26; i++) {
  letterCodes[65 + i] = 1 + i;
  letterCodes[97 + i] = 1 + i;
}
for (let i = 0; i < 10; i++) letterCodes[48 + i] = 27 + i;
[...'@.-_'].forEach((mark, i) => {
  letterCodes[mark.charCodeAt(0)] = 37 + i;
});
const BLANK = 32;

/** The code of a byte in `slots`: letters without case 1–26, digits 27–36, `@.-_` 37–40, others share 41–63. */
export function letterCode(byte: number): number {
  return letterCodes[byte]!;
}

/**
 * Works out the features of all values of a table. Names are looked at as an interner, made from the table unless it
 * is one, which gains the compact forms, parts and formal names.
 */
export function finishValues(values: TextInterner | TextTable, kind: ValueKind): ValueTable {
  if (kind === 'name') return finishNames(values instanceof TextInterner ? values : internerOf(values));
  const texts = values instanceof TextInterner ? values.finish() : values;
  const { size } = texts;
  const compact = sharedInt32(size);
  for (let value = 0; value < size; value++) compact[value] = value;
  const none = sharedInt32(0);
  return {
    texts,
    compact,
    ...(kind === 'date' ? { slots: sharedUint8(0), signatures: none, tails: none } : slotsOf(texts)),
    plain: sharedUint8(0),
    parts: none,
    formal: none,
    dates: kind === 'date' ? datesOf(texts) : none,
  };
}

function internerOf(texts: TextTable): TextInterner {
  const interner = new TextInterner();
  interner.internAll(texts);
  return interner;
}

function finishNames(interner: TextInterner): ValueTable {
  const given = interner.size;
  const compactOf = new Map<number, number>();
  const partsOf = new Map<number, readonly number[]>();
  const formalOf = new Map<number, readonly number[]>();
  // texts are one without their blanks from the start, but of names the words are wanted too; the interner grows with
  // the forms found on the way, which are looked at in their turn
  for (let value = 0; value < interner.size; value++) {
    const isWords = interner.hasBlank(value);
    if (isWords) compactOf.set(value, interner.internCompact(value));
    const text = interner.text(value);
    if (isWords) {
      const parts = surnameParts(text);
      if (parts.length > 1) {
        partsOf.set(
          value,
          parts.slice(0, PARTS).map((part) => interner.intern(part)),
        );
      }
    }
    if (value < given) {
      formalOf.set(
        value,
        formalNamesOf(text)
          .slice(0, PARTS)
          .map((name) => interner.intern(name)),
      );
    }
  }
  const texts = interner.finish();
  const { size } = texts;
  const compact = sharedInt32(size);
  for (let value = 0; value < size; value++) compact[value] = compactOf.get(value) ?? value;
  const parts = lists(size, partsOf, compact);
  const formal = lists(size, formalOf, compact);
  return {
    texts,
    compact,
    ...slotsOf(texts),
    plain: plainOf(size, compact, parts, formal),
    parts,
    formal,
    dates: sharedInt32(0),
  };
}

/** The lists of the compact values, each at least the value itself; a compact form has those of the first way to write it. */
function lists(size: number, of: ReadonlyMap<number, readonly number[]>, compact: Int32Array): Int32Array {
  const list = sharedInt32(size * PARTS).fill(-1);
  for (let value = 0; value < size; value++) {
    const at = compact[value]! * PARTS;
    const items = of.get(value);
    if (items !== undefined && list[at]! < 0)
      list.set(
        items.map((item) => compact[item]!),
        at,
      );
  }
  for (let value = 0; value < size; value++)
    if (list[value * PARTS]! < 0) list[value * PARTS] = compact[value]!;
  return list;
}

function plainOf(size: number, compact: Int32Array, parts: Int32Array, formal: Int32Array): Uint8Array {
  const plain = sharedUint8(size);
  for (let value = 0; value < size; value++) {
    const at = value * PARTS;
    plain[value] = parts[at + 1]! < 0 && formal[at + 1]! < 0 && formal[at] === compact[value] ? 1 : 0;
  }
  return plain;
}

function slotsOf(texts: TextTable): Pick<ValueTable, 'slots' | 'signatures' | 'tails'> {
  const { size, bytes, starts } = texts;
  const slots = sharedUint8(size * SLOT);
  const signatures = sharedInt32(size);
  const tails = sharedInt32(size);
  const { once, again } = signatureBits(texts);
  for (let value = 0; value < size; value++) {
    const base = value * SLOT;
    let length = 0;
    let signature = 0;
    let tail = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      const byte = bytes[at]!;
      if (byte === BLANK) continue;
      length++;
      const code = letterCodes[byte]!;
      const bit = once[code]!;
      signature |= (signature & bit) === 0 ? bit : again[code]!;
      tail = ((tail << 6) | code) & TAIL_MASK;
      if (length < SLOT) slots[base + length] = code;
    }
    slots[base] = length < SLOT ? length : 255;
    tails[value] = length >= 4 && length < SLOT ? tail : 0;
    signatures[value] = signature | (Math.min(length, LONGEST_COUNTED) << LENGTH_SHIFT);
  }
  return { slots, signatures, tails };
}

/**
 * The bit of each letter code, and of its second time: letters have their own bit where texts are words, digits have
 * two where they are numbers.
 */
function signatureBits({ bytes }: TextTable): { readonly once: Int32Array; readonly again: Int32Array } {
  let digits = 0;
  const sample = Math.min(bytes.length, 4096);
  for (let i = 0; i < sample; i++) if (bytes[i]! >= 48 && bytes[i]! <= 57) digits++;
  const isNumbers = digits * 2 > sample;
  const once = new Int32Array(LETTER_CODES);
  const again = new Int32Array(LETTER_CODES);
  for (let code = 1; code < LETTER_CODES; code++) {
    const isLetter = code <= 26;
    const isDigit = code > 26 && code <= 36;
    if (isNumbers) {
      once[code] = 1 << (isDigit ? code - 27 : 20 + (code % 6));
      if (isDigit) again[code] = 1 << (code - 17);
    } else once[code] = 1 << (isLetter ? code - 1 : code % 26);
  }
  return { once, again };
}

function datesOf({ size, bytes, starts }: TextTable): Int32Array {
  const dates = sharedInt32(size);
  for (let value = 0; value < size; value++) {
    let date = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) date = (date << 4) | (bytes[at]! - 48);
    dates[value] = date;
  }
  return dates;
}

/** Two decimal digits from eight bits. */
export function decimal(digits: number): number {
  return ((digits >> 4) & 15) * 10 + (digits & 15);
}
