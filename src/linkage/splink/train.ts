import { LinkdeskError } from '../../domain/error.ts';
import { levelsByGamma } from '../model/model.ts';
import { comparisonWeights, log2Probability, pairFrequency } from '../model/weight.ts';
import {
  DEFAULT_EM_SETTINGS,
  type EmHistory,
  type EmSettings,
  expectationMaximisation,
} from '../train/em.ts';
import { type Estimate, estimatesOfSession } from '../train/estimates.ts';
import { blockedLambda, forcedLevels, lambdaFromRules, unblockedLambda } from '../train/lambda.ts';
import { levelShares } from '../train/levelShares.ts';
import { sampleIndexes, sampleSizes } from '../train/sampling.ts';
import { blockPairs } from './blocking.ts';
import { compilation, compileComparison } from './compile.ts';
import { columnsOf } from './expression.ts';
import type { SplinkComparison, SplinkModel, SplinkRule } from './model.ts';
import { parseSql } from './parseSql.ts';
import { mayPair, possiblePairs, type Records, sizesOf } from './records.ts';
import { type FrequencyTables, frequenciesOfRecords, frequencySource } from './termFrequencies.ts';

/** A pair of record indexes. */
type Pair = { readonly left: number; readonly right: number };

/** A rule written by hand, in the dialect of the model. */
export function ruleOf(model: SplinkModel, sql: string): SplinkRule {
  return { sql, condition: parseSql(sql, model.dialect, 'table'), explode: [] };
}

/** λ from the pairs that satisfy any of the deterministic rules, in SQL (linkage.md 6.5). */
export function estimateLambda(
  model: SplinkModel,
  records: Records,
  rules: readonly string[],
  recall: number,
): number {
  const context = compilation(model.dialect, records.columns, records.columns);
  const parsed = rules.map((sql) => ruleOf(model, sql));
  let pairs = 0;
  if (parsed.length > 0) for (const _ of blockPairs(records, model.linkType, parsed, context)) pairs++;
  return lambdaFromRules(pairs, recall, possiblePairs(model.linkType, sizesOf(records)));
}

/**
 * u of every level from random pairs, each taken for a non-match (linkage.md 6.6). `seed` decides the sample; when
 * `maxPairs` covers all pairs, every pair is looked at and the result is exact.
 */
export function estimateU(
  model: SplinkModel,
  records: Records,
  maxPairs: number,
  seed: number,
): readonly Estimate[] {
  return sharesOf(model, records, randomPairs(model, records, maxPairs, seed), 'u');
}

/** m of every level from the pairs with an equal, present value in a label column (linkage.md 6.7). */
export function estimateMFromColumn(
  model: SplinkModel,
  records: Records,
  column: string,
): readonly Estimate[] {
  const context = compilation(model.dialect, records.columns, records.columns);
  const condition = {
    kind: 'compare',
    operator: '=',
    left: { kind: 'column', side: 'l', name: column },
    right: { kind: 'column', side: 'r', name: column },
  } as const;
  const rule = { sql: '', condition, explode: [] };
  return sharesOf(model, records, blockPairs(records, model.linkType, [rule], context), 'm');
}

/** m of every level from listed pairs; each is taken for a match, whatever its score (linkage.md 6.7). */
export function estimateMFromPairs(
  model: SplinkModel,
  records: Records,
  pairs: Iterable<Pair>,
): readonly Estimate[] {
  return sharesOf(model, records, pairs, 'm');
}

function* randomPairs(model: SplinkModel, records: Records, maxPairs: number, seed: number): Generator<Pair> {
  const sizes = sizesOf(records);
  let start = 0;
  const sample = sampleSizes(model.linkType, sizes, maxPairs).flatMap((wanted, source) => {
    const chosen = Array.from(sampleIndexes(sizes[source]!, wanted, seed + source), (index) => start + index);
    start += sizes[source]!;
    return chosen;
  });
  for (const left of sample) {
    for (const right of sample) if (mayPair(records, model.linkType, left, right)) yield { left, right };
  }
}

