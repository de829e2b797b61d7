import { setImmediate } from 'node:timers/promises';
import { LinkdeskError } from '../domain/error.ts';
import { recordCells } from '../linkage/compare/recordCells.ts';
import { type Decided, NO_DECISIONS, pairSet } from '../linkage/decide/decidedPairs.ts';
import { CLUSTER_FLOOR, decideDuplicates } from '../linkage/decide/decideDuplicates.ts';
import { decideLinks } from '../linkage/decide/decideLinks.ts';
import { sortPairs } from '../linkage/decide/sortPairs.ts';
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
import { changeSince } from '../linkage/incremental/changeSince.ts';
import { keptPairs } from '../linkage/incremental/keptPairs.ts';
import { startOf } from '../linkage/incremental/startOf.ts';
import { TERM_MARGIN } from '../linkage/incremental/termRise.ts';
import type { MatchInput, MatchOptions, MatchResult, MatchStep } from '../linkage/matching.ts';
import { jointEvidence, withJointEvidence } from '../linkage/joint/jointEvidence.ts';
import { MOVER_MARGIN } from '../linkage/joint/movers.ts';
import { chooseComparisons } from '../linkage/roles/chooseComparisons.ts';
import type { ScoredPairs } from '../linkage/score/linkSlice.ts';
import { pairRunner, type PairRunner, type PairSlice } from './pairRunner.ts';
import { defaultThreads, sliceRunnerHere, sliceRunnerOnThreads } from './threadPool.ts';
import { walkChange } from './walkChange.ts';
import { walkEverything } from './walkEverything.ts';

/** Below so many pairs, threads cost more than they save. */
const WORTH_THREADS = 300_000;
/** Lowest log2 odds at which a pair is kept; with one-to-one links even such a pair may turn out to be one. */
const LOWEST_FLOOR = -14;

/**
 * Matches the records of two files, or finds the duplicates of one: plan, block, train, score, decide. With the memory
 * of an earlier run only what has changed is blocked and scored (`MatchMemory`). The same input gives the same result
 * on any number of threads. Throws `NOTHING_TO_MATCH` when a file has no records or no column tells two of them
 * apart, `NOTHING_COMPARED` when blocking can propose no pair within its limits, `MATCHING_STOPPED` when a thread dies, and the signal's reason when cancelled.
 */
export async function matchRecords(
  input: MatchInput,
  { onProgress = () => {}, signal, threads = defaultThreads(), onMemory }: MatchOptions = {},
): Promise<MatchResult> {
  const { records, settings, decisions = NO_DECISIONS, crosswalk = [], inspect = [] } = input;
  const clock = stepClock();
  /** Deciding holds this thread, so whoever would stop the run is heard in between. */
  const stopWhenAsked = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  onProgress('plan', 0, 1);
  const isLink = records.linkType === 'link';
  const total = possiblePairs(records);
  const { comparisons, leftOut } = chooseComparisons(records);
  if (total === 0 || comparisons.length === 0) throw nothingToMatch(records);
  const leastKept = settings.floor ?? (isLink ? LOWEST_FLOOR : CLUSTER_FLOOR);
  // the usual floor of two files is so far below any link that no address lifts a pair from there to one
  const floor = isLink && settings.floor === undefined ? leastKept : leastKept - MOVER_MARGIN;
  const start = startOf(input, comparisons, floor);
  const { passes, budget } = start.plan;
  const toBlock = { records, plan: comparisons, passes };
  clock.end('plan');

  const change =
    start.memory === undefined ? start.reason : changeSince(toBlock, budget, start.memory, input.sameRows);
  const isCarried = typeof change === 'object';
  if (isCarried) clock.end('block');
  const context = isCarried
    ? undefined
    : {
        ...toBlock,
        cells: recordCells(records, comparisons),
        keys: sharedInt32(records.rows * passes.length),
      };
  const proposed = passes.reduce((sum, { pairs }) => sum + pairs, 0);
  const runner =
    context === undefined
      ? undefined
      : threads > 1 && proposed > WORTH_THREADS
        ? sliceRunnerOnThreads(context, threads, signal)
        : sliceRunnerHere(context, signal);
  // of a change only the records in its pairs are made ready to be compared
  const scorePairs: PairRunner =
    runner === undefined
      ? pairRunner(records, comparisons, threads, signal)
      : (slices, onDone) => runner.run<PairSlice['kind']>(slices, onDone);
  try {
    const rules = tierRules(records, comparisons, pairSet(crosswalk, records.rows), settings.cautious);
    // pairs that other term frequencies could raise to the floor next time are kept too
    const lowest = input.remember === true || isCarried ? floor - TERM_MARGIN : floor;
    const walked = isCarried
      ? await walkChange(toBlock, start.memory!, change, lowest, rules.keys, scorePairs, onProgress)
      : await walkEverything(context!, start, lowest, rules.keys, runner!, onProgress, clock.end);

    const { model } = walked;
    const memory = input.remember === true ? walked.memory(floor) : undefined;
    if (memory !== undefined && onMemory !== undefined) {
      onMemory(memory);
      // deciding holds this thread: what was begun is handed to the disk first
      await setImmediate();
    }
    const joint = jointEvidence(records, comparisons, model);
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
            stopWhenAsked,
          );
    };
    const given = [...decisions.mustLink, ...crosswalk, ...inspect];
    const scoreMore = async (left: Int32Array, right: Int32Array): Promise<ScoredPairs> =>
      withJointEvidence((await scorePairs([{ kind: 'pairs', left, right, model }]))[0]!, joint);
    const keptFrom = (pairs: ScoredPairs, least: number): ScoredPairs =>
      keptPairs(pairs, comparisons, least, rules.keys);
    const kept = keptFrom(withJointEvidence(keptFrom(walked.pairs, floor), joint), leastKept);
    const scored =
      given.length === 0
        ? sortPairs([kept])
        : sortPairs([
            kept,
            await scoreMore(
              Int32Array.from(given, ([left]) => left),
              Int32Array.from(given, ([, right]) => right),
            ),
          ]);
    clock.end('score');

    onProgress('decide', 0, 1);
    await stopWhenAsked();
    let evidence = matesEvidence(records, comparisons, model);
    let decided: Decided = await decide(evidence, rules);
    const households = householdsOf(records);
    if (households !== undefined) {
      // the other members' links are known only now; they speak once, so that links do not hold each other up
      await stopWhenAsked();
      evidence = supportEvidence(records, comparisons, model, households, decided.pairs);
      decided = await decide(evidence, rules);
      const explained = explainedByMate(comparisons, households, decided.pairs);
      if (explained.length > 0)
        decided = await decide(evidence, withExplained(rules, explained, records.rows));
    }
    clock.end('decide');
    onProgress('decide', 1, 1);
    await stopWhenAsked();
    return {
      ...decided,
      pairs: withHouseholdBits(decided.pairs, evidence),
      ...(evidence.model === undefined ? {} : { support: evidence.model }),
      ...(change === undefined
        ? {}
        : {
            sinceBefore: isCarried
              ? { kind: 'carried', ...change.counts, pairs: walked.carried }
              : { kind: 'full', reason: change },
          }),
      ...(memory === undefined ? {} : { memory }),
      plan: {
        comparisons,
        leftOut,
        passes: passes.map((pass, i) => ({ ...pass, skipped: walked.skipped[i]! })),
        budget,
      },
      model,
      possiblePairs: total,
      comparedPairs: walked.compared,
      timings: clock.timings(),
    };
  } finally {
    await runner?.close();
  }
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
