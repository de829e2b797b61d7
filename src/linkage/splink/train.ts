import { LinkdeskError } from '../../domain/error.ts';
import { levelsByGamma } from '../model/model.ts';
import {
  DEFAULT_EM_SETTINGS,
  type EmHistory,
  type EmSettings,
  expectationMaximisation,
} from '../train/em.ts';
import { type Estimate, estimatesOfSession, median } from '../train/estimates.ts';
import { blockedLambda, forcedLevels, lambdaFromRules, unblockedLambda } from '../train/lambda.ts';
import { levelShares } from '../train/levelShares.ts';
import { sampleIndexes, sampleSizes } from '../train/sampling.ts';
import { columnsOf } from './expression.ts';
import type { SplinkComparison, SplinkModel, SplinkRule } from './model.ts';
import { emptyBatch } from './pairBatch.ts';
import { pairConditions } from './pairConditions.ts';
import { pairLevels } from './pairLevels.ts';
import { parseSql } from './parseSql.ts';
import { agreementPatterns, patternCounter, type PatternRows } from './patternRows.ts';
import { possiblePairs, type Records, sizesOf } from './records.ts';
import { type OpenSplinkRunner, runHere } from './sliceRunner.ts';
import { sampleSlices, type SplinkPlan, splinkWork, stageSlices } from './splinkSlice.ts';
import { type FrequencyRanks, type FrequencyTables, frequencyRanks } from './termFrequencies.ts';

/** A rule written by hand, in the dialect of the model. */
export function ruleOf(model: SplinkModel, sql: string): SplinkRule {
  return { sql, condition: parseSql(sql, model.dialect, 'table'), explode: [] };
}

/** λ from the pairs that satisfy any of the deterministic rules, in SQL (linkage.md 6.5). */
export async function estimateLambda(
  model: SplinkModel,
  records: Records,
  rules: readonly string[],
  recall: number,
  open: OpenSplinkRunner = runHere,
): Promise<number> {
  let pairs = 0;
  if (rules.length > 0) {
    const stages = [rules.map((sql) => ruleOf(model, sql))];
    const work = splinkWork({ ...model, comparisons: [] }, records, { stages, frequencies: new Map() });
    const runner = open(work, records.columns);
    try {
      const slices = stageSlices(work, 0).map((range) => ({ kind: 'tally', pairs: range }) as const);
      for await (const found of runner.run<'tally'>(slices)) pairs += found;
    } finally {
      await runner.close();
    }
  }
  return lambdaFromRules(pairs, recall, possiblePairs(model.linkType, sizesOf(records)));
}

/**
 * u of every level from random pairs, each taken for a non-match (linkage.md 6.6). `seed` decides the sample; when
 * `maxPairs` covers all pairs, every pair is looked at and the result is exact.
 */
export async function estimateU(
  model: SplinkModel,
  records: Records,
  maxPairs: number,
  seed: number,
  open: OpenSplinkRunner = runHere,
): Promise<readonly Estimate[]> {
  const sizes = sizesOf(records);
  let start = 0;
  const sample = sampleSizes(model.linkType, sizes, maxPairs).flatMap((wanted, source) => {
    const chosen = Array.from(sampleIndexes(sizes[source]!, wanted, seed + source), (index) => start + index);
    start += sizes[source]!;
    return chosen;
  });
  const plan: SplinkPlan = { stages: [], frequencies: new Map(), sample: Int32Array.from(sample) };
  const work = splinkWork(model, records, plan);
  const counts = emptyCounts(model);
  const runner = open(work, records.columns);
  try {
    const slices = sampleSlices(work).map((range) => ({ kind: 'random', range }) as const);
    for await (const part of runner.run<'random'>(slices)) addCounts(counts, part);
  } finally {
    await runner.close();
  }
  return sharesOf(model, counts, 'u');
}

/** m of every level from the pairs with an equal, present value in a label column (linkage.md 6.7). */
export async function estimateMFromColumn(
  model: SplinkModel,
  records: Records,
  column: string,
  open: OpenSplinkRunner = runHere,
): Promise<readonly Estimate[]> {
  const condition = {
    kind: 'compare',
    operator: '=',
    left: { kind: 'column', side: 'l', name: column },
    right: { kind: 'column', side: 'r', name: column },
  } as const;
  const rule = { sql: '', condition, explode: [] };
  const { width, cells, counts: rows } = await patternsOfRule(model, records, rule, undefined, open);
  const counts = emptyCounts(model);
  for (const [row, pairs] of rows.entries()) {
    for (const [c, ofComparison] of counts.entries()) {
      const gamma = cells[row * width + c]! - 1;
      if (gamma >= 0) ofComparison[gamma]! += pairs;
    }
  }
  return sharesOf(model, counts, 'm');
}

/** m of every level from listed pairs; each is taken for a match, whatever its score (linkage.md 6.7). */
export function estimateMFromPairs(
  model: SplinkModel,
  records: Records,
  pairs: Iterable<{ readonly left: number; readonly right: number }>,
): readonly Estimate[] {
  const batch = emptyBatch();
  const conditions = pairConditions(records.columns, model.dialect, batch);
  const levels = model.comparisons.map((comparison) => pairLevels(comparison, conditions));
  const counts = emptyCounts(model);
  const gamma = new Int8Array(1);
  batch.size = 1;
  for (const { left, right } of pairs) {
    [batch.left[0], batch.right[0]] = [left, right];
    batch.serial++;
    for (const [c, ofComparison] of counts.entries()) {
      levels[c]!(gamma);
      if (gamma[0]! >= 0) ofComparison[gamma[0]!]!++;
    }
  }
  return sharesOf(model, counts, 'm');
}

