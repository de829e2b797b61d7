import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
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

/** Encodes a right file by itself; as `encodeFile`. */
export async function encodeRightFile(
  file: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<EncodedPart> {
  const builder = new RecordBuilder(file.fields, 'link');
  builder.startRight();
  await encodeFile(builder, file, progress, signal);
  return builder.finishRight();
}

/**
 * Adds the rows of a file to a builder. Throws `ROLE_COLUMN_MISSING`, `RECORD_ID_MISSING`, `RECORD_ID_REPEATED`, and
 * what reading a file throws.
 */
export async function encodeFile(
  builder: RecordBuilder,
  { file, side, roles, fields }: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<void> {
  const name = basename(file);
  const columns = fields.map((field) => (side === 'left' ? field.leftColumn : field.rightColumn));
  const birth = fields.findIndex(({ role }) => role === 'dob');
  let idPlace = -1;
  let places: readonly number[] = [];
  let dateFormat = side === 'left' ? fields[birth]?.leftFormat : fields[birth]?.rightFormat;
  const onProgress = (done: number, total: number): void => progress(name, done, total);
  for await (const { header, rows, lines } of readDelimited(file, { onProgress })) {
    signal?.throwIfAborted();
    if (idPlace < 0) {
      checkColumns(name, header, roles);
      idPlace = header.indexOf(roles.id);
      places = columns.map((column) => header.indexOf(column));
    }
    dateFormat ??= birth < 0 ? '' : detectDateFormat(rows.map((row) => row[places[birth]!] ?? ''));
    const cells = places.map(() => '');
    for (const [i, row] of rows.entries()) {
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
    }
  }
}
