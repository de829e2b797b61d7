const CHUNK_BYTES = 1 << 20;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const encoder = new TextEncoder();
const ONE = encoder.encode('1.00000000');

/** Scaled numbers whose digits after the point are so near a half are left to the slow and sure way. */
const NEAR_HALF = 1e-4;
const LARGEST_FAST = 1e6;
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Lines of text as bytes, put together without a string for each, in chunks to be written. */
export class LineBytes {
  #bytes = new Uint8Array(CHUNK_BYTES);
  #length = 0;

  get isFull(): boolean {
    return this.#length >= CHUNK_BYTES - 4096;
  }

  /** What was added since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(CHUNK_BYTES);
    this.#length = 0;
    return taken;
  }

  text(text: string): void {
    this.#add(encoder.encode(text));
  }

  byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  bytes(bytes: Uint8Array): void {
    this.#add(bytes);
  }

  /** A cell of a machine-readable CSV from UTF-8: quoted only when it must be, so that ids come back as they went in. */
  cell(bytes: Uint8Array, start: number, end: number): void {
    this.#room((end - start) * 2 + 2);
    const to = this.#bytes;
    const first = this.#length;
    let at = first;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE || byte === COMMA || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        this.#quoted(bytes, start, end);
        return;
      }
      to[at++] = byte;
    }
    this.#length = at;
  }

  /** As `toFixed(6)`. */
  fixed(number: number): void {
    const size = Math.abs(number);
    const scaled = size * 1e6;
    const whole = Math.floor(scaled);
    const rest = scaled - whole;
    if (!(size < LARGEST_FAST) || Math.abs(rest - 0.5) < NEAR_HALF) {
      this.text(number.toFixed(6));
      return;
    }
    const rounded = rest > 0.5 ? whole + 1 : whole;
    if (number < 0) this.byte(MINUS);
    const integer = Math.floor(rounded / 1e6);
    let digits = 1;
    while (integer >= powers[digits]!) digits++;
    this.#digits(integer, digits);
    this.byte(POINT);
    this.#digits(rounded - integer * 1e6, 6);
  }

  /** As `toPrecision(9)`. */
  precise(number: number): void {
    // 0.1 and above has its nine digits after the point at once; each tenth puts a zero before them
    let zeros = 0;
    while (zeros < 5 && number * powers[zeros]! < 0.1) zeros++;
    const scaled = number * powers[9 + zeros]!;
    const whole = Math.floor(scaled);
    const rest = scaled - whole;
    const rounded = rest > 0.5 ? whole + 1 : whole;
    const isSure = Math.abs(rest - 0.5) >= NEAR_HALF;
    if (number <= 1 && rounded === 1e9 && zeros === 0 && isSure) {
      this.bytes(ONE);
      return;
    }
    if (rounded <= 1e8 || rounded >= 1e9 || !isSure) {
      this.text(number.toPrecision(9));
      return;
    }
    this.byte(ZERO);
    this.byte(POINT);
    for (let i = 0; i < zeros; i++) this.byte(ZERO);
    this.#digits(rounded, 9);
  }

  #digits(number: number, count: number): void {
    this.#room(count);
    let rest = number | 0;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const tens = (rest / 10) | 0;
      this.#bytes[at] = ZERO + rest - tens * 10;
      rest = tens;
    }
    this.#length += count;
  }

  #quoted(bytes: Uint8Array, start: number, end: number): void {
    this.byte(QUOTE);
    for (let i = start; i < end; i++) {
      if (bytes[i] === QUOTE) this.byte(QUOTE);
      this.byte(bytes[i]!);
    }
    this.byte(QUOTE);
  }

  #add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    if (bytes.length > 64) this.#bytes.set(bytes, this.#length);
    else for (let i = 0; i < bytes.length; i++) this.#bytes[this.#length + i] = bytes[i]!;
    this.#length += bytes.length;
  }

  #room(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const more = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length));
    more.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = more;
  }
}
