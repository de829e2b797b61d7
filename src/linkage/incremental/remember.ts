import { recordKeys } from '../block/recordKeys.ts';
import type { Change } from './changeSince.ts';
import { type CommonValues, commonValues } from './commonValues.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import { fingerprints } from './fingerprints.ts';
import type { MatchMemory, SkippedBlock } from './matchMemory.ts';
import { nameEntries, type PassKeys } from './passKeys.ts';
import type { StandingPlan } from './standingPlan.ts';

/** What a memory holds of the records, the choices and the outcome of any run. */
export type RunToRemember = {
  readonly records: EncodedRecords;
  readonly plan: StandingPlan;
  readonly model: TrainedModel;
  readonly floor: number;
  /** Down to the floor less the margin for term frequencies. */
  readonly pairs: ScoredPairs;
};

/**
 * The memory of a run that compared everything. `walkedKeys` are those its walk used, 0 in blocks that were skipped;
 * `skippedBlocks` says how many those were in each pass.
 */
export function memoryOfFullRun(
  run: RunToRemember,
  walkedKeys: Int32Array,
  skippedBlocks: readonly number[],
): MatchMemory {
  const { records, plan } = run;
  const { passes, comparisons, budget } = plan;
  const isLink = records.linkType === 'link';
  const keys = passes.map((_, place) => {
    const own = new Int32Array(records.rows);
    for (let record = 0; record < own.length; record++)
      own[record] = walkedKeys[record * passes.length + place]!;
    return own;
  });
  const entries = passes.map((pass) => nameEntries(records, comparisons, pass));
  const skipped = passes.map((pass, place): readonly SkippedBlock[] => {
    if (skippedBlocks[place] === 0) return [];
    const blocks = new Map<number, { key: number; size: number; left: number }>();
    const count = (key: number, record: number): void => {
      const block = blocks.get(key) ?? { key, size: 0, left: 0 };
      block.size++;
      if (isLink && record < records.leftRows) block.left++;
      blocks.set(key, block);
    };
    const own = entries[place];
    if (own !== undefined) own.keys.forEach((key, i) => key !== 0 && count(key, own.records[i]!));
    else {
      recordKeys(records, pass).forEach((key, record) => {
        if (key === 0 || keys[place]![record] !== 0) return;
        keys[place]![record] = key;
        count(key, record);
      });
    }
    return [...blocks.values()].filter(
      ({ size, left }) => (isLink ? left * (size - left) : (size * (size - 1)) / 2) > budget.guard,
    );
  });
  const common = commonValues(records, comparisons);
  return memory(run, fingerprints(records), { keys, entries }, skipped, common, filledOf(run));
}

/** The memory of a run that compared only what had changed since `last`. */
export function memoryOfChange(
  run: RunToRemember,
  { fingerprints: prints, keys, skipped, common }: Change,
  last: MatchMemory,
): MatchMemory {
  const filled = filledOf(run).map((now, c) => Math.min(now, last.filled[c]!));
  return memory(run, prints, keys, skipped, common, filled);
}

/** How many records have a value in each comparison. */
const filledOf = ({ records, plan }: RunToRemember): readonly number[] =>
  plan.comparisons.map(({ column }) => records.columns[column]!.filled);

function memory(
  { records, plan, model, floor, pairs }: RunToRemember,
  prints: Int32Array,
  { keys, entries }: PassKeys,
  skipped: MatchMemory['skipped'],
  common: readonly CommonValues[],
  filled: readonly number[],
): MatchMemory {
  const { left, right, levels, pass } = pairs;
  return {
    linkType: records.linkType,
    rows: records.rows,
    leftRows: records.leftRows,
    columns: records.columns.map(({ name, role }) => ({ name, role })),
    otherNames: records.otherNames !== undefined,
    plan,
    model,
    floor,
    ids: records.ids,
    fingerprints: prints,
    common,
    filled,
    keys,
    entries,
    skipped,
    pairs: { left, right, levels, pass },
  };
}
