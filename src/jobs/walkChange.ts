import { sortPairs } from '../linkage/decide/sortPairs.ts';
import { carriedPairs } from '../linkage/incremental/carriedPairs.ts';
import type { Change } from '../linkage/incremental/changeSince.ts';
import type { MatchMemory } from '../linkage/incremental/matchMemory.ts';
import { memoryOfChange } from '../linkage/incremental/remember.ts';
import type { MatchOptions } from '../linkage/matching.ts';
import type { LinkContext } from '../linkage/score/linkSlice.ts';
import type { PairRunner } from './pairRunner.ts';
import type { Walked } from './walkEverything.ts';

const PAIRS_A_SLICE = 50_000;

/**
 * Scores the pairs of records that have changed since an earlier run and takes over the others from its memory: the
 * same pairs as `walkEverything` by that run's plan and model.
 */
export async function walkChange(
  context: Pick<LinkContext, 'records' | 'plan'>,
  memory: MatchMemory,
  change: Change,
  floor: number,
  keys: readonly number[],
  score: PairRunner,
  onProgress: NonNullable<MatchOptions['onProgress']>,
): Promise<Walked> {
  const { records, plan } = context;
  const { model } = memory;
  const { left, right, pass } = change.proposed;
  const fresh = await score(
    runsOf(pass).map(({ from, to }) => ({
      kind: 'listed' as const,
      left: left.slice(from, to),
      right: right.slice(from, to),
      pass: pass[from]!,
      model,
      floor,
      keys,
    })),
    (done, all) => onProgress('score', done, all),
  );
  const carried = carriedPairs(records, plan, model, memory, change.after, floor, keys);
  const pairs = sortPairs([carried, ...fresh]);
  return {
    model,
    pairs,
    compared: left.length,
    carried: carried.left.length,
    skipped: change.skipped.map((blocks) => ({
      blocks: blocks.length,
      pairs: blocks.reduce((sum, { size, left: lefts }) => sum + pairsOf(size, lefts, records.linkType), 0),
      largest: Math.max(0, ...blocks.map(({ size }) => size)),
    })),
    memory: (asked) =>
      memoryOfChange({ records, plan: memory.plan, model, floor: asked, pairs }, change, memory),
  };
}

/** Pieces of a list of pairs that one pass proposed and that are no longer than a slice. */
function runsOf(pass: Int32Array): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let from = 0, to = 0; from < pass.length; from = to) {
    while (to < pass.length && pass[to] === pass[from] && to - from < PAIRS_A_SLICE) to++;
    runs.push({ from, to });
  }
  return runs;
}

const pairsOf = (size: number, left: number, linkType: 'link' | 'dedupe'): number =>
  linkType === 'link' ? left * (size - left) : (size * (size - 1)) / 2;
