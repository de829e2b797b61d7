import type { Delimiter } from '../intake/detectDelimiter.ts';
import { hashLine, scanLines } from '../intake/scanLines.ts';
import type { EncodedRows } from '../linkage/encode/encodedRows.ts';
import type { RecordLayout } from '../linkage/encode/finishRecords.ts';
import type { UnreadList } from '../linkage/encode/unreadCells.ts';

/** What decides how the bytes of a row become values, beside the row itself. */
export type FileShape = {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  readonly markBytes: number;
  readonly dateFormat: string;
  /** Where each field of a record stands in a row, and the id. */
  readonly places: readonly number[];
  readonly idPlace: number;
  /** Where a full name stands whose parts are taken for cells behind the others of a row. */
  readonly fullNamePlace?: number;
};

/** What the lines of records are known again by. */
export type KeptLines = {
  /** Two a line. */
  readonly hashes: Int32Array;
  /** Bytes of each line as `keptLength` has them. */
  readonly lengths: Uint16Array;
};

/** The length of a line as it is kept: 0 when it is too long to be. */
export const keptLength = (bytes: number): number => (bytes < 1 << 16 ? bytes : 0);

/** A file whose rows the next reading can know again, and its cells that hold something and yet say nothing. */
export type KeptFile = {
  readonly shape: FileShape;
  readonly lines: KeptLines;
  readonly unread: UnreadList;
};

/** What reading keeps for the next one, so that only lines that are new need to be read. */
export type KeptRows = {
  readonly layout: RecordLayout;
  readonly files: readonly KeptFile[];
  readonly rows: EncodedRows;
};

/**
 * The hashes of the lines that records stand on, given in ascending order; undefined when lines and rows of the file
 * are two things.
 */
export async function lineHashes(
  file: string,
  recordLines: Int32Array,
  signal?: AbortSignal,
): Promise<KeptLines | undefined> {
  const hashes = new Int32Array(new SharedArrayBuffer(recordLines.length * 8));
  const lengths = new Uint16Array(new SharedArrayBuffer(recordLines.length * 2));
  let view: DataView | undefined;
  let record = 0;
  const obstacle = await scanLines(
    file,
    (bytes, start, end, line) => {
      if (recordLines[record] !== line) return;
      view ??= new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      hashLine(view, start, end, hashes, record * 2);
      lengths[record] = keptLength(end - start);
      record++;
    },
    signal,
  );
  return obstacle === undefined && record === recordLines.length ? { hashes, lengths } : undefined;
}

/** What the next reading is given; undefined when a file cannot be known again. */
export function keptRows(
  layout: RecordLayout,
  files: readonly (KeptFile | undefined)[],
  rows: EncodedRows,
): KeptRows | undefined {
  const known = files.filter((file) => file !== undefined);
  return known.length < files.length ? undefined : { layout, files: known, rows };
}
