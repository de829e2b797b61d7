import { sharedUint8 } from './sharedArrays.ts';

/** Texts by number, as UTF-8 bytes laid end to end in shared memory: text `i` is bytes `starts[i]` to `starts[i + 1]`. */
export type TextTable = {
  readonly size: number;
  readonly bytes: Uint8Array;
  /** One more entry than there are texts. Offsets above 2^31 are kept as unsigned. */
  readonly starts: Uint32Array;
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const BLANK = 32;
/** FNV-1a. */
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
const FILTER_BITS = 1 << 18;

/** The text of number `id`. */
export function textAt(table: TextTable, id: number): string {
  const start = table.starts[id]!;
  const end = table.starts[id + 1]!;
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = table.bytes[i]!;
    if (byte >= 128) return decoder.decode(table.bytes.slice(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Some texts of a table, by themselves. */
export function textsOf(table: TextTable, ids: Int32Array): TextTable {
  const size = ids.length;
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (size + 1)));
  let length = 0;
  for (let i = 0; i < size; i++) {
    length += table.starts[ids[i]! + 1]! - table.starts[ids[i]!]!;
    starts[i + 1] = length;
  }
  const bytes = sharedUint8(length);
  for (let i = 0, to = 0; i < size; i++) {
    for (let at = table.starts[ids[i]!]!; at < table.starts[ids[i]! + 1]!; at++)
      bytes[to++] = table.bytes[at]!;
  }
  return { size, bytes, starts };
}

/**
 * Gives every distinct text a number, in order of first sight. Own hash table on byte pools, because a `Map` of
 * ten million strings neither fits its size limit nor the memory budget.
 */
export class TextInterner {
  readonly #ignoresBlanks: boolean;
  #bytes = sharedUint8(1 << 14);
  #used = 0;
  #starts = new Uint32Array(new SharedArrayBuffer(4 * 1025));
  /** Open addressing, two entries a slot: the hash and the number + 1, side by side in memory. */
  #slots = new Int32Array(2 * 2048);
  #mask = 2047;
  #size = 0;
  #scratch = new Uint8Array(256);

  /** `ignoresBlanks`: texts that differ in blanks only are one, written as it was first seen. */
  constructor({ ignoresBlanks = false }: { readonly ignoresBlanks?: boolean } = {}) {
    this.#ignoresBlanks = ignoresBlanks;
  }

  get size(): number {
    return this.#size;
  }

  /** Makes room for so many texts in all. What is never used of it takes no memory. */
  reserve(texts: number): void {
    let slots = this.#mask + 1;
    while (slots < texts * 2 + 2) slots *= 2;
    if (slots > this.#mask + 1) this.#rehash(slots);
    if (texts + 1 > this.#starts.length) this.#growStarts(texts + 1);
  }

  /** The number of `text`: the old one when it was seen before. */
  intern(text: string): number {
    const length = text.length;
    if (length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(length * 6);
    const scratch = this.#scratch;
    const ignored = this.#ignoresBlanks ? BLANK : -1;
    let hash = HASH_START;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 128) return this.#internScratch(encoder.encodeInto(text, scratch).written);
      scratch[i] = unit;
      if (unit !== ignored) hash = Math.imul(hash ^ unit, HASH_FACTOR);
    }
    return this.#find(hash, length);
  }

  /** An interner that has the texts of a table under their numbers; `hashes` are those it would give them. */
  static of(
    table: TextTable,
    hashes: Int32Array,
    options: { readonly ignoresBlanks?: boolean } = {},
  ): TextInterner {
    const { size, bytes, starts } = table;
    const interner = new TextInterner(options);
    let slots = interner.#slots.length / 2;
    while (slots < size * 2 + 2) slots *= 2;
    interner.#slots = new Int32Array(slots * 2);
    interner.#mask = slots - 1;
    for (let text = 0; text < size; text++) {
      let slot = hashes[text]! & interner.#mask;
      while (interner.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & interner.#mask;
      interner.#slots[slot * 2] = hashes[text]!;
      interner.#slots[slot * 2 + 1] = text + 1;
    }
    interner.#used = starts[size]!;
    interner.#bytes = sharedUint8(Math.ceil(interner.#used * 1.25) + 1024);
    interner.#bytes.set(bytes.subarray(0, interner.#used));
    interner.#starts = new Uint32Array(new SharedArrayBuffer(4 * (Math.ceil(size * 1.25) + 1024)));
    interner.#starts.set(starts.subarray(0, size + 1));
    interner.#size = size;
    return interner;
  }

  /** The numbers here of all texts of another table, in its order. */
  internAll({ size, bytes, starts }: TextTable): Int32Array {
    const numbers = new Int32Array(size);
    for (let text = 0; text < size; text++) {
      const start = starts[text]!;
      const length = starts[text + 1]! - start;
      if (length > this.#scratch.length) this.#scratch = new Uint8Array(length * 2);
      for (let i = 0; i < length; i++) this.#scratch[i] = bytes[start + i]!;
      numbers[text] = this.#internScratch(length);
    }
    return numbers;
  }

  /** Tells of the texts of another table that are here: their numbers here and there. `hashes` are those of the table. */
  shared(table: TextTable, hashes: Int32Array, tell: (here: number, there: number) => void): void {
    const { size, bytes, starts } = table;
    const slots = this.#slots;
    const mask = this.#mask;
    const filter = new Int32Array(FILTER_BITS >>> 5);
    for (let at = 0; at < slots.length; at += 2) {
      const bit = slots[at]! & (FILTER_BITS - 1);
      if (slots[at + 1] !== 0) filter[bit >>> 5] = filter[bit >>> 5]! | (1 << (bit & 31));
    }
    const texts = passing(filter, hashes, size);
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i]!;
      const hash = hashes[text]!;
      for (let slot = hash & mask; slots[slot * 2 + 1] !== 0; slot = (slot + 1) & mask) {
        if (slots[slot * 2] !== hash) continue;
        const here = slots[slot * 2 + 1]! - 1;
        const start = starts[text]!;
        const length = starts[text + 1]! - start;
        if (length > this.#scratch.length) this.#scratch = new Uint8Array(length * 2);
        for (let at = 0; at < length; at++) this.#scratch[at] = bytes[start + at]!;
        if (!this.#equals(here, length)) continue;
        tell(here, text);
        break;
      }
    }
  }

  /** The hashes of the texts so far, by which `shared` finds them again. */
  hashes(): Int32Array {
    const hashes = new Int32Array(this.#size);
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += 2) {
      const entry = slots[at + 1]!;
      if (entry !== 0) hashes[entry - 1] = slots[at]!;
    }
    return hashes;
  }

  /** The hashes that texts of another table have here. */
  hashesOf({ size, bytes, starts }: TextTable): Int32Array {
    const ignored = this.#ignoresBlanks ? BLANK : -1;
    const hashes = new Int32Array(size);
    for (let text = 0; text < size; text++) {
      let hash = HASH_START;
      for (let at = starts[text]!; at < starts[text + 1]!; at++) {
        const byte = bytes[at]!;
        if (byte !== ignored) hash = Math.imul(hash ^ byte, HASH_FACTOR);
      }
      hashes[text] = hash ^ (hash >>> 15);
    }
    return hashes;
  }

  /** Whether a text given before has a blank in it. */
  hasBlank(id: number): boolean {
    for (let at = this.#starts[id]!; at < this.#starts[id + 1]!; at++) {
      if (this.#bytes[at] === BLANK) return true;
    }
    return false;
  }

  /** The number of a text given before with its blanks taken out. */
  internCompact(id: number): number {
    const start = this.#starts[id]!;
    const end = this.#starts[id + 1]!;
    if (end - start > this.#scratch.length) this.#scratch = new Uint8Array((end - start) * 2);
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = this.#bytes[at]!;
      if (byte !== BLANK) this.#scratch[length++] = byte;
    }
    return this.#internScratch(length);
  }

  /** The text of a number given before. */
  text(id: number): string {
    return textAt({ size: this.#size, bytes: this.#bytes, starts: this.#starts }, id);
  }

  /** The finished table, sharing memory with this interner; nothing may be interned afterwards. */
  finish(): TextTable {
    this.#slots = new Int32Array(0);
    return this.snapshot();
  }

  /** The texts so far, sharing memory with this interner, to which more may be added: they are not in this table. */
  snapshot(): TextTable {
    return {
      size: this.#size,
      bytes: this.#bytes.subarray(0, this.#used),
      starts: this.#starts.subarray(0, this.#size + 1),
    };
  }

  #internScratch(length: number): number {
    const scratch = this.#scratch;
    const ignored = this.#ignoresBlanks ? BLANK : -1;
    let hash = HASH_START;
    for (let i = 0; i < length; i++) {
      if (scratch[i] !== ignored) hash = Math.imul(hash ^ scratch[i]!, HASH_FACTOR);
    }
    return this.#find(hash, length);
  }

  /** The number of the text in the scratch bytes, a new one when it has none. */
  #find(textHash: number, length: number): number {
    const hash = textHash ^ (textHash >>> 15);
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hash & mask;
    for (;;) {
      const entry = slots[slot * 2 + 1]!;
      if (entry === 0) break;
      if (slots[slot * 2] === hash && this.#equals(entry - 1, length)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const id = this.#append(length);
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = id + 1;
    if (this.#size * 2 > mask) this.#rehash(2 * (mask + 1));
    return id;
  }

  #equals(id: number, length: number): boolean {
    const start = this.#starts[id]!;
    if (this.#ignoresBlanks) return this.#equalsBeyondBlanks(start, this.#starts[id + 1]!, length);
    return this.#isWritten(id, length);
  }

  /** Whether the scratch bytes are a text byte by byte. */
  #isWritten(id: number, length: number): boolean {
    const start = this.#starts[id]!;
    if (this.#starts[id + 1]! - start !== length) return false;
    const bytes = this.#bytes;
    const scratch = this.#scratch;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== scratch[i]) return false;
    return true;
  }

  #equalsBeyondBlanks(start: number, end: number, length: number): boolean {
    const bytes = this.#bytes;
    const scratch = this.#scratch;
    let at = start;
    for (let i = 0; i < length; i++) {
      if (scratch[i] === BLANK) continue;
      while (at < end && bytes[at] === BLANK) at++;
      if (at === end || bytes[at++] !== scratch[i]) return false;
    }
    while (at < end && bytes[at] === BLANK) at++;
    return at === end;
  }

  #append(length: number): number {
    const start = this.#used;
    const end = start + length;
    if (end > this.#bytes.length) {
      const next = sharedUint8(Math.max(end, this.#bytes.length * 2));
      next.set(this.#bytes);
      this.#bytes = next;
    }
    const id = this.#size++;
    if (id + 2 > this.#starts.length) this.#growStarts(id * 2 + 2);
    const bytes = this.#bytes;
    const scratch = this.#scratch;
    for (let i = 0; i < length; i++) bytes[start + i] = scratch[i]!;
    this.#used = end;
    this.#starts[id + 1] = end;
    return id;
  }

  #growStarts(capacity: number): void {
    const starts = new Uint32Array(new SharedArrayBuffer(4 * capacity));
    starts.set(this.#starts);
    this.#starts = starts;
  }

  #rehash(capacity: number): void {
    const old = this.#slots;
    const slots = new Int32Array(capacity * 2);
    const mask = capacity - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = old[at]! & mask;
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
      slots[slot * 2] = old[at]!;
      slots[slot * 2 + 1] = old[at + 1]!;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** The texts that a filter of a few bits, which stay in the processor's cache, lets through: most are strangers. */
function passing(filter: Int32Array, hashes: Int32Array, size: number): Int32Array {
  const texts = new Int32Array(size);
  let count = 0;
  for (let text = 0; text < size; text++) {
    const hash = hashes[text]!;
    texts[count] = text;
    count += (filter[(hash & (FILTER_BITS - 1)) >>> 5]! >>> (hash & 31)) & 1;
  }
  return texts.subarray(0, count);
}
