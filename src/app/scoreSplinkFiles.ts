import { resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { bestF1 } from '../linkage/accuracy/accuracyTable.ts';
import { unlinkables } from '../linkage/accuracy/unlinkables.ts';
import { probabilityOfWeight, weightOfProbability } from '../linkage/model/weight.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { scoreAgainstSelf } from '../linkage/splink/predict.ts';
import { possiblePairs, type Records, sizesOf } from '../linkage/splink/records.ts';
import { type ScoredSlice, splinkWork, stageSlices } from '../linkage/splink/splinkSlice.ts';
import { frequencyRanks, frequencyTables } from '../linkage/splink/termFrequencies.ts';
import { checkOutputs } from './outputFiles.ts';
import type { FileRead } from './encodeFile.ts';
import { type AccuracyJudge, accuracyLines, judgeByColumn, judgeByLabels } from './splinkAccuracy.ts';
import { clusterGatherer, type ClusterRequest } from './splinkClusters.ts';
import { peakMemoryMB } from './peakMemory.ts';
import {
  type ModelSummary,
  modelSummary,
  readModelOf,
  type SplinkFilesOptions,
  type SplinkFilesRequest,
  writeText,
} from './splinkFiles.ts';
import { readLabels } from './splinkLabels.ts';
import { splinkPairLines, unlinkableLines } from './splinkPairsFile.ts';
import { readFrequencyTables, readSplinkRecords } from './splinkRecords.ts';

export type ScoreRequest = SplinkFilesRequest & {
  readonly out: string;
  /** A folder with term-frequency tables; absent: frequencies are counted in the files. */
  readonly frequencies?: string;
  /** Lowest match weight in bits, or match probability, that is written; absent: all pairs that the rules propose. */
  readonly leastWeight?: number;
  readonly leastProbability?: number;
  /** Where the curve of unlinkable records goes. */
  readonly unlinkables?: string;
  readonly clusters?: ClusterRequest;
  /** Where the accuracy table goes, and the truth: a table of labelled pairs, or a column of the files. */
  readonly accuracy?: { readonly out: string } & (
    | { readonly labels: string }
    | { readonly labelColumn: string }
  );
};

/**
 * Scores files by a Splink model as Splink does, and writes the pairs with Splink's column names, and clusters, an
 * accuracy table and the curve of unlinkable records where they are asked for; each file is written wholly or not at
 * all. Throws what `checkOutputs` throws before it reads, and what reading the model, files, labels and tables throws: among it a level that cannot be read, an
 * unknown key, and a column that a file does not have, each by name.
 */
export async function scoreSplinkFiles(
  request: ScoreRequest,
  options: SplinkFilesOptions,
): Promise<ScoreReport> {
  const { files, out, frequencies: folder } = request;
  const started = performance.now();
  const labels =
    request.accuracy !== undefined && 'labels' in request.accuracy ? [request.accuracy.labels] : [];
  await checkOutputs(
    [...files, request.model, ...labels],
    [out, request.clusters?.out, request.accuracy?.out, request.unlinkables],
  );
  const model = await readModelOf(request);
  const more = [labelColumnOf(request) ?? []].flat();
  const { records, files: reads } = await readSplinkRecords(
    model,
    files,
    { more },
    options.progress,
    options.signal,
  );
  const registered = folder === undefined ? undefined : await readFrequencyTables(model, folder);
  const tables = frequencyTables(model, records.columns, registered);
  const judge = await judgeOf(request, model, records);
  const gatherer =
    request.clusters === undefined ? undefined : clusterGatherer(model, records, request.clusters);
  const read = performance.now();
  const frequencies = frequencyRanks(records.columns, tables);
  const work = splinkWork(model, records, { stages: [model.rules], frequencies });
  const written = leastWritten(request);
  const isWatched = judge !== undefined || gatherer !== undefined;
  const leastWeight = isWatched ? Number.NEGATIVE_INFINITY : written;
  const slices = stageSlices(work, 0).map((pairs) => ({ kind: 'score', pairs, leastWeight }) as const);
  const runner = options.open(work, records.columns);
  const lines = splinkPairLines(model, records, frequencies);
  const counts = { compared: 0, written: 0, ofRule: work.stages[0]!.map(() => 0) };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    yield encoder.encode(lines.header);
    let done = 0;
    for await (const slice of runner.run<'score'>(slices)) {
      judge?.add(slice);
      gatherer?.add(slice);
      const kept = isWatched ? sliceAbove(slice, written) : slice;
      countPairs(counts, kept);
      yield encoder.encode(lines.linesOf(kept));
      options.progress('Scoring', ++done, slices.length);
    }
  }
  try {
    await writeFileAtomically(resolve(out), chunks(), { replace: true });
  } finally {
    await runner.close();
  }
  if (request.unlinkables !== undefined) {
    const points = unlinkables(scoreAgainstSelf(model, records, tables));
    await writeText(request.unlinkables, unlinkableLines(points));
  }
  const clusters = gatherer?.finish();
  if (clusters !== undefined) await writeText(request.clusters!.out, clusters.lines);
  const accuracy = judge?.finish();
  if (accuracy !== undefined) await writeText(request.accuracy!.out, accuracyLines(accuracy));
  const best = accuracy === undefined ? undefined : bestF1(accuracy);
  const ended = performance.now();
  return {
    records: records.count,
    files: reads,
    model: modelSummary(model),
    possiblePairs: possiblePairs(model.linkType, sizesOf(records)),
    comparedPairs: counts.compared,
    writtenPairs: counts.written,
    ...(Number.isFinite(written)
      ? { threshold: { weight: written, probability: probabilityOfWeight(written) } }
      : {}),
    rules: model.rules.map(({ sql }, index) => ({ rule: sql, pairs: counts.ofRule[index]! })),
    ...(clusters === undefined
      ? {}
      : {
          clusters: clusters.counts.map((count, at) => ({
            probability: request.clusters!.thresholds[at]!,
            clusters: count,
          })),
        }),
    ...(best === undefined
      ? {}
      : {
          bestF1: {
            weight: best.threshold,
            probability: probabilityOfWeight(best.threshold),
            precision: best.precision,
            recall: best.recall,
            f1: best.f1,
          },
        }),
    timingsMs: { read: Math.round(read - started), score: Math.round(ended - read) },
    peakMemoryMB: peakMemoryMB(),
  };
}

