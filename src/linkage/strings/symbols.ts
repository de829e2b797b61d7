/** A string as the sequence of units that a similarity function compares: UTF-8 bytes or UTF-16 code units. */
export type Symbols = Uint8Array | Uint16Array;

const encoder = new TextEncoder();

/** The UTF-8 bytes of `text`. DuckDB compares bytes, so 'é' counts as two symbols (linkage.md 6.11). */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The UTF-16 code units of `text`, which Java, and so Spark, compares (linkage.md 6.11). */
export function utf16Units(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
