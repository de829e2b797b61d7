import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { ExtractKindName } from '../domain/extract.ts';
import type { Database } from './driver.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

const deflate = promisify<string, { level: number }, Buffer>(deflateRaw);

/** Stands between rows, and between a row's line number and its text; never occurs in a row (intake sees to it). */
const betweenRows = '\u001e';
const afterLine = '\u001d';
const rowsTogether = 1024;

export interface RawWriter {
  /** Rows must come in the order of their record ids, without gaps. */
  add(line: number, raw: string): Promise<void> | undefined;
  finish(): Promise<void>;
}

/** Lets the rows of a file's kinds be written in the order in which they were given to be packed. */
export interface PackingOrder {
  newest: Promise<void>;
}

/**
 * Keeps rows as they were read, packed some thousand together: a quarter of the room, and packed on another core
 * while the next rows are written. `firstRecord` is the record id of the first row that will be added.
 */
export function rawWriter(
  db: Database,
  { kind, importId }: { readonly kind: ExtractKindName; readonly importId: number },
  firstRecord: number,
  order: PackingOrder,
): RawWriter {
  const insert = db.prepare(
    'INSERT INTO import_raw (import_id, kind, first_record, last_record, packed) VALUES (?, ?, ?, ?, ?)',
  );
  let next = firstRecord;
  let waiting: string[] = [];

  /** Packs rows on another core and writes them once those before them are written. */
  async function keep(rows: readonly string[], first: number, before: Promise<void>): Promise<void> {
    const [packed] = await Promise.all([deflate(rows.join(betweenRows), { level: 1 }), before]);
    insert.run(importId, kind, first, first + rows.length - 1, packed);
  }

  /** Begins to pack the waiting rows; resolves when the rows before them are written, so that few are under way. */
  function pack(): Promise<void> {
    const before = order.newest;
    order.newest = keep(waiting, next, before);
    // whoever awaits it hears of a failure; an import that was given up does not await it any more
    order.newest.catch(() => undefined);
    next += waiting.length;
    waiting = [];
    return before;
  }

  return {
    add(line, raw) {
      waiting.push(`${line}${afterLine}${raw}`);
      return waiting.length === rowsTogether ? pack() : undefined;
    },
    async finish() {
      if (waiting.length > 0) void pack();
      await order.newest;
    },
  };
}

/** Rows of an extract table as they were read, and by which import; a pack of them is opened once. */
export function rowsAsRead(
  store: ReadStore,
  kind: ExtractKindName,
  recordIds: readonly number[],
): ReadonlyMap<number, { readonly importId: number; readonly raw: string }> {
  const packOf = statement<{ importId: number; first: number; last: number; packed: Buffer }>(
    store,
    `SELECT import_id AS importId, first_record AS first, last_record AS last, packed FROM import_raw
     WHERE kind = ? AND first_record <= ? ORDER BY first_record DESC LIMIT 1`,
  );
  const read = new Map<number, { importId: number; raw: string }>();
  let pack: { importId: number; first: number; last: number; rows: readonly string[] } | undefined;
  for (const id of [...recordIds].sort((a, b) => a - b)) {
    if (pack === undefined || id > pack.last) {
      const found = packOf.get(kind, id);
      if (found === undefined || found.last < id) continue;
      const { packed, ...about } = found;
      pack = { ...about, rows: inflateRawSync(packed).toString('utf8').split(betweenRows) };
    }
    const row = pack.rows[id - pack.first]!;
    read.set(id, { importId: pack.importId, raw: row.slice(row.indexOf(afterLine) + 1) });
  }
  return read;
}

/** Where a record comes from: file, line, and the row as it was read. */
export interface Provenance {
  readonly importId: number;
  readonly fileName: string;
  readonly line: number;
  readonly raw: string;
}

/** The provenance of a record of an extract table, or undefined when there is no such record. */
export function provenance(
  store: ReadStore,
  kind: ExtractKindName,
  recordId: number,
): Provenance | undefined {
  const found = statement<{ importId: number; fileName: string; firstRecord: number; packed: Buffer }>(
    store,
    `SELECT import_id AS importId, file_name AS fileName, first_record AS firstRecord, packed
     FROM import_raw JOIN import USING (import_id)
     WHERE import_raw.kind = ? AND first_record <= ? AND last_record >= ? ORDER BY first_record DESC LIMIT 1`,
  ).get(kind, recordId, recordId);
  if (found === undefined) return undefined;
  const rows = inflateRawSync(found.packed).toString('utf8').split(betweenRows);
  const row = rows[recordId - found.firstRecord]!;
  const cut = row.indexOf(afterLine);
  const { importId, fileName } = found;
  return { importId, fileName, line: Number(row.slice(0, cut)), raw: row.slice(cut + 1) };
}
