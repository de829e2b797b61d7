import type { RivalPairs } from './competition.ts';

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
  const order = descending(weight);
  const takenBy = new Int32Array(rows).fill(-1);
  for (const pair of order) {
    const l = left[pair]!;
    const r = right[pair]!;
    const rivals =
      assignment === 'many_to_many'
        ? []
        : assignment === 'one_to_many'
          ? [takenBy[r]!]
          : [takenBy[l]!, takenBy[r]!];
    const winners = rivals.filter((rival) => rival >= 0);
    if (winners.length === 0) {
      taken[pair] = 1;
      takenBy[l] = pair;
      takenBy[r] = pair;
      continue;
    }
    for (const winner of winners) {
      if (weight[winner]! - weight[pair]! < TIE) {
        tied[winner] = 1;
        tied[pair] = 1;
      }
    }
  }
  return { taken, tied };
}

/** Indexes of the finite weights, largest first, equal ones in order. */
function descending(weight: Float64Array): Int32Array {
  let count = 0;
  const order = new Int32Array(weight.length);
  for (let i = 0; i < weight.length; i++) if (weight[i]! > Number.NEGATIVE_INFINITY) order[count++] = i;
  return order.subarray(0, count).sort((a, b) => weight[b]! - weight[a]! || a - b);
}
