import { numberIn } from './keyTable.ts';
import type { RowIdentity } from './rowIdentity.ts';

/**
 * The rows of the import before by key and content, in shared memory: what a reading thread needs to leave out what an
 * import does not look at. While the import goes on it changes under the thread's eyes, but only at keys whose rows the
 * thread has handed over, each once.
 */
export interface StoodBefore {
  /** Of a `KeyTable`: the number of each row. */
  readonly places: Uint32Array<SharedArrayBuffer>;
  /** By number, in parts of 65,536. */
  readonly contents: readonly Float64Array<SharedArrayBuffer>[];
}

/** Whether a row stood in the import before and said the same. */
export function stoodBefore(
  { places, contents }: StoodBefore,
  { keyHigh, keyLow, content }: RowIdentity,
): boolean {
  const number = numberIn(places, keyHigh, keyLow);
  return number !== undefined && contents[number >>> 16]?.[number & 0xffff] === content;
}
