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
 * Works out the features of all values of a table; those of letters and dates when they are first asked for. Names are
 * looked at as an interner, made from the table unless it is one, which gains the compact forms, parts and formal
 * names. `isUsed` tells the values that records have: only these say what a compact name stands for.
 */
export function finishValues(
  values: TextInterner | TextTable,
  kind: ValueKind,
  isUsed: (value: number) => boolean = () => true,
): ValueTable {
  if (kind === 'name')
    return finishNames(values instanceof TextInterner ? values : internerOf(values), isUsed);
  const texts = values instanceof TextInterner ? values.finish() : values;
  const compact = sharedInt32(texts.size);
  for (let value = 0; value < compact.length; value++) compact[value] = value;
  const names = { plain: sharedUint8(0), parts: sharedInt32(0), formal: sharedInt32(0) };
  return tableOf(
    { texts, compact, ...names },
    kind === 'date' ? { dates: () => datesOf(texts) } : { letters: () => slotsOf(texts) },
  );
}

function internerOf(texts: TextTable): TextInterner {
  const interner = new TextInterner();
  interner.internAll(texts);
  return interner;
}

/** The ways to write a name in one compact form: the parts and formal names of the one first in the alphabet count. */
type Writing = { readonly text: string; readonly items: readonly number[] };

function finishNames(interner: TextInterner, isUsed: (value: number) => boolean): ValueTable {
  const given = interner.size;
  const compactOf = new Map<number, number>();
  const partsOf = new Map<number, Writing>();
  const formalOf = new Map<number, Writing>();
  const put = (list: Map<number, Writing>, compact: number, text: string, names: readonly string[]): void => {
    const known = list.get(compact);
    if (known !== undefined && known.text < text) return;
    list.set(compact, { text, items: names.slice(0, PARTS).map((name) => interner.intern(name)) });
  };
  // texts are one without their blanks from the start, but of names the words are wanted too; the interner grows with
  // the forms found on the way
  for (let value = 0; value < given; value++) {
    const isWords = interner.hasBlank(value);
    const compact = isWords ? interner.internCompact(value) : value;
    if (isWords) compactOf.set(value, compact);
    if (!isUsed(value)) continue;
    const text = interner.text(value);
    if (isWords) {
      const parts = surnameParts(text);
      if (parts.length > 1) put(partsOf, compact, text, parts);
    }
    const formal = formalNamesOf(text);
    if (formal.length > 1 || formal[0] !== text) put(formalOf, compact, text, formal);
  }
  const texts = interner.finish();
  const { size } = texts;
  const compact = sharedInt32(size);
  for (let value = 0; value < size; value++) compact[value] = compactOf.get(value) ?? value;
  const parts = lists(compact, partsOf);
  const formal = lists(compact, formalOf);
  const plain = plainOf(size, compact, parts, formal);
  return tableOf({ texts, compact, plain, parts, formal }, { letters: () => slotsOf(texts) });
}

/** `PARTS` items of every value, at least the value itself in its compact form. */
function lists(compact: Int32Array, of: ReadonlyMap<number, Writing>): Int32Array {
  const list = sharedInt32(compact.length * PARTS).fill(-1);
  for (let value = 0; value < compact.length; value++) list[value * PARTS] = compact[value]!;
  for (const [value, { items }] of of) {
    list.set(
      items.map((item) => compact[item]!),
      value * PARTS,
    );
  }
  return list;
}

type Letters = Pick<ValueTable, 'slots' | 'signatures' | 'tails'>;

/** A table whose letters or dates are worked out when they are first asked for: of a next month most never are. */
function tableOf(
  table: Omit<ValueTable, keyof Letters | 'dates'>,
  later: { readonly letters?: () => Letters; readonly dates?: () => Int32Array },
): ValueTable {
  let letters: Letters | undefined;
  let dates: Int32Array | undefined;
  const lettersOf = (): Letters =>
    (letters ??= later.letters?.() ?? {
      slots: sharedUint8(0),
      signatures: sharedInt32(0),
      tails: sharedInt32(0),
    });
  return {
    ...table,
    get slots() {
      return lettersOf().slots;
    },
    get signatures() {
      return lettersOf().signatures;
    },
    get tails() {
      return lettersOf().tails;
    },
    get dates() {
      return (dates ??= later.dates?.() ?? sharedInt32(0));
    },
  };
}

function plainOf(size: number, compact: Int32Array, parts: Int32Array, formal: Int32Array): Uint8Array {
  const plain = sharedUint8(size);
  for (let value = 0; value < size; value++) {
    const at = value * PARTS;
    plain[value] = parts[at + 1]! < 0 && formal[at + 1]! < 0 && formal[at] === compact[value] ? 1 : 0;
  }
  return plain;
}

function slotsOf(texts: TextTable): Letters {
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
