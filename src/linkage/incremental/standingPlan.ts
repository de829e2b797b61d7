import type { BlockingBudget, ChosenPass } from '../block/choosePasses.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';

/** The choices of a run that stand for the next ones: what is compared, by which passes, within which budget. */
export type StandingPlan = {
  readonly comparisons: readonly PlannedComparison[];
  readonly passes: readonly ChosenPass[];
  readonly budget: BlockingBudget;
  /** Records of either side for which it was made. */
  readonly madeFor: { readonly left: number; readonly right: number };
};

/** Why a run compares everything although an earlier one has left its memory. */
export type FullRunReason =
  /** Columns, roles, or which columns say something are not what they were: plan and model are made anew. */
  | 'columns'
  /** A side has grown or shrunk by more than a tenth since the plan was made: plan and model are made anew. */
  | 'size'
  /** Another model, floor or budget is asked for. */
  | 'settings'
  /** So many records have changed that comparing everything is as quick. */
  | 'changes'
  /** More records have a value than the margin for term frequencies allows. */
  | 'frequencies';

/** Records of either side; none on the right when there is one file. */
export function sidesOf({ rows, leftRows }: EncodedRecords): StandingPlan['madeFor'] {
  return { left: leftRows, right: rows - leftRows };
}
