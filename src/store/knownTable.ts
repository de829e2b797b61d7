import type { Database } from './driver.ts';
import type { ExtractKindName } from '../domain/extract.ts';

/** Rows of a part: parts grow one by one, so that nothing is copied, and each is kept as it stands in memory. */
const partRows = 1 << 16;
const placeInPart = partRows - 1;

/** What became of a row of the extract before; a row that is new or new in content is `renewed`. */
export const notSeen = 0;
export const same = 1;
export const renewed = 2;

/** Rows by number: what each is known again by, side by side in one piece of memory. */
interface Part {
  readonly contents: Float64Array<SharedArrayBuffer>;
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly recordIds: Uint32Array;
  readonly since: readonly Int32Array[];
  readonly became: Uint8Array;
  /** Everything but `became`, which is of one import. */
  readonly bytes: Uint8Array;
}

const bytesOfRow = (dates: number): number => 8 + 4 * (3 + dates);

function part(rows: number, dates: number): Part {
  // shared, so that the reading thread can look at it
  const memory = new SharedArrayBuffer(rows * bytesOfRow(dates));
  const numbers = (index: number): readonly [SharedArrayBuffer, number, number] => [
    memory,
    rows * (8 + 4 * index),
    rows,
  ];
  return {
    contents: new Float64Array(memory, 0, rows),
    keyHigh: new Uint32Array(...numbers(0)),
    keyLow: new Uint32Array(...numbers(1)),
    recordIds: new Uint32Array(...numbers(2)),
    since: Array.from({ length: dates }, (_, index) => new Int32Array(...numbers(3 + index))),
    became: new Uint8Array(rows),
    bytes: new Uint8Array(memory),
  };
}

/** A row of a kind's newest import, as far as it is needed to know it again. */
export interface KnownRow {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly content: number;
  readonly recordId: number;
  /** Its values of the key fields that only say since when it is known. */
  readonly since: readonly number[];
}

/** The rows of a kind's newest import by number, in about 25 bytes each. */
export class KnownTable {
  readonly #dates: number;
  readonly #parts: Part[] = [];
  #length = 0;

  /** `dates`: how many values each row has in `since`. */
  constructor(dates: number) {
    this.#dates = dates;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a row; gives its number. */
  add(row: KnownRow, became: number): number {
    const number = this.#length++;
    if (number >>> 16 === this.#parts.length) this.#parts.push(part(partRows, this.#dates));
    this.put(number, row, became);
    return number;
  }

  put(number: number, { keyHigh, keyLow, content, recordId, since }: KnownRow, became: number): void {
    const { [number >>> 16]: into } = this.#parts;
    const at = number & placeInPart;
    into!.keyHigh[at] = keyHigh;
    into!.keyLow[at] = keyLow;
    into!.contents[at] = content;
    into!.recordIds[at] = recordId;
    for (let index = 0; index < this.#dates; index++) into!.since[index]![at] = since[index]!;
    into!.became[at] = became;
  }

  keyHigh(number: number): number {
    return this.#parts[number >>> 16]!.keyHigh[number & placeInPart]!;
  }

  keyLow(number: number): number {
    return this.#parts[number >>> 16]!.keyLow[number & placeInPart]!;
  }

  content(number: number): number {
    return this.#parts[number >>> 16]!.contents[number & placeInPart]!;
  }

  recordId(number: number): number {
    return this.#parts[number >>> 16]!.recordIds[number & placeInPart]!;
  }

  since(number: number, index: number): number {
    return this.#parts[number >>> 16]!.since[index]![number & placeInPart]!;
  }

  became(number: number): number {
    return this.#parts[number >>> 16]!.became[number & placeInPart]!;
  }

  /** The contents of all rows, part by part, for another thread to look at. */
  contents(): readonly Float64Array<SharedArrayBuffer>[] {
    return this.#parts.map(({ contents }) => contents);
  }

  see(number: number): void {
    this.#parts[number >>> 16]!.became[number & placeInPart] = same;
  }

  /** The rows that stand in this import, packed in parts of equal length but the last. */
  *packed(): Generator<Uint8Array> {
    let standing = 0;
    for (let number = 0; number < this.#length; number++) if (this.became(number) !== notSeen) standing++;
    let number = 0;
    for (let done = 0; done < standing; done += partRows) {
      const rows = Math.min(partRows, standing - done);
      const into = part(rows, this.#dates);
      for (let at = 0; at < rows; number++) {
        const from = this.#parts[number >>> 16]!;
        const place = number & placeInPart;
        if (from.became[place] === notSeen) continue;
        into.contents[at] = from.contents[place]!;
        into.keyHigh[at] = from.keyHigh[place]!;
        into.keyLow[at] = from.keyLow[place]!;
        into.recordIds[at] = from.recordIds[place]!;
        for (let index = 0; index < this.#dates; index++) {
          into.since[index]![at] = from.since[index]![place]!;
        }
        at++;
      }
      yield into.bytes;
    }
  }

  /** Adds the rows of a packed part, none of them seen yet. */
  unpack(bytes: Uint8Array): void {
    const rows = bytes.length / bytesOfRow(this.#dates);
    const from = part(rows, this.#dates);
    from.bytes.set(bytes);
    if (rows === partRows) {
      this.#parts.push(from);
      this.#length += rows;
      return;
    }
    const into = part(partRows, this.#dates);
    into.contents.set(from.contents);
    into.keyHigh.set(from.keyHigh);
    into.keyLow.set(from.keyLow);
    into.recordIds.set(from.recordIds);
    for (const [index, dates] of from.since.entries()) into.since[index]!.set(dates);
    this.#parts.push(into);
    this.#length += rows;
  }
}

/** What is kept of a kind's newest import beside its rows, so that the next one need not read all of them. */
export interface KeptKnown {
  readonly table: KnownTable;
  /** The latest day in the kind's key of any row that ever came. */
  readonly latestDay: number;
}

/** What was kept after an import; undefined when nothing was, or of rows that were known otherwise. */
export function keptKnown(
  db: Database,
  kind: ExtractKindName,
  importId: number,
  sinceFields: readonly string[],
): KeptKnown | undefined {
  const parts = db
    .prepare<[string, number, string], { latestDay: number; packed: Buffer }>(
      `SELECT latest_day AS latestDay, packed FROM known_rows
       WHERE kind = ? AND import_id = ? AND since_fields = ? ORDER BY part`,
    )
    .all(kind, importId, sinceFields.join(' '));
  if (parts.length === 0) return undefined;
  const table = new KnownTable(sinceFields.length);
  for (const { packed } of parts) table.unpack(packed);
  return { table, latestDay: parts[0]!.latestDay };
}

/** Keeps what is known of a kind's newest import, instead of what was kept of the one before. */
export function keepKnown(
  db: Database,
  kind: ExtractKindName,
  importId: number,
  sinceFields: readonly string[],
  { table, latestDay }: KeptKnown,
): void {
  db.prepare('DELETE FROM known_rows WHERE kind = ?').run(kind);
  const insert = db.prepare(
    'INSERT INTO known_rows (kind, part, import_id, since_fields, latest_day, packed) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let number = 0;
  for (const packed of table.packed()) {
    insert.run(kind, number++, importId, sinceFields.join(' '), latestDay, packed);
  }
}
