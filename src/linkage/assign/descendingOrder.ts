/** Of fewer numbers a comparison sort is as quick. */
const WORTH_COUNTING = 4096;
/** So many alike are put in order by insertion. */
const FEW = 64;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Places of the numbers above −∞, largest first, equal ones in order. */
export function descendingOrder(numbers: Float64Array): Int32Array {
  const places = new Int32Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > Number.NEGATIVE_INFINITY) places[count++] = i;
  const order = places.subarray(0, count);
  return count < WORTH_COUNTING
    ? order.sort((a, b) => numbers[b]! - numbers[a]! || a - b)
    : byDigits(numbers, order);
}

/** Sorts by the upper half of the numbers' bits, then those that are alike in it by the lower half. */
function byDigits(numbers: Float64Array, order: Int32Array): Int32Array {
  const plain = new Float64Array(numbers.length);
  // adding 0 makes −0 the 0 it equals
  for (let i = 0; i < plain.length; i++) plain[i] = numbers[i]! + 0;
  const words = new Uint32Array(plain.buffer);
  const keys = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) keys[i] = upperKey(words[order[i]! * 2 + 1]!);
  sortByKeys(order, keys);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && keys[end] === keys[start]) end++;
    if (end - start <= FEW) insertInOrder(numbers, order, start, end);
    else {
      const alike = order.subarray(start, end);
      const lower = new Uint32Array(alike.length);
      for (let i = 0; i < alike.length; i++)
        lower[i] = lowerKey(words[alike[i]! * 2]!, words[alike[i]! * 2 + 1]!);
      sortByKeys(alike, lower);
    }
  }
  return order;
}

/** The upper half of a double as an unsigned number: positive doubles from the largest down, then negative ones. */
const upperKey = (upper: number): number => (upper >>> 31 === 0 ? ~upper & 0x7fffffff : upper);
/** The lower half, in the same way. */
const lowerKey = (lower: number, upper: number): number => (upper >>> 31 === 0 ? ~lower : lower);

/** Sorts places and their keys by the keys, eleven bits at a time from the lowest on; equal ones stay as they stood. */
function sortByKeys(places: Int32Array, keys: Uint32Array): void {
  let [from, fromKeys] = [places, keys];
  let [to, toKeys] = [
    new Int32Array(places.length) as Int32Array,
    new Uint32Array(keys.length) as Uint32Array,
  ];
  const starts = new Int32Array(DIGITS + 1);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    starts.fill(0);
    for (let i = 0; i < fromKeys.length; i++) {
      const digit = (fromKeys[i]! >>> shift) & (DIGITS - 1);
      starts[digit + 1] = starts[digit + 1]! + 1;
    }
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] = starts[digit + 1]! + starts[digit]!;
    for (let i = 0; i < fromKeys.length; i++) {
      const digit = (fromKeys[i]! >>> shift) & (DIGITS - 1);
      const at = starts[digit]!;
      starts[digit] = at + 1;
      to[at] = from[i]!;
      toKeys[at] = fromKeys[i]!;
    }
    [from, to] = [to, from];
    [fromKeys, toKeys] = [toKeys, fromKeys];
  }
  // three rounds end in the other lists
  places.set(from);
  keys.set(fromKeys);
}

/** Sorts a short part of an order by insertion, which leaves equal numbers as they stand. */
function insertInOrder(numbers: Float64Array, order: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const place = order[i]!;
    let at = i;
    while (at > start && numbers[order[at - 1]!]! < numbers[place]!) {
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = place;
  }
}
