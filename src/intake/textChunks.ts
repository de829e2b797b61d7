import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { LinkdeskError } from '../domain/error.ts';
import { fileFailure, fileLabel } from './fileFailure.ts';
import type { FileInspection } from './inspectFile.ts';

const CHUNK_BYTES = 1 << 17;

/** A piece of a file's text and how many bytes of the file have been read so far. */
export interface TextChunk {
  readonly text: string;
  readonly bytesRead: number;
}

/**
 * The text of an inspected file, 128 KiB at a time (larger pieces outlive the young generation and cost more), without its byte order mark. Throws a LinkdeskError
 * when the file does not have the bytes that it had at its inspection, or vanishes while it is read.
 */
export async function* textChunks(file: string, inspection: FileInspection): AsyncGenerator<TextChunk> {
  try {
    const handle = await open(file);
    try {
      const decode = decoderOf(inspection);
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      let bytesRead = 0;
      for (;;) {
        const { bytesRead: count } = await handle.read(buffer, 0, CHUNK_BYTES, bytesRead);
        if (count === 0) break;
        hash.update(buffer.subarray(0, count));
        const mark = Math.max(0, inspection.markBytes - bytesRead);
        bytesRead += count;
        yield { text: decode(buffer.subarray(mark, count)), bytesRead };
      }
      if (hash.digest('hex') !== inspection.sha256) {
        const name = fileLabel(file);
        throw new LinkdeskError(
          'FILE_CHANGED',
          `${name} changed while it was read. Wait until the extract is complete and start again; nothing of it was kept.`,
          { file: name },
        );
      }
      const rest = decode();
      if (rest !== '') yield { text: rest, bytesRead };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileFailure(error, file);
  }
}

function decoderOf({ encoding }: FileInspection): (bytes?: Buffer) => string {
  if (encoding === 'ascii') return (bytes) => (bytes === undefined ? '' : bytes.toString('latin1'));
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}
