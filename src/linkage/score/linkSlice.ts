import { type BlockIndex, blockIndex, type BlockRoom, blockRoom } from '../block/blockIndex.ts';
import type { BlockingPass } from '../block/blockingPass.ts';
import { type KeySource, keySource, otherNameEntries, recordKeys } from '../block/recordKeys.ts';
import { BATCH, type BatchVisitor, scanBlocks } from '../block/scanBlocks.ts';
import { comparisonLevels } from '../compare/comparisonKinds.ts';
import { comparatorsOf } from '../compare/comparePair.ts';
import type { Comparator, PlannedComparison } from '../compare/comparisonPlan.ts';
import type { RecordCells } from '../compare/recordCells.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import { commonnessOf } from '../train/commonness.ts';
import { countRandomPairs } from '../train/randomPairs.ts';
import { PatternCounter, type PatternCounts } from './patternCounts.ts';
import { type Scorer, scorerOf } from './scorer.ts';
import { type BatchSieve, weightSieve } from './weightSieve.ts';

/** What every slice of a run reads. All arrays are shared memory, so handing it to a thread copies nothing. */
export type LinkContext = {
  readonly records: EncodedRecords;
  readonly plan: readonly PlannedComparison[];
  readonly cells: RecordCells;
  readonly passes: readonly BlockingPass[];
  /** Keys of all passes record by record; written by the index slices. */
  readonly keys: Int32Array;
};

/** A piece of work that any thread can do, the same whoever does it. */
export type LinkSlice =
  | { readonly kind: 'index'; readonly pass: number; readonly guard: number }
  | { readonly kind: 'random'; readonly pairs: number; readonly seed: number }
  | { readonly kind: 'count'; readonly range: BlockRange; readonly everyNth: number }
  | ({ readonly kind: 'score'; readonly range: BlockRange } & KeptAbove)
  | ({
      readonly kind: 'listed';
      readonly left: Int32Array;
      readonly right: Int32Array;
      /** Which pass proposed them. */
      readonly pass: number;
    } & KeptAbove)
  | {
      readonly kind: 'pairs';
      readonly left: Int32Array;
      readonly right: Int32Array;
      readonly model: TrainedModel;
    };

/** Which pairs are kept. */
type KeptAbove = {
  readonly model: TrainedModel;
  readonly floor: number;
  /** Comparisons whose full agreement keeps a pair below the floor too. */
  readonly keys: readonly number[];
};

export type BlockRange = {
  readonly pass: number;
  readonly index: BlockIndex;
  readonly fromBlock: number;
  readonly toBlock: number;
};

/** Pairs that reached the floor, in the order they were met. `levels` holds γ + 1, one row a pair. */
export type ScoredPairs = {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly weight: Float64Array;
  readonly levels: Uint8Array;
  /** Which pass proposed the pair; `NO_PASS`: none did, a decision or a cluster brought it. */
  readonly pass: Uint8Array;
  /** Pairs compared, with those that did not reach the floor. */
  readonly compared: number;
};

/** `pass` of a pair that no blocking pass proposed. */
export const NO_PASS = 255;

export type LinkSliceResult = {
  readonly index: BlockIndex;
  readonly random: readonly Float64Array[];
  readonly count: PatternCounts;
  readonly score: ScoredPairs;
  readonly listed: ScoredPairs;
  readonly pairs: ScoredPairs;
};

/** Does one piece of work. */
export type LinkSlicer = <K extends LinkSlice['kind']>(
  slice: Extract<LinkSlice, { kind: K }>,
) => LinkSliceResult[K];

/** What slices of a thread share: made once, because functions that run hot are compiled anew each time they are made. */
type Tools = {
  readonly comparators: readonly Comparator[];
  readonly source: KeySource;
  readonly room: BlockRoom;
  readonly weighing: (above: KeptAbove) => Weighing;
};

type Weighing = { readonly scorer: Scorer; readonly sieve: BatchSieve };

/** Does the pieces of work of one run, one after the other; one for each thread. */
export function linkSlicer(context: LinkContext): LinkSlicer {
  const { records, plan, cells } = context;
  let known: { readonly name: string; readonly weighing: Weighing } | undefined;
  const tools: Tools = {
    comparators: comparatorsOf(records, plan, cells),
    source: keySource(records),
    room: blockRoom(),
    weighing: ({ model, floor, keys }) => {
      const name = JSON.stringify([model, floor, keys]);
      if (known?.name !== name) {
        const scorer = scorerOf(records, plan, model);
        known = {
          name,
          weighing: { scorer, sieve: weightSieve(records, plan, cells, scorer, floor, keys) },
        };
      }
      return known.weighing;
    },
  };
  const run = (slice: LinkSlice): LinkSliceResult[LinkSlice['kind']] => {
    switch (slice.kind) {
      case 'index':
        return indexPass(context, tools, slice.pass, slice.guard);
      case 'random':
        return countRandomPairs(records, plan, tools.comparators, slice.pairs, slice.seed);
      case 'count':
        return countPatterns(context, tools.comparators, slice.range, slice.everyNth);
      case 'score':
        return scoreKept(context, tools, slice, slice.range.pass, (visit) =>
          walk(context, slice.range, 1, visit),
        );
      case 'listed':
        return scoreKept(context, tools, slice, slice.pass, (visit) => {
          for (let from = 0; from < slice.left.length; from += BATCH) {
            // batches are changed by those who visit them
            const left = slice.left.slice(from, from + BATCH);
            visit(left, slice.right.slice(from, from + BATCH), left.length);
          }
        });
      case 'pairs':
        return scorePairs(context, tools.comparators, slice.left, slice.right, slice.model);
    }
  };
  return run as LinkSlicer;
}

