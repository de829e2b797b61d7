import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { detectDateFormat } from '../linkage/encode/dateDigits.ts';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import { RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import {
  checkColumns,
  type FileRoles,
  type RecordField,
  type RoleMap,
  recordFields,
} from '../linkage/roles/roleMap.ts';

/** Says how far reading is, in bytes. */
export type ReadProgress = (file: string, done: number, total: number) => void;

/**
 * Reads one file (to find its duplicates) or two (to link them) into encoded records, row by row.
 * Throws `ROLE_COLUMN_MISSING`, `RECORD_ID_MISSING`, `RECORD_ID_REPEATED`, and what reading a file throws.
 */
export async function readRecords(
  files: { readonly left: string; readonly right?: string },
  roles: RoleMap,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<EncodedRecords> {
  const fields = recordFields(roles);
  const builder = new RecordBuilder(fields, files.right === undefined ? 'dedupe' : 'link');
  await addFile(
    builder,
    files.left,
    roles.left,
    fields.map(({ leftColumn, leftFormat }) => ({ column: leftColumn, format: leftFormat })),
    fields,
    progress,
    signal,
  );
  if (files.right !== undefined) {
    builder.startRight();
    await addFile(
      builder,
      files.right,
      roles.right,
      fields.map(({ rightColumn, rightFormat }) => ({ column: rightColumn, format: rightFormat })),
      fields,
      progress,
      signal,
    );
  }
  return builder.finish();
}

async function addFile(
  builder: RecordBuilder,
  file: string,
  roles: FileRoles,
  columns: readonly { readonly column: string; readonly format: string | undefined }[],
  fields: readonly RecordField[],
  progress: ReadProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const name = basename(file);
  const birth = fields.findIndex(({ role }) => role === 'dob');
  let idPlace = -1;
  let places: readonly number[] = [];
  let dateFormat: string | undefined = columns[birth]?.format;
  const onProgress = (done: number, total: number): void => progress(name, done, total);
  for await (const { header, rows, lines } of readDelimited(file, { onProgress })) {
    signal?.throwIfAborted();
    if (idPlace < 0) {
      checkColumns(name, header, roles);
      idPlace = header.indexOf(roles.id);
      places = columns.map(({ column }) => header.indexOf(column));
    }
    dateFormat ??= birth < 0 ? '' : detectDateFormat(rows.map((row) => row[places[birth]!] ?? ''));
    rows.forEach((row, i) => {
      const id = (row[idPlace] ?? '').trim();
      if (id === '') {
        throw new LinkdeskError(
          'RECORD_ID_MISSING',
          `Line ${lines[i]!} of ${name} has nothing in its id column "${roles.id}". Give every row an id, or name another column.`,
          { file: name, line: lines[i]!, column: roles.id },
        );
      }
      builder.add(
        id,
        places.map((place) => row[place] ?? ''),
        dateFormat ?? '',
      );
    });
  }
}
