/**
 * Two independent 32-bit hashes of a text (FNV-1a, and multiply-rotate), 64 bits together: whether a row reads as it
 * did in the month before is settled by them, without holding a month's raw rows in memory. They decide only between
 * two rows of the same key, so that one mistaken row in a million files of a million rows would be a surprise.
 */
export function contentHash(text: string, out: Int32Array, at: number): void {
  let a = 0x811c9dc5 | 0;
  let b = text.length | 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b = (b << 15) | (b >>> 17);
  }
  out[at] = a;
  out[at + 1] = b;
}
