import { parentPort, workerData } from 'node:worker_threads';
import { encodeRightFile, type FileToEncode } from '../app/encodeFile.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { EncodeAnswer } from './encodeElsewhere.ts';

/** A reading thread: encodes the one file it is given into shared memory; it has no store and no key. */
const answer = await encodeRightFile(workerData as FileToEncode, () => {}).then(
  (encoded): EncodeAnswer => ({ encoded }),
  (error: unknown): EncodeAnswer => {
    if (!(error instanceof LinkdeskError)) throw error;
    const { code, message, details } = error;
    return { failure: { code, message, details } };
  },
);
parentPort!.postMessage(answer);
