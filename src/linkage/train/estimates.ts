import type { Comparison } from '../model/model.ts';
import type { EmHistory } from './em.ts';

/** One estimate of m or u for the levels of a comparison, by γ; undefined where the level was not observed. */
export type Estimate = {
  readonly comparison: string;
  readonly parameter: 'm' | 'u';
  readonly values: readonly (number | undefined)[];
};

/** The middle value; the mean of the two middle ones for an even number; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** What an EM session says about the comparisons it trained; unobserved levels are left out (linkage.md 6.7, step 8). */
export function estimatesOfSession(
  comparisons: readonly { readonly name: string }[],
  history: EmHistory,
  parameters: readonly ('m' | 'u')[] = ['m'],
): readonly Estimate[] {
  const result = history.iterations.at(-1)!;
  return comparisons.flatMap(({ name }, index) =>
    parameters.map((parameter) => ({
      comparison: name,
      parameter,
      values: result[parameter][index]!.map((value, gamma) =>
        history.observed[index]![gamma] ? value : undefined,
      ),
    })),
  );
}

/**
 * Comparisons with the median of all estimates as m and u. Fixed levels and levels without an estimate keep what they
 * have (linkage.md 6.7, step 9).
 */
export function withEstimates<C extends Comparison>(
  comparisons: readonly C[],
  estimates: readonly Estimate[],
): readonly C[] {
  return comparisons.map((comparison) => {
    const own = estimates.filter((estimate) => estimate.comparison === comparison.name);
    const combined = (parameter: 'm' | 'u', gamma: number): number | undefined =>
      median(
        own.flatMap((estimate) => (estimate.parameter === parameter ? (estimate.values[gamma] ?? []) : [])),
      );
    let gamma = comparison.levels.filter(({ role }) => role !== 'null').length;
    const levels = comparison.levels.map((level) => {
      if (level.role === 'null') return level;
      gamma--;
      const m = level.fixM ? level.m : (combined('m', gamma) ?? level.m);
      const u = level.fixU ? level.u : (combined('u', gamma) ?? level.u);
      return { ...level, ...(m !== undefined && { m }), ...(u !== undefined && { u }) };
    });
    return { ...comparison, levels };
  });
}
