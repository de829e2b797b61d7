import { defaultBudget } from '../block/choosePasses.ts';
import { planPasses } from '../block/planPasses.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import type { MatchInput } from '../matching.ts';
import type { TrainedModel } from '../train/pairSpace.ts';
import type { MatchMemory } from './matchMemory.ts';
import { type FullRunReason, sidesOf, type StandingPlan } from './standingPlan.ts';

/** What a run starts from: the choices, the model unless it is to be trained, and the memory if pairs can be carried. */
export type Start = {
  readonly plan: StandingPlan;
  readonly model?: TrainedModel;
  readonly memory?: MatchMemory;
  /** Why there is no memory although there was a run before. */
  readonly reason?: FullRunReason;
};

/**
 * What stands of the run before. Plan and model stand unless the data have drifted or others are asked for; pairs are
 * carried when besides the floor is the one they were kept for.
 */
export function startOf(
  { records, settings, before }: MatchInput,
  comparisons: readonly PlannedComparison[],
  floor: number,
): Start {
  const anew = (reason?: FullRunReason): Start => {
    const budget = { ...defaultBudget(records), ...settings.budget };
    const plan = settings.plan ?? {
      comparisons,
      ...planPasses(records, budget),
      madeFor: sidesOf(records),
    };
    return {
      plan,
      ...(settings.model === undefined ? {} : { model: settings.model }),
      ...(reason === undefined ? {} : { reason }),
    };
  };
  if (before === undefined) return anew();
  const drift = driftOf(before, records, comparisons);
  if (drift !== undefined) return anew(drift);
  const { plan, model } = before;
  const asked = Object.entries(settings.budget ?? {});
  if (asked.some(([name, value]) => plan.budget[name as keyof typeof plan.budget] !== value))
    return anew('settings');
  if (settings.model !== undefined && !isSameModel(settings.model, model)) {
    return { plan, model: settings.model, reason: 'settings' };
  }
  return before.floor === floor ? { plan, model, memory: before } : { plan, model, reason: 'settings' };
}

/** How far a side's number of records may move before λ and passes no longer fit: a tenth. */
const SIZE_DRIFT = 0.1;

/**
 * Why the plan and model of an earlier run do not fit these records any more; undefined when they do. `comparisons`
 * are those that would be chosen today.
 */
function driftOf(
  { linkType, columns, otherNames, plan }: MatchMemory,
  records: EncodedRecords,
  comparisons: readonly PlannedComparison[],
): 'columns' | 'size' | undefined {
  const isSame =
    linkType === records.linkType &&
    columns.length === records.columns.length &&
    columns.every(
      ({ name, role }, i) => records.columns[i]!.name === name && records.columns[i]!.role === role,
    ) &&
    JSON.stringify(plan.comparisons) === JSON.stringify(comparisons) &&
    otherNames === (records.otherNames !== undefined);
  if (!isSame) return 'columns';
  const { left, right } = sidesOf(records);
  const moved = (now: number, then: number): boolean => Math.abs(now - then) > SIZE_DRIFT * then;
  return moved(left, plan.madeFor.left) || moved(right, plan.madeFor.right) ? 'size' : undefined;
}

/** Whether a model is the one an earlier run used. */
function isSameModel(one: TrainedModel, other: TrainedModel): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
