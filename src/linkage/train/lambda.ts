import { LinkdeskError } from '../../domain/error.ts';
import type { Comparison, Level } from '../model/model.ts';
import { levelsByGamma } from '../model/model.ts';
import { levelProbabilities, levelWeight, priorWeight, probabilityOfWeight } from '../model/weight.ts';

/**
 * λ from deterministic rules: pairs that satisfy any of them, divided by the share of all matches that they are
 * believed to find, as a share of all possible pairs (linkage.md 6.5).
 * @throws LinkdeskError RECALL_TOO_LOW when this would be more than all pairs.
 */
export function lambdaFromRules(rulePairs: number, recall: number, allPairs: number): number {
  const lambda = rulePairs / recall / allPairs;
  if (recall > 0 && recall <= 1 && lambda >= 0 && lambda <= 1) return lambda;
  throw new LinkdeskError(
    'RECALL_TOO_LOW',
    `The rules find ${rulePairs} of ${allPairs} possible pairs, which does not fit a recall of ${recall}. ` +
      'Give stricter rules or a recall above 0 and up to 1.',
  );
}

/** An exact level that a training rule forces every pair to have. */
export type ForcedLevel = { readonly comparison: Comparison; readonly level: Level; readonly gamma: number };

/**
 * The exact levels that a training rule on `columns` forces: a level of several columns before levels of one, each
 * column counted once (linkage.md 6.7, step 3).
 */
export function forcedLevels(
  comparisons: readonly Comparison[],
  columns: readonly string[],
): readonly ForcedLevel[] {
  const open = new Set(columns.map((column) => column.toLowerCase()));
  const exact = comparisons
    .flatMap((comparison) =>
      levelsByGamma(comparison)
        .map((level, gamma) => ({ comparison, level, gamma }))
        .toReversed(),
    )
    .filter(({ level }) => level.exactColumns !== undefined)
    .toSorted((a, b) => b.level.exactColumns!.length - a.level.exactColumns!.length);
  return exact.filter(({ level }) => {
    const needed = level.exactColumns!.map((column) => column.toLowerCase());
    if (!needed.every((column) => open.has(column))) return false;
    for (const column of needed) open.delete(column);
    return true;
  });
}

function forcedWeight(forced: readonly ForcedLevel[]): number {
  return forced.reduce((sum, { comparison, gamma }) => {
    const { m, u } = levelProbabilities(comparison);
    return sum + levelWeight(m[gamma]!, u[gamma]!);
  }, 0);
}

/** The share of matches among the pairs of a training rule that forces these levels: λ' of 6.7, step 3. */
export function blockedLambda(lambda: number, forced: readonly ForcedLevel[]): number {
  return probabilityOfWeight(priorWeight(lambda) + forcedWeight(forced));
}

/** The λ over all pairs that a session's λ' stands for, the rule's weight taken off again (linkage.md 6.7, step 8). */
export function unblockedLambda(blocked: number, forced: readonly ForcedLevel[]): number {
  return probabilityOfWeight(priorWeight(blocked) - forcedWeight(forced));
}
