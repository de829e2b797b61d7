import { LinkdeskError } from '../../domain/error.ts';
import { defaultM, defaultU } from './defaults.ts';
import { type Comparison, type Level, levelsByGamma } from './model.ts';

/**
 * The smallest probability that goes into a logarithm. It keeps the weight of a level with m or u of 0 finite (about
 * ±996 bits), so that no sum of weights is ever infinite or NaN (linkage.md 6.2).
 */
export const SMALLEST_PROBABILITY = 1e-300;

/** The largest λ below 1: a λ of 1 would make every pair certain. */
const LARGEST_LAMBDA = 1 - Number.EPSILON / 2;

/** log2 of a probability, finite for 0. */
export function log2Probability(probability: number): number {
  return Math.log2(Math.max(probability, SMALLEST_PROBABILITY));
}

/** The weight of a pair before any comparison: log2(λ / (1 − λ)) (linkage.md 6.2). Finite for λ of 0 and 1. */
export function priorWeight(lambda: number): number {
  const clamped = Math.min(Math.max(lambda, SMALLEST_PROBABILITY), LARGEST_LAMBDA);
  return Math.log2(clamped / (1 - clamped));
}

/** The probability that belongs to a match weight: 2^W / (1 + 2^W), without overflow (linkage.md 6.2). */
export function probabilityOfWeight(weight: number): number {
  if (weight >= 0) return 1 / (1 + 2 ** -weight);
  const odds = 2 ** weight;
  return odds / (1 + odds);
}

/** The match weight that belongs to a probability. Finite for 0 and 1. */
export function weightOfProbability(probability: number): number {
  return priorWeight(probability);
}

/** m and u of each level of a comparison by γ, with the defaults where a level was never trained (linkage.md 6.4). */
export function levelProbabilities(comparison: Comparison): {
  readonly m: readonly number[];
  readonly u: readonly number[];
} {
  const levels = levelsByGamma(comparison);
  return {
    m: levels.map((level, gamma) => level.m ?? defaultM(levels.length, gamma)),
    u: levels.map((level, gamma) => level.u ?? defaultU(levels.length, gamma)),
  };
}

/** The weight of a level, log2(m / u), in bits. A level of m = u = 0 says nothing: 0. */
export function levelWeight(m: number, u: number): number {
  return log2Probability(m) - log2Probability(u);
}

/** How one level corrects its weight for the frequency of the value (linkage.md 6.2). */
export type TermAdjustment = {
  readonly column: string;
  readonly weight: number;
  /** log2 of the least frequency a value is taken to have. */
  readonly log2Minimum: number;
  /** log2 of the u that stands for the average value. */
  readonly log2U: number;
};

/** What a scorer needs of a comparison: both lists have γ + 1 as index, so that 0 is the null level. */
export type ComparisonWeights = {
  readonly weights: Float64Array;
  readonly adjustments: readonly (TermAdjustment | null)[];
};

/**
 * The weights of a comparison, ready for scoring.
 * @throws LinkdeskError EXACT_LEVEL_MISSING when a level is to be adjusted, no level of the comparison is plain
 * equality of the adjusted column, and exact detection is not switched off (linkage.md 6.2).
 */
export function comparisonWeights(comparison: Comparison): ComparisonWeights {
  const { m, u } = levelProbabilities(comparison);
  const levels = levelsByGamma(comparison);
  return {
    weights: Float64Array.of(0, ...levels.map((_, gamma) => levelWeight(m[gamma]!, u[gamma]!))),
    adjustments: [
      null,
      ...levels.map((level, gamma) => adjustmentOf(comparison.name, levels, level, gamma, u)),
    ],
  };
}

/** γ of the level whose u stands for the average value when `level` (at `gamma`) is adjusted; −1 when not adjusted. */
export function adjustmentBase(name: string, levels: readonly Level[], level: Level, gamma: number): number {
  const frequency = level.termFrequency;
  if (frequency === undefined || frequency.weight === 0 || level.role !== 'test') return -1;
  if (frequency.disableExactDetection) return gamma;
  const column = frequency.column.toLowerCase();
  const exact = levels.findLastIndex(
    ({ exactColumns }) => exactColumns?.length === 1 && exactColumns[0]!.toLowerCase() === column,
  );
  if (exact >= 0) return exact;
  throw new LinkdeskError(
    'EXACT_LEVEL_MISSING',
    `The comparison "${name}" adjusts the level "${level.label}" for how common a value of "${frequency.column}" is, ` +
      `but has no level that is plain equality of that column. Add one, or set disable_tf_exact_match_detection.`,
  );
}

function adjustmentOf(
  name: string,
  levels: readonly Level[],
  level: Level,
  gamma: number,
  u: readonly number[],
): TermAdjustment | null {
  const base = adjustmentBase(name, levels, level, gamma);
  if (base < 0) return null;
  const { column, weight, minimumU } = level.termFrequency!;
  return { column, weight, log2Minimum: log2Probability(minimumU), log2U: log2Probability(u[base]!) };
}

/**
 * The term-frequency part of a weight, weight × log2(u / frequency). `logFrequency` is log2 of the frequency that the
 * pair is judged by: the larger of both sides, or that of the side that has one; NaN when neither has: then there is
 * no adjustment (linkage.md 6.2).
 */
export function termWeight(adjustment: TermAdjustment, logFrequency: number): number {
  if (Number.isNaN(logFrequency)) return 0;
  return adjustment.weight * (adjustment.log2U - Math.max(logFrequency, adjustment.log2Minimum));
}
