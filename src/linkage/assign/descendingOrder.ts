/** Of fewer numbers a comparison sort is as quick. */
const WORTH_COUNTING = 4096;
const DIGIT_BITS = 16;
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

/** Sorts by the bits of the numbers, sixteen at a time from the lowest on; each round keeps the order of equal ones. */
function byDigits(numbers: Float64Array, order: Int32Array): Int32Array {
  // adding 0 makes −0 the 0 it equals
  const bits = new Uint32Array(numbers.map((number) => number + 0).buffer);
  for (let at = 0; at < bits.length; at += 2) {
    // as unsigned numbers: positive doubles from the largest down, then negative ones
    if (bits[at + 1]! >>> 31 === 0) {
      bits[at] = ~bits[at]!;
      bits[at + 1] = ~bits[at + 1]! & 0x7fffffff;
    }
  }
  let from = order;
  let to: Int32Array = new Int32Array(order.length);
  const starts = new Int32Array(DIGITS + 1);
  for (let round = 0; round < 64 / DIGIT_BITS; round++) {
    const word = round >> 1;
    const shift = (round & 1) * DIGIT_BITS;
    starts.fill(0);
    for (const place of from) {
      const digit = (bits[place * 2 + word]! >>> shift) & (DIGITS - 1);
      starts[digit + 1] = starts[digit + 1]! + 1;
    }
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] = starts[digit + 1]! + starts[digit]!;
    for (const place of from) {
      const digit = (bits[place * 2 + word]! >>> shift) & (DIGITS - 1);
      const at = starts[digit]!;
      starts[digit] = at + 1;
      to[at] = place;
    }
    [from, to] = [to, from];
  }
  return from;
}