function emptyCounts({ comparisons }: SplinkModel): readonly Float64Array[] {
  return comparisons.map((comparison) => new Float64Array(levelsByGamma(comparison).length));
}

function addCounts(sum: readonly Float64Array[], part: readonly Float64Array[]): void {
  for (const [c, counts] of part.entries())
    for (const [gamma, count] of counts.entries()) sum[c]![gamma]! += count;
}

function sharesOf(
  model: SplinkModel,
  counts: readonly Float64Array[],
  parameter: 'm' | 'u',
): readonly Estimate[] {
  return model.comparisons.map(({ name }, index) => ({
    comparison: name,
    parameter,
    values: levelShares(counts[index]!),
  }));
}

/** The patterns of the pairs that a rule finds, for all comparisons of the model. */
async function patternsOfRule(
  model: SplinkModel,
  records: Records,
  rule: SplinkRule,
  frequencies: ReadonlyMap<string, FrequencyRanks> | undefined,
  open: OpenSplinkRunner,
): Promise<PatternRows> {
  const plan = { stages: [[rule]], frequencies: frequencies ?? new Map() };
  const work = splinkWork(model, records, plan);
  const runner = open(work, records.columns);
  try {
    const slices = stageSlices(work, 0).map(
      (pairs) => ({ kind: 'patterns', pairs, termFrequencies: frequencies !== undefined }) as const,
    );
    let all: ReturnType<typeof patternCounter> | undefined;
    let width = 0;
    for await (const part of runner.run<'patterns'>(slices)) {
      width = part.width;
      all ??= patternCounter(width);
      for (const [row, count] of part.counts.entries()) all.add(part.cells, row * width, count);
    }
    return all?.rows() ?? { width, cells: new Int32Array(0), counts: new Float64Array(0) };
  } finally {
    await runner.close();
  }
}

/** An EM session on the pairs of one training rule. */
export type TrainingSession = {
  readonly rule: string;
  /** The comparisons that were trained: those that use no column of the rule. */
  readonly trained: readonly string[];
  readonly history: EmHistory;
  readonly estimates: readonly Estimate[];
  /** λ over all pairs that this session's λ' stands for, by the model that the session started from. */
  readonly lambda: number;
};

/** How a session goes; `termFrequencies` is on as in Splink (linkage.md 6.7, step 5). */
export type SessionSettings = EmSettings & { readonly termFrequencies: boolean };

/**
 * λ over all pairs from the λ' of sessions: each with what the exact levels that its rule forces weigh in `model` taken
 * off again, then the median of their reciprocals (linkage.md 6.7, step 8).
 */
export function lambdaOfSessions(model: SplinkModel, sessions: readonly TrainingSession[]): number {
  const reciprocals = sessions.map(({ rule, history }) => {
    const forced = forcedLevels(model.comparisons, columnsOf(ruleOf(model, rule).condition));
    return 1 / unblockedLambda(history.iterations.at(-1)!.lambda, forced);
  });
  return 1 / median(reciprocals)!;
}

/** Splink's defaults with the model's own stopping rule. */
export function sessionSettings(model: SplinkModel): SessionSettings {
  const { emConvergence, maxIterations } = model.settings;
  return { ...DEFAULT_EM_SETTINGS, convergence: emConvergence, maxIterations, termFrequencies: true };
}

/**
 * Trains m (and u unless fixed) on the pairs of one rule, starting from the model (linkage.md 6.7). Pairs are counted
 * by their pattern, never listed.
 * @throws LinkdeskError NO_TRAINING_PAIRS when no pair satisfies the rule.
 */
export async function trainOnRule(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
  sql: string,
  settings: SessionSettings = sessionSettings(model),
  open: OpenSplinkRunner = runHere,
): Promise<TrainingSession> {
  const rule = ruleOf(model, sql);
  const columns = columnsOf(rule.condition);
  const trained = model.comparisons.filter((comparison) => !sharesColumn(comparison, columns));
  const used = settings.termFrequencies ? frequencyRanks(records.columns, tables) : undefined;
  const rows = await patternsOfRule({ ...model, comparisons: trained }, records, rule, used, open);
  if (rows.counts.length === 0) {
    throw new LinkdeskError(
      'NO_TRAINING_PAIRS',
      `No pair satisfies the training rule ${sql}. Give a looser rule.`,
    );
  }
  const forced = forcedLevels(model.comparisons, columns);
  const history = expectationMaximisation(
    trained,
    blockedLambda(model.lambda, forced),
    agreementPatterns(trained, rows, used),
    settings,
  );
  const parameters = [...(settings.fixM ? [] : (['m'] as const)), ...(settings.fixU ? [] : (['u'] as const))];
  return {
    rule: sql,
    trained: trained.map(({ name }) => name),
    history,
    estimates: estimatesOfSession(trained, history, parameters),
    lambda: unblockedLambda(history.iterations.at(-1)!.lambda, forced),
  };
}

function sharesColumn(comparison: SplinkComparison, columns: readonly string[]): boolean {
  const own = new Set(comparison.columns.map((column) => column.toLowerCase()));
  return columns.some((column) => own.has(column.toLowerCase()));
}
