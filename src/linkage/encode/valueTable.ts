import { formalNamesOf } from '../../domain/nicknames.ts';
import { surnameParts } from '../../domain/names.ts';
import { sharedInt32, sharedUint8 } from './sharedArrays.ts';
import type { TextInterner, TextTable } from './textTable.ts';

/** Bytes a value has in `slots`: its length, then the codes of its first letters. */
export const SLOT = 32;
/** Longest value that a slot holds whole. */
export const SLOT_LETTERS = SLOT - 1;
/** How many letter codes there are; code 0 is none. */
export const LETTER_CODES = 64;
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
  /** Names only, else empty. `PARTS` a value: the surnames in it, −1 where there are fewer. */
  readonly parts: Int32Array;
  /** Names only, else empty. `PARTS` a value: the formal names its first word may stand for, −1 where fewer. */
  readonly formal: Int32Array;
  /** Dates only, else empty: year × 10,000 + month × 100 + day as written. */
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

/** Works out the features of all values of an interner, which gains the compact forms, parts and formal names. */
export function finishValues(interner: TextInterner, kind: ValueKind): ValueTable {
  const given = interner.size;
  const compactOf = new Map<number, number>();
  const partsOf = new Map<number, readonly number[]>();
  const formalOf = new Map<number, readonly number[]>();
  for (let value = 0; value < interner.size; value++) {
    if (kind === 'date') break;
    const text = interner.text(value);
    if (text.includes(' ')) {
      compactOf.set(value, interner.intern(text.replaceAll(' ', '')));
      if (kind === 'name') {
        const parts = surnameParts(text);
        if (parts.length > 1)
          partsOf.set(
            value,
            parts.slice(0, PARTS).map((part) => interner.intern(part)),
          );
      }
    }
    if (kind === 'name' && value < given) {
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
  const parts = lists(kind === 'name' ? size : 0, partsOf);
  const formal = lists(kind === 'name' ? size : 0, formalOf);
  for (let value = 0; value < parts.length / PARTS; value++) {
    if (parts[value * PARTS]! < 0) parts[value * PARTS] = compact[value]!;
    if (formal[value * PARTS]! < 0) formal[value * PARTS] = compact[value]!;
  }
  return {
    texts,
    compact,
    slots: kind === 'date' ? sharedUint8(0) : slotsOf(texts),
    parts,
    formal,
    dates: kind === 'date' ? datesOf(texts) : sharedInt32(0),
  };
}

function lists(size: number, of: ReadonlyMap<number, readonly number[]>): Int32Array {
  const list = sharedInt32(size * PARTS).fill(-1);
  if (size > 0) for (const [value, items] of of) list.set(items, value * PARTS);
  return list;
}

function slotsOf({ size, bytes, starts }: TextTable): Uint8Array {
  const slots = sharedUint8(size * SLOT);
  for (let value = 0; value < size; value++) {
    const base = value * SLOT;
    let length = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      const byte = bytes[at]!;
      if (byte === BLANK) continue;
      length++;
      if (length < SLOT) slots[base + length] = letterCodes[byte]!;
    }
    slots[base] = length < SLOT ? length : 255;
  }
  return slots;
}

function datesOf({ size, bytes, starts }: TextTable): Int32Array {
  const dates = sharedInt32(size);
  for (let value = 0; value < size; value++) {
    let date = 0;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) date = date * 10 + bytes[at]! - 48;
    dates[value] = date;
  }
  return dates;
}
