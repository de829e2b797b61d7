import type { ScoredPair } from '../../src/linkage/splink/predict.ts';
import type { Records } from '../../src/linkage/splink/records.ts';
import { keyOfPair, type SplinkPair } from './splinkRun.ts';

/** How far two engines agree on the same pairs. */
export type Agreement = {
  readonly ours: number;
  readonly theirs: number;
  /** Pairs with the same levels and first rule. */
  readonly sameLevels: number;
  /** Largest difference of weight, in bits, among pairs both have. */
  readonly largestDifference: number;
  /** Pairs that one engine links at the threshold and the other does not. */
  readonly linkedByOne: number;
  readonly linkedByBoth: number;
};

/** Lays our pairs beside Splink's; `threshold` is the weight, in bits, from which a pair is a link. */
export function compareWithSplink(
  records: Records,
  ours: readonly ScoredPair[],
  theirs: ReadonlyMap<string, SplinkPair>,
  threshold: number,
): Agreement {
  let [sameLevels, largestDifference, linkedByOne, linkedByBoth, missing] = [0, 0, 0, 0, 0];
  for (const pair of ours) {
    const other = theirs.get(keyOfPair(records, pair));
    if (other === undefined) missing++;
    else {
      if (other.matchKey === pair.matchKey && other.gammas.join() === pair.gammas.join()) sameLevels++;
      largestDifference = Math.max(largestDifference, Math.abs(other.weight - pair.weight));
    }
    const [here, there] = [
      pair.weight >= threshold,
      (other?.weight ?? Number.NEGATIVE_INFINITY) >= threshold,
    ];
    if (here && there) linkedByBoth++;
    else if (here !== there) linkedByOne++;
  }
  const unknown = theirs.size - (ours.length - missing);
  return {
    ours: ours.length,
    theirs: theirs.size,
    sameLevels,
    largestDifference: missing + unknown > 0 ? Number.POSITIVE_INFINITY : largestDifference,
    linkedByOne,
    linkedByBoth,
  };
}
