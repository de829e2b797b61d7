import type { Month } from '../domain/month.ts';
import { decide } from '../review/decide.ts';
import type { Queue } from '../store/pairs.ts';
import { queuePage, type QueueRow } from '../store/queues.ts';
import type { OpenProject } from './project.ts';

/** The first pair and every second is left waiting, every sixth is held: by its place, so that each run does the same. */
const leftEvery = 2;
const heldEvery = 6;

/** Decides a month's waiting pairs as the truth has it; gives how many. */
export function decideByTruth(
  project: OpenProject,
  month: Month,
  runId: number,
  truth: ReadonlySet<string>,
  now: () => string,
): number {
  let decided = 0;
  for (const queue of ['review', 'mismatch', 'restricted'] as const) {
    queueRows(project, runId, queue).forEach((row, place) => {
      if (place % leftEvery === 0) return;
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
        queue !== 'mismatch' ? null : verdict === 'hold' ? 'cannot_tell' : same ? 'data_error' : 'shared_key';
      decide(project, {
        clientKey,
        cwin,
        month,
        verdict,
        reason: queue === 'mismatch' ? null : reason,
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
