import type { ComparisonKind } from './comparisonKinds.ts';

/** A comparison to make: its name, what kind it is, and which encoded columns it reads. */
export type PlannedComparison = {
  readonly name: string;
  readonly kind: ComparisonKind;
  /** Index into the records' columns. */
  readonly column: number;
  /** A second column this one is compared with crosswise: the other name, the other address line. */
  readonly crossColumn?: number;
  /** A middle name that a given name may turn up as. */
  readonly middleColumn?: number;
  /** Whether how common a value is changes what agreement on it is worth. */
  readonly termFrequency: boolean;
};

/**
 * Compares a batch of pairs: writes γ + 1 of one or more comparisons (0: missing) of `lefts[i]` with `rights[i]` to
 * `out[i * stride + place]`. Pairs with the same left record in a row cost least.
 */
export type Comparator = (lefts: Int32Array, rights: Int32Array, count: number, out: Uint8Array) => void;
