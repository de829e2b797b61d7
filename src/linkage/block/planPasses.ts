import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { type BlockingBudget, type ChosenPass, choosePasses } from './choosePasses.ts';

/**
 * The passes of a run and the budget they hold to. Where the size guard would leave nothing to compare, since all
 * records hold the same few values, it gives way as far as the pairs that are allowed in all. Errors as of
 * `choosePasses`.
 */
export function planPasses(
  records: EncodedRecords,
  budget: BlockingBudget,
): { readonly passes: readonly ChosenPass[]; readonly budget: BlockingBudget } {
  const passes = choosePasses(records, budget);
  const isEmpty = passes.length > 0 && passes.every(({ pairs }) => pairs === 0);
  if (!isEmpty || budget.guard >= budget.pairs) return { passes, budget };
  const raised = { ...budget, guard: budget.pairs };
  return { passes: choosePasses(records, raised), budget: raised };
}
