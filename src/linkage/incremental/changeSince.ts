import type { LinkContext } from '../score/linkSlice.ts';
import { type CommonValues, commonValues, mostBefore } from './commonValues.ts';
import type { BlockingBudget } from '../block/choosePasses.ts';
import { isEveryPair } from '../block/choosePasses.ts';
import { fingerprints } from './fingerprints.ts';
import { knownRecords } from './knownRecords.ts';
import type { MatchMemory } from './matchMemory.ts';
import { keysAfter, type PassKeys } from './passKeys.ts';
import type { FullRunReason } from './standingPlan.ts';
import { termRise } from './termRise.ts';
import { touchedBlocks } from './touchedBlocks.ts';
import { type ProposedPairs, touchedPairs } from './touchedPairs.ts';

/** What has changed since the run before, and the pairs to be compared because of it. */
export type Change = {
  readonly proposed: ProposedPairs;
  readonly fingerprints: Int32Array;
  readonly keys: PassKeys;
  readonly common: readonly CommonValues[];
  readonly skipped: MatchMemory['skipped'];
  /** Old numbers of the records whose pairs are carried, and new numbers by old; −1 for the others. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** Records that are new or have changed, that are gone or have changed, and unchanged ones compared again. */
  readonly counts: { readonly changed: number; readonly gone: number; readonly again: number };
};

/** With a larger share of touched records it is as quick to compare everything. */
const MOST_TOUCHED = 0.3;

/** What is new against the run before; or why everything is to be compared. Fills the context's keys. */
export function changeSince(
  { records, plan, passes, keys }: Omit<LinkContext, 'cells'>,
  budget: BlockingBudget,
  memory: MatchMemory,
  sameRows?: Int32Array,
): Change | Extract<FullRunReason, 'changes' | 'frequencies'> {
  const most = records.rows * MOST_TOUCHED;
  const prints = fingerprints(
    records,
    sameRows === undefined ? undefined : { fingerprints: memory.fingerprints, sameRows },
  );
  const known = knownRecords(records, prints, memory, sameRows);
  const touched = new Uint8Array(records.rows);
  let changed = 0;
  known.before.forEach((old, record) => {
    if (old >= 0) return;
    touched[record] = 1;
    changed++;
  });
  if (changed > most) return 'changes';
  const earlier = mostBefore(records, plan, memory.common, sameRows !== undefined);
  const rise = termRise(records, plan, earlier, memory.filled);
  if (rise === undefined) return 'frequencies';
  known.before.forEach((old, record) => {
    if (old >= 0 && rise.hasRisen(record)) touched[record] = 1;
  });
  const passKeys = keysAfter(records, plan, passes, known.before, memory, keys);
  const guard = isEveryPair(passes) ? Number.POSITIVE_INFINITY : budget.guard;
  const blocks = touchedBlocks(records, passKeys, known, memory, guard, touched);
  const before = known.before.map((old, record) => (touched[record] === 1 ? -1 : old));
  const after = known.after.map((record) => (record >= 0 && touched[record] === 1 ? -1 : record));
  const again = count(touched) - changed;
  if (changed + again > most) return 'changes';
  return {
    proposed: touchedPairs(blocks, keys, records.linkType === 'link', touched),
    fingerprints: prints,
    keys: passKeys,
    common: commonValues(records, plan, earlier, rise.isRisen),
    skipped: blocks.map(({ skipped }) => skipped),
    before,
    after,
    counts: { changed, gone: known.after.reduce((sum, record) => sum + Number(record < 0), 0), again },
  };
}

const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);
