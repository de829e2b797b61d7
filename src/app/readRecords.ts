import { stat } from 'node:fs/promises';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import { RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { type RoleMap, recordFields } from '../linkage/roles/roleMap.ts';
import {
  type EncodedFile,
  encodeFile,
  encodeRightFile,
  type FileRead,
  type FileToEncode,
  type ReadProgress,
} from './encodeFile.ts';

/** Encodes a right file somewhere else than on this thread, while this one reads the left. */
export type EncodeElsewhere = (file: FileToEncode, signal?: AbortSignal) => Promise<EncodedFile>;

/** Encoded records, and what became of the rows of each file, the left one first. */
export type RecordsRead = { readonly records: EncodedRecords; readonly files: readonly FileRead[] };

/** A right file of fewer bytes is read before a thread for it would have started. */
const WORTH_A_THREAD = 4_000_000;

/**
 * Reads one file (to find its duplicates) or two (to link them) into encoded records, row by row; two large files at
 * the same time with `elsewhere`. Values are numbered the same wherever a file was read.
 * Throws what `encodeFile` throws, of the left file first.
 */
export async function readRecords(
  files: { readonly left: string; readonly right?: string },
  roles: RoleMap,
  progress: ReadProgress,
  signal?: AbortSignal,
  elsewhere?: EncodeElsewhere,
): Promise<RecordsRead> {
  const fields = recordFields(roles);
  const builder = new RecordBuilder(fields, files.right === undefined ? 'dedupe' : 'link');
  const left: FileToEncode = { file: files.left, side: 'left', roles: roles.left, fields };
  if (files.right === undefined) {
    const read = await encodeFile(builder, left, progress, signal);
    return { records: builder.finish(), files: [read] };
  }
  const right: FileToEncode = { file: files.right, side: 'right', roles: roles.right, fields };
  if (elsewhere === undefined || (await sizeOf(files.right)) < WORTH_A_THREAD) {
    const leftRead = await encodeFile(builder, left, progress, signal);
    return withRight(builder, leftRead, await encodeRightFile(right, progress, signal));
  }
  const stop = new AbortController();
  const whileReading = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
  const encoded = elsewhere(right, whileReading);
  // told when its turn comes, after what the left file has to say
  encoded.catch(() => {});
  try {
    const leftRead = await encodeFile(builder, left, progress, signal);
    return withRight(builder, leftRead, await encoded);
  } finally {
    stop.abort();
  }
}

function withRight(builder: RecordBuilder, left: FileRead, { part, read }: EncodedFile): RecordsRead {
  builder.appendRight(part);
  return { records: builder.finish(), files: [left, read] };
}

/** Bytes of a file; none when it cannot be read, which reading it will say. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