function sharesOf(
  model: SplinkModel,
  records: Records,
  pairs: Iterable<Pair>,
  parameter: 'm' | 'u',
): readonly Estimate[] {
  const context = compilation(model.dialect, records.columns, records.columns);
  const counters = model.comparisons.map((comparison) => ({
    gammaOf: compileComparison(comparison, context),
    counts: levelsByGamma(comparison).map(() => 0),
  }));
  for (const { left, right } of pairs) {
    for (const { gammaOf, counts } of counters) {
      const gamma = gammaOf(left, right);
      if (gamma >= 0) counts[gamma]!++;
    }
  }
  return model.comparisons.map(({ name }, index) => ({
    comparison: name,
    parameter,
    values: levelShares(counters[index]!.counts),
  }));
}

/** An EM session on the pairs of one training rule. */
export type TrainingSession = {
  readonly rule: string;
  /** The comparisons that were trained: those that use no column of the rule. */
  readonly trained: readonly string[];
  readonly history: EmHistory;
  readonly estimates: readonly Estimate[];
  /** λ over all pairs that this session's λ' stands for. */
  readonly lambda: number;
};

/** How a session goes; `termFrequencies` is on as in Splink (linkage.md 6.7, step 5). */
export type SessionSettings = EmSettings & { readonly termFrequencies: boolean };

/** Splink's defaults with the model's own stopping rule. */
export function sessionSettings(model: SplinkModel): SessionSettings {
  const { emConvergence, maxIterations } = model.settings;
  return { ...DEFAULT_EM_SETTINGS, convergence: emConvergence, maxIterations, termFrequencies: true };
}

/**
 * Trains m (and u unless fixed) on the pairs of one rule, starting from the model (linkage.md 6.7).
 * @throws LinkdeskError NO_TRAINING_PAIRS when no pair satisfies the rule.
 */
export function trainOnRule(
  model: SplinkModel,
  records: Records,
  tables: FrequencyTables,
  sql: string,
  settings: SessionSettings = sessionSettings(model),
): TrainingSession {
  const context = compilation(model.dialect, records.columns, records.columns);
  const rule = ruleOf(model, sql);
  const pairs = [...blockPairs(records, model.linkType, [rule], context)];
  if (pairs.length === 0) {
    throw new LinkdeskError(
      'NO_TRAINING_PAIRS',
      `No pair satisfies the training rule ${sql}. Give a looser rule.`,
    );
  }
  const columns = columnsOf(rule.condition);
  const trained = model.comparisons.filter((comparison) => !sharesColumn(comparison, columns));
  const levels = trained.map((comparison) => {
    const gammaOf = compileComparison(comparison, context);
    return Int8Array.from(pairs, ({ left, right }) => gammaOf(left, right));
  });
  const frequencies = settings.termFrequencies && {
    log2Frequencies: trained.map((comparison, index) =>
      log2Of(comparison, levels[index]!, pairs, records, tables),
    ),
  };
  const forced = forcedLevels(model.comparisons, columns);
  const history = expectationMaximisation(
    trained,
    blockedLambda(model.lambda, forced),
    { levels, counts: new Float64Array(pairs.length).fill(1), ...frequencies },
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

/** Per pair log2 of the frequency its level is judged by; null when no level of the comparison is adjusted. */
function log2Of(
  comparison: SplinkComparison,
  levels: Int8Array,
  pairs: readonly Pair[],
  records: Records,
  tables: FrequencyTables,
): Float64Array | null {
  const { adjustments } = comparisonWeights(comparison);
  if (adjustments.every((each) => each === null)) return null;
  const frequencies = adjustments.map(
    (each) =>
      each && frequenciesOfRecords(frequencySource(records.columns, each.column), tables.get(each.column)!),
  );
  return Float64Array.from(pairs, ({ left, right }, pair) => {
    const at = levels[pair]! + 1;
    const [adjustment, ofRecords] = [adjustments[at], frequencies[at]];
    if (!adjustment || !ofRecords) return Number.NaN;
    const [l, r] = [ofRecords[left]!, ofRecords[right]!].map((each) =>
      Number.isNaN(each) ? undefined : each,
    );
    const frequency = pairFrequency(l, r, adjustment.minimumU);
    return frequency === undefined ? Number.NaN : log2Probability(frequency);
  });
}
