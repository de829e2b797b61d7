const mix = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/**
 * Seeded random numbers (sfc32). Every household, and in it every record, has its own stream named by the numbers
 * it is made from, so that a month is written from nothing but the seed and no stream disturbs another.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** The stream named by these integers, of which the first is the seed. */
  constructor(...name: readonly number[]) {
    let a = 0x9e3779b9;
    let b = 0x243f6a88;
    let c = 0xb7e15162;
    for (const part of name) {
      a = mix(a ^ part);
      b = mix(b + a);
      c = mix(c ^ b ^ (part / 0x100000000));
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    for (let i = 0; i < 4; i += 1) this.#word();
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    return this.#word() / 0x100000000;
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** An integer in [low, high], both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** One of the values, all alike probable. */
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** One of the keys, probable in proportion to its value. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    let rest = this.unit() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) {
      rest -= weights[key];
      if (rest < 0) return key;
    }
    return keys.at(-1)!;
  }

  /** Exponential with this mean, kept within the bounds: how long an episode lasts. */
  lasting(mean: number, least: number, most: number): number {
    return Math.min(most, Math.max(least, -mean * Math.log(1 - this.unit())));
  }
}
