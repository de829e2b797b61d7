import type { QueueCounts } from '../../../src/app/contract/review.ts';
import type { PairState } from '../../../src/app/contract/shapes.ts';
import { stateWords } from '../../components/VerdictMark.tsx';
import { countText } from '../../format/counts.ts';

/** "413 of 1,180 decided" */
export function decidedWords(counts: Omit<QueueCounts, 'kinds'>): string {
  const decided = counts.same + counts.different + counts.hold;
  return `${countText(decided)} of ${countText(decided + counts.todo)} decided`;
}

/** What a screen reader hears after a decision: "Saved: same person. 413 of 1,180 decided." */
export function savedWords(state: PairState, counts: Omit<QueueCounts, 'kinds'>): string {
  return `Saved: ${stateWords[state].toLowerCase()}. ${decidedWords(counts)}.`;
}
