/**
 * Typed arrays on shared memory: every worker reads the same columns, nothing is copied.
 * A column that grows doubles its room; `trim` gives the array of its true length.
 */

/** `length` zeroes that all threads share. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

/** `length` zeroes that all threads share. */
export function sharedUint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** A list of integers that grows, kept in shared memory. */
export class GrowingInt32 {
  #values: Int32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#values = sharedInt32(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room for so many values in all. What is never used of it takes no memory. */
  reserve(capacity: number): void {
    if (capacity > this.#values.length) this.#grow(capacity);
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow(this.#length * 2);
    this.#values[this.#length++] = value;
  }

  /** Adds `numbers[value]` for each of the values, −1 for −1. */
  pushNumbered(values: Int32Array, numbers: Int32Array): void {
    const length = this.#length + values.length;
    if (length > this.#values.length) this.#grow(length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      this.#values[this.#length + i] = value < 0 ? -1 : numbers[value]!;
    }
    this.#length = length;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  increment(index: number): void {
    this.#values[index] = this.#values[index]! + 1;
  }

  /** The values so far, sharing memory with this list; use it when nothing more is added. */
  trim(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }

  #grow(capacity: number): void {
    const next = sharedInt32(capacity);
    next.set(this.#values);
    this.#values = next;
  }
}
