import type { BlockingPass } from '../block/blockingPass.ts';
import { type KeyEntries, fewKeysSource, otherNameEntries, recordKeys } from '../block/recordKeys.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { GrowingInt32 } from '../encode/sharedArrays.ts';
import { recordsInvolved } from '../encode/recordsInvolved.ts';
import type { MatchMemory } from './matchMemory.ts';

/** The keys of all records, pass by pass, and as entries where a record stands under several names. */
export type PassKeys = {
  readonly keys: readonly Int32Array[];
  readonly entries: readonly (KeyEntries | undefined)[];
};

/** The keys of all records: those of known records as they were, the others' worked out. */
export function keysAfter(
  records: EncodedRecords,
  comparisons: readonly PlannedComparison[],
  passes: readonly BlockingPass[],
  before: Int32Array,
  memory: MatchMemory,
): PassKeys {
  const list = new GrowingInt32();
  for (let record = 0; record < before.length; record++) if (before[record]! < 0) list.push(record);
  const changed = list.trim();
  const involved = recordsInvolved(records, changed);
  const source = fewKeysSource(involved);
  const keys = passes.map((pass, place) => {
    const own = carriedOver(memory.keys[place]!, before);
    if (pass.otherNames === true) return own;
    const fresh = recordKeys(involved, pass, source);
    for (let i = 0; i < changed.length; i++) own[changed[i]!] = fresh[i]!;
    return own;
  });
  return { keys, entries: passes.map((pass) => nameEntries(records, comparisons, pass)) };
}

/** The keys of known records as they were, 0 for the others. */
function carriedOver(keys: Int32Array, before: Int32Array): Int32Array {
  const own = new Int32Array(before.length);
  for (let record = 0; record < own.length; record++) {
    const old = before[record]!;
    if (old >= 0) own[record] = keys[old]!;
  }
  return own;
}

/** The entries of a pass that is tried with all names a record has; undefined for another. */
export function nameEntries(
  records: EncodedRecords,
  comparisons: readonly PlannedComparison[],
  pass: BlockingPass,
): KeyEntries | undefined {
  if (pass.otherNames !== true) return undefined;
  const given = comparisons.find(({ kind }) => kind === 'given_name')?.column ?? -1;
  const family = comparisons.find(({ kind }) => kind === 'family_name')?.column ?? -1;
  return otherNameEntries(records, pass, given, family);
}
