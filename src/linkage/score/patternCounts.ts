/** Agreement patterns and how many pairs show each: row `i` is `levels[i * width …]`, γ + 1 of each comparison. */
export type PatternCounts = {
  readonly width: number;
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
};

/** Counts patterns as pairs go by. There are far fewer patterns than pairs, so training does not grow with the data. */
export class PatternCounter {
  readonly #width: number;
  #levels: Uint8Array;
  #counts = new Float64Array(1024);
  #slots = new Int32Array(2048).fill(-1);
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#levels = new Uint8Array(1024 * width);
  }

  /** Counts the pattern that starts at `at`, `times` times. */
  add(levels: Uint8Array, at: number, times: number): void {
    const width = this.#width;
    let hash = 0x811c9dc5;
    for (let i = 0; i < width; i++) hash = Math.imul(hash ^ levels[at + i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const row = this.#slots[slot]!;
      if (row < 0) break;
      let same = 0;
      while (same < width && this.#levels[row * width + same] === levels[at + same]) same++;
      if (same === width) {
        this.#counts[row] = this.#counts[row]! + times;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (this.#size === this.#counts.length) this.#grow();
    const row = this.#size++;
    for (let i = 0; i < width; i++) this.#levels[row * width + i] = levels[at + i]!;
    this.#counts[row] = times;
    this.#slots[slot] = row;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
  }

  /** Adds all counts of another counter's result. */
  addAll({ levels, counts, width }: PatternCounts): void {
    for (let row = 0; row < counts.length; row++) this.add(levels, row * width, counts[row]!);
  }

  /** The counts with patterns in ascending order, so that sums over them do not depend on who counted what first. */
  finish(): PatternCounts {
    const width = this.#width;
    const levels = this.#levels;
    const order = Array.from({ length: this.#size }, (_, row) => row).sort((a, b) => {
      for (let i = 0; i < width; i++) {
        const difference = levels[a * width + i]! - levels[b * width + i]!;
        if (difference !== 0) return difference;
      }
      return 0;
    });
    const sorted = new Uint8Array(this.#size * width);
    const counts = new Float64Array(this.#size);
    order.forEach((row, i) => {
      sorted.set(levels.subarray(row * width, (row + 1) * width), i * width);
      counts[i] = this.#counts[row]!;
    });
    return { width, levels: sorted, counts };
  }

  #grow(): void {
    const levels = new Uint8Array(this.#levels.length * 2);
    levels.set(this.#levels);
    this.#levels = levels;
    const counts = new Float64Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #rehash(): void {
    const width = this.#width;
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let row = 0; row < this.#size; row++) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < width; i++) hash = Math.imul(hash ^ this.#levels[row * width + i]!, 0x01000193);
      hash ^= hash >>> 15;
      let slot = hash & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }
}
