import { KeyTable } from '../store/keyTable.ts';
import type { RowIdentity } from '../store/rowIdentity.ts';

/** What a row is against the rows before it in the same file. */
export type Repetition = 'first' | 'same_row' | 'same_key';

/** Remembers the key of every row of a file, and half of the hash of its content. */
export class SeenKeys {
  readonly #contents = new KeyTable();

  /** Notes a row and says whether its key has come before, with the same content or another. */
  add({ keyHigh, keyLow, content }: RowIdentity): Repetition {
    const half = content % 0x1_0000_0000;
    const before = this.#contents.add(keyHigh, keyLow, half);
    if (before === undefined) return 'first';
    return before === half ? 'same_row' : 'same_key';
  }
}
