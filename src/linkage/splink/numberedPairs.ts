/** Numbers for pairs of numbers. */
export type NumberedPairs = {
  /** The number of a pair of whole numbers: 0, 1, 2… in order of first sight, the same again for the same pair. */
  readonly of: (a: number, b: number) => number;
  readonly size: () => number;
};

/**
 * An empty numbering. Keys of several parts and patterns of several levels become one number by numbering their first
 * two parts, then that number with the third part, and so on: no text is built for them.
 */
export function numberedPairs(): NumberedPairs {
  let firsts = new Int32Array(1024);
  let seconds = new Int32Array(1024);
  let slots = new Int32Array(2048).fill(-1);
  let size = 0;

  const slotOf = (a: number, b: number): number => {
    const mask = slots.length - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = (Math.imul(hash, 0x2c1b3c6d) >>> 7) & mask;
    for (;;) {
      const number = slots[slot]!;
      if (number < 0 || (firsts[number] === a && seconds[number] === b)) return slot;
      slot = (slot + 1) & mask;
    }
  };

  const grow = (): void => {
    const [oldFirsts, oldSeconds] = [firsts, seconds];
    firsts = new Int32Array(size * 2);
    seconds = new Int32Array(size * 2);
    firsts.set(oldFirsts);
    seconds.set(oldSeconds);
    slots = new Int32Array(size * 4).fill(-1);
    for (let number = 0; number < size; number++) slots[slotOf(firsts[number]!, seconds[number]!)] = number;
  };

  return {
    of: (a, b) => {
      let slot = slotOf(a, b);
      const known = slots[slot]!;
      if (known >= 0) return known;
      if (size === firsts.length) {
        grow();
        slot = slotOf(a, b);
      }
      firsts[size] = a;
      seconds[size] = b;
      slots[slot] = size;
      return size++;
    },
    size: () => size,
  };
}
