/** What stands beside each other in the table, so that a look touches memory once: both halves of a key, its number. */
const width = 3;
const leastPlaces = 1 << 12;

/** Numbers (0 to 2³² - 1) by hashed key, in 12 bytes a place; at most half of the places are taken. */
export class KeyTable {
  #places: Uint32Array<SharedArrayBuffer>;
  #mask: number;
  #taken = 0;

  /** Room for `expected` keys; it grows when more come. */
  constructor(expected = 0) {
    const places = Math.max(leastPlaces, 2 ** Math.ceil(Math.log2(expected * 2 + 1)));
    this.#places = newPlaces(places);
    this.#mask = places - 1;
  }

  /** Gives a new key its number; gives back the number of a key that has one, and leaves it. `keyLow` is never 0. */
  add(keyHigh: number, keyLow: number, number: number): number | undefined {
    const at = this.#find(keyHigh, keyLow);
    const places = this.#places;
    if (places[at + 1] !== 0) return places[at + 2];
    places[at] = keyHigh;
    places[at + 1] = keyLow;
    places[at + 2] = number;
    if (++this.#taken * 2 > this.#mask) this.#grow();
    return undefined;
  }

  /** The number of a key; undefined when it has none. */
  get(keyHigh: number, keyLow: number): number | undefined {
    const at = this.#find(keyHigh, keyLow);
    return this.#places[at + 1] === 0 ? undefined : this.#places[at + 2];
  }

  /** The places as they are now, for another thread to look at with `numberIn`; a table that grows leaves them. */
  get places(): Uint32Array<SharedArrayBuffer> {
    return this.#places;
  }

  #find(keyHigh: number, keyLow: number): number {
    return findIn(this.#places, this.#mask, keyHigh, keyLow);
  }

  #grow(): void {
    const old = this.#places;
    this.#places = newPlaces((old.length / width) * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let from = 0; from < old.length; from += width) {
      if (old[from + 1] === 0) continue;
      const at = this.#find(old[from]!, old[from + 1]!);
      for (let part = 0; part < width; part++) this.#places[at + part] = old[from + part]!;
    }
  }
}

/** The number of a key among the places of a table; undefined when it has none. */
export function numberIn(places: Uint32Array, keyHigh: number, keyLow: number): number | undefined {
  const at = findIn(places, places.length / width - 1, keyHigh, keyLow);
  return places[at + 1] === 0 ? undefined : places[at + 2];
}

function findIn(places: Uint32Array, mask: number, keyHigh: number, keyLow: number): number {
  let place = (keyHigh ^ Math.imul(keyLow, 0x9e3779b1)) & mask;
  for (;;) {
    const at = place * width;
    if (places[at + 1] === 0 || (places[at + 1] === keyLow && places[at] === keyHigh)) return at;
    place = (place + 1) & mask;
  }
}

/** Shared between threads, which costs nothing. */
const newPlaces = (count: number): Uint32Array<SharedArrayBuffer> =>
  new Uint32Array(new SharedArrayBuffer(count * width * Uint32Array.BYTES_PER_ELEMENT));
