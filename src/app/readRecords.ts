import { stat } from 'node:fs/promises';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import { type EncodedPart, RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { type RoleMap, recordFields } from '../linkage/roles/roleMap.ts';
import { encodeFile, encodeRightFile, type FileToEncode, type ReadProgress } from './encodeFile.ts';

/** Encodes a right file somewhere else than on this thread, while this one reads the left. */
export type EncodeElsewhere = (file: FileToEncode, signal?: AbortSignal) => Promise<EncodedPart>;

/** A right file of fewer bytes is read before a thread for it would have started. */
const WORTH_A_THREAD = 4_000_000;

/**
 * Reads one file (to find its duplicates) or two (to link them) into encoded records, row by row; two large files at
 * the same time with `elsewhere`. Values are numbered the same wherever a file was read.
 * Throws `ROLE_COLUMN_MISSING`, `RECORD_ID_MISSING`, `RECORD_ID_REPEATED`, and what reading a file throws, of the left
 * file first.
 */
export async function readRecords(
  files: { readonly left: string; readonly right?: string },
  roles: RoleMap,
  progress: ReadProgress,
  signal?: AbortSignal,
  elsewhere?: EncodeElsewhere,
): Promise<EncodedRecords> {
  const fields = recordFields(roles);
  const builder = new RecordBuilder(fields, files.right === undefined ? 'dedupe' : 'link');
  const left: FileToEncode = { file: files.left, side: 'left', roles: roles.left, fields };
  if (files.right === undefined) {
    await encodeFile(builder, left, progress, signal);
    return builder.finish();
  }
  const right: FileToEncode = { file: files.right, side: 'right', roles: roles.right, fields };
  if (elsewhere === undefined || (await sizeOf(files.right)) < WORTH_A_THREAD) {
    await encodeFile(builder, left, progress, signal);
    builder.appendRight(await encodeRightFile(right, progress, signal));
    return builder.finish();
  }
  const stop = new AbortController();
  const whileReading = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
  const part = elsewhere(right, whileReading);
  // told when its turn comes, after what the left file has to say
  part.catch(() => {});
  try {
    await encodeFile(builder, left, progress, signal);
    builder.appendRight(await part);
  } finally {
    stop.abort();
  }
  return builder.finish();
}

/** Bytes of a file; none when it cannot be read, which reading it will say. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
