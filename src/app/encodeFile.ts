import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { inspectFile } from '../intake/inspectFile.ts';
import { detectDateFormat } from '../linkage/encode/dateDigits.ts';
import { type EncodedPart, RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { checkColumns, type FileRoles, type RecordField } from '../linkage/roles/roleMap.ts';

/** Says how far reading is, in bytes. */
export type ReadProgress = (file: string, done: number, total: number) => void;

/** A file to be encoded: its path, its roles, and which side of the fields it is. Plain data, for any thread. */
export type FileToEncode = {
  readonly file: string;
  readonly side: 'left' | 'right';
  readonly roles: FileRoles;
  readonly fields: readonly RecordField[];
};

/** What became of the rows of a file: those that are records and those that were left out, together all there are. */
export type FileRead = {
  readonly file: string;
  readonly records: number;
  /** Rows with more or fewer cells than the header, whose values cannot be told apart. */
  readonly leftOut: number;
  /** The line of the first of them. */
  readonly firstLeftOut?: number;
  /** Not UTF-8, so that accents may have been read wrongly. */
  readonly isDoubtfulText?: true;
};

/** A right file encoded by itself, and what became of its rows. */
export type EncodedFile = { readonly part: EncodedPart; readonly read: FileRead };

/** Encodes a right file by itself; as `encodeFile`. */
export async function encodeRightFile(
  file: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<EncodedFile> {
  const builder = new RecordBuilder(file.fields, 'link');
  builder.startRight();
  const read = await encodeFile(builder, file, progress, signal);
  return { part: builder.finishRight(), read };
}

/**
 * Adds the rows of a file to a builder and says what became of them. Throws `ROLE_COLUMN_MISSING`,
 * `RECORD_ID_MISSING`, `RECORD_ID_REPEATED`, `FILE_TRUNCATED`, and what reading a file throws.
 */
export async function encodeFile(
  builder: RecordBuilder,
  { file, side, roles, fields }: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<FileRead> {
  const name = basename(file);
  const columns = fields.map((field) => (side === 'left' ? field.leftColumn : field.rightColumn));
  const birth = fields.findIndex(({ role }) => role === 'dob');
  let idPlace = -1;
  let places: readonly number[] = [];
  let dateFormat = side === 'left' ? fields[birth]?.leftFormat : fields[birth]?.rightFormat;
  const onProgress = (done: number, total: number): void => progress(name, done, total);
  let records = 0;
  let leftOut = 0;
  let firstLeftOut: number | undefined;
  const inspection = await inspectFile(file);
  for await (const { header, rows, lines, truncated } of readDelimited(file, { inspection, onProgress })) {
    signal?.throwIfAborted();
    if (truncated === true) throw cutShort(name, lines.at(-1)!);
    if (idPlace < 0) {
      checkColumns(name, header, roles);
      idPlace = header.indexOf(roles.id);
      places = columns.map((column) => header.indexOf(column));
    }
    dateFormat ??= birth < 0 ? '' : detectDateFormat(rows.map((row) => row[places[birth]!] ?? ''));
    const cells = places.map(() => '');
    for (const [i, row] of rows.entries()) {
      if (row.length !== header.length) {
        leftOut++;
        firstLeftOut ??= lines[i]!;
        continue;
      }
      const id = (row[idPlace] ?? '').trim();
      if (id === '') {
        throw new LinkdeskError(
          'RECORD_ID_MISSING',
          `Line ${lines[i]!} of ${name} has nothing in its id column "${roles.id}". Give every row an id, or name another column.`,
          { file: name, line: lines[i]!, column: roles.id },
        );
      }
      for (let place = 0; place < cells.length; place++) cells[place] = row[places[place]!] ?? '';
      builder.add(id, cells, dateFormat);
      records++;
    }
  }
  return {
    file: name,
    records,
    leftOut,
    ...(firstLeftOut === undefined ? {} : { firstLeftOut }),
    ...(inspection.encoding === 'windows-1252' ? { isDoubtfulText: true } : {}),
  };
}

function cutShort(file: string, line: number): LinkdeskError {
  return new LinkdeskError(
    'FILE_TRUNCATED',
    `${file}, line ${line}: the file ends in the middle of this row, or a quotation mark opened there is never closed. Get the whole file again and compare its size with the source; nothing was written.`,
    { file, line },
  );
}
