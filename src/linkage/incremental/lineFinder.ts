/** Where the hashes of a line stand among those of an earlier file, two numbers a line; −1 for none left. */
export type LineFinder = (one: number, two: number) => number;

/** How many lines further on a line is looked for before all are searched. */
const LOOK_AHEAD = 4;

/**
 * Finds lines again by their hashes, each once. Files mostly keep their order, so a line is looked for where it is
 * expected and a little further on, and only then among all. Lines whose first hash is 0 are never found.
 */
export function lineFinder(old: Int32Array): LineFinder {
  const size = old.length / 2;
  const isTaken = new Uint8Array(size);
  let index: Int32Array | undefined;
  let expected = 0;
  const take = (place: number): number => {
    isTaken[place] = 1;
    expected = place + 1;
    return place;
  };
  return (one, two) => {
    const end = Math.min(expected + LOOK_AHEAD, size);
    for (let place = expected; place < end; place++) {
      if (old[place * 2] === one && old[place * 2 + 1] === two && isTaken[place] === 0) return take(place);
    }
    index ??= indexOf(old);
    const mask = index.length - 1;
    for (let slot = slotOf(one, two) & mask; index[slot] !== 0; slot = (slot + 1) & mask) {
      const place = index[slot]! - 1;
      if (old[place * 2] === one && old[place * 2 + 1] === two && isTaken[place] === 0) return take(place);
    }
    return -1;
  };
}

const slotOf = (one: number, two: number): number => one ^ (two >>> 7);

/** Open addressing: the place of a line + 1. */
function indexOf(old: Int32Array): Int32Array {
  const size = old.length / 2;
  let slots = 1024;
  while (slots < size * 2) slots *= 2;
  const index = new Int32Array(slots);
  for (let place = 0; place < size; place++) {
    if (old[place * 2] === 0) continue;
    let slot = slotOf(old[place * 2]!, old[place * 2 + 1]!) & (slots - 1);
    while (index[slot] !== 0) slot = (slot + 1) & (slots - 1);
    index[slot] = place + 1;
  }
  return index;
}
