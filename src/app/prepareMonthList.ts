import type { Month } from '../domain/month.ts';
import { prepareList } from '../lists/prepare.ts';
import { bringIndexUp } from '../register/updateIndex.ts';
import type { ListRun } from '../store/lists.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import { transaction } from '../store/transaction.ts';
import type { OpenProject } from './project.ts';

/** Brings the common client index up to the newest decisions, then makes the draft of a list from it. */
export function prepareMonthList(project: OpenProject, listId: string, month: Month, at: string): ListRun {
  return transaction(project, () => {
    const run = runOfMonth(project, month);
    if (run !== undefined) bringIndexUp(project, run.runId, at);
    return prepareList(project, { listId, month, at });
  });
}
