import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LinkdeskError } from '../domain/error.ts';
import {
  type LinkContext,
  type LinkSlice,
  type LinkSliceResult,
  linkSlicer,
} from '../linkage/score/linkSlice.ts';

/** Runs slices of matching work; results come in the order the slices were given. */
export type SliceRunner = {
  readonly run: <K extends LinkSlice['kind']>(
    slices: readonly Extract<LinkSlice, { kind: K }>[],
    onDone?: (done: number, total: number) => void,
  ) => Promise<readonly LinkSliceResult[K][]>;
  readonly close: () => Promise<void>;
};

/** What a thread answers: the result of the slice it was given. */
export type SliceAnswer = { readonly slice: number; readonly result: LinkSliceResult[LinkSlice['kind']] };

/** Threads to use when nothing is said: one a processor, at most eight. */
export function defaultThreads(): number {
  return Math.max(1, Math.min(8, availableParallelism()));
}

/** Runs slices one after the other on this thread, yielding between them. For small files, where threads cost more. */
export function sliceRunnerHere(context: LinkContext, signal: AbortSignal | undefined): SliceRunner {
  const slicer = linkSlicer(context);
  return {
    run: async (slices, onDone) => {
      const results = [];
      for (const slice of slices) {
        throwIfAborted(signal);
        results.push(slicer(slice));
        onDone?.(results.length, slices.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return results;
    },
    close: async () => {},
  };
}

/**
 * Runs slices on worker threads over shared memory. A thread that dies ends the run with `MATCHING_STOPPED`; an
 * abort ends it with the signal's reason. Nothing is written by the threads but their results, so a run that ends
 * early leaves nothing behind.
 */
export function sliceRunnerOnThreads(
  context: LinkContext,
  threads: number,
  signal: AbortSignal | undefined,
): SliceRunner {
  const url = new URL('./linkWorker.ts', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(url, { workerData: context }));
  for (const worker of workers) worker.setMaxListeners(0);
  return {
    run: (slices, onDone) => runOnThreads(workers, slices, onDone, signal),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function runOnThreads<K extends LinkSlice['kind']>(
  workers: readonly Worker[],
  slices: readonly Extract<LinkSlice, { kind: K }>[],
  onDone: ((done: number, total: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly LinkSliceResult[K][]> {
  return new Promise((resolve, reject) => {
    const results = Array.from<LinkSliceResult[K]>({ length: slices.length });
    let next = 0;
    let done = 0;
    const release: (() => void)[] = [];
    const finish = (settle: () => void): void => {
      for (const undo of release) undo();
      settle();
    };
    const fail = (error: unknown): void => finish(() => reject(error));
    const abort = (): void => fail(signal?.reason);
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    release.push(() => signal?.removeEventListener('abort', abort));
    if (slices.length === 0) {
      finish(() => resolve(results));
      return;
    }
    const handOut = (worker: Worker): void => {
      if (next < slices.length) worker.postMessage({ number: next, slice: slices[next++] });
    };
    for (const worker of workers) {
      const answer = ({ slice, result }: SliceAnswer): void => {
        results[slice] = result as LinkSliceResult[K];
        done++;
        onDone?.(done, slices.length);
        if (done === slices.length) finish(() => resolve(results));
        else handOut(worker);
      };
      const died = (error: unknown): void =>
        fail(
          new LinkdeskError(
            'MATCHING_STOPPED',
            'A matching thread stopped before its work was done, most likely for want of memory. Nothing was changed. ' +
              'Close other programs, or match a smaller file, and run it again.',
            { cause: error instanceof Error ? error.name : String(error) },
          ),
        );
      worker.on('message', answer);
      worker.on('error', died);
      worker.on('exit', died);
      release.push(() => {
        worker.off('message', answer);
        worker.off('error', died);
        worker.off('exit', died);
      });
      handOut(worker);
    }
  });
}

/** Throws the signal's reason when the work was cancelled. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
}
