import { isEveryPair } from '../linkage/block/choosePasses.ts';
import { onlyLargeBlocks } from '../linkage/block/nothingCompared.ts';
import { blockRanges } from '../linkage/block/scanBlocks.ts';
import { sortPairs } from '../linkage/decide/sortPairs.ts';
import { possiblePairs } from '../linkage/encode/encodedRecords.ts';
import { householdSigns, isOwn, sharedByMates } from '../linkage/household/mates.ts';
import type { MatchMemory } from '../linkage/incremental/matchMemory.ts';
import { memoryOfFullRun } from '../linkage/incremental/remember.ts';
import type { StandingPlan } from '../linkage/incremental/standingPlan.ts';
import type { MatchOptions, MatchPlan, MatchStep } from '../linkage/matching.ts';
import { strangerTies } from '../linkage/joint/namesakes.ts';
import { keptByMovers } from '../linkage/joint/movers.ts';
import type { BlockRange, LinkContext, ScoredPairs } from '../linkage/score/linkSlice.ts';
import { PatternCounter } from '../linkage/score/patternCounts.ts';
import { type TrainedModel, trainOverPairSpace } from '../linkage/train/pairSpace.ts';
import { commonnessOf } from '../linkage/train/commonness.ts';
import { levelCounts, randomPairLevels } from '../linkage/train/randomPairs.ts';
import type { SliceRunner } from './threadPool.ts';

/** Candidate pairs from which the model is learned: more teach it nothing new. */
const TRAINING_PAIRS = 300_000;
const RANDOM_PAIRS = 200_000;
/** Random pairs are drawn in so many slices, so that the sample does not depend on the number of threads. */
const RANDOM_SLICES = 16;
const PAIRS_A_SLICE = 400_000;

/** What was compared: the pairs that reached the floor and what is needed to go on from there. */
export type Walked = {
  readonly model: TrainedModel;
  /** At or above the floor that was asked for. */
  readonly pairs: ScoredPairs;
  readonly compared: number;
  /** Pairs taken over from the run before. */
  readonly carried: number;
  /** What the size guard left out, by pass. */
  readonly skipped: readonly MatchPlan['passes'][number]['skipped'][];
  /** What the next run needs, provided the floor was low enough. */
  readonly memory: (floor: number) => MatchMemory;
};

/**
 * Blocks all records, trains a model unless there is one, and scores every pair that the passes propose.
 * @throws LinkdeskError NOTHING_COMPARED when all blocks are over the size guard.
 */
export async function walkEverything(
  context: LinkContext,
  { plan, model: given }: { readonly plan: StandingPlan; readonly model?: TrainedModel },
  floor: number,
  keys: readonly number[],
  runner: SliceRunner,
  onProgress: NonNullable<MatchOptions['onProgress']>,
  onEnd: (step: MatchStep) => void,
): Promise<Walked> {
  const { records, passes } = context;
  const everyPair = isEveryPair(passes);
  const indexes = await runner.run<'index'>(
    passes.map((_, pass) => ({
      kind: 'index',
      pass,
      guard: everyPair ? Number.POSITIVE_INFINITY : plan.budget.guard,
    })),
    (done, all) => onProgress('block', done, all),
  );
  onEnd('block');
  if (indexes.every(({ pairs }) => pairs === 0) && indexes.some(({ skipped }) => skipped.blocks > 0)) {
    throw onlyLargeBlocks(passes.map(({ name }, pass) => ({ name, skipped: indexes[pass]!.skipped })));
  }
  const ranges = indexes.flatMap((index, pass) =>
    blockRanges(index, records.linkType === 'link', PAIRS_A_SLICE).map(
      (range): BlockRange => ({
        pass,
        index,
        fromBlock: range.fromBlock,
        toBlock: range.toBlock,
      }),
    ),
  );
  const proposed = plan.passes.reduce((sum, { pairs }) => sum + pairs, 0);
  const model =
    given ?? (await train(context, runner, ranges, proposed, (done, all) => onProgress('train', done, all)));
  onEnd('train');
  const slices = await runner.run<'score'>(
    ranges.map((range) => ({ kind: 'score', range, model, floor, keys })),
    (done, all) => onProgress('score', done, all),
  );
  const pairs = sortPairs(slices);
  const skipped = indexes.map((index) => index.skipped);
  return {
    model,
    pairs,
    compared: pairs.compared,
    carried: 0,
    skipped,
    memory: (asked) =>
      memoryOfFullRun(
        { records, plan, model, floor: asked, pairs },
        context.keys,
        skipped.map(({ blocks }) => blocks),
      ),
  };
}

async function train(
  context: LinkContext,
  runner: SliceRunner,
  ranges: readonly BlockRange[],
  proposed: number,
  onDone: (done: number, total: number) => void,
): Promise<TrainedModel> {
  const { records, plan } = context;
  const total = possiblePairs(records);
  const everyNth = Math.max(1, Math.round(proposed / TRAINING_PAIRS));
  const counter = new PatternCounter(plan.length);
  const patterns = await runner.run<'count'>(
    ranges.map((range) => ({ kind: 'count', range, everyNth })),
    (done, all) => onDone(done, all * 2),
  );
  for (const part of patterns) counter.addAll(part);
  const candidates = counter.finish();
  const samples = isEveryPair(context.passes)
    ? [levelCounts(plan, candidates)]
    : await runner.run<'random'>(
        Array.from({ length: RANDOM_SLICES }, (_, seed) => ({
          kind: 'random',
          pairs: Math.ceil(Math.min(RANDOM_PAIRS, total) / RANDOM_SLICES),
          seed,
        })),
        (done, all) => onDone(done + all, all * 2),
      );
  const counts = samples.reduce((sum, sample) =>
    sum.map((list, c) => list.map((count, level) => count + sample[c]![level]!)),
  );
  const start =
    records.linkType === 'link'
      ? Math.min(records.leftRows, records.rows - records.leftRows) / 2
      : records.rows * 0.3;
  const shared = sharedByMates(records, plan);
  const random = randomPairLevels(records, plan, counts);
  return trainOverPairSpace(plan, candidates, everyNth, random, total, Math.min(start, total / 2), {
    sharedByMates: shared,
    householdSigns: householdSigns(records, plan),
    isOwn: isOwn(records, plan),
    keptByMovers: keptByMovers(records, plan),
    commonness: commonnessOf(records, plan).shares,
    ties: strangerTies(records, plan, random.shares, shared !== undefined),
  });
}
