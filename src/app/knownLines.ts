import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { hashLine, MOST_LINE_BYTES } from '../intake/scanLines.ts';
import { GrowingInt32 } from '../linkage/encode/sharedArrays.ts';
import { type LineFinder, lineFinder } from '../linkage/incremental/lineFinder.ts';
import { keptLength, type KeptLines } from './keptRows.ts';

/** What stops a file from being read by the lines of an earlier one. */
export type LineObstacle = 'quotes' | 'text' | 'rows' | 'changes';

/** The rows of a file by the lines of an earlier one. */
export type LinesFound = {
  /** Of each row that is not blank its place among the earlier lines, −1 for a new one. */
  readonly places: Int32Array;
  readonly lines: KeptLines;
  readonly newRows: readonly (readonly string[])[];
  /** The lines, from 1 on, that the new rows stand on. */
  readonly newLines: Int32Array;
};

type Asked = {
  readonly delimiter: string;
  /** Cells of a whole row. */
  readonly cells: number;
  /** The line of the first row. */
  readonly firstLine: number;
  /** With a larger share of new rows it is as quick to read all. */
  readonly mostNew: number;
};

/** A line that does not stand where it stood, until all are looked through for it. */
type Missed = {
  readonly row: number;
  readonly line: number;
  readonly cells: string[];
  readonly isEnded: boolean;
};

const CHUNK_BYTES = 1 << 22;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** How many lines further on a line is looked for before it counts as missed. */
const LOOK_AHEAD = 4;
/** Bytes that make lines and rows two things: a quotation mark, NUL, the mark that parts units. */
const QUOTE = 34;
const NUL = 0;
const UNIT_SEPARATOR = 31;
/** So many missed lines are worth looking through all the earlier ones before the end. */
const MANY_MISSED = 0.05;

/**
 * Finds the lines of a file among those of an earlier one. A line that stands where it is expected is known by its
 * length and its hash; only the others are looked at byte by byte. Throws what the file system throws, and the signal's
 * reason.
 */
export async function knownLines(
  file: string,
  known: KeptLines,
  asked: Asked,
  signal?: AbortSignal,
): Promise<LinesFound | LineObstacle> {
  const handle = await open(file);
  try {
    const search = lineSearch(known, asked);
    const obstacle = await eachChunk(handle, search.see, signal);
    return obstacle ?? search.found();
  } finally {
    await handle.close();
  }
}

/**
 * Hands over the file in pieces of whole lines, the next being read meanwhile: `see` gives where the piece's last line
 * begins, which has no end yet, or what stops it.
 */
async function eachChunk(
  handle: FileHandle,
  see: (bytes: Buffer, view: DataView, start: number, end: number, isLast: boolean) => number | LineObstacle,
  signal: AbortSignal | undefined,
): Promise<LineObstacle | undefined> {
  const buffers = [0, 1].map(() => Buffer.allocUnsafeSlow(MOST_LINE_BYTES + CHUNK_BYTES)) as [Buffer, Buffer];
  const views = buffers.map(({ buffer }) => new DataView(buffer)) as [DataView, DataView];
  const read = (turn: number) => handle.read(buffers[turn & 1]!, MOST_LINE_BYTES, CHUNK_BYTES);
  let reading = read(0);
  let held = 0;
  for (let turn = 0; ; turn++) {
    signal?.throwIfAborted();
    const { bytesRead } = await reading;
    const isLast = bytesRead === 0;
    if (!isLast) reading = read(turn + 1);
    try {
      const bytes = buffers[turn & 1]!;
      const end = MOST_LINE_BYTES + bytesRead;
      const rest = see(bytes, views[turn & 1]!, MOST_LINE_BYTES - held, end, isLast);
      if (typeof rest === 'string' || isLast) return typeof rest === 'string' ? rest : undefined;
      held = end - rest;
      if (held > MOST_LINE_BYTES) return 'text';
      bytes.copy(buffers[(turn + 1) & 1]!, MOST_LINE_BYTES - held, rest, end);
    } finally {
      // the file must not be closed while it is read
      await (isLast ? undefined : reading.catch(() => {}));
    }
  }
}

type Search = {
  readonly see: Parameters<typeof eachChunk>[1];
  readonly found: () => LinesFound | LineObstacle;
};

