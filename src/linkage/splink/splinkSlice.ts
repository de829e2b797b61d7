import { levelsByGamma } from '../model/model.ts';
import { comparisonWeights } from '../model/weight.ts';
import { ruleSearches } from './blocking.ts';
import type { RuleSearch } from './blockSearch.ts';
import type { ColumnStore, SharedColumns } from './columnStore.ts';
import type { SplinkModel, SplinkRule } from './model.ts';
import { BATCH, emptyBatch, type PairBatch } from './pairBatch.ts';
import { type PairConditions, pairConditions } from './pairConditions.ts';
import { pairLevels } from './pairLevels.ts';
import { batchScorer } from './pairScores.ts';
import { type LeftRange, leftRanges, pairsOfRule, type SizedRange } from './pairSearch.ts';
import { adjustedComparisons, patternCounter, type PatternRows } from './patternRows.ts';
import { mayPair, type RecordOrder, type Records } from './records.ts';
import type { FrequencyRanks } from './termFrequencies.ts';

/** What every slice of a run works on: plain data and shared memory, so that threads take it as it is. */
export type SplinkWork = {
  readonly model: SplinkModel;
  readonly order: RecordOrder;
  readonly columns: SharedColumns;
  readonly frequencies: ReadonlyMap<string, FrequencyRanks>;
  /** Lists of rules, each searched by itself: those of the model, or those that training looks at. */
  readonly stages: readonly (readonly RuleSearch[])[];
  /** The records among which random pairs are drawn, ascending. */
  readonly sample: Int32Array;
};

/** The pairs of one rule of a stage for some left records. */
export type RuleRange = { readonly stage: number; readonly rule: number; readonly range: SizedRange };

/** A part of the work that one thread does by itself. */
export type SplinkSlice =
  /** Score the pairs, and keep those of at least this weight. */
  | { readonly kind: 'score'; readonly pairs: RuleRange; readonly leastWeight: number }
  /** Say how many pairs there are. */
  | { readonly kind: 'tally'; readonly pairs: RuleRange }
  /** Count the patterns of the pairs, with the ranks of their term frequencies or without. */
  | { readonly kind: 'patterns'; readonly pairs: RuleRange; readonly termFrequencies: boolean }
  /** Count the levels of the pairs of some sampled records with all others. */
  | { readonly kind: 'random'; readonly range: SizedRange };

/** Scored pairs of one rule; `gammas` and `termWeights` have a list per comparison, null where it has no such weight. */
export type ScoredSlice = {
  readonly matchKey: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly gammas: readonly Int8Array[];
  readonly termWeights: readonly (Float64Array | null)[];
  readonly weights: Float64Array;
  /** Pairs looked at, among them those below the least weight. */
  readonly compared: number;
};

/** What each kind of slice gives. */
export type SplinkSliceResult = {
  readonly score: ScoredSlice;
  readonly tally: number;
  readonly patterns: PatternRows;
  /** Per comparison: pairs at each γ; the null level is left out. */
  readonly random: readonly Float64Array[];
};

/** What a run needs beside model and records. */
export type SplinkPlan = {
  readonly stages: readonly (readonly SplinkRule[])[];
  readonly frequencies: ReadonlyMap<string, FrequencyRanks>;
  readonly sample?: Int32Array;
};

/**
 * Prepares a run: finds the keys of all rules and derives every column that conditions look at, so that threads need
 * only read.
 * @throws LinkdeskError COLUMN_MISSING when a rule or comparison reads a column that no file has.
 */
export function splinkWork(
  model: SplinkModel,
  records: Records,
  { stages, frequencies, sample = new Int32Array(0) }: SplinkPlan,
): SplinkWork {
  const { columns, rank, sourceOf } = records;
  const searches = stages.map((rules) => ruleSearches(rules, records, model.dialect));
  const conditions = pairConditions(columns, model.dialect, emptyBatch());
  for (const comparison of model.comparisons) pairLevels(comparison, conditions);
  for (const search of searches.flat()) {
    conditions.compile(search.condition);
    if (search.filter !== undefined) conditions.compile(search.filter);
  }
  return {
    model,
    order: { rank, sourceOf },
    columns: columns.share(),
    frequencies,
    stages: searches,
    sample,
  };
}

