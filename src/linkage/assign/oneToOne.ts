import type { RivalPairs } from './competition.ts';
import { descendingOrder } from './descendingOrder.ts';

/** Which records may have several partners. */
export type Assignment = 'one_to_one' | 'one_to_many' | 'many_to_many';

/** Two pairs whose log2 odds are closer than this are told to a person as a tie. */
const TIE = 1;

/**
 * Chooses links best first: a pair is taken when neither record is taken (one to many: when the right record is not).
 * Equal pairs are taken in the order of their records, so the choice is the same every time. `tied` marks pairs that
 * have a rival about as good: the taken one and the one it won against.
 */
export function assignBestFirst(
  { left, right, weight }: RivalPairs,
  rows: number,
  assignment: Assignment,
): { readonly taken: Uint8Array; readonly tied: Uint8Array } {
  const taken = new Uint8Array(weight.length);
  const tied = new Uint8Array(weight.length);
  const takenBy = new Int32Array(rows).fill(-1);
  const [limitsLeft, limitsRight] = [assignment === 'one_to_one', assignment !== 'many_to_many'];
  const order = descendingOrder(weight);
  for (let i = 0; i < order.length; i++) {
    const pair = order[i]!;
    const l = left[pair]!;
    const r = right[pair]!;
    const ofLeft = limitsLeft ? takenBy[l]! : -1;
    const ofRight = limitsRight ? takenBy[r]! : -1;
    if (ofLeft < 0 && ofRight < 0) {
      taken[pair] = 1;
      takenBy[l] = pair;
      takenBy[r] = pair;
      continue;
    }
    if (ofLeft >= 0) markTie(ofLeft, pair);
    if (ofRight >= 0) markTie(ofRight, pair);
  }
  return { taken, tied };

  function markTie(winner: number, pair: number): void {
    if (weight[winner]! - weight[pair]! >= TIE) return;
    tied[winner] = 1;
    tied[pair] = 1;
  }
}
