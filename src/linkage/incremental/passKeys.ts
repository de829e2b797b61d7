import type { BlockingPass } from '../block/blockingPass.ts';
import { type KeyEntries, keyOfRecord, otherNameEntries } from '../block/recordKeys.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { recordsInvolved } from '../encode/recordsInvolved.ts';
import type { MatchMemory } from './matchMemory.ts';

/** The keys of all passes: record by record, and as entries where a record stands under several names. */
export type PassKeys = {
  readonly keys: Int32Array;
  readonly entries: readonly (KeyEntries | undefined)[];
};

/** The keys of all records: those of known records as they were, the others' worked out. Written to `keys`. */
export function keysAfter(
  records: EncodedRecords,
  comparisons: readonly PlannedComparison[],
  passes: readonly BlockingPass[],
  before: Int32Array,
  memory: MatchMemory,
  keys: Int32Array,
): PassKeys {
  const count = passes.length;
  let at = 0;
  const changed = new Int32Array(before.reduce((sum, old) => sum + Number(old < 0), 0));
  before.forEach((old, record) => old < 0 && (changed[at++] = record));
  const involved = recordsInvolved(records, changed);
  at = 0;
  for (let record = 0, next = 0; record < records.rows; record = next) {
    const old = before[record]!;
    next = record + 1;
    if (old >= 0) {
      // neighbours of the run before are copied together
      while (next < records.rows && before[next] === old + next - record) next++;
      keys.set(memory.keys.subarray(old * count, (old + next - record) * count), record * count);
      continue;
    }
    for (let place = 0; place < count; place++) {
      const pass = passes[place]!;
      keys[record * count + place] = pass.otherNames === true ? 0 : keyOfRecord(involved, pass, at);
    }
    at++;
  }
  return { keys, entries: passes.map((pass) => nameEntries(records, comparisons, pass)) };
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
