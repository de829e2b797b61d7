/** Keys given places in order of arrival, asked far more often for keys it does not have than for those it has. */
export type KeyTable = {
  readonly size: number;
  readonly add: (key: number) => void;
  /** The place of a key, −1 when it was never added. Key 0 is never there. */
  readonly placeOf: (key: number) => number;
  readonly keyAt: (place: number) => number;
};

/** Bits of the filter that turns most strangers away: small enough to stay in the processor's cache. */
const FILTER_BITS = 1 << 19;

/** An empty table with room for so many keys; it grows when there are more. */
export function keyTable(room: number): KeyTable {
  const filter = new Uint32Array(FILTER_BITS >>> 5);
  let capacity = 1024;
  while (capacity < room) capacity *= 2;
  let slots = new Int32Array(capacity * 2);
  let keys = new Int32Array(capacity);
  let size = 0;
  const slotOf = (key: number): number => {
    const mask = slots.length - 1;
    let slot = (key ^ (key >>> 15)) & mask;
    while (slots[slot] !== 0 && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const more = new Int32Array(keys.length * 2);
    more.set(keys);
    keys = more;
    slots = new Int32Array(slots.length * 2);
    for (let place = 0; place < size; place++) slots[slotOf(keys[place]!)] = place + 1;
  };
  return {
    get size() {
      return size;
    },
    add: (key) => {
      if (key === 0) return;
      const slot = slotOf(key);
      if (slots[slot] !== 0) return;
      if (size === keys.length) {
        grow();
        keys[size++] = key;
        slots[slotOf(key)] = size;
      } else {
        keys[size++] = key;
        slots[slot] = size;
      }
      const bit = key & (FILTER_BITS - 1);
      filter[bit >>> 5] = filter[bit >>> 5]! | (1 << (bit & 31));
    },
    placeOf: (key) => {
      if (((filter[(key & (FILTER_BITS - 1)) >>> 5]! >>> (key & 31)) & 1) === 0) return -1;
      return slots[slotOf(key)]! - 1;
    },
    keyAt: (place) => keys[place]!,
  };
}
