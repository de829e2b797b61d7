import { sharedInt32, sharedUint8 } from './sharedArrays.ts';

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

/**
 * Gives every distinct text a number, in order of first sight. Own hash table on byte pools, because a `Map` of
 * ten million strings neither fits its size limit nor the memory budget.
 */
export class TextInterner {
  #bytes = sharedUint8(1 << 14);
  #used = 0;
  #starts = new Uint32Array(new SharedArrayBuffer(4 * 1025));
  #hashes = sharedInt32(1024);
  #slots = new Int32Array(2048).fill(-1);
  #size = 0;
  #scratch = new Uint8Array(256);

  get size(): number {
    return this.#size;
  }

  /** The number of `text`: the old one when it was seen before. */
  intern(text: string): number {
    return this.#internScratch(this.#encode(text));
  }

  #internScratch(length: number): number {
    const scratch = this.#scratch;
    let hash = 0x811c9dc5;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ scratch[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0) break;
      if (this.#hashes[id] === hash && this.#equals(id, length)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#append(length, hash);
    this.#slots[slot] = id;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  /** Whether a text given before has a blank in it. */
  hasBlank(id: number): boolean {
    for (let at = this.#starts[id]!; at < this.#starts[id + 1]!; at++)
      if (this.#bytes[at] === BLANK) return true;
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
    return {
      size: this.#size,
      bytes: this.#bytes.subarray(0, this.#used),
      starts: this.#starts.subarray(0, this.#size + 1),
    };
  }

  #encode(text: string): number {
    const length = text.length;
    if (length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(length * 6);
    const scratch = this.#scratch;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 128) return encoder.encodeInto(text, scratch).written;
      scratch[i] = unit;
    }
    return length;
  }

  #equals(id: number, length: number): boolean {
    const start = this.#starts[id]!;
    if (this.#starts[id + 1]! - start !== length) return false;
    const bytes = this.#bytes;
    const scratch = this.#scratch;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== scratch[i]) return false;
    return true;
  }

  #append(length: number, hash: number): number {
    const end = this.#used + length;
    if (end > this.#bytes.length) {
      const next = sharedUint8(Math.max(end, this.#bytes.length * 2));
      next.set(this.#bytes);
      this.#bytes = next;
    }
    const id = this.#size++;
    if (id + 2 > this.#starts.length) {
      const starts = new Uint32Array(new SharedArrayBuffer(4 * (id * 2 + 2)));
      starts.set(this.#starts);
      this.#starts = starts;
      const hashes = sharedInt32(id * 2 + 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    const scratch = this.#scratch;
    for (let i = 0; i < length; i++) this.#bytes[this.#used + i] = scratch[i]!;
    this.#used = end;
    this.#starts[id + 1] = end;
    this.#hashes[id] = hash;
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      let slot = this.#hashes[id]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}