/** Found pairs that make a slice: enough to be worth handing out, whatever the number of threads. */
const PAIRS_A_SLICE = 200_000;

/** The slices of a stage, in the order of its rules and left records. */
export function stageSlices({ stages, order }: SplinkWork, stage: number): readonly RuleRange[] {
  return stages[stage]!.flatMap((search, rule) =>
    leftRanges(search, order.rank.length, PAIRS_A_SLICE).map((range) => ({ stage, rule, range })),
  );
}

/** The slices of the pairs among sampled records. */
export function sampleSlices({ sample }: SplinkWork): readonly SizedRange[] {
  const lefts = Math.max(1, Math.ceil(PAIRS_A_SLICE / Math.max(1, sample.length)));
  return Array.from({ length: Math.ceil(sample.length / lefts) }, (_, index) => {
    const [from, to] = [index * lefts, Math.min(sample.length, (index + 1) * lefts)];
    return { from, to, pairs: (to - from) * sample.length };
  });
}

/** About how many pairs a slice looks at. */
export function sliceSize(slice: SplinkSlice): number {
  return slice.kind === 'random' ? slice.range.pairs : slice.pairs.range.pairs;
}

/**
 * Does slices of a run, one after the other. Conditions are compiled once, at the first slice that needs them. The
 * result of a slice depends on nothing but the work and the slice.
 */
export function splinkSlicer(
  work: SplinkWork,
  columns: ColumnStore,
): <K extends SplinkSlice['kind']>(slice: Extract<SplinkSlice, { kind: K }>) => SplinkSliceResult[K] {
  const { model } = work;
  const conditions = pairConditions(columns, model.dialect, emptyBatch());
  let score: ReturnType<typeof batchScorer> | undefined;
  const levels = model.comparisons.map((comparison) => pairLevels(comparison, conditions));
  const run = (slice: SplinkSlice): SplinkSliceResult[SplinkSlice['kind']] => {
    switch (slice.kind) {
      case 'score':
        score ??= batchScorer(model, work.frequencies, conditions);
        return scoreSlice(work, slice.pairs, conditions, score, slice.leastWeight);
      case 'tally': {
        let pairs = 0;
        for (const { size } of batchesOf(work, slice.pairs, conditions)) pairs += size;
        return pairs;
      }
      case 'patterns':
        return countPatterns(work, slice, conditions, levels);
      default:
        return countLevels(work, slice.range, conditions.batch, levels);
    }
  };
  return run as ReturnType<typeof splinkSlicer>;
}

function batchesOf(
  { stages, order, model }: SplinkWork,
  { stage, rule, range }: RuleRange,
  conditions: PairConditions,
): Generator<PairBatch> {
  const searches = stages[stage]!;
  return pairsOfRule(searches[rule]!, searches.slice(0, rule), order, model.linkType, conditions, range);
}

function scoreSlice(
  work: SplinkWork,
  pairs: RuleRange,
  conditions: PairConditions,
  score: ReturnType<typeof batchScorer>,
  leastWeight: number,
): ScoredSlice {
  const { batch } = conditions;
  const rows = new Int32Array(BATCH);
  const left = pairList<Int32Array>((length) => new Int32Array(length));
  const right = pairList<Int32Array>((length) => new Int32Array(length));
  const weights = pairList<Float64Array>((length) => new Float64Array(length));
  const gammas = work.model.comparisons.map(() => pairList<Int8Array>((length) => new Int8Array(length)));
  const termWeights = work.model.comparisons.map(() =>
    pairList<Float64Array>((length) => new Float64Array(length)),
  );
  let adjusted: readonly boolean[] = termWeights.map(() => false);
  let compared = 0;
  for (const { size } of batchesOf(work, pairs, conditions)) {
    const scores = score();
    adjusted = scores.termWeights.map((terms) => terms !== null);
    compared += size;
    let kept = 0;
    for (let row = 0; row < size; row++) if (scores.weights[row]! >= leastWeight) rows[kept++] = row;
    left.add(batch.left, rows, kept);
    right.add(batch.right, rows, kept);
    weights.add(scores.weights, rows, kept);
    for (const [c, list] of gammas.entries()) list.add(scores.gammas[c]!, rows, kept);
    for (const [c, terms] of scores.termWeights.entries()) {
      if (terms !== null) termWeights[c]!.add(terms, rows, kept);
    }
  }
  return {
    matchKey: pairs.rule,
    left: left.all(),
    right: right.all(),
    gammas: gammas.map((list) => list.all()),
    termWeights: termWeights.map((list, c) => (adjusted[c] ? list.all() : null)),
    weights: weights.all(),
    compared,
  };
}

