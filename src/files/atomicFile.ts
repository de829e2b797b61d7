import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LinkdeskError } from '../domain/error.ts';
import { checkedFileName } from './fileName.ts';

export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface WriteOptions {
  /** An existing file is overwritten only when a person agreed to it. */
  readonly replace: boolean;
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
/** Several pieces at a time are flushed at once too, so that the disk works while the next ones are made. */
type Pieces = Uint8Array | readonly Uint8Array[];
/** Most pieces that systems take at a time. */
const MOST_PIECES = 512;

/**
 * Writes a file as `writeAtomically` and gives its length and hash.
 */
export async function writeFileAtomically(
  path: string,
  chunks: Chunks,
  options: WriteOptions,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await writeAtomically(
    path,
    (async function* () {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
    })(),
    options,
  );
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Checks before long work that a file could be written where it is wanted. Throws BAD_FILE_NAME, FOLDER_MISSING,
 * NOT_WRITABLE, and NOT_A_FILE where a folder or a device has the name; nothing is changed.
 */
export async function checkTarget(path: string): Promise<void> {
  const name = checkedFileName(basename(path));
  try {
    await refuseOtherThanFile(path);
    const folder = dirname(path);
    if (!(await stat(folder)).isDirectory()) throw folderMissing(name);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw inWords(error, name);
  }
}

/** A folder is no file, and a rename onto a device, such as /dev/null, would put a file in its place. */
async function refuseOtherThanFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined || found.isFile()) return;
  const name = basename(path);
  throw new LinkdeskError(
    'NOT_A_FILE',
    `${name} is a ${found.isDirectory() ? 'folder' : 'device'}, not a file. Name a file in a folder.`,
    { file: name },
  );
}

/**
 * Writes a file wholly or not at all: into a temporary file beside it, flushed to disk, then renamed (desktop.md,
 * rule 13). Readable by its owner only. Throws FILE_EXISTS, FOLDER_MISSING, NOT_A_FILE, NOT_WRITABLE, DISK_FULL or
 * FILE_BUSY;
 * whatever the failure, an existing file is left as it was and no temporary file stays behind.
 */
export async function writeAtomically(
  path: string,
  chunks: Chunks | AsyncIterable<Pieces>,
  { replace }: WriteOptions,
): Promise<void> {
  const name = checkedFileName(basename(path));
  const folder = dirname(path);
  if (!replace && (await exists(path))) throw fileExists(name);
  const temporary = join(folder, `.${name}.${process.pid}.partial`);
  try {
    await refuseOtherThanFile(path);
    await writeAndFlush(temporary, chunks);
    await retryWhileBusy(async () => {
      if (replace) await rename(temporary, path);
      else await placeNew(temporary, path);
    });
    await flushFolder(folder);
  } catch (error) {
    throw inWords(error, name);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeAndFlush(path: string, chunks: Chunks | AsyncIterable<Pieces>): Promise<void> {
  await rm(path, { force: true });
  const file: FileHandle = await open(path, 'wx', 0o600);
  try {
    for await (const pieces of chunks) {
      if (pieces instanceof Uint8Array) await writeWhole(file, [pieces]);
      else {
        await writeWhole(file, pieces);
        await file.datasync();
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  let rest = pieces.filter(({ byteLength }) => byteLength > 0);
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest.slice(0, MOST_PIECES));
    while (bytesWritten > 0 && bytesWritten >= rest[0]!.byteLength) {
      bytesWritten -= rest[0]!.byteLength;
      rest = rest.slice(1);
    }
    if (bytesWritten > 0) rest = [rest[0]!.subarray(bytesWritten), ...rest.slice(1)];
  }
}

/** A hard link fails when the name is taken, which a rename does not; file systems without links get the check alone. */
async function placeNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(codeOf(error))) throw error;
    if (await exists(path)) throw fileExists(basename(path));
    await rename(temporary, path);
  }
}

/** Virus scanners and indexers hold a fresh file for moments on Windows. */
async function retryWhileBusy(action: () => Promise<void>): Promise<void> {
  const pauses = [20, 50, 100, 200, 400, 800];
  for (const pause of pauses) {
    try {
      await action();
      return;
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error))) throw error;
      await wait(pause);
    }
  }
  await action();
}

/** Makes the rename itself durable; Windows cannot open a folder and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw inWords(error, basename(path));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const folderMissing = (name: string): LinkdeskError =>
  new LinkdeskError('FOLDER_MISSING', `The folder for ${name} is not there. Choose a folder that exists.`);

const fileExists = (name: string): LinkdeskError =>
  new LinkdeskError(
    'FILE_EXISTS',
    `There is already a file named ${name} in this folder; it was left as it is. Choose another folder, or agree to replace it.`,
  );

function inWords(error: unknown, name: string): unknown {
  switch (codeOf(error)) {
    case 'EEXIST':
      return fileExists(name);
    case 'ENOENT':
    case 'ENOTDIR':
      return folderMissing(name);
    case 'ENOSPC':
    case 'EDQUOT':
      return new LinkdeskError(
        'DISK_FULL',
        `The disk is full, so ${name} was not written. Make room or choose another disk, then export again.`,
      );
    case 'EBUSY':
      return new LinkdeskError(
        'FILE_BUSY',
        `Another program has ${name} open, so it was not replaced. Close it there, then export again.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
      return new LinkdeskError(
        'NOT_WRITABLE',
        `${name} cannot be written in this folder. Choose a folder you may write to, and close the file if it is open.`,
      );
    default:
      return error;
  }
}
