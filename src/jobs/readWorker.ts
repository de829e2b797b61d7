import { parentPort, workerData } from 'node:worker_threads';
import { readKinds } from '../app/intake/reading.ts';
import { LinkdeskError } from '../domain/error.ts';
import { handedOver, packBatch } from '../app/intake/packedBatch.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import type { StoodBefore } from '../store/stoodBefore.ts';
import type { LeaveOut, ReadAnswer, ReadRequest } from './readAhead.ts';

const mostAhead = workerData as number;

const port = parentPort!;
const answer = (message: ReadAnswer, handOver: ArrayBuffer[] = []): void =>
  port.postMessage(message, handOver);

/** Batches that wait to be taken, and who goes on when one of them is. */
const waiting = { batches: 0, resume: () => {} };
let reading: Promise<void> = Promise.resolve();

/** By file and kind what stood before, as far as it was told. */
const before = new Map<string, StoodBefore>();
const nameOf = (path: string, kind: ExtractKindName): string => `${kind} ${path}`;

/** A reading thread: reads one file after another, ahead of whoever takes the rows; it has no store and no key. */
port.on('message', (message: ReadRequest | LeaveOut | 'taken') => {
  if (message === 'taken') {
    waiting.batches--;
    waiting.resume();
  } else if ('stood' in message) before.set(nameOf(message.path, message.kind), message.stood);
  else reading = reading.then(() => read(message));
});

async function read({ id, path, reading: how, kinds, options }: ReadRequest): Promise<void> {
  let bytesRead = 0;
  try {
    const onProgress = (bytes: number): void => {
      bytesRead = bytes;
    };
    for await (const batch of readKinds(path, how, kinds, { ...options, onProgress })) {
      if (waiting.batches === mostAhead) await new Promise<void>((resume) => (waiting.resume = resume));
      waiting.batches++;
      const packed = packBatch(batch, before.get(nameOf(path, batch.kind)));
      answer({ id, packed, bytesRead }, handedOver(packed));
    }
    answer({ id });
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    const { code, message, details } = error;
    answer({ id, failure: { code, message, details } });
  }
}
