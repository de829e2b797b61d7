import { Worker } from 'node:worker_threads';
import { LinkdeskError } from '../domain/error.ts';
import type { ProveCopy } from '../store/backup.ts';

/** What the proving thread is given: a backup, and its key in shared memory. */
export interface ProofRequest {
  readonly copy: string;
  readonly key: Uint8Array<SharedArrayBuffer>;
}

/** What it answers: whether the backup is whole, or what the driver said of it. */
export type ProofAnswer =
  | { readonly whole: boolean }
  | { readonly failure: { readonly code: string; readonly message: string } };

/**
 * Reads a backup back on a thread of its own. Throws what reading it throws, and BACKUP_FAILED when the thread dies.
 */
export const proveOnThread: ProveCopy = async (copy, dataKey) => {
  // shared instead of sent, so that there is one copy of the key to be zeroed
  const key = new Uint8Array(new SharedArrayBuffer(dataKey.length));
  key.set(dataKey);
  const request: ProofRequest = { copy, key };
  const worker = new Worker(new URL('./proveWorker.ts', import.meta.url), { workerData: request });
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const died = (): void => reject(threadDied());
      worker.once('error', died);
      worker.once('exit', died);
      worker.once('message', (answer: ProofAnswer) => {
        if ('whole' in answer) return resolve(answer.whole);
        const { code, message } = answer.failure;
        reject(Object.assign(new Error(message), { code }));
      });
    });
  } finally {
    await worker.terminate();
    key.fill(0);
  }
};

const threadDied = (): LinkdeskError =>
  new LinkdeskError(
    'BACKUP_FAILED',
    'The thread that read the backup back stopped before the end, most likely for want of memory, so nothing of this step was kept. Close other programs and run it again.',
  );
