import { mkdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { levelsByGamma } from '../linkage/model/model.ts';
import { levelProbabilities, levelWeight } from '../linkage/model/weight.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { modelFiles } from '../linkage/splink/modelFiles.ts';
import type { OpenSplinkRunner } from '../linkage/splink/sliceRunner.ts';
import { frequencyTables } from '../linkage/splink/termFrequencies.ts';
import {
  estimateLambda,
  estimateMFromColumn,
  estimateMFromPairs,
  estimateU,
  lambdaOfSessions,
  ruleOf,
  sessionSettings,
  type TrainingSession,
  trainOnRule,
} from '../linkage/splink/train.ts';
import { type Estimate, withEstimates } from '../linkage/train/estimates.ts';
import type { FileRead } from './encodeFile.ts';
import { peakMemoryMB } from './peakMemory.ts';
import { readModelOf, type SplinkFilesOptions, type SplinkFilesRequest, writeText } from './splinkFiles.ts';
import { readLabels } from './splinkLabels.ts';
import { readSplinkRecords } from './splinkRecords.ts';

/** `model` is where training starts: its comparisons and rules, and the parameters that it has. */
export type TrainRequest = SplinkFilesRequest & {
  /** Rules in SQL that find only matches, for λ; none: λ stays as it is in the model. */
  readonly deterministicRules: readonly string[];
  /** The share of all matches that these rules are believed to find. */
  readonly recall: number;
  /** Rules in SQL, each of which gives the pairs of one EM session. */
  readonly emRules: readonly string[];
  /** Random pairs from which u is learned, and what decides which; 0: u stays as it is in the model. */
  readonly randomPairs: number;
  readonly seed: number;
  /** Whether EM looks at term frequencies, as Splink does unless told otherwise. */
  readonly termFrequencies: boolean;
  /** A table of labelled pairs, or a column whose equal values say match: m is learned from them too. */
  readonly labels?: string;
  readonly labelColumn?: string;
  /** EM learns u too, which Splink leaves as it is unless told otherwise. */
  readonly learnU?: boolean;
  /** λ is taken from the EM sessions. */
  readonly lambdaFromSessions?: boolean;
  /** The folder for the saved model. */
  readonly out: string;
};

/**
 * Trains a Splink model on files as Splink does (linkage.md 6.5 to 6.7) and saves it for DuckDB and Spark with its
 * term-frequency tables and a side file: λ from deterministic rules, u from random pairs, m from labels where there are
 * some, then an EM session for each rule, from the median of what was found before. Throws what reading model, rules and files throws, and
 * `NOT_A_FOLDER`, `NO_TRAINING_PAIRS` or `RECALL_TOO_LOW` where rules and files do not fit.
 */
export async function trainSplinkFiles(
  request: TrainRequest,
  options: SplinkFilesOptions,
): Promise<TrainReport> {
  const { files, deterministicRules, emRules, recall, randomPairs, seed, termFrequencies } = request;
  const { labels, labelColumn, learnU = false, lambdaFromSessions = false } = request;
  const started = performance.now();
  const folder = resolve(request.out);
  await checkFolder(folder);
  const start = await readModelOf(request);
  const rules = [...deterministicRules, ...emRules].map((sql) => namedRule(start, sql));
  const read = { rules, more: labelColumn === undefined ? [] : [labelColumn] };
  const { records, files: reads } = await readSplinkRecords(
    start,
    files,
    read,
    options.progress,
    options.signal,
  );
  const listed = labels === undefined ? undefined : await readLabels(labels, start, records);
  const tables = frequencyTables(start, records.columns);
  const open = (label: string): OpenSplinkRunner => reporting(options.open, label, options.progress);
  let lambda =
    deterministicRules.length === 0
      ? start.lambda
      : await estimateLambda(start, records, deterministicRules, recall, open('Estimating λ'));
  const estimates: Estimate[] = [];
  if (randomPairs > 0) {
    estimates.push(...(await estimateU(start, records, randomPairs, seed, open('Comparing random pairs'))));
  }
  if (labelColumn !== undefined) {
    const known = await estimateMFromColumn(start, records, labelColumn, open('Comparing labelled pairs'));
    estimates.push(...known);
  }
  if (listed !== undefined) estimates.push(...estimateMFromPairs(start, records, listed));
  const current = (): SplinkModel => ({
    ...start,
    lambda,
    comparisons: withEstimates(start.comparisons, estimates),
  });
  const settings = { ...sessionSettings(start), termFrequencies, fixU: !learnU };
  const sessions: TrainingSession[] = [];
  for (const sql of emRules) {
    const session = await trainOnRule(current(), records, tables, sql, settings, open(`Training on ${sql}`));
    estimates.push(...session.estimates);
    sessions.push(session);
  }
  if (lambdaFromSessions && sessions.length > 0) lambda = lambdaOfSessions(current(), sessions);
  const model = current();
  const written = modelFiles(model, tables, {
    deterministicRules,
    emRules,
    recall,
    randomPairs,
    seed,
    termFrequencies,
    learnU,
    lambdaFromSessions,
    ...(labels === undefined ? {} : { labels: basename(labels) }),
    ...(labelColumn === undefined ? {} : { labelColumn }),
  });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of written) await writeText(join(folder, name), text);
  return {
    records: records.count,
    read: reads,
    lambda,
    sessions: sessions.map(({ rule, trained, history, lambda: ofSession }) => ({
      rule,
      comparisons: trained,
      rounds: history.iterations.length - 1,
      converged: history.converged,
      lambda: ofSession,
    })),
    comparisons: parametersOf(model, estimates),
    files: [...written.keys()],
    timingsMs: { all: Math.round(performance.now() - started) },
    peakMemoryMB: peakMemoryMB(),
  };
}

