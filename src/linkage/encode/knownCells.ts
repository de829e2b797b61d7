import { TextInterner } from './textTable.ts';

/** What `find` gives for a cell that has not been put yet. */
export const UNKNOWN_CELL = -2;

const LONGEST = 12;
/** Whole numbers a slot: three of the text, and what it stands for + 2, 0 when the slot is free. */
const SLOT = 4;

/**
 * What the cells of a column stand for, so that a cell that was seen before is not normalised again. A cell of at most
 * twelve ASCII characters, as nearly all names, dates and codes are, is its own key, four characters a number, and lies
 * beside what it stands for: finding it is one look into memory, which is what finding costs.
 */
export class KnownCells {
  #slots = new Int32Array(SLOT * 1024);
  #mask = 1023;
  #size = 0;
  /** The others by number, and what each stands for. A map of them would keep alive the text they were cut from. */
  readonly #long = new TextInterner();
  readonly #longValues: number[] = [];
  /** The cell last looked for: its three numbers and its free slot, −1 when it is none of the short ones. */
  #one = 0;
  #two = 0;
  #three = 0;
  #free = -1;

  /** What a cell stands for: a number from −1 on, `UNKNOWN_CELL` when it has not been put. */
  find(cell: string): number {
    const { length } = cell;
    if (length > LONGEST) return this.#findLong(cell);
    let one = 0;
    let two = 0;
    let three = 0;
    let isShort = true;
    for (let i = 0; i < length; i++) {
      const unit = cell.charCodeAt(i);
      // NUL fills up shorter cells, so it is no character of one here
      if (unit === 0 || unit > 127) isShort = false;
      const part = unit << ((i & 3) << 3);
      if (i < 4) one |= part;
      else if (i < 8) two |= part;
      else three |= part;
    }
    if (!isShort) return this.#findLong(cell);
    const slots = this.#slots;
    let slot = hashOf(one, two, three) & this.#mask;
    for (;;) {
      const at = slot * SLOT;
      const known = slots[at + 3]!;
      if (known === 0) break;
      if (slots[at] === one && slots[at + 1] === two && slots[at + 2] === three) return known - 2;
      slot = (slot + 1) & this.#mask;
    }
    this.#one = one;
    this.#two = two;
    this.#three = three;
    this.#free = slot;
    return UNKNOWN_CELL;
  }

  /** Says what the cell stands for that `find` was asked for last and did not know: a number from −1 on. */
  put(value: number): void {
    if (this.#free < 0) {
      this.#longValues.push(value);
      return;
    }
    const at = this.#free * SLOT;
    this.#slots[at] = this.#one;
    this.#slots[at + 1] = this.#two;
    this.#slots[at + 2] = this.#three;
    this.#slots[at + 3] = value + 2;
    this.#size++;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  #findLong(cell: string): number {
    this.#free = -1;
    const number = this.#long.intern(cell);
    return number < this.#longValues.length ? this.#longValues[number]! : UNKNOWN_CELL;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 3] === 0) continue;
      let slot = hashOf(old[from]!, old[from + 1]!, old[from + 2]!) & mask;
      while (slots[slot * SLOT + 3] !== 0) slot = (slot + 1) & mask;
      for (let i = 0; i < SLOT; i++) slots[slot * SLOT + i] = old[from + i]!;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

function hashOf(one: number, two: number, three: number): number {
  let hash = Math.imul(one ^ (one >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ two ^ (hash >>> 13), 0x297a2d39);
  hash = Math.imul(hash ^ three ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 16);
}
