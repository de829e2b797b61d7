import { stat } from 'node:fs/promises';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import type { EncodedRows } from '../linkage/encode/encodedRows.ts';
import { finishRecords, type RecordLayout } from '../linkage/encode/finishRecords.ts';
import { RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { sharedUint8 } from '../linkage/encode/sharedArrays.ts';
import { rowsUnchanged } from '../linkage/incremental/rowsUnchanged.ts';
import { TextInterner } from '../linkage/encode/textTable.ts';
import { type RoleMap, recordFields } from '../linkage/roles/roleMap.ts';
import {
  type EncodedFile,
  encodeFile,
  encodeRightFile,
  type FileEncoded,
  type FileRead,
  type FileToEncode,
  type ReadProgress,
} from './encodeFile.ts';
import { type KeptRows, keptRows } from './keptRows.ts';
import { type ReadAnew, readChange } from './readChange.ts';

/** Encodes a right file somewhere else than on this thread, while this one reads the left. */
export type EncodeElsewhere = (file: FileToEncode, signal?: AbortSignal) => Promise<EncodedFile>;

/** Encoded records, and what became of the rows of each file, the left one first. */
export type RecordsRead = {
  readonly records: EncodedRecords;
  readonly files: readonly FileRead[];
  /** What the next reading needs; absent when not asked for or when a file cannot be known again. */
  readonly kept?: KeptRows;
  /** The earlier number of each record whose row was taken over and means what it meant, −1 for the others. */
  readonly sameRows?: Int32Array;
  /** Rows taken over from the reading before, or why there are none; absent without one. */
  readonly since?: { readonly taken: number } | { readonly anew: ReadAnew };
};

export type ReadRecordsOptions = {
  readonly progress: ReadProgress;
  readonly signal?: AbortSignal;
  readonly elsewhere?: EncodeElsewhere;
  /** Whether the next reading is to know these rows again. */
  readonly isKept?: boolean;
  /** What an earlier reading kept. */
  readonly before?: KeptRows;
};

/** A right file of fewer bytes is read before a thread for it would have started. */
const WORTH_A_THREAD = 4_000_000;

/**
 * Reads one file (to find its duplicates) or two (to link them) into encoded records, row by row; two large files at
 * the same time with `elsewhere`, and only what is new with `before`. Values are numbered the same however the files
 * were read. Throws what `encodeFile` throws, of the left file first.
 */
export async function readRecords(
  { left, right }: { readonly left: string; readonly right?: string },
  roles: RoleMap,
  options: ReadRecordsOptions,
): Promise<RecordsRead> {
  const fields = recordFields(roles);
  const isKept = options.isKept === true;
  const files: readonly FileToEncode[] = [
    { file: left, side: 'left', roles: roles.left, fields, isKept },
    ...(right === undefined
      ? []
      : [{ file: right, side: 'right', roles: roles.right, fields, isKept } as const]),
  ];
  const { before, signal } = options;
  const change = before === undefined ? undefined : await readChange(files, before, signal);
  if (typeof change === 'object') {
    const { layout, rows, files: read, from, taken } = change;
    const kept = keptOf(
      layout,
      read.map((file) => file.kept),
      isKept ? rows : undefined,
    );
    const { hashes, idHashes: _idHashes, ...numbered } = rows;
    const records = finishRecords(layout, {
      ...numbered,
      // names gain forms while they are finished
      tables: rows.tables.map((texts, table) =>
        layout.kinds[table] === 'name' ? TextInterner.of(texts, hashes[table]!) : texts,
      ),
      flags: sharedUint8(rows.rows),
    });
    return {
      records,
      files: read.map((file) => file.read),
      ...kept,
      sameRows: rowsUnchanged(from, before!.rows, rows, records),
      since: { taken },
    };
  }
  return {
    ...(await readAll(files, options)),
    ...(change === undefined ? {} : { since: { anew: change } }),
  };
}

async function readAll(
  [left, right]: readonly FileToEncode[],
  { progress, signal, elsewhere, isKept }: ReadRecordsOptions,
): Promise<RecordsRead> {
  const builder = new RecordBuilder(left!.fields, right === undefined ? 'dedupe' : 'link');
  const finish = (files: readonly FileEncoded[]): RecordsRead => ({
    ...keptOf(
      builder.layout,
      files.map(({ kept }) => kept),
      isKept === true ? builder.rowsByValue() : undefined,
    ),
    records: builder.finish(),
    files: files.map(({ read }) => read),
  });
  const withRight = (leftFile: FileEncoded, { part, ...rightFile }: EncodedFile): RecordsRead => {
    builder.appendRight(part);
    return finish([leftFile, rightFile]);
  };
  if (right === undefined) return finish([await encodeFile(builder, left!, progress, signal)]);
  if (elsewhere === undefined || (await sizeOf(right.file)) < WORTH_A_THREAD) {
    const leftFile = await encodeFile(builder, left!, progress, signal);
    return withRight(leftFile, await encodeRightFile(right, progress, signal));
  }
  const stop = new AbortController();
  const whileReading = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
  const encoded = elsewhere(right, whileReading);
  // told when its turn comes, after what the left file has to say
  encoded.catch(() => {});
  try {
    const leftFile = await encodeFile(builder, left!, progress, signal);
    return withRight(leftFile, await encoded);
  } finally {
    stop.abort();
  }
}

/** What the next reading is given, when that was asked for. */
function keptOf(
  layout: RecordLayout,
  files: readonly FileEncoded['kept'][],
  rows: EncodedRows | undefined,
): Pick<RecordsRead, 'kept'> {
  const kept = rows === undefined ? undefined : keptRows(layout, files, rows);
  return kept === undefined ? {} : { kept };
}

/** Bytes of a file; none when it cannot be read, which reading it will say. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
