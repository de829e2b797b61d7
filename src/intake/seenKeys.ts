/** What a row is against the rows before it in the same file. */
export type Repetition = 'first' | 'same_row' | 'same_key';

const FIRST_SLOTS = 1 << 14;
/** Two hashes of the key and one of the content, side by side so that a look touches memory once. */
const SLOT = 3;

/**
 * Remembers the key and content of every row of a file in 12 bytes a slot: two 32-bit hashes of the key, one of the
 * content. Two different keys among ten million rows fall together with a chance of three in a million.
 */
export class SeenKeys {
  #slots = new Uint32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;
  #count = 0;

  /** Notes a row and says whether its key has come before, with the same content or another. */
  add(key: string, content: string): Repetition {
    if (this.#count * 2 > this.#mask) this.#grow();
    const high = hash(key, 0x811c9dc5);
    // a slot whose second hash is 0 is free
    const low = hash(key, 0x2545f491) || 1;
    const contentHash = hash(content, 0x9e3779b9);
    const at = this.#find(high, low);
    if (this.#slots[at + 1] !== 0) return this.#slots[at + 2] === contentHash ? 'same_row' : 'same_key';
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    this.#slots[at + 2] = contentHash;
    this.#count++;
    return 'first';
  }

  #find(high: number, low: number): number {
    const slots = this.#slots;
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & this.#mask;
    for (;;) {
      const at = slot * SLOT;
      if (slots[at + 1] === 0 || (slots[at + 1] === low && slots[at] === high)) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      const at = this.#find(old[from]!, old[from + 1]!);
      this.#slots[at] = old[from]!;
      this.#slots[at + 1] = old[from + 1]!;
      this.#slots[at + 2] = old[from + 2]!;
    }
  }
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
