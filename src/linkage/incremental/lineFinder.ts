/** Where the hashes of a line stand among those of an earlier file; −1 for none left. */
export type LineFinder = (one: number, two: number) => number;

/** Finds lines by their two hashes among those that are not taken, now or when asked. */
export function lineFinder(hashes: Int32Array, isTaken: Uint8Array): LineFinder {
  let left = 0;
  for (let place = 0; place < isTaken.length; place++) left += 1 - isTaken[place]!;
  let slots = 1024;
  while (slots < left * 2) slots *= 2;
  // open addressing: the place of a line + 1
  const index = new Int32Array(slots);
  const mask = slots - 1;
  for (let place = 0; place < isTaken.length; place++) {
    if (isTaken[place] === 1) continue;
    let slot = slotOf(hashes[place * 2]!, hashes[place * 2 + 1]!) & mask;
    while (index[slot] !== 0) slot = (slot + 1) & mask;
    index[slot] = place + 1;
  }
  return (one, two) => {
    for (let slot = slotOf(one, two) & mask; index[slot] !== 0; slot = (slot + 1) & mask) {
      const place = index[slot]! - 1;
      if (hashes[place * 2] === one && hashes[place * 2 + 1] === two && isTaken[place] === 0) return place;
    }
    return -1;
  };
}

const slotOf = (one: number, two: number): number => one ^ (two >>> 7);
