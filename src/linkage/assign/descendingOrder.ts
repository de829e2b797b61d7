/** Of fewer numbers a comparison sort is as quick. */
const WORTH_COUNTING = 4096;
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

/**
 * Sorts by the upper half of the numbers' bits, eleven at a time from the lowest on, each round keeping the order of
 * equal ones; then the few that are alike in these by themselves.
 */
function byDigits(numbers: Float64Array, order: Int32Array): Int32Array {
  const plain = new Float64Array(numbers.length);
  // adding 0 makes −0 the 0 it equals
  for (let i = 0; i < plain.length; i++) plain[i] = numbers[i]! + 0;
  const words = new Uint32Array(plain.buffer);
  let from = order;
  let keys = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const high = words[order[i]! * 2 + 1]!;
    // as unsigned numbers: positive doubles from the largest down, then negative ones
    keys[i] = high >>> 31 === 0 ? ~high & 0x7fffffff : high;
  }
  let to: Int32Array = new Int32Array(order.length);
  let toKeys = new Uint32Array(order.length);
  const starts = new Int32Array(DIGITS + 1);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    starts.fill(0);
    for (let i = 0; i < keys.length; i++) {
      const digit = (keys[i]! >>> shift) & (DIGITS - 1);
      starts[digit + 1] = starts[digit + 1]! + 1;
    }
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] = starts[digit + 1]! + starts[digit]!;
    for (let i = 0; i < keys.length; i++) {
      const digit = (keys[i]! >>> shift) & (DIGITS - 1);
      const at = starts[digit]!;
      starts[digit] = at + 1;
      to[at] = from[i]!;
      toKeys[at] = keys[i]!;
    }
    [from, to] = [to, from];
    [keys, toKeys] = [toKeys, keys];
  }
  for (let start = 0, end = 0; start < keys.length; start = end) {
    while (end < keys.length && keys[end] === keys[start]) end++;
    if (end - start > 1) from.subarray(start, end).sort((a, b) => numbers[b]! - numbers[a]! || a - b);
  }
  return from;
}
