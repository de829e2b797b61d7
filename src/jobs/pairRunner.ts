import { recordCells } from '../linkage/compare/recordCells.ts';
import type { PlannedComparison } from '../linkage/compare/comparisonPlan.ts';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import { recordsInvolved } from '../linkage/encode/recordsInvolved.ts';
import { sharedInt32 } from '../linkage/encode/sharedArrays.ts';
import type { LinkSlice, ScoredPairs } from '../linkage/score/linkSlice.ts';
import { sliceRunnerHere, sliceRunnerOnThreads } from './threadPool.ts';

/** Slices that name their pairs. */
export type PairSlice = Extract<LinkSlice, { kind: 'listed' | 'pairs' }>;

/** Scores pairs that are named; results come in the order of the slices. */
export type PairRunner = (
  slices: readonly PairSlice[],
  onDone?: (done: number, total: number) => void,
) => Promise<readonly ScoredPairs[]>;

/** Below so many pairs, threads cost more than they save. */
const WORTH_THREADS = 300_000;

/** Scores pairs over records of which only those that are in the pairs are made ready to be compared. */
export function pairRunner(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  threads: number,
  signal: AbortSignal | undefined,
): PairRunner {
  return async (slices, onDone) => {
    if (slices.length === 0) return [];
    const pairs = slices.reduce((sum, { left }) => sum + left.length, 0);
    // 1 for every record that is in a pair, then its place among them
    const places = new Int32Array(records.rows);
    for (const { left, right } of slices) {
      for (let i = 0; i < left.length; i++) {
        places[left[i]!] = 1;
        places[right[i]!] = 1;
      }
    }
    let involvedRecords = 0;
    for (let record = 0; record < places.length; record++) involvedRecords += places[record]!;
    const numbers = new Int32Array(involvedRecords);
    for (let record = 0, next = 0; record < places.length; record++) {
      if (places[record] === 0) continue;
      places[record] = next;
      numbers[next++] = record;
    }
    const involved = recordsInvolved(records, numbers);
    const context = {
      records: involved,
      plan,
      cells: recordCells(involved, plan),
      passes: [],
      keys: sharedInt32(0),
    };
    const runner =
      threads > 1 && pairs > WORTH_THREADS
        ? sliceRunnerOnThreads(context, threads, signal)
        : sliceRunnerHere(context, signal);
    try {
      const scored = await runner.run<PairSlice['kind']>(
        slices.map((slice) => ({
          ...slice,
          left: slice.left.map((record) => places[record]!),
          right: slice.right.map((record) => places[record]!),
        })),
        onDone,
      );
      return scored.map((slice) => ({
        ...slice,
        left: slice.left.map((record) => numbers[record]!),
        right: slice.right.map((record) => numbers[record]!),
      }));
    } finally {
      await runner.close();
    }
  };
}
