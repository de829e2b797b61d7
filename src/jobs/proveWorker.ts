import { parentPort, workerData } from 'node:worker_threads';
import { isWhole } from '../store/backup.ts';
import type { ProofAnswer, ProofRequest } from './proveElsewhere.ts';

/** A thread that reads one backup back. */
const { copy, key } = workerData as ProofRequest;

function proof(): ProofAnswer {
  try {
    return { whole: isWhole(copy, Buffer.from(key.buffer)) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { failure: { code: String(error.code), message: error.message } };
  }
}

parentPort!.postMessage(proof());
