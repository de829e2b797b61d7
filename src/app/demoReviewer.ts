import type { Month } from '../domain/month.ts';
import { decide } from '../review/decide.ts';
import type { Queue } from '../store/pairs.ts';
import { queuePage, type QueueRow } from '../store/queues.ts';
import type { OpenProject } from './project.ts';

/** Every fifth pair is left waiting and every ninth is held, by the pair's own place, so that each run does the same. */
const leftEvery = 5;
const heldEvery = 9;

/** Decides a month's waiting pairs as the truth has it; gives how many. */
export function decideByTruth(
  project: OpenProject,
  month: Month,
  runId: number,
  truth: ReadonlySet<string>,
  now: () => string,
): number {
  let decided = 0;
  for (const queue of ['review', 'mismatch'] as const) {
    queueRows(project, runId, queue).forEach((row, place) => {
      if (place % leftEvery === leftEvery - 1) return;
      const { clientKey, cwin } = row;
      const same = truth.has(`${clientKey}~${cwin}`);
      const verdict = place % heldEvery === heldEvery - 1 ? 'hold' : same ? 'same' : 'different';
      const reason =
        verdict === 'hold'
          ? 'ask_worker'
          : same
            ? 'typing_error'
            : row.kind === 'twins'
              ? 'twin_or_sibling'
              : 'different_people';
      const outcome =
        queue === 'review' ? null : verdict === 'hold' ? 'cannot_tell' : same ? 'data_error' : 'shared_key';
      decide(project, {
        clientKey,
        cwin,
        month,
        verdict,
        reason: queue === 'review' ? reason : null,
        outcome,
        at: now(),
      });
      decided += 1;
    });
  }
  return decided;
}

const queueRows = (project: OpenProject, runId: number, queue: Queue): readonly QueueRow[] =>
  queuePage(project, runId, { queue, state: 'todo', text: '', kind: '', sort: 'name' }, '', 100_000);
