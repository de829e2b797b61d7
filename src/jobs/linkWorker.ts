import { parentPort, workerData } from 'node:worker_threads';
import { type LinkContext, type LinkSlice, linkSlicer } from '../linkage/score/linkSlice.ts';
import type { SliceAnswer } from './threadPool.ts';

/** A matching thread: does the slices it is handed over the shared columns; it has no store and no key. */
const run = linkSlicer(workerData as LinkContext);

parentPort!.on('message', ({ number, slice }: { readonly number: number; readonly slice: LinkSlice }) => {
  const answer: SliceAnswer = { slice: number, result: run(slice) };
  parentPort!.postMessage(answer);
});
