import type { KeyEntries } from '../block/recordKeys.ts';
import type { CommonValues } from './commonValues.ts';
import type { TextTable } from '../encode/textTable.ts';
import type { Role } from '../roles/role.ts';
import type { ScoredPairs } from '../score/linkSlice.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import type { StandingPlan } from './standingPlan.ts';

/**
 * What a run keeps so that the next one compares only what has changed. With it the next run gives the same pairs,
 * weights, decisions and clusters, bit for bit, as a run that compares everything by the same plan and model.
 *
 * - Plan and model stand until the data have drifted (`driftOf`) or a new model is asked for.
 * - A pair of records that have not changed keeps its levels and its pass. Its weight is worked out again, since term
 *   frequencies are always those of the new files.
 * - So that a pair below the floor can rise to it, pairs down to `TERM_MARGIN` below the floor are kept, and a record
 *   whose values have become rarer by more than that is compared again like a changed one (`termRise`). Rarer than
 *   when most had the value since pairs with it were last compared, which is kept value by value.
 * - A block that comes to be skipped by the size guard, or no longer is, has all its records compared again.
 */
export type MatchMemory = {
  readonly linkType: 'link' | 'dedupe';
  readonly rows: number;
  readonly leftRows: number;
  readonly columns: readonly { readonly name: string; readonly role: Role }[];
  /** Whether any record had other names. */
  readonly otherNames: boolean;
  readonly plan: StandingPlan;
  readonly model: TrainedModel;
  /** Lowest log2 odds of the run's own pairs; kept are those down to `TERM_MARGIN` below it. */
  readonly floor: number;
  readonly ids: readonly [TextTable, TextTable];
  /** Two numbers a record that stand for all that is compared of it. */
  readonly fingerprints: Int32Array;
  /** Per comparison the most records that had each value since its pairs were last compared. */
  readonly common: readonly CommonValues[];
  /** Per comparison the fewest records with a value since all pairs were last compared. */
  readonly filled: readonly number[];
  /** Keys of all records pass by pass, also of skipped blocks; 0 in the passes that have `entries`. */
  readonly keys: readonly Int32Array[];
  /** The keys of passes in which a record stands under several names, by place; undefined for the others. */
  readonly entries: readonly (KeyEntries | undefined)[];
  /** The blocks that the size guard leaves out, by pass. */
  readonly skipped: readonly (readonly SkippedBlock[])[];
  /** Pairs at or above the floor less the margin, and those a key keeps, by left and then right record. */
  readonly pairs: Omit<ScoredPairs, 'weight' | 'compared'>;
};

/** A block over the size guard: its key, its records (entries, where a record has several names), the left ones. */
export type SkippedBlock = { readonly key: number; readonly size: number; readonly left: number };
