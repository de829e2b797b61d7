import { type Comparison, levelsByGamma } from '../model/model.ts';
import {
  adjustmentBase,
  levelProbabilities,
  log2Probability,
  priorWeight,
  probabilityOfWeight,
} from '../model/weight.ts';

/**
 * The pairs to learn from. Pairs with the same levels may share a row (`counts` says how many), which makes training
 * independent of the number of pairs. With term frequencies a row is a pair, or pairs of equal frequencies.
 */
export type AgreementPatterns = {
  /** Per comparison: γ of each row, −1 for the null level. */
  readonly levels: readonly Int8Array[];
  /** How many pairs stand behind each row. */
  readonly counts: Float64Array;
  /**
   * Per comparison: log2 of the frequency each row is judged by (linkage.md 6.2), NaN where there is none; null for
   * a comparison that is not adjusted. Absent: training without term frequencies.
   */
  readonly log2Frequencies?: readonly (Float64Array | null)[];
};

/** Which parameters stay as they are, and when to stop (linkage.md 6.7). */
export type EmSettings = {
  readonly convergence: number;
  readonly maxIterations: number;
  readonly fixLambda: boolean;
  readonly fixM: boolean;
  readonly fixU: boolean;
};

/** Splink's settings: u stays as sampled, stop below a change of 0.0001 or after 25 rounds. */
export const DEFAULT_EM_SETTINGS: EmSettings = {
  convergence: 0.0001,
  maxIterations: 25,
  fixLambda: false,
  fixM: false,
  fixU: true,
};

/** The parameters after a round; m and u per comparison by γ. */
export type EmIteration = {
  readonly lambda: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
};

/** A whole training session. `iterations[0]` is the start, the last is the result. */
export type EmHistory = {
  readonly iterations: readonly EmIteration[];
  readonly converged: boolean;
  /** Per comparison by γ: whether any pair had the level. One that had none is not trained. */
  readonly observed: readonly (readonly boolean[])[];
};

/** What an unobserved level is held at during a session (linkage.md 6.7). */
const UNOBSERVED = 1e-6;

/**
 * Expectation maximisation: learns λ, m and (unless fixed) u from pairs without labels, exactly as Splink does
 * (linkage.md 6.7). `comparisons` give the start values and say which levels are fixed; `lambda` is the start λ.
 * Deterministic: rows are summed in their order.
 */
export function expectationMaximisation(
  comparisons: readonly Comparison[],
  lambda: number,
  patterns: AgreementPatterns,
  settings: EmSettings = DEFAULT_EM_SETTINGS,
): EmHistory {
  const start = comparisons.map(levelProbabilities);
  const observed = comparisons.map((comparison, index) => observedLevels(comparison, patterns, index));
  let current: EmIteration = { lambda, m: start.map(({ m }) => m), u: start.map(({ u }) => u) };
  const iterations = [current];
  let converged = false;
  while (!converged && iterations.length <= settings.maxIterations) {
    const matches = expectedMatches(comparisons, current, patterns);
    const next = maximise(comparisons, current, patterns, matches, observed, settings);
    converged = largestChange(current, next) < settings.convergence;
    iterations.push(next);
    current = next;
  }
  return { iterations, converged, observed };
}

function observedLevels(
  comparison: Comparison,
  patterns: AgreementPatterns,
  index: number,
): readonly boolean[] {
  const observed = levelsByGamma(comparison).map(() => false);
  patterns.levels[index]!.forEach((gamma, row) => {
    if (gamma >= 0 && patterns.counts[row]! > 0) observed[gamma] = true;
  });
  return observed;
}

