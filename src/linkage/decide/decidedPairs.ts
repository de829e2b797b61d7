import type { ScoredPairs } from '../score/linkSlice.ts';
import type { Estimates, Thresholds } from './thresholds.ts';
import type { Tier } from './tiers.ts';

/** What is done with a pair; numbers in `DecidedPairs.decision` are places in this list. */
export const decisions = ['none', 'review', 'link', 'mismatch'] as const;
export type Decision = (typeof decisions)[number];

export const NONE = 0;
export const REVIEW = 1;
export const LINK = 2;
export const MISMATCH = 3;

/**
 * Pairs with what was decided, as columns, by left and then right record. `weight` is the pair's own evidence
 * (the sum of its waterfall); `probability` also knows of rivals (one to one) or of the rest of its cluster.
 */
export type DecidedPairs = Omit<ScoredPairs, 'compared'> & {
  readonly probability: Float64Array;
  /** Places in `decisions`. */
  readonly decision: Uint8Array;
  /** Places in `tiers`. */
  readonly tier: Uint8Array;
  /** Bits of `HELD`: why a pair that agrees does not link by itself. */
  readonly held: Uint8Array;
};

/** Decided pairs with what their households added to the weight. */
export type HouseholdedPairs = DecidedPairs & {
  /** Bits the household added to the weight; 0 where it says nothing. */
  readonly household: Float64Array;
  /** γ + 1 of the household support; 0 where it is not known. */
  readonly support: Uint8Array;
};

/** The outcome of deciding: the pairs, the limits used and how good the links are expected to be. */
export type Decided = {
  readonly pairs: DecidedPairs;
  readonly thresholds: Thresholds;
  readonly estimates: Estimates;
};

/** What people and rules have said beforehand, as pairs of record numbers. */
export type PriorDecisions = {
  readonly mustLink: readonly (readonly [left: number, right: number])[];
  readonly mustNotLink: readonly (readonly [left: number, right: number])[];
};

export const NO_DECISIONS: PriorDecisions = { mustLink: [], mustNotLink: [] };

/** A set of pairs of records, asked by left and right. */
export function pairSet(
  pairs: readonly (readonly [number, number])[],
  rows: number,
): (left: number, right: number) => boolean {
  const known = new Set(pairs.map(([left, right]) => left * rows + right));
  return known.size === 0 ? () => false : (left, right) => known.has(left * rows + right);
}

/** Place of a tier in `tiers`. */
export const TIER_PLACE: Readonly<Record<Tier, number>> = {
  decision: 0,
  crosswalk: 1,
  cin: 2,
  ssn: 3,
  name_dob: 4,
  score: 5,
};