/** The model is several files, so it goes into a folder, which may be a new one. */
async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return;
  const name = basename(folder);
  throw new LinkdeskError(
    'NOT_A_FOLDER',
    `${name} is a file, and a Splink model is saved as several. Name a folder for it; it may be a new one.`,
    { file: name },
  );
}

/** What a run of `train` says of itself. */
export type TrainReport = {
  readonly records: number;
  /** What became of the rows of each file. */
  readonly read: readonly FileRead[];
  readonly lambda: number;
  readonly sessions: readonly {
    readonly rule: string;
    readonly comparisons: readonly string[];
    readonly rounds: number;
    readonly converged: boolean;
    /** λ over all pairs that the session's own share of matches stands for. */
    readonly lambda: number;
  }[];
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly TrainedLevel[];
  }[];
  readonly files: readonly string[];
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly peakMemoryMB: number;
};

/** A level after training, the best one first; weight in bits. */
export type TrainedLevel = {
  readonly label: string;
  readonly m: number;
  readonly u: number;
  readonly weight: number;
  /** Parameters for which no pair was seen: they are what the model had, or Splink's defaults. */
  readonly notObserved: readonly ('m' | 'u')[];
};

function parametersOf(model: SplinkModel, estimates: readonly Estimate[]): TrainReport['comparisons'] {
  return model.comparisons.map((comparison) => {
    const { m, u } = levelProbabilities(comparison);
    const levels = levelsByGamma(comparison).map((level, gamma): TrainedLevel => {
      const isSeen = (parameter: 'm' | 'u'): boolean =>
        estimates.some(
          (each) =>
            each.comparison === comparison.name &&
            each.parameter === parameter &&
            each.values[gamma] !== undefined,
        );
      const isOpen = { m: !level.fixM, u: !level.fixU };
      return {
        label: level.label,
        m: m[gamma]!,
        u: u[gamma]!,
        weight: levelWeight(m[gamma]!, u[gamma]!),
        notObserved: (['m', 'u'] as const).filter((each) => isOpen[each] && !isSeen(each)),
      };
    });
    return { name: comparison.name, levels: levels.toReversed() };
  });
}

/** A rule given by hand; when it is refused, the error says which one. */
function namedRule(model: SplinkModel, sql: string): ReturnType<typeof ruleOf> {
  try {
    return ruleOf(model, sql);
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    throw new LinkdeskError(error.code, `In the rule ${sql}: ${error.message}`, error.details);
  }
}

/** A runner that says how many of its slices are done. */
function reporting(
  open: OpenSplinkRunner,
  label: string,
  progress: SplinkFilesOptions['progress'],
): OpenSplinkRunner {
  return (work, columns) => {
    const runner = open(work, columns);
    return {
      close: runner.close,
      async *run(slices) {
        let done = 0;
        for await (const result of runner.run(slices)) {
          progress(label, ++done, slices.length);
          yield result;
        }
      },
    };
  };
}
