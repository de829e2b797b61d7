import { Worker } from 'node:worker_threads';
import type { EncodedFile } from '../app/encodeFile.ts';
import type { EncodeElsewhere } from '../app/readRecords.ts';
import { LinkdeskError } from '../domain/error.ts';

/** What the reading thread answers: the encoded file in shared memory, or why there is none. */
export type EncodeAnswer =
  | { readonly encoded: EncodedFile }
  | { readonly failure: Pick<LinkdeskError, 'code' | 'message' | 'details'> };

/**
 * Encodes a file on a thread of its own. Throws what reading it throws, `READING_STOPPED` when the thread dies, and
 * the signal's reason when cancelled.
 */
export const encodeOnThread: EncodeElsewhere = async (file, signal) => {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./encodeWorker.ts', import.meta.url), { workerData: file });
  try {
    return await new Promise<EncodedFile>((resolve, reject) => {
      const died = (error: unknown): void => reject(threadDied(error));
      worker.once('error', died);
      worker.once('exit', died);
      worker.once('message', (answer: EncodeAnswer) => {
        if ('encoded' in answer) return resolve(answer.encoded);
        const { code, message, details } = answer.failure;
        reject(new LinkdeskError(code, message, details));
      });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    await worker.terminate();
  }
};

function threadDied(error: unknown): LinkdeskError {
  return new LinkdeskError(
    'READING_STOPPED',
    'The thread that read the second file stopped before the end, most likely for want of memory. Nothing was ' +
      'changed. Close other programs, or match smaller files, and run it again.',
    { cause: error instanceof Error ? error.name : String(error) },
  );
}
