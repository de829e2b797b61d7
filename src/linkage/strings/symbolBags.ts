import type { Symbols } from './symbols.ts';

/** Texts by number, as the symbols that are compared: text `i` is symbols `starts[i]` to `starts[i + 1]`. */
export type SymbolTable = { readonly symbols: Symbols; readonly starts: Uint32Array };

/** How many symbols texts have in common, whatever their order: a bound that settles most unlike pairs. */
export type SymbolBags = {
  /** At least as many symbols as the two texts share, counted with repetition; never more than the shorter one has. */
  readonly shared: (left: number, right: number) => number;
};

/** Symbols are told apart by their last four bits: digits always, letters mostly. */
const CLASSES = 0xf;
/** The largest count that a class of four bits holds, its top bit left free. */
const MOST = 7;
const TOP_BITS = 0x88888888 | 0;
/** Stands for a text with a larger count: nothing is said about it. */
const FULL = -1;

/** Counts the symbols of each text by class, sixteen classes in two words. */
export function symbolBags({ symbols, starts }: SymbolTable): SymbolBags {
  const texts = starts.length - 1;
  const low = new Int32Array(texts);
  const high = new Int32Array(texts);
  const counts = new Uint8Array(CLASSES + 1);
  for (let text = 0; text < texts; text++) {
    counts.fill(0);
    let largest = 0;
    for (let at = starts[text]!; at < starts[text + 1]!; at++) {
      const count = ++counts[symbols[at]! & CLASSES]!;
      if (count > largest) largest = count;
      if (largest > MOST) break;
    }
    if (largest > MOST) low[text] = FULL;
    else [low[text], high[text]] = [packed(counts, 0), packed(counts, 8)];
  }
  return {
    shared: (left, right) => {
      const [a, b] = [low[left]!, low[right]!];
      if (a === FULL || b === FULL) {
        return Math.min(starts[left + 1]! - starts[left]!, starts[right + 1]! - starts[right]!);
      }
      return sumOfSmaller(a, b) + sumOfSmaller(high[left]!, high[right]!);
    },
  };
}

/** Eight counts from `first` on, four bits each. */
function packed(counts: Uint8Array, first: number): number {
  let word = 0;
  for (let i = 0; i < 8; i++) word |= counts[first + i]! << (i * 4);
  return word;
}

/** The sum, over eight counts of four bits, of the smaller one of both words. */
function sumOfSmaller(a: number, b: number): number {
  // With the top bit of each count set, subtracting borrows from it, and it stays where a's count is not the smaller.
  const notSmaller = (((a | TOP_BITS) - b) & TOP_BITS) >>> 3;
  const takeB = (notSmaller << 3) - notSmaller;
  const smaller = (b & takeB) | (a & ~takeB);
  const pairs = (smaller & 0x0f0f0f0f) + ((smaller >>> 4) & 0x0f0f0f0f);
  return Math.imul(pairs, 0x01010101) >>> 24;
}
