/** Bits of the filter that turns most strangers away: small enough to stay in the processor's cache. */
const FILTER_BITS = 1 << 19;

/** Entries with the block each stands in, in ascending order of their records. */
export type BlockEntries = { readonly blocks: Int32Array; readonly records: Int32Array };

/** Keys given places in order of arrival, asked far more often for keys it does not have than for those it has. */
export class KeyTable {
  readonly #filter = new Uint32Array(FILTER_BITS >>> 5);
  #slots: Int32Array;
  #keys: Int32Array;
  #size = 0;

  /** An empty table with room for so many keys; it grows when there are more. */
  constructor(room: number) {
    let capacity = 1024;
    while (capacity < room) capacity *= 2;
    this.#slots = new Int32Array(capacity * 2);
    this.#keys = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  add(key: number): void {
    if (key === 0) return;
    let slot = this.#slotOf(key);
    if (this.#slots[slot] !== 0) return;
    if (this.#size === this.#keys.length) {
      this.#grow();
      slot = this.#slotOf(key);
    }
    this.#keys[this.#size++] = key;
    this.#slots[slot] = this.#size;
    const bit = key & (FILTER_BITS - 1);
    this.#filter[bit >>> 5] = this.#filter[bit >>> 5]! | (1 << (bit & 31));
  }

  /** The place of a key, −1 when it was never added. Key 0 is never there. */
  placeOf(key: number): number {
    return this.#slots[this.#slotOf(key)]! - 1;
  }

  keyAt(place: number): number {
    return this.#keys[place]!;
  }

  /** The entries whose keys are here; `records` gives the record of each, absent when each stands at its own number. */
  entriesOf(all: Int32Array, records?: Int32Array): BlockEntries {
    const filter = this.#filter;
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = slots.length - 1;
    let blocks = new Int32Array(4096);
    let found = new Int32Array(4096);
    let count = 0;
    for (let i = 0; i < all.length; i++) {
      const key = all[i]!;
      if (((filter[(key & (FILTER_BITS - 1)) >>> 5]! >>> (key & 31)) & 1) === 0) continue;
      let slot = (key ^ (key >>> 15)) & mask;
      while (slots[slot] !== 0 && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
      if (slots[slot] === 0) continue;
      if (count === blocks.length) {
        blocks = doubled(blocks);
        found = doubled(found);
      }
      blocks[count] = slots[slot]! - 1;
      found[count++] = records === undefined ? i : records[i]!;
    }
    return { blocks: blocks.subarray(0, count), records: found.subarray(0, count) };
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = (key ^ (key >>> 15)) & mask;
    while (this.#slots[slot] !== 0 && this.#keys[this.#slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    this.#keys = doubled(this.#keys);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let place = 0; place < this.#size; place++)
      this.#slots[this.#slotOf(this.#keys[place]!)] = place + 1;
  }
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(list.length * 2);
  more.set(list);
  return more;
}
