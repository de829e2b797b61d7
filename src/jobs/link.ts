import { LinkdeskError } from '../domain/error.ts';
import { choosePasses, defaultBudget } from '../linkage/block/choosePasses.ts';
import { blockRanges } from '../linkage/block/scanBlocks.ts';
import { recordCells } from '../linkage/compare/recordCells.ts';
import { type Decided, NO_DECISIONS, pairSet } from '../linkage/decide/decidedPairs.ts';
import { CLUSTER_FLOOR, decideDuplicates, sortPairs } from '../linkage/decide/decideDuplicates.ts';
import { decideLinks } from '../linkage/decide/decideLinks.ts';
import { type TierRules, tierRules } from '../linkage/decide/tiers.ts';
import { type EncodedRecords, possiblePairs } from '../linkage/encode/encodedRecords.ts';
import { sharedInt32 } from '../linkage/encode/sharedArrays.ts';
import { explainedByMate, withExplained } from '../linkage/household/explainedByMate.ts';
import {
  type HouseholdEvidence,
  matesEvidence,
  supportEvidence,
  withHousehold,
  withHouseholdBits,
} from '../linkage/household/householdEvidence.ts';
import { householdsOf } from '../linkage/household/households.ts';
import { sharedByMates } from '../linkage/household/mates.ts';
import type { MatchInput, MatchOptions, MatchResult, MatchStep } from '../linkage/matching.ts';
import { chooseComparisons } from '../linkage/roles/chooseComparisons.ts';
import type { BlockRange, LinkContext, ScoredPairs } from '../linkage/score/linkSlice.ts';
import { PatternCounter } from '../linkage/score/patternCounts.ts';
import { type TrainedModel, trainOverPairSpace } from '../linkage/train/pairSpace.ts';
import { levelCounts, randomPairLevels } from '../linkage/train/randomPairs.ts';
import { defaultThreads, type SliceRunner, sliceRunnerHere, sliceRunnerOnThreads } from './threadPool.ts';

/** Candidate pairs from which the model is learned: more teach it nothing new. */
const TRAINING_PAIRS = 300_000;
const RANDOM_PAIRS = 200_000;
/** Random pairs are drawn in so many slices, so that the sample does not depend on the number of threads. */
const RANDOM_SLICES = 16;
const PAIRS_A_SLICE = 400_000;
/** Below so many pairs, threads cost more than they save. */
const WORTH_THREADS = 300_000;
/** Lowest log2 odds at which a pair is kept; with one-to-one links even such a pair may turn out to be one. */
const LOWEST_FLOOR = -14;

/**
 * Matches the records of two files, or finds the duplicates of one: plan, block, train, score, decide. The same
 * input gives the same result on any number of threads. Throws `NOTHING_TO_MATCH` when a file has no records or no
 * column tells two of them apart, `MATCHING_STOPPED` when a thread dies, and the signal's reason when cancelled.
 */
