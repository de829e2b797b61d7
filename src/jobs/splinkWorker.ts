import { parentPort, workerData } from 'node:worker_threads';
import { LinkdeskError } from '../domain/error.ts';
import { ColumnStore } from '../linkage/splink/columnStore.ts';
import { type SplinkSlice, splinkSlicer, type SplinkWork } from '../linkage/splink/splinkSlice.ts';
import type { SplinkAnswer } from './splinkThreads.ts';

/** A thread of Splink mode: does the slices it is handed over shared columns; it has no store and no key. */
const work = workerData as SplinkWork;
const slicer = splinkSlicer(work, ColumnStore.fromShared(work.columns));

parentPort!.on('message', ({ number, slice }: { readonly number: number; readonly slice: SplinkSlice }) => {
  try {
    const answer: SplinkAnswer = { number, result: slicer(slice) };
    parentPort!.postMessage(answer);
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    // An error loses its class on the way; its sentence is taken along.
    const { code, message, details } = error;
    const answer: SplinkAnswer = { number, failure: { code, message, details } };
    parentPort!.postMessage(answer);
  }
});
