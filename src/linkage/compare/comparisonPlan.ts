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
 * Compares one record with a batch: writes γ + 1 of one or more comparisons (0: missing) to
 * `out[i * stride + place]` for every `rights[i]`.
 */
export type Comparator = (left: number, rights: Int32Array, count: number, out: Uint8Array) => void;