/** A list of numbers of kept pairs that grows. */
type PairList<A> = {
  /** Adds the values at the first `count` of `rows`. */
  readonly add: (values: A, rows: Int32Array, count: number) => void;
  readonly all: () => A;
};

function pairList<A extends Int32Array | Int8Array | Float64Array>(
  empty: (length: number) => A,
): PairList<A> {
  let numbers = empty(BATCH);
  let size = 0;
  return {
    add: (values, rows, count) => {
      if (size + count > numbers.length) {
        const longer = empty(numbers.length * 2);
        longer.set(numbers);
        numbers = longer;
      }
      for (let i = 0; i < count; i++) numbers[size++] = values[rows[i]!]!;
    },
    // A copy of its own: a thread would send all of the memory behind a part of it.
    all: () => numbers.slice(0, size) as A,
  };
}

function countPatterns(
  work: SplinkWork,
  { pairs, termFrequencies }: Extract<SplinkSlice, { kind: 'patterns' }>,
  conditions: PairConditions,
  levels: readonly ((gammas: Int8Array) => void)[],
): PatternRows {
  const gammas = levels.map(() => new Int8Array(BATCH));
  const terms = termFrequencies ? rankReaders(work) : [];
  const width = levels.length + terms.length;
  const counter = patternCounter(width);
  const cells = new Int32Array(width);
  for (const batch of batchesOf(work, pairs, conditions)) {
    for (const [c, levelsOf] of levels.entries()) levelsOf(gammas[c]!);
    for (let row = 0; row < batch.size; row++) {
      for (let c = 0; c < levels.length; c++) cells[c] = gammas[c]![row]! + 1;
      for (let t = 0; t < terms.length; t++) {
        const { comparison, ranks } = terms[t]!;
        const ofRecords = ranks[cells[comparison]!];
        cells[levels.length + t] = ofRecords
          ? Math.max(ofRecords[batch.left[row]!]!, ofRecords[batch.right[row]!]!)
          : 0;
      }
      counter.add(cells, 0, 1);
    }
  }
  return counter.rows();
}

/** For each adjusted comparison, per γ + 1: the ranks of the frequencies that the level is adjusted by, if it is. */
function rankReaders({
  frequencies,
  model: { comparisons },
}: SplinkWork): readonly { readonly comparison: number; readonly ranks: readonly (Int32Array | null)[] }[] {
  return adjustedComparisons(comparisons).map((comparison) => ({
    comparison,
    ranks: comparisonWeights(comparisons[comparison]!).adjustments.map(
      (adjustment) => adjustment && frequencies.get(adjustment.column)!.ranks,
    ),
  }));
}

function countLevels(
  { sample, order, model }: SplinkWork,
  { from, to }: LeftRange,
  batch: PairBatch,
  levels: readonly ((gammas: Int8Array) => void)[],
): readonly Float64Array[] {
  const counts = model.comparisons.map((comparison) => new Float64Array(levelsByGamma(comparison).length));
  const gammas = new Int8Array(BATCH);
  const count = (): void => {
    batch.serial++;
    for (const [c, ofComparison] of counts.entries()) {
      levels[c]!(gammas);
      for (let row = 0; row < batch.size; row++) {
        const gamma = gammas[row]!;
        if (gamma >= 0) ofComparison[gamma]!++;
      }
    }
    batch.size = 0;
  };
  batch.size = 0;
  for (let at = from; at < to; at++) {
    const left = sample[at]!;
    for (const right of sample) {
      if (!mayPair(order, model.linkType, left, right)) continue;
      batch.left[batch.size] = left;
      batch.right[batch.size++] = right;
      if (batch.size === BATCH) count();
    }
  }
  count();
  return counts;
}
