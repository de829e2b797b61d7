import type { PairState } from '../../../src/app/contract/shapes.ts';

/** How far ahead rows are looked through; beyond it the next row will do. */
const HORIZON = 400;

/**
 * The row to go to after a decision: the next one still to do, else the next one whose page is not there yet, else
 * the row after. Undefined at the end of the queue.
 */
export function nextUndecided(
  from: number,
  total: number,
  stateAt: (index: number) => PairState | undefined,
): number | undefined {
  if (from + 1 >= total) return undefined;
  const end = Math.min(total, from + 1 + HORIZON);
  for (let index = from + 1; index < end; index++) {
    const state = stateAt(index);
    if (state === undefined || state === 'todo') return index;
  }
  return from + 1;
}
