/** The m of the best level when nothing was trained; the other levels share the rest equally (linkage.md 6.4). */
const BEST_LEVEL_M = 0.95;

/** Match weights that stand behind the default u: best level, second-best, and `else` (linkage.md 6.4). */
const BEST_WEIGHT = 10;
const SECOND_BEST_WEIGHT = 3;
const ELSE_WEIGHT = -5;

/** The m a level has before training, for level γ of a comparison with `levelCount` levels besides the null level. */
export function defaultM(levelCount: number, gamma: number): number {
  if (levelCount === 1) return 1;
  return gamma === levelCount - 1 ? BEST_LEVEL_M : (1 - BEST_LEVEL_M) / (levelCount - 1);
}

/** The u a level has before training: its default m divided by 2 to the power of its default weight. */
export function defaultU(levelCount: number, gamma: number): number {
  if (levelCount === 1) return 1;
  return defaultM(levelCount, gamma) / 2 ** defaultWeight(levelCount, gamma);
}

function defaultWeight(levelCount: number, gamma: number): number {
  if (gamma === levelCount - 1) return BEST_WEIGHT;
  if (levelCount === 2) return ELSE_WEIGHT;
  return ELSE_WEIGHT + ((SECOND_BEST_WEIGHT - ELSE_WEIGHT) * gamma) / (levelCount - 2);
}