/** Expectation step: the probability of a match for each row. */
function expectedMatches(
  comparisons: readonly Comparison[],
  parameters: EmIteration,
  patterns: AgreementPatterns,
): Float64Array {
  const rows = patterns.counts.length;
  const weights = new Float64Array(rows).fill(priorWeight(parameters.lambda));
  comparisons.forEach((comparison, index) => {
    const gammas = patterns.levels[index]!;
    const ofLevel = parameters.m[index]!.map(
      (m, gamma) => log2Probability(m) - log2Probability(parameters.u[index]![gamma]!),
    );
    for (let row = 0; row < rows; row++) {
      const gamma = gammas[row]!;
      if (gamma >= 0) weights[row]! += ofLevel[gamma]!;
    }
    const frequencies = patterns.log2Frequencies?.[index];
    if (frequencies) addTermWeights(weights, comparison, parameters.u[index]!, gammas, frequencies);
  });
  return weights.map(probabilityOfWeight);
}

function addTermWeights(
  weights: Float64Array,
  comparison: Comparison,
  u: readonly number[],
  gammas: Int8Array,
  frequencies: Float64Array,
): void {
  const levels = levelsByGamma(comparison);
  const shares = levels.map(({ termFrequency }) => termFrequency?.weight ?? 0);
  const bases = levels.map((level, gamma) => {
    const base = adjustmentBase(comparison.name, levels, level, gamma);
    return base < 0 ? Number.NaN : log2Probability(u[base]!);
  });
  for (let row = 0; row < weights.length; row++) {
    const gamma = gammas[row]!;
    if (gamma < 0) continue;
    const term = shares[gamma]! * (bases[gamma]! - frequencies[row]!);
    // NaN says that the level is not adjusted or the row has no frequency.
    if (!Number.isNaN(term)) weights[row]! += term;
  }
}

/** Maximisation step: the parameters under which the expected matches are most likely. */
function maximise(
  comparisons: readonly Comparison[],
  current: EmIteration,
  patterns: AgreementPatterns,
  matches: Float64Array,
  observed: readonly (readonly boolean[])[],
  settings: EmSettings,
): EmIteration {
  const m: (readonly number[])[] = [];
  const u: (readonly number[])[] = [];
  comparisons.forEach((comparison, index) => {
    const levels = levelsByGamma(comparison);
    const matching = new Float64Array(levels.length);
    const other = new Float64Array(levels.length);
    patterns.levels[index]!.forEach((gamma, row) => {
      if (gamma < 0) return;
      matching[gamma]! += matches[row]! * patterns.counts[row]!;
      other[gamma]! += (1 - matches[row]!) * patterns.counts[row]!;
    });
    const shares = (
      sums: Float64Array,
      previous: readonly number[],
      fixed: readonly boolean[],
    ): readonly number[] => {
      const total = sums.reduce((sum, value) => sum + value, 0);
      return previous.map((value, gamma) => {
        if (fixed[gamma]) return value;
        return observed[index]![gamma] && total > 0 ? sums[gamma]! / total : UNOBSERVED;
      });
    };
    m.push(
      shares(
        matching,
        current.m[index]!,
        levels.map(({ fixM }) => fixM || settings.fixM),
      ),
    );
    u.push(
      shares(
        other,
        current.u[index]!,
        levels.map(({ fixU }) => fixU || settings.fixU),
      ),
    );
  });
  return { lambda: settings.fixLambda ? current.lambda : meanProbability(matches, patterns, current), m, u };
}

function meanProbability(matches: Float64Array, patterns: AgreementPatterns, current: EmIteration): number {
  let sum = 0;
  let pairs = 0;
  patterns.counts.forEach((count, row) => {
    sum += matches[row]! * count;
    pairs += count;
  });
  return pairs > 0 ? sum / pairs : current.lambda;
}

function largestChange(before: EmIteration, after: EmIteration): number {
  const changes = [Math.abs(after.lambda - before.lambda)];
  for (const key of ['m', 'u'] as const) {
    after[key].forEach((values, index) =>
      values.forEach((value, gamma) => changes.push(Math.abs(value - before[key][index]![gamma]!))),
    );
  }
  return Math.max(...changes);
}
