import { resolve } from 'node:path';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { unlinkables } from '../linkage/accuracy/unlinkables.ts';
import { scoreAgainstSelf } from '../linkage/splink/predict.ts';
import { possiblePairs, sizesOf } from '../linkage/splink/records.ts';
import { type ScoredSlice, splinkWork, stageSlices } from '../linkage/splink/splinkSlice.ts';
import { frequencyRanks, frequencyTables } from '../linkage/splink/termFrequencies.ts';
import {
  peakMemoryMB,
  readModelOf,
  type SplinkFilesOptions,
  type SplinkFilesRequest,
  writeText,
} from './splinkFiles.ts';
import { splinkPairLines, unlinkableLines } from './splinkPairsFile.ts';
import { readFrequencyTables, readSplinkRecords } from './splinkRecords.ts';

export type ScoreRequest = SplinkFilesRequest & {
  readonly out: string;
  /** A folder with term-frequency tables; absent: frequencies are counted in the files. */
  readonly frequencies?: string;
  /** Lowest match weight in bits that is written; absent: all pairs that the rules propose. */
  readonly leastWeight?: number;
  /** Where the curve of unlinkable records goes. */
  readonly unlinkables?: string;
};

/**
 * Scores files by a Splink model as Splink does, and writes the pairs with Splink's column names; files are written
 * wholly or not at all. Throws what reading the model, files and tables throws: among it a level that cannot be read,
 * an unknown key, and a column that a file does not have, each by name.
 */
export async function scoreSplinkFiles(
  request: ScoreRequest,
  options: SplinkFilesOptions,
): Promise<ScoreReport> {
  const { files, out, frequencies: folder, leastWeight = Number.NEGATIVE_INFINITY } = request;
  const started = performance.now();
  const model = await readModelOf(request);
  const records = await readSplinkRecords(model, files, [], options.progress, options.signal);
  const registered = folder === undefined ? undefined : await readFrequencyTables(model, folder);
  const tables = frequencyTables(model, records.columns, registered);
  const read = performance.now();
  const frequencies = frequencyRanks(records.columns, tables);
  const work = splinkWork(model, records, { stages: [model.rules], frequencies });
  const slices = stageSlices(work, 0).map((pairs) => ({ kind: 'score', pairs, leastWeight }) as const);
  const runner = options.open(work, records.columns);
  const lines = splinkPairLines(model, records, frequencies);
  const counts = { compared: 0, written: 0, ofRule: work.stages[0]!.map(() => 0) };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    yield encoder.encode(lines.header);
    let done = 0;
    for await (const slice of runner.run<'score'>(slices)) {
      countPairs(counts, slice);
      yield encoder.encode(lines.linesOf(slice));
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
  const ended = performance.now();
  return {
    records: records.count,
    possiblePairs: possiblePairs(model.linkType, sizesOf(records)),
    comparedPairs: counts.compared,
    writtenPairs: counts.written,
    rules: model.rules.map(({ sql }, index) => ({ rule: sql, pairs: counts.ofRule[index]! })),
    timingsMs: { read: Math.round(read - started), score: Math.round(ended - read) },
    peakMemoryMB: peakMemoryMB(),
  };
}

/** What a run of `score` says of itself; pairs of a rule are those that no earlier rule proposed. */
export type ScoreReport = {
  readonly records: number;
  readonly possiblePairs: number;
  readonly comparedPairs: number;
  readonly writtenPairs: number;
  readonly rules: readonly { readonly rule: string; readonly pairs: number }[];
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly peakMemoryMB: number;
};

function countPairs(
  counts: { compared: number; written: number; readonly ofRule: number[] },
  { compared, left, matchKey }: ScoredSlice,
): void {
  counts.compared += compared;
  counts.written += left.length;
  counts.ofRule[matchKey]! += compared;
}