/** What a run of `score` says of itself; pairs of a rule are those that no earlier rule proposed. */
export type ScoreReport = {
  readonly records: number;
  readonly files: readonly FileRead[];
  readonly model: ModelSummary;
  readonly possiblePairs: number;
  readonly comparedPairs: number;
  readonly writtenPairs: number;
  /** The least that is written; absent when every scored pair is. */
  readonly threshold?: { readonly weight: number; readonly probability: number };
  readonly rules: readonly { readonly rule: string; readonly pairs: number }[];
  /** How many clusters there are at each probability that was asked for; a record by itself is one. */
  readonly clusters?: readonly { readonly probability: number; readonly clusters: number }[];
  /** The limit with the best F1 by the labels. */
  readonly bestF1?: {
    readonly weight: number;
    readonly probability: number;
    readonly precision: number;
    readonly recall: number;
    readonly f1: number;
  };
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly peakMemoryMB: number;
};

function labelColumnOf({ accuracy }: ScoreRequest): string | undefined {
  return accuracy !== undefined && 'labelColumn' in accuracy ? accuracy.labelColumn : undefined;
}

async function judgeOf(
  { accuracy }: ScoreRequest,
  model: SplinkModel,
  records: Records,
): Promise<AccuracyJudge | undefined> {
  if (accuracy === undefined) return undefined;
  if ('labelColumn' in accuracy) return judgeByColumn(model, records, accuracy.labelColumn);
  return judgeByLabels(records, await readLabels(accuracy.labels, model, records));
}

/** The least weight that is written. */
function leastWritten({ leastWeight, leastProbability }: ScoreRequest): number {
  if (leastProbability !== undefined && !(leastProbability >= 0 && leastProbability <= 1)) {
    throw new LinkdeskError(
      'THRESHOLD_INVALID',
      `A match probability lies between 0 and 1; ${leastProbability} was given. Nothing was written.`,
    );
  }
  const ofProbability =
    leastProbability === undefined || leastProbability === 0
      ? Number.NEGATIVE_INFINITY
      : weightOfProbability(leastProbability);
  return Math.max(leastWeight ?? Number.NEGATIVE_INFINITY, ofProbability);
}

/** The pairs of a slice that have at least this weight. */
function sliceAbove(slice: ScoredSlice, leastWeight: number): ScoredSlice {
  if (leastWeight === Number.NEGATIVE_INFINITY) return slice;
  const isKept = (_: number, at: number): boolean => slice.weights[at]! >= leastWeight;
  return {
    ...slice,
    left: slice.left.filter(isKept),
    right: slice.right.filter(isKept),
    gammas: slice.gammas.map((list) => list.filter(isKept)),
    termWeights: slice.termWeights.map((list) => list && list.filter(isKept)),
    weights: slice.weights.filter(isKept),
  };
}

function countPairs(
  counts: { compared: number; written: number; readonly ofRule: number[] },
  { compared, left, matchKey }: ScoredSlice,
): void {
  counts.compared += compared;
  counts.written += left.length;
  counts.ofRule[matchKey]! += compared;
}
