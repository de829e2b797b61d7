import { type FileHandle, open } from 'node:fs/promises';

/** Why a file cannot be read line by line: quotation marks may hold line ends, other bytes need the ordinary reading. */
export type ScanObstacle = 'quotes' | 'text';

/** Is told of a line from 1 on: its bytes without the line end, and whether it has one. */
export type SeeLine = (bytes: Buffer, start: number, end: number, line: number, isEnded: boolean) => void;

/** Longer lines are no rows. */
export const MOST_LINE_BYTES = 1 << 20;
const CHUNK_BYTES = 1 << 22;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const UNIT_SEPARATOR = 31;

/**
 * Goes over the lines of a file as bytes, as `splitRecords` cuts text without quotation marks. Stops at the first byte
 * that makes lines and rows two things and says which kind. Throws what the file system throws.
 */
export async function scanLines(
  file: string,
  seeLine: SeeLine,
  signal?: AbortSignal,
): Promise<ScanObstacle | undefined> {
  const handle = await open(file);
  try {
    return await scanOpened(handle, seeLine, signal);
  } finally {
    await handle.close();
  }
}

async function scanOpened(
  handle: FileHandle,
  seeLine: SeeLine,
  signal: AbortSignal | undefined,
): Promise<ScanObstacle | undefined> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let held = 0;
  let line = 1;
  for (;;) {
    signal?.throwIfAborted();
    if (held > MOST_LINE_BYTES) return 'text';
    const { bytesRead } = await handle.read(buffer, held, CHUNK_BYTES - held);
    if (bytesRead === 0) break;
    const length = held + bytesRead;
    const read = buffer.subarray(held, length);
    if (read.includes(QUOTE)) return 'quotes';
    if (read.includes(0) || read.includes(UNIT_SEPARATOR)) return 'text';
    let start = 0;
    for (let at = held; at < length; at++) {
      if (buffer[at] !== LINE_FEED) continue;
      seeLine(buffer, start, withoutReturn(buffer, start, at), line++, true);
      start = at + 1;
    }
    buffer.copyWithin(0, start, length);
    held = length - start;
  }
  if (held > 0) seeLine(buffer, 0, withoutReturn(buffer, 0, held), line, false);
  return undefined;
}

const withoutReturn = (bytes: Buffer, start: number, end: number): number =>
  end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;

/**
 * Writes two independent hashes of a line to `into[at]` and the place after it: unlike lines are the same by chance
 * once in 2^64. The first is never 0.
 */
export function hashLine(bytes: DataView, start: number, end: number, into: Int32Array, at: number): void {
  let one = 0x811c9dc5 ^ (end - start);
  let two = 0x2545f491;
  let place = start;
  for (; place + 4 <= end; place += 4) {
    const word = bytes.getInt32(place, true);
    one = Math.imul(one ^ word, 0x9e3779b1);
    one ^= one >>> 15;
    two = Math.imul(two + word, 0x85ebca6b);
    two ^= two >>> 13;
  }
  for (; place < end; place++) {
    const byte = bytes.getUint8(place);
    one = Math.imul(one ^ byte, 0x9e3779b1);
    one ^= one >>> 15;
    two = Math.imul(two + byte, 0x85ebca6b);
    two ^= two >>> 13;
  }
  into[at] = one === 0 ? 1 : one;
  into[at + 1] = two;
}
