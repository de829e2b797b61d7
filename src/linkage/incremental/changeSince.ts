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
  /** By old numbers the new ones of the records whose pairs are carried; −1 for the others. */
  readonly after: Int32Array;
  /** Records that are new or have changed, that are gone or have changed, and unchanged ones compared again. */
  readonly counts: { readonly changed: number; readonly gone: number; readonly again: number };
};

/** With a larger share of touched records it is as quick to compare everything. */
const MOST_TOUCHED = 0.3;

/** What is new against the run before; or why everything is to be compared. */
export function changeSince(
  { records, plan, passes }: Pick<LinkContext, 'records' | 'plan' | 'passes'>,
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
  for (let record = 0; record < touched.length; record++) {
    if (known.before[record]! >= 0) continue;
    touched[record] = 1;
    changed++;
  }
  if (changed > most) return 'changes';
  const earlier = mostBefore(records, plan, memory.common, sameRows !== undefined);
  const rise = termRise(records, plan, earlier, memory.filled);
  if (rise === undefined) return 'frequencies';
  for (let record = 0; record < touched.length; record++) if (rise.risen[record] === 1) touched[record] = 1;
  const passKeys = keysAfter(records, plan, passes, known.before, memory);
  const guard = isEveryPair(passes) ? Number.POSITIVE_INFINITY : budget.guard;
  const blocks = touchedBlocks(records, passKeys, known, memory, guard, touched);
  let again = -changed;
  for (let record = 0; record < touched.length; record++) again += touched[record]!;
  if (changed + again > most) return 'changes';
  const after = new Int32Array(memory.rows);
  let gone = 0;
  for (let old = 0; old < after.length; old++) {
    const record = known.after[old]!;
    if (record < 0) gone++;
    after[old] = record >= 0 && touched[record] === 1 ? -1 : record;
  }
  return {
    proposed: touchedPairs(blocks, passKeys.keys, records.linkType === 'link', touched),
    fingerprints: prints,
    keys: passKeys,
    common: commonValues(records, plan, earlier, rise.isRisen),
    skipped: blocks.map(({ skipped }) => skipped),
    after,
    counts: { changed, gone, again },
  };
}
