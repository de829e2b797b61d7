/** What a row is against the rows before it in the same file. */
export type Repetition = 'first' | 'same_row' | 'same_key';

const FIRST_CAPACITY = 1 << 14;

/**
 * Remembers the key and content of every row of a file in 12 bytes a slot: two 32-bit hashes of the key, one of the
 * content. Two different keys among ten million rows fall together with a chance of three in a million.
 */
export class SeenKeys {
  #high = new Uint32Array(FIRST_CAPACITY);
  #low = new Uint32Array(FIRST_CAPACITY);
  #content = new Uint32Array(FIRST_CAPACITY);
  #count = 0;

  /** Notes a row and says whether its key has come before, with the same content or another. */
  add(key: string, content: string): Repetition {
    if (this.#count * 2 >= this.#high.length) this.#grow();
    const high = hash(key, 0x811c9dc5);
    // a slot with low 0 is free
    const low = hash(key, 0x2545f491) || 1;
    const contentHash = hash(content, 0x9e3779b9);
    const slot = this.#slotOf(high, low);
    if (this.#low[slot] !== 0) return this.#content[slot] === contentHash ? 'same_row' : 'same_key';
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#content[slot] = contentHash;
    this.#count++;
    return 'first';
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & mask;
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, content] = [this.#high, this.#low, this.#content];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    this.#content = new Uint32Array(high.length * 2);
    for (let old = 0; old < high.length; old++) {
      if (low[old] === 0) continue;
      const slot = this.#slotOf(high[old]!, low[old]!);
      this.#high[slot] = high[old]!;
      this.#low[slot] = low[old]!;
      this.#content[slot] = content[old]!;
    }
  }
}

/** 32-bit hash with a final mix (murmur3's), so that keys that differ in one character fall far apart. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x5bd1e995);
    value ^= value >>> 15;
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
