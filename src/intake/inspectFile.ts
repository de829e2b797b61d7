import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { LinkdeskError } from '../domain/error.ts';
import { fileFailure, fileLabel } from './fileFailure.ts';
import { refuseForeignFile } from './foreignFile.ts';

/** `ascii` is the part of UTF-8 that most extracts keep to; it is read faster. */
type Encoding = 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface FileInspection {
  /** SHA-256 of the bytes, hexadecimal */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Bytes of the byte order mark, 0 to 3 */
  readonly markBytes: number;
  /** A workbook or other ZIP container, not text */
  readonly isZip: boolean;
}

const CHUNK_BYTES = 1 << 20;

/**
 * Reads a file once from end to end: its hash, by which an import twice is recognised, and its encoding. UTF-16 is
 * known by its mark or by a zero in every other byte; what is not UTF-8 throughout is taken as Windows-1252.
 * Throws a LinkdeskError when the file cannot be read, is empty, or is neither text nor a ZIP container.
 */
export async function inspectFile(file: string): Promise<FileInspection> {
  try {
    const handle = await open(file);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      let bytes = 0;
      let head: Buffer | undefined;
      let ascii = true;
      let utf8 = true;
      let carried = Buffer.alloc(0);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        head ??= Buffer.from(chunk.subarray(0, 4096));
        bytes += bytesRead;
        hash.update(chunk);
        ascii &&= isAscii(chunk);
        if (!ascii && utf8) {
          const text = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
          const cut = incompleteTail(text);
          utf8 = isUtf8(text.subarray(0, text.length - cut));
          carried = Buffer.from(text.subarray(text.length - cut));
        }
      }
      if (head === undefined) {
        const name = fileLabel(file);
        throw new LinkdeskError(
          'FILE_EMPTY',
          `${name} is empty. Run the extract again; nothing was imported.`,
          {
            file: name,
          },
        );
      }
      const [encoding, markBytes] = encodingOf(head, ascii, utf8 && carried.length === 0);
      const packed = isZip(head);
      if (!packed) refuseForeignFile(fileLabel(file), head, encoding.startsWith('utf-16'));
      return { sha256: hash.digest('hex'), bytes, encoding, markBytes, isZip: packed };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileFailure(error, file);
  }
}

/** Bytes at the end that may be the beginning of a character which the next chunk completes. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function encodingOf(head: Buffer, ascii: boolean, utf8: boolean): readonly [Encoding, markBytes: number] {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return [utf8 ? 'utf-8' : 'windows-1252', 3];
  if (head[0] === 0xff && head[1] === 0xfe) return ['utf-16le', 2];
  if (head[0] === 0xfe && head[1] === 0xff) return ['utf-16be', 2];
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2]!++;
  if (zeros[1]! * 4 > head.length && zeros[0]! * 8 < head.length) return ['utf-16le', 0];
  if (zeros[0]! * 4 > head.length && zeros[1]! * 8 < head.length) return ['utf-16be', 0];
  if (ascii) return ['ascii', 0];
  return [utf8 ? 'utf-8' : 'windows-1252', 0];
}

const isZip = (head: Buffer): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
