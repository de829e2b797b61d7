import { Worker } from 'node:worker_threads';
import { LinkdeskError } from '../domain/error.ts';
import type { OpenSplinkRunner, SplinkRunner } from '../linkage/splink/sliceRunner.ts';
import {
  sliceSize,
  type SplinkSlice,
  splinkSlicer,
  type SplinkSliceResult,
  type SplinkWork,
} from '../linkage/splink/splinkSlice.ts';
import { defaultThreads } from './threadPool.ts';

/** What a thread answers: the result of the slice with that number, or why there is none. */
export type SplinkAnswer =
  | { readonly number: number; readonly result: SplinkSliceResult[SplinkSlice['kind']] }
  | { readonly number: number; readonly failure: Pick<LinkdeskError, 'code' | 'message' | 'details'> };

/** Fewer pairs than this are done before threads have started. */
const WORTH_THREADS = 600_000;

/** Slices handed out before their results are wanted, for each thread: so much may wait in memory. */
const AHEAD = 2;

/**
 * Runs the slices of Splink mode on worker threads over shared memory, or on this thread below `leastPairs` pairs. Results
 * come in the order of the slices, so they are the same on any number of threads. An abort ends a run with the
 * signal's reason, a thread that dies with `MATCHING_STOPPED`.
 */
export function splinkRunner(
  threads: number = defaultThreads(),
  signal: AbortSignal = new AbortController().signal,
  leastPairs: number = WORTH_THREADS,
): OpenSplinkRunner {
  return (work, columns): SplinkRunner => {
    let workers: readonly Worker[] = [];
    return {
      run: (slices) => {
        const pairs = slices.reduce((sum, slice) => sum + sliceSize(slice), 0);
        if (threads < 2 || pairs < leastPairs) {
          return runOnThisThread(splinkSlicer(work, columns), slices, signal);
        }
        if (workers.length === 0) workers = startWorkers(work, threads);
        return runOnThreads(workers, slices, signal);
      },
      close: async () => {
        await Promise.all(workers.map((worker) => worker.terminate()));
      },
    };
  };
}

function startWorkers(work: SplinkWork, threads: number): readonly Worker[] {
  const url = new URL('./splinkWorker.ts', import.meta.url);
  return Array.from({ length: threads }, () => new Worker(url, { workerData: work }));
}

async function* runOnThisThread<K extends SplinkSlice['kind']>(
  slicer: ReturnType<typeof splinkSlicer>,
  slices: readonly Extract<SplinkSlice, { kind: K }>[],
  signal: AbortSignal,
): AsyncGenerator<SplinkSliceResult[K], void> {
  for (const slice of slices) {
    // Between slices, a signal or a bar on the screen has its turn.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    yield slicer<K>(slice);
  }
}

async function* runOnThreads<K extends SplinkSlice['kind']>(
  workers: readonly Worker[],
  slices: readonly Extract<SplinkSlice, { kind: K }>[],
  signal: AbortSignal,
): AsyncGenerator<SplinkSliceResult[K], void> {
  const results = new Map<number, SplinkSliceResult[K]>();
  const idle = [...workers];
  const window = workers.length * AHEAD;
  let handedOut = 0;
  let wanted = 0;
  let failure: unknown;
  let wake = (): void => {};
  const handOut = (): void => {
    while (idle.length > 0 && handedOut < slices.length && handedOut < wanted + window) {
      const number = handedOut++;
      idle.pop()!.postMessage({ number, slice: slices[number] });
    }
  };
  const fail = (error: unknown): void => {
    failure ??= error;
    wake();
  };
  const release = workers.map((worker) => {
    const answered = (answer: SplinkAnswer): void => {
      if ('failure' in answer) {
        const { code, message, details } = answer.failure;
        fail(new LinkdeskError(code, message, details));
        return;
      }
      results.set(answer.number, answer.result as SplinkSliceResult[K]);
      idle.push(worker);
      handOut();
      wake();
    };
    const died = (error: unknown): void => fail(threadDied(error));
    worker.on('message', answered);
    worker.on('error', died);
    worker.on('exit', died);
    return () => {
      worker.off('message', answered);
      worker.off('error', died);
      worker.off('exit', died);
    };
  });
  const abort = (): void => fail(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    handOut();
    while (wanted < slices.length) {
      if (failure !== undefined) throw failure;
      const result = results.get(wanted);
      if (result === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      results.delete(wanted++);
      handOut();
      yield result;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    for (const undo of release) undo();
  }
}

function threadDied(error: unknown): LinkdeskError {
  return new LinkdeskError(
    'MATCHING_STOPPED',
    'A matching thread stopped before its work was done, most likely for want of memory. Nothing was changed. ' +
      'Close other programs, or score smaller files, and run it again.',
    { cause: error instanceof Error ? error.name : String(error) },
  );
}
