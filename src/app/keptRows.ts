import type { Delimiter } from '../intake/detectDelimiter.ts';
import { hashLine, scanLines } from '../intake/scanLines.ts';
import type { EncodedRows } from '../linkage/encode/encodedRows.ts';
import type { RecordLayout } from '../linkage/encode/finishRecords.ts';
import type { RowsBefore } from '../linkage/incremental/mergeRows.ts';

/** What decides how the bytes of a row become values, beside the row itself. */
export type FileShape = {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  readonly markBytes: number;
  readonly dateFormat: string;
  /** Where each field of a record stands in a row, and the id. */
  readonly places: readonly number[];
  readonly idPlace: number;
};

/** A file whose rows the next reading can know again: two hashes of the line of each record, 0 where it cannot be. */
export type KeptFile = { readonly shape: FileShape; readonly lines: Int32Array };

/** What reading keeps for the next one, so that only lines that are new need to be read. */
export type KeptRows = {
  readonly layout: RecordLayout;
  readonly files: readonly KeptFile[];
  readonly rows: RowsBefore;
};

/**
 * The hashes of the lines that records stand on, given in ascending order; undefined when lines and rows of the file
 * are two things.
 */
export async function lineHashes(
  file: string,
  recordLines: Int32Array,
  signal?: AbortSignal,
): Promise<Int32Array | undefined> {
  const hashes = new Int32Array(new SharedArrayBuffer(recordLines.length * 8));
  let record = 0;
  const obstacle = await scanLines(
    file,
    (bytes, start, end, line) => {
      if (recordLines[record] !== line) return;
      hashLine(bytes, start, end, hashes, record * 2);
      record++;
    },
    signal,
  );
  return obstacle === undefined && record === recordLines.length ? hashes : undefined;
}

/**
 * What the next reading is given, of rows that are not finished yet; undefined when a file cannot be known again. A value that rows write in several ways
 * is kept as the first of them does, so none of its rows is taken over.
 */
export function keptRows(
  layout: RecordLayout,
  files: readonly (KeptFile | undefined)[],
  { variants, ...rows }: EncodedRows,
): KeptRows | undefined {
  const known = files.filter((file) => file !== undefined);
  if (known.length < files.length) return undefined;
  layout.columns.forEach(({ table }, c) => {
    const many = variants[table]!;
    if (many.size === 0) return;
    rows.columns[c]!.forEach((value, row) => {
      if (!many.has(value)) return;
      const isLeft = row < rows.leftRows;
      known[isLeft ? 0 : 1]!.lines[(isLeft ? row : row - rows.leftRows) * 2] = 0;
    });
  });
  // finished records have no placeholders among their dates any more
  const columns = rows.columns.map((values, c) =>
    layout.columns[c]!.kind === 'date' ? values.slice() : values,
  );
  return { layout, files: known, rows: { ...rows, columns } };
}
