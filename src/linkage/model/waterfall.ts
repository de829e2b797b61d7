import { levelOfGamma, type Model } from './model.ts';
import { comparisonWeights, levelProbabilities, priorWeight } from './weight.ts';

/** One bar of a waterfall: it starts where the bar before it ended. All figures in bits. */
export type WaterfallBar = {
  readonly kind: 'prior' | 'comparison' | 'termFrequency' | JointPart['kind'] | 'final';
  /** Name of the comparison; absent for the prior, the joint parts and the final bar. */
  readonly comparison?: string;
  /** Label of the level the pair has, or what a joint part says; absent at the null level, the prior and the final bar. */
  readonly level?: string;
  readonly gamma?: number;
  readonly m?: number;
  readonly u?: number;
  /** What this bar adds. The final bar holds the total. */
  readonly weight: number;
  readonly from: number;
  readonly to: number;
};

/** What a scored pair has for one comparison: γ and the term-frequency part of its weight. */
export type ScoredLevel = { readonly gamma: number; readonly termWeight: number };

/** What several comparisons together, or households, add to the weight of a pair beside its comparisons, with words for it. */
export type JointPart = {
  readonly kind: 'address' | 'namesakes' | 'household';
  readonly words: string;
  readonly weight: number;
};

/**
 * The bars that explain a weight: prior; per comparison its level and, where any level of it looks at term
 * frequencies, a second bar for that; the joint parts that say anything; then the total. The bars before the last sum
 * to it (linkage.md 6.12).
 * `pair` has one entry per comparison of the model, in its order.
 */
export function waterfall(
  model: Model,
  pair: readonly ScoredLevel[],
  joint: readonly JointPart[] = [],
): readonly WaterfallBar[] {
  const bars: WaterfallBar[] = [];
  let reached = 0;
  const add = (bar: Omit<WaterfallBar, 'from' | 'to'>): void => {
    const from = reached;
    reached += bar.weight;
    bars.push({ ...bar, from, to: reached });
  };
  add({ kind: 'prior', weight: priorWeight(model.lambda) });
  model.comparisons.forEach((comparison, index) => {
    const { gamma, termWeight } = pair[index]!;
    const level = levelOfGamma(comparison, gamma);
    const { m, u } = levelProbabilities(comparison);
    add({
      kind: 'comparison',
      comparison: comparison.name,
      gamma,
      ...(level && { level: level.label, m: m[gamma]!, u: u[gamma]! }),
      weight: comparisonWeights(comparison).weights[gamma + 1] ?? 0,
    });
    if (comparison.levels.some((each) => each.termFrequency !== undefined)) {
      add({ kind: 'termFrequency', comparison: comparison.name, gamma, weight: termWeight });
    }
  });
  for (const { kind, words, weight } of joint) if (weight !== 0) add({ kind, level: words, weight });
  bars.push({ kind: 'final', weight: reached, from: 0, to: reached });
  return bars;
}