export async function matchRecords(
  { records, settings, decisions = NO_DECISIONS, crosswalk = [], inspect = [] }: MatchInput,
  { onProgress = () => {}, signal, threads = defaultThreads() }: MatchOptions = {},
): Promise<MatchResult> {
  const clock = stepClock();
  onProgress('plan', 0, 1);
  const isLink = records.linkType === 'link';
  const total = possiblePairs(records);
  const { comparisons, leftOut } = chooseComparisons(records);
  if (total === 0 || comparisons.length === 0) throw nothingToMatch(records);
  const budget = { ...defaultBudget(records), ...settings.budget };
  const passes = choosePasses(records, budget);
  const context: LinkContext = {
    records,
    plan: comparisons,
    cells: recordCells(records, comparisons),
    passes,
    keys: sharedInt32(records.rows * passes.length),
  };
  const proposed = passes.reduce((sum, { pairs }) => sum + pairs, 0);
  const runner =
    threads > 1 && proposed > WORTH_THREADS
      ? sliceRunnerOnThreads(context, threads, signal)
      : sliceRunnerHere(context, signal);
  clock.end('plan');
  try {
    const everyPair = passes.length === 1 && passes[0]!.parts.length === 0;
    const indexes = await runner.run<'index'>(
      passes.map((_, pass) => ({
        kind: 'index',
        pass,
        guard: everyPair ? Number.POSITIVE_INFINITY : budget.guard,
      })),
      (done, all) => onProgress('block', done, all),
    );
    clock.end('block');
    const ranges = indexes.flatMap((index, pass) =>
      blockRanges(index, isLink, PAIRS_A_SLICE).map(
        (range): BlockRange => ({
          pass,
          index,
          fromBlock: range.fromBlock,
          toBlock: range.toBlock,
        }),
      ),
    );
    const model =
      settings.model ??
      (await train(context, runner, ranges, proposed, (done, all) => onProgress('train', done, all)));
    clock.end('train');

    const isCrosswalk = pairSet(crosswalk, records.rows);
    const rules = tierRules(records, comparisons, isCrosswalk, settings.cautious);
    const decide = async (evidence: HouseholdEvidence, ruling: TierRules) => {
      const weighed = withHousehold(scored, evidence);
      return isLink
        ? decideLinks(records, weighed, ruling, decisions, model.expectedMatches, settings)
        : decideDuplicates(
            records,
            weighed,
            ruling,
            decisions,
            model.expectedMatches,
            settings.objective,
            async (left, right) => withHousehold(await scoreMore(left, right), evidence),
          );
    };
    const floor = settings.floor ?? (isLink ? LOWEST_FLOOR : CLUSTER_FLOOR);
    const slices = await runner.run<'score'>(
      ranges.map((range) => ({ kind: 'score', range, model, floor, keys: rules.keys })),
      (done, all) => onProgress('score', done, all),
    );
    const given = [...decisions.mustLink, ...crosswalk, ...inspect];
    const scoreMore = async (left: Int32Array, right: Int32Array): Promise<ScoredPairs> =>
      (await runner.run<'pairs'>([{ kind: 'pairs', left, right, model }]))[0]!;
    const known = await scoreMore(
      Int32Array.from(given, ([left]) => left),
      Int32Array.from(given, ([, right]) => right),
    );
    const scored = sortPairs([...slices, known]);
    clock.end('score');

    onProgress('decide', 0, 1);
    let evidence = matesEvidence(records, comparisons, model);
    let decided: Decided = await decide(evidence, rules);
    const households = householdsOf(records);
    if (households !== undefined) {
      // the other members' links are known only now; they speak once, so that links do not hold each other up
      evidence = supportEvidence(records, comparisons, model, households, decided.pairs);
      decided = await decide(evidence, rules);
      const explained = explainedByMate(comparisons, households, decided.pairs);
      if (explained.length > 0)
        decided = await decide(evidence, withExplained(rules, explained, records.rows));
    }
    clock.end('decide');
    onProgress('decide', 1, 1);
    return {
      ...decided,
      pairs: withHouseholdBits(decided.pairs, evidence),
      ...(evidence.model === undefined ? {} : { support: evidence.model }),
      plan: {
        comparisons,
        leftOut,
        passes: passes.map((pass, i) => ({ ...pass, skipped: indexes[i]!.skipped })),
        budget,
      },
      model,
      possiblePairs: total,
      comparedPairs: slices.reduce((sum, { compared }) => sum + compared, 0),
      timings: clock.timings(),
    };
  } finally {
    await runner.close();
  }
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
  const isEveryPair = context.passes.length === 1 && context.passes[0]!.parts.length === 0;
  const samples = isEveryPair
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
  return trainOverPairSpace(
    plan,
    candidates,
    everyNth,
    randomPairLevels(records, plan, counts),
    total,
    Math.min(start, total / 2),
    sharedByMates(records, plan),
  );
}

function nothingToMatch({ rows, leftRows, linkType }: EncodedRecords): LinkdeskError {
  const why =
    rows === 0 || (linkType === 'link' && (leftRows === 0 || leftRows === rows))
      ? 'A file has no records.'
      : rows === 1
        ? 'The file has one record.'
        : 'No column with a role tells two records apart: all are empty or hold one value.';
  return new LinkdeskError(
    'NOTHING_TO_MATCH',
    `There is nothing to match. ${why} Check the file and the role map; nothing was written.`,
  );
}

/** Times the steps one after the other. */
function stepClock(): {
  readonly end: (step: MatchStep) => void;
  readonly timings: () => Readonly<Record<MatchStep, number>>;
} {
  const timings = { plan: 0, block: 0, train: 0, score: 0, decide: 0 };
  let last = performance.now();
  return {
    end: (step) => {
      const now = performance.now();
      timings[step] = Math.round(now - last);
      last = now;
    },
    timings: () => timings,
  };
}