function indexPass(
  { records, plan, passes, keys }: LinkContext,
  { source, room }: Pick<Tools, 'source' | 'room'>,
  place: number,
  guard: number,
): BlockIndex {
  const pass = passes[place]!;
  const isLink = records.linkType === 'link';
  if (pass.otherNames === true) {
    const given = plan.find(({ kind }) => kind === 'given_name')?.column ?? -1;
    const family = plan.find(({ kind }) => kind === 'family_name')?.column ?? -1;
    const entries = otherNameEntries(records, pass, given, family);
    return blockIndex(entries.keys, entries.records, records.leftRows, isLink, guard, room);
  }
  const own = recordKeys(records, pass, source);
  const index = blockIndex(own, undefined, records.leftRows, isLink, guard, room);
  for (let record = 0; record < own.length; record++) keys[record * passes.length + place] = own[record]!;
  return index;
}

function countPatterns(
  context: LinkContext,
  comparators: readonly Comparator[],
  range: BlockRange,
  everyNth: number,
): PatternCounts {
  const width = context.plan.length;
  const out = new Uint8Array(BATCH * width);
  const counter = new PatternCounter(width);
  const { mark } = commonnessOf(context.records, context.plan);
  walk(context, range, everyNth, (lefts, rights, count) => {
    for (const compare of comparators) compare(lefts, rights, count, out);
    for (let i = 0; i < count; i++) {
      mark(out, i * width, lefts[i]!);
      counter.add(out, i * width, 1);
    }
  });
  return counter.finish();
}

function scoreKept(
  { plan }: LinkContext,
  { comparators, weighing }: Tools,
  above: KeptAbove,
  pass: number,
  each: (visit: BatchVisitor) => void,
): ScoredPairs {
  const { floor, keys } = above;
  const { scorer, sieve } = weighing(above);
  const width = plan.length;
  const same = keys.map((c) => comparisonLevels[plan[c]!.kind].length);
  const out = new Uint8Array(BATCH * width);
  const left: number[] = [];
  const right: number[] = [];
  const weights: number[] = [];
  const levels: number[] = [];
  let compared = 0;
  each((lefts, rights, count) => {
    compared += count;
    const rest = sieve(lefts, rights, count);
    for (const compare of comparators) compare(lefts, rights, rest, out);
    for (let i = 0; i < rest; i++) {
      const at = i * width;
      let isKept = false;
      for (let k = 0; k < keys.length; k++) if (out[at + keys[k]!] === same[k]) isKept = true;
      const base = scorer.base(out, at);
      if (base + scorer.most < floor && !isKept) continue;
      const weight = base + scorer.termFrequency(out, at, lefts[i]!);
      if (weight < floor && !isKept) continue;
      left.push(lefts[i]!);
      right.push(rights[i]!);
      weights.push(weight);
      for (let c = 0; c < width; c++) levels.push(out[at + c]!);
    }
  });
  return {
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    weight: Float64Array.from(weights),
    levels: Uint8Array.from(levels),
    pass: new Uint8Array(left.length).fill(pass),
    compared,
  };
}

function scorePairs(
  { records, plan }: LinkContext,
  comparators: readonly Comparator[],
  left: Int32Array,
  right: Int32Array,
  model: TrainedModel,
): ScoredPairs {
  const scorer = scorerOf(records, plan, model);
  const width = plan.length;
  const levels = new Uint8Array(left.length * width);
  const weight = new Float64Array(left.length);
  for (const compare of comparators) compare(left, right, left.length, levels);
  for (let i = 0; i < left.length; i++) {
    const at = i * width;
    weight[i] = scorer.base(levels, at) + scorer.termFrequency(levels, at, left[i]!);
  }
  return {
    left,
    right,
    weight,
    levels,
    pass: new Uint8Array(left.length).fill(NO_PASS),
    compared: left.length,
  };
}

function walk(
  { records, passes, keys }: LinkContext,
  { pass, index, fromBlock, toBlock }: BlockRange,
  everyNth: number,
  visit: BatchVisitor,
): void {
  scanBlocks(
    { index, place: pass },
    keys,
    passes.length,
    records.linkType === 'link',
    { fromBlock, toBlock, everyNth },
    visit,
  );
}
