import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { refuseForeignFile } from '../intake/foreignFile.ts';
import type { EncodedRows } from '../linkage/encode/encodedRows.ts';
import type { RecordLayout } from '../linkage/encode/finishRecords.ts';
import { RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { GrowingInt32 } from '../linkage/encode/sharedArrays.ts';
import type { UnreadList } from '../linkage/encode/unreadCells.ts';
import { patchRows } from '../linkage/incremental/patchRows.ts';
import { addRows, type FileRead, type FileToEncode, shapeOf, unreadOf } from './encodeFile.ts';
import { knownLines, type LinesFound } from './knownLines.ts';
import type { FileShape, KeptFile, KeptRows } from './keptRows.ts';

/**
 * Why all rows were read anew: other columns, delimiter, dates or roles; quotation marks, or other bytes that make
 * lines and rows two things; too many new rows; a row that the ordinary reading has something to say of; values of
 * which too many are no row's any more; or that the reading before kept none.
 */
export type ReadAnew = 'shape' | 'quotes' | 'text' | 'changes' | 'rows' | 'values' | 'unknown';

/** Files whose known rows were taken over, and how many these were. */
export type ChangeRead = {
  readonly layout: RecordLayout;
  readonly rows: EncodedRows;
  readonly files: readonly { readonly read: FileRead; readonly kept: KeptFile }[];
  /** The earlier number of each record whose row was taken over, −1 for the others. */
  readonly from: Int32Array;
  readonly taken: number;
};

/** With a larger share of new rows it is as quick to read all. */
const MOST_NEW = 0.3;
const UTF_8_MARK = Buffer.from('\ufeff');

/**
 * Reads of one file or two only the lines that the reading before did not have, and takes the values of the others
 * from there; gives what reading every row gives, or why that has to be done. Throws the signal's reason only.
 */
export async function readChange(
  files: readonly FileToEncode[],
  before: KeptRows,
  signal?: AbortSignal,
): Promise<ChangeRead | ReadAnew> {
  try {
    return await changeOf(files, before, signal);
  } catch (error) {
    signal?.throwIfAborted();
    // whatever is wrong with a file, the ordinary reading says it in full
    if (error instanceof LinkdeskError || (error instanceof Error && 'code' in error)) return 'rows';
    throw error;
  }
}

async function changeOf(
  files: readonly FileToEncode[],
  before: KeptRows,
  signal: AbortSignal | undefined,
): Promise<ChangeRead | ReadAnew> {
  const builder = new RecordBuilder(files[0]!.fields, files.length === 1 ? 'dedupe' : 'link');
  const { layout } = builder;
  if (!isSame(layout, before.layout) || files.length !== before.files.length) return 'shape';
  const scans: FileScan[] = [];
  for (const [i, file] of files.entries()) {
    const scan = await scanFile(file, before.files[i]!, i === 0 ? 0 : before.rows.leftRows, signal);
    if (typeof scan === 'string') return scan;
    scans.push(scan);
  }
  const added = scans.map((scan, i) => {
    if (i === 1) builder.startRight();
    return addNewRows(builder, files[i]!, before.files[i]!, i === 0 ? 0 : before.rows.leftRows, scan);
  });
  const from = new Int32Array(added.reduce((sum, file) => sum + file.from.length, 0));
  added.forEach((file, i) => from.set(file.from, i === 0 ? 0 : added[0]!.from.length));
  const rows = patchRows(layout, before.rows, builder.rowsByValue(), from, added[0]!.from.length);
  if (typeof rows === 'string') return rows === 'ids' ? 'rows' : 'values';
  return {
    layout,
    rows,
    files: added,
    from,
    taken: from.reduce((sum, source) => sum + Number(source >= 0), 0),
  };
}

type FileScan = LinesFound & {
  /** Of each row that is not blank its number before, −1 for a new one. */
  readonly from: Int32Array;
};

/**
 * Adds the new rows of a file, whose rows before were numbered from `offset` on, to a builder; gives its rows without
 * those that are no records.
 */
function addNewRows(
  builder: RecordBuilder,
  toEncode: FileToEncode,
  before: KeptFile,
  offset: number,
  { from, lines, newRows, newLines }: FileScan,
): { readonly from: Int32Array; readonly read: FileRead; readonly kept: KeptFile } {
  const recordLines = new GrowingInt32();
  const { leftOut, firstLeftOut } = addRows(
    builder,
    toEncode,
    before.shape,
    { rows: newRows, lines: newLines },
    recordLines,
  );
  const isRecord = new Uint8Array(newRows.length);
  for (let i = 0, record = 0; i < isRecord.length; i++) {
    if (recordLines.at(record) !== newLines[i]) continue;
    isRecord[i] = 1;
    record++;
  }
  const records = recordsOnly(from, 1, from, isRecord);
  const unread = unreadAfter(before, offset, builder.unread, records);
  return {
    from: records,
    read: {
      file: basename(toEncode.file),
      records: from.length - leftOut,
      leftOut,
      ...(firstLeftOut === undefined ? {} : { firstLeftOut }),
      ...unreadOf(toEncode, unread),
    },
    kept: {
      shape: before.shape,
      unread,
      lines: {
        hashes: recordsOnly(lines.hashes, 2, from, isRecord),
        lengths: recordsOnly(lines.lengths, 1, from, isRecord),
      },
    },
  };
}

/** The unread cells of records that were taken over, which `from` says, and of the new ones between them. */
function unreadAfter(
  { lines, unread }: KeptFile,
  offset: number,
  fresh: UnreadList,
  from: Int32Array,
): UnreadList {
  if (unread.length + fresh.length === 0) return unread;
  const ofKnown = new Int32Array(lines.lengths.length).fill(-1);
  const ofNew: number[] = [];
  from.forEach((source, record) => {
    if (source < 0) ofNew.push(record);
    else ofKnown[source - offset] = record;
  });
  const list = new GrowingInt32();
  const add = (record: number, code: number): void => {
    if (record < 0) return;
    list.push(record);
    list.push(code);
  };
  for (let i = 0; i < unread.length; i += 2) add(ofKnown[unread[i]!]!, unread[i + 1]!);
  for (let i = 0; i < fresh.length; i += 2) add(ofNew[fresh[i]!]!, fresh[i + 1]!);
  return list.trim();
}

async function scanFile(
  toEncode: FileToEncode,
  { shape, lines }: KeptFile,
  offset: number,
  signal: AbortSignal | undefined,
): Promise<FileScan | ReadAnew> {
  const { file } = toEncode;
  const head = await headOf(file);
  refuseForeignFile(basename(file), head, false);
  const start = await startOf(toEncode, head.subarray(0, 3).equals(UTF_8_MARK) ? 3 : 0);
  if (start === undefined || !isSame(start.shape, shape)) return 'shape';
  const { size, mtimeMs } = await stat(file);
  const found = await knownLines(
    file,
    lines,
    {
      delimiter: shape.delimiter,
      cells: shape.header.length,
      firstLine: start.firstLine,
      mostNew: Math.max(100, lines.lengths.length * MOST_NEW),
    },
    signal,
  );
  if (typeof found === 'string') return found;
  const after = await stat(file);
  if (after.size !== size || after.mtimeMs !== mtimeMs) return 'rows';
  return { ...found, from: found.places.map((place) => (place < 0 ? -1 : place + offset)) };
}

/** How the first rows of a file are read, and the line of the first; undefined when it has none. */
async function startOf(
  toEncode: FileToEncode,
  markBytes: number,
): Promise<{ readonly shape: FileShape; readonly firstLine: number } | undefined> {
  const { file } = toEncode;
  // only the first batch is read, as UTF-8; lines that are something else are refused where they stand
  const inspection = { sha256: '', bytes: 0, encoding: 'utf-8', markBytes, isZip: false } as const;
  for await (const batch of readDelimited(file, { inspection })) {
    if (batch.rows.length === 0 || batch.truncated === true) return undefined;
    return { shape: shapeOf(toEncode, batch, markBytes), firstLine: batch.firstLine };
  }
  return undefined;
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A list of `width` numbers a row without the new rows that are no records. */
function recordsOnly<T extends Int32Array | Uint16Array>(
  list: T,
  width: number,
  from: Int32Array,
  isRecord: Uint8Array,
): T {
  if (!isRecord.includes(0)) return list;
  let next = 0;
  let length = 0;
  const kept = list.slice() as T;
  from.forEach((source, row) => {
    if (source < 0 && isRecord[next++] === 0) return;
    for (let i = 0; i < width; i++) kept[length++] = list[row * width + i]!;
  });
  return kept.subarray(0, length) as T;
}

/** Whether two plain values say the same. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
