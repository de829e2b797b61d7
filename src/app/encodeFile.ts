import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { parseFullName } from '../domain/names.ts';
import { type DelimitedBatch, readDelimited } from '../intake/delimited.ts';
import { inspectFile } from '../intake/inspectFile.ts';
import type { RowBatch } from '../intake/rowBatch.ts';
import { detectDateFormat } from '../linkage/encode/dateDigits.ts';
import { type EncodedPart, RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { countUnread, type UnreadCells, type UnreadList } from '../linkage/encode/unreadCells.ts';
import { GrowingInt32 } from '../linkage/encode/sharedArrays.ts';
import type { Role } from '../linkage/roles/role.ts';
import { checkColumns, type FileRoles, nameParts, type RecordField } from '../linkage/roles/roleMap.ts';
import { type FileShape, type KeptFile, lineHashes } from './keptRows.ts';
import { cutShort, idMissing, idRepeated, refuseColumnTwice } from './rowFaults.ts';

/** Says how far reading is, in bytes. */
export type ReadProgress = (file: string, done: number, total: number) => void;

/** A file to be encoded: its path, its roles, and which side of the fields it is. Plain data, for any thread. */
export type FileToEncode = {
  readonly file: string;
  readonly side: 'left' | 'right';
  readonly roles: FileRoles;
  readonly fields: readonly RecordField[];
  /** Whether the next reading is to know its rows again. */
  readonly isKept?: boolean;
};

/** What became of the rows of a file: those that are records and those that were left out, together all there are. */
export type FileRead = {
  readonly file: string;
  readonly records: number;
  /** Rows with more or fewer cells than the header, whose values cannot be told apart. */
  readonly leftOut: number;
  /** The line of the first of them. */
  readonly firstLeftOut?: number;
  /** Columns with cells that hold something and yet say nothing; absent when there are none. */
  readonly unread?: readonly ColumnUnread[];
  /** Not UTF-8, so that accents may have been read wrongly. */
  readonly isDoubtfulText?: true;
};

/** A column by its name in the file, and its cells that say nothing. */
export type ColumnUnread = UnreadCells & { readonly column: string; readonly role: Role };

/** What became of the rows of a file, and what the next reading knows them by when that was asked for and can be. */
export type FileEncoded = { readonly read: FileRead; readonly kept: KeptFile | undefined };

/** A right file encoded by itself. */
export type EncodedFile = FileEncoded & { readonly part: EncodedPart };

/** Encodes a right file by itself; as `encodeFile`. */
export async function encodeRightFile(
  file: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<EncodedFile> {
  const builder = new RecordBuilder(file.fields, 'link');
  builder.startRight();
  const encoded = await encodeFile(builder, file, progress, signal);
  return { part: builder.finishRight(), ...encoded };
}

/**
 * Adds the rows of a file to a builder and says what became of them. Throws `ROLE_COLUMN_MISSING`,
 * `COLUMN_TWICE`, `RECORD_ID_MISSING`, `RECORD_ID_REPEATED`, `FILE_TRUNCATED`, and what reading a file throws.
 */
export async function encodeFile(
  builder: RecordBuilder,
  toEncode: FileToEncode,
  progress: ReadProgress,
  signal?: AbortSignal,
): Promise<FileEncoded> {
  const { file, isKept } = toEncode;
  const name = basename(file);
  const onProgress = (done: number, total: number): void => progress(name, done, total);
  let shape: FileShape | undefined;
  let records = 0;
  let leftOut = 0;
  let firstLeftOut: number | undefined;
  const recordLines = new GrowingInt32();
  const inspection = await inspectFile(file);
  for await (const batch of readDelimited(file, { inspection, onProgress })) {
    signal?.throwIfAborted();
    if (batch.truncated === true) throw cutShort(name, batch.lines.at(-1)!);
    if (shape === undefined) {
      shape = shapeOf(toEncode, batch, inspection.markBytes);
      builder.reserve(rowsExpected(batch.rows, inspection.bytes));
    }
    const added = addRows(builder, toEncode, shape, batch, isKept === true ? recordLines : undefined);
    records += added.records;
    leftOut += added.leftOut;
    firstLeftOut ??= added.firstLeftOut;
  }
  const lines =
    isKept === true && (inspection.encoding === 'ascii' || inspection.encoding === 'utf-8')
      ? await lineHashes(file, recordLines.trim(), signal)
      : undefined;
  return {
    read: {
      file: name,
      records,
      leftOut,
      ...(firstLeftOut === undefined ? {} : { firstLeftOut }),
      ...unreadOf(toEncode, builder.unread),
      ...(inspection.encoding === 'windows-1252' ? { isDoubtfulText: true } : {}),
    },
    kept: lines === undefined ? undefined : { shape: shape!, lines, unread: builder.unread },
  };
}

/** How many rows of the length of some rows a file of so many bytes has. */
function rowsExpected(rows: DelimitedBatch['rows'], bytes: number): number {
  const length = rows.reduce((sum, row) => row.reduce((all, cell) => all + cell.length + 1, sum), 0);
  return length === 0 ? 0 : Math.ceil((bytes / length) * rows.length * 1.02);
}

/** The parts of a full name in the order of `nameParts`. */
function partsOf(fullName: string): readonly string[] {
  const { first, middle, last, suffix } = parseFullName(fullName);
  return [first, middle, last, suffix];
}

/** The cells of a file's list by column, absent when there are none. */
export function unreadOf({ side, fields }: FileToEncode, list: UnreadList): Pick<FileRead, 'unread'> {
  const counts = countUnread(list, fields.length);
  const unread = fields.flatMap(({ role, leftColumn, rightColumn }, i): readonly ColumnUnread[] => {
    const { blankWords, notKnown, unreadable } = counts[i]!;
    if (blankWords + notKnown + unreadable === 0) return [];
    return [{ column: side === 'left' ? leftColumn : rightColumn, role, blankWords, notKnown, unreadable }];
  });
  return unread.length === 0 ? {} : { unread };
}

/** How rows of a file become values, by its first batch. Throws `ROLE_COLUMN_MISSING` and `COLUMN_TWICE`. */
export function shapeOf(
  { file, side, roles, fields }: FileToEncode,
  { header, delimiter, rows }: DelimitedBatch,
  markBytes: number,
): FileShape {
  checkColumns(basename(file), header, roles);
  const columns = fields.map((field) => (side === 'left' ? field.leftColumn : field.rightColumn));
  refuseColumnTwice(basename(file), header, [roles.id, ...columns]);
  const parts = fields.filter(({ partOf }) => partOf === side);
  const places = fields.map(({ role, partOf }, i) =>
    partOf === side
      ? header.length + nameParts.findIndex((part) => part === role)
      : header.indexOf(columns[i]!),
  );
  const birth = fields.findIndex(({ role }) => role === 'dob');
  const given = side === 'left' ? fields[birth]?.leftFormat : fields[birth]?.rightFormat;
  const dateFormat =
    given ?? (birth < 0 ? '' : detectDateFormat(rows.map((row) => row[places[birth]!] ?? '')));
  return {
    header,
    delimiter,
    markBytes,
    dateFormat,
    places,
    idPlace: header.indexOf(roles.id),
    ...(parts.length === 0
      ? {}
      : { fullNamePlace: header.indexOf(side === 'left' ? parts[0]!.leftColumn : parts[0]!.rightColumn) }),
  };
}

/**
 * Adds rows to a builder, but those whose cells are not as many as the header's. The lines of the others go to
 * `recordLines`. Throws `RECORD_ID_MISSING` and `RECORD_ID_REPEATED`.
 */
export function addRows(
  builder: RecordBuilder,
  { file, roles }: FileToEncode,
  { header, dateFormat, places, idPlace, fullNamePlace }: FileShape,
  { rows, lines }: Pick<RowBatch, 'rows' | 'lines'>,
  recordLines?: GrowingInt32,
): Pick<FileRead, 'records' | 'leftOut' | 'firstLeftOut'> {
  const name = basename(file);
  const ids: string[] = [];
  const whole: (readonly string[])[] = [];
  const wholeLines: number[] = [];
  let leftOut = 0;
  let firstLeftOut: number | undefined;
  for (const [i, row] of rows.entries()) {
    if (row.length !== header.length) {
      leftOut++;
      firstLeftOut ??= lines[i]!;
      continue;
    }
    const id = (row[idPlace] ?? '').trim();
    if (id === '') throw idMissing(name, lines[i]!, roles.id);
    ids.push(id);
    whole.push(fullNamePlace === undefined ? row : [...row, ...partsOf(row[fullNamePlace]!)]);
    wholeLines.push(lines[i]!);
    recordLines?.push(lines[i]!);
  }
  const before = builder.rows;
  try {
    builder.addRows(ids, whole, places, dateFormat);
  } catch (error) {
    if (!(error instanceof LinkdeskError) || error.code !== 'RECORD_ID_REPEATED') throw error;
    throw idRepeated(name, wholeLines[builder.rows - before]!, roles.id);
  }
  return {
    records: rows.length - leftOut,
    leftOut,
    ...(firstLeftOut === undefined ? {} : { firstLeftOut }),
  };
}
