import { Worker } from 'node:worker_threads';
import type { Reading, ReadingOptions } from '../app/intake/reading.ts';
import { type OpenReader, readHere, type RowReader } from '../app/intake/rowReader.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import type { StoodBefore } from '../store/stoodBefore.ts';
import { type PackedBatch, unpackBatch } from '../app/intake/packedBatch.ts';

/** What the reading thread is asked: the rows of some kinds in a file. */
export interface ReadRequest {
  readonly id: number;
  readonly path: string;
  readonly reading: Reading;
  readonly kinds: readonly ExtractKindName[];
  readonly options: Omit<ReadingOptions, 'onProgress'>;
}

/** What it is told in between: rows of a kind in a file that stood before go without values and text. */
export interface LeaveOut {
  readonly path: string;
  readonly kind: ExtractKindName;
  readonly stood: StoodBefore;
}

/** What it answers: a batch, why there are no more, or, with neither, that the file is read. */
export interface ReadAnswer {
  readonly id: number;
  readonly packed?: PackedBatch;
  readonly bytesRead?: number;
  readonly failure?: Pick<LinkdeskError, 'code' | 'message' | 'details'>;
}

/** Below so many bytes, a thread costs more than it saves. */
const worthThread = 1 << 20;

/**
 * Reads and checks files on a thread of its own while the rows before are written, and begins with the next file
 * while one is finished. Taking the rows throws what reading throws, and `READING_STOPPED` when the thread dies.
 */
export const readAhead: OpenReader = () => readUpTo(512);

/** As `readAhead`, with so many batches (some hundred rows each) read before they are taken. */
export function readUpTo(mostAhead: number): RowReader {
  const here = readHere();
  const asked = new Map<number, AnswerQueue>();
  let worker: Worker | undefined;
  let requests = 0;

  const stopped = (error: unknown): void => {
    for (const queue of asked.values()) queue.fail(threadDied(error));
  };
  function thread(): Worker {
    if (worker === undefined) {
      worker = new Worker(new URL('./readWorker.ts', import.meta.url), { workerData: mostAhead });
      worker.on('message', (answer: ReadAnswer) => asked.get(answer.id)?.put(answer));
      worker.on('error', stopped);
      worker.on('exit', stopped);
    }
    return worker;
  }

  async function* taken(
    queue: AnswerQueue,
    id: number,
    options: ReadingOptions,
  ): AsyncGenerator<ReturnType<typeof unpackBatch>> {
    for (;;) {
      const { packed, bytesRead, failure } = await queue.next();
      if (failure !== undefined) throw new LinkdeskError(failure.code, failure.message, failure.details);
      if (packed === undefined) break;
      thread().postMessage('taken');
      yield unpackBatch(packed);
      options.onProgress(bytesRead!, options.inspection.bytes);
    }
    asked.delete(id);
  }

  return {
    begin(path, reading, kinds, options) {
      if (options.inspection.bytes < worthThread) return here.begin(path, reading, kinds, options);
      const id = ++requests;
      const queue = new AnswerQueue();
      asked.set(id, queue);
      const { onProgress: _told, ...asData } = options;
      thread().postMessage({ id, path, reading, kinds, options: asData } satisfies ReadRequest);
      return taken(queue, id, options);
    },
    leaveOut(path, kind, stood) {
      worker?.postMessage({ path, kind, stood } satisfies LeaveOut);
    },
    async close() {
      worker?.removeAllListeners();
      await worker?.terminate();
    },
  };
}

/** Answers in the order they came; whoever takes them waits for the next. */
class AnswerQueue {
  readonly #waiting: ReadAnswer[] = [];
  #failed: LinkdeskError | undefined;
  #came: () => void = () => {};

  put(answer: ReadAnswer): void {
    this.#waiting.push(answer);
    this.#came();
  }

  fail(error: LinkdeskError): void {
    this.#failed ??= error;
    this.#came();
  }

  async next(): Promise<ReadAnswer> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (answer !== undefined) return answer;
      if (this.#failed !== undefined) throw this.#failed;
      await new Promise<void>((resume) => (this.#came = resume));
    }
  }
}

function threadDied(error: unknown): LinkdeskError {
  return new LinkdeskError(
    'READING_STOPPED',
    'The thread that read the files stopped before the end, most likely for want of memory. Nothing of the file in ' +
      'hand was kept. Close other programs and import it again.',
    { cause: error instanceof Error ? error.name : String(error) },
  );
}