function lineSearch(known: KeptLines, { delimiter, cells, firstLine, mostNew }: Asked): Search {
  const size = known.lengths.length;
  const isTaken = new Uint8Array(size);
  const places = new GrowingInt32(size + 1024);
  const missed: Missed[] = [];
  let hashes = new Int32Array(2 * (size + 1024));
  let lengths = new Uint16Array(size + 1024);
  let expected = 0;
  let line = 1;
  let find: LineFinder | undefined;

  /** Makes room for a row and hashes its line there. */
  const hash = (view: DataView, start: number, end: number): number => {
    const row = places.length;
    if (row === lengths.length) {
      const [moreHashes, moreLengths] = [new Int32Array(row * 4), new Uint16Array(row * 2)];
      moreHashes.set(hashes);
      moreLengths.set(lengths);
      hashes = moreHashes;
      lengths = moreLengths;
    }
    hashLine(view, start, end, hashes, row * 2);
    lengths[row] = keptLength(end - start);
    return row;
  };
  const isLine = (place: number, row: number): boolean =>
    known.hashes[place * 2] === hashes[row * 2] &&
    known.hashes[place * 2 + 1] === hashes[row * 2 + 1] &&
    isTaken[place] === 0;
  const take = (place: number): number => {
    isTaken[place] = 1;
    expected = place + 1;
    return place;
  };
  /** The place of a row that does not stand where it is expected: a little further on, or anywhere. */
  const placeOf = (row: number): number => {
    const end = Math.min(expected + LOOK_AHEAD, size);
    for (let place = expected; place < end; place++) if (isLine(place, row)) return take(place);
    if (find === undefined) return -1;
    const place = find(hashes[row * 2]!, hashes[row * 2 + 1]!);
    return place < 0 ? -1 : take(place);
  };
  /** Looks all missed lines up among those left; a later look finds more only if more come. */
  const lookThrough = (): void => {
    find = lineFinder(known.hashes, isTaken);
    const still = missed.filter(({ row }) => {
      const place = find!(hashes[row * 2]!, hashes[row * 2 + 1]!);
      if (place < 0) return true;
      isTaken[place] = 1;
      places.set(row, place);
      return false;
    });
    missed.splice(0, missed.length, ...still);
  };
  /** Takes lines as long as each is the expected one; gives where the first of the others begins. */
  const takeExpected = (bytes: Buffer, view: DataView, start: number, end: number): number => {
    let at = start;
    for (;;) {
      if (expected === size) return at;
      const stop = at + known.lengths[expected]!;
      if (stop === at || stop >= end) return at;
      const last = bytes[stop] === CARRIAGE_RETURN ? stop + 1 : stop;
      if (last >= end || bytes[last] !== LINE_FEED) return at;
      const row = hash(view, at, stop);
      if (!isLine(expected, row)) return at;
      places.push(take(expected));
      line++;
      at = last + 1;
    }
  };
  /** A line that is not known by its length. */
  const lookAt = (
    bytes: Buffer,
    view: DataView,
    start: number,
    end: number,
    isEnded: boolean,
  ): LineObstacle | undefined => {
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) return 'quotes';
      if (byte === NUL || byte === UNIT_SEPARATOR) return 'text';
    }
    if (line < firstLine) return undefined;
    const row = hash(view, start, end);
    const place = placeOf(row);
    if (place >= 0) {
      places.push(place);
      return undefined;
    }
    if (!isUtf8(bytes.subarray(start, end))) return 'text';
    const own = bytes.toString('utf8', start, end).split(delimiter);
    if (own.length === 1 && own[0]!.trim() === '') return undefined;
    missed.push({ row, line, cells: own, isEnded });
    places.push(-1);
    if (find === undefined && missed.length > Math.max(1000, size * MANY_MISSED)) lookThrough();
    return find !== undefined && missed.length > mostNew ? 'changes' : undefined;
  };

  return {
    see: (bytes, view, start, end, isLast) => {
      let at = start;
      while (at < end) {
        if (line >= firstLine) at = takeExpected(bytes, view, at, end);
        if (at >= end) break;
        let feed = bytes.indexOf(LINE_FEED, at);
        const isEnded = feed >= 0 && feed < end;
        if (!isEnded) {
          if (!isLast) return at;
          feed = end;
        }
        const stop = isEnded && feed > at && bytes[feed - 1] === CARRIAGE_RETURN ? feed - 1 : feed;
        const obstacle = lookAt(bytes, view, at, stop, isEnded);
        if (obstacle !== undefined) return obstacle;
        line++;
        at = feed + 1;
      }
      return end;
    },
    found: () => {
      if (missed.length > 0 && find === undefined) lookThrough();
      if (missed.length > mostNew) return 'changes';
      // a last row without line end that is too short is a file cut off
      if (missed.some((each) => !each.isEnded && each.cells.length < cells)) return 'rows';
      const rows = places.length;
      return {
        places: places.trim(),
        lines: { hashes: hashes.subarray(0, rows * 2), lengths: lengths.subarray(0, rows) },
        newRows: missed.map((each) => each.cells),
        newLines: Int32Array.from(missed, (each) => each.line),
      };
    },
  };
}
