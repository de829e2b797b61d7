/** A string as the sequence of units that a similarity function compares: UTF-8 bytes or UTF-16 code units. */
export type Symbols = Uint8Array | Uint16Array;

const encoder = new TextEncoder();

/** The UTF-8 bytes of `text`. DuckDB compares bytes, so 'é' counts as two symbols (linkage.md 6.11). */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Names are nearly always ASCII, where a unit is a byte; the encoder is much slower for them.
    if (unit > 0x7f) return encoder.encode(text);
    bytes[i] = unit;
  }
  return bytes;
}

/** The UTF-16 code units of `text`, which Java, and so Spark, compares (linkage.md 6.11). */
export function utf16Units(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** How many symbols two sequences begin with in common. Such symbols never change an edit distance. */
export function commonStart(a: Symbols, b: Symbols): number {
  const shorter = Math.min(a.length, b.length);
  let length = 0;
  while (length < shorter && a[length] === b[length]) length++;
  return length;
}

/** How many symbols two sequences end with in common, apart from the first `start` of each. */
export function commonEnd(a: Symbols, b: Symbols, start: number): number {
  const shorter = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < shorter && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}
