import { resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { writeAtomically } from '../files/atomicFile.ts';
import { weakClusters } from '../linkage/decide/decideDuplicates.ts';
import { decisions, LINK, MISMATCH, REVIEW } from '../linkage/decide/decidedPairs.ts';
import { HELD, tiers } from '../linkage/decide/tiers.ts';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import { sharedModel } from '../linkage/explain/sharedModel.ts';
import {
  FILE_SETTINGS,
  type MatchEngine,
  type MatchInput,
  type MatchOptions,
  type MatchResult,
  type MatchSettings,
  type SinceBefore,
} from '../linkage/matching.ts';
import { chooseComparisons } from '../linkage/roles/chooseComparisons.ts';
import { parseRoleMap, unpairedColumns } from '../linkage/roles/roleMap.ts';
import type { FileRead } from './encodeFile.ts';
import type { KeptRows } from './keptRows.ts';
import type { SavedModel } from './modelFile.ts';
import { checkOutputs } from './outputFiles.ts';
import { peakMemoryMB } from './peakMemory.ts';
import { readText } from './readText.ts';
import { clusterLines, pairLines } from './pairsFile.ts';
import { type EncodeElsewhere, readRecords, type RecordsRead } from './readRecords.ts';
import { beginState, type KeptState, readState, type StateWriter } from './stateFile.ts';

export type LinkFilesRequest = {
  readonly left: string;
  /** Absent: find the duplicates of `left`. */
  readonly right?: string;
  /** The role map's file. */
  readonly roles: string;
  /** Where the pairs go. */
  readonly out?: string;
  /** Where the clusters go; duplicates only. */
  readonly clusters?: string;
  /** Write scored pairs that do not link too. */
  readonly all?: boolean;
  /** A model that `train` saved; without it one is trained on these files. */
  readonly model?: string;
  /** Where the run before left what this one needs to compare only what has changed; it is replaced by this run's. */
  readonly state?: string;
  readonly settings?: Partial<MatchSettings>;
};

export type LinkFilesOptions = {
  readonly engine: MatchEngine;
  /** Reads the second of two large files while this thread reads the first. */
  readonly elsewhere?: EncodeElsewhere;
  readonly progress?: (label: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly threads?: number;
};

/** Records and result of a run over files, for those that go on with them. */
export type MatchedFiles = {
  readonly records: EncodedRecords;
  /** What became of the rows of each file. */
  readonly files: readonly FileRead[];
  readonly result: MatchResult;
  /** Columns of the role map that the other file has none to compare with. */
  readonly unpaired: ReturnType<typeof unpairedColumns>;
  readonly readingMs: number;
  /** Given with a state. */
  readonly since?: SinceState;
  /** What the next reading needs, given with a state. */
  readonly kept?: KeptRows;
  /** What was read with the state of a run before. */
  readonly read?: NonNullable<RecordsRead['since']>;
};

/** What a run made of the state file: nothing when there was none. */
export type SinceState =
  | SinceBefore
  | { readonly kind: 'first' }
  | { readonly kind: 'full'; readonly reason: 'version' };

/** Told what the next run needs: of the rows once they are read, of the pairs once they are weighed. */
type ForNextRun = {
  readonly onRead?: (kept: KeptRows | undefined) => void;
  readonly onMemory?: MatchOptions['onMemory'];
};

/** With `all`, pairs down to these log2 odds are written. */
const LOWEST_WRITTEN = -40;

const stepLabels = {
  plan: 'Planning',
  block: 'Blocking',
  train: 'Training',
  score: 'Comparing',
  decide: 'Deciding',
} as const;

/**
 * Reads the files by their roles and matches them. Errors as of `readRecords` and `matchRecords`. `inspect` names
 * pairs of records to be kept whatever their weight; `next` is told what the next run needs, as soon as it is known.
 */
export async function matchFiles(
  { left, right, roles, all, model, state, settings }: LinkFilesRequest,
  { engine, elsewhere, progress = () => {}, signal, threads }: LinkFilesOptions,
  inspect: (records: EncodedRecords) => NonNullable<MatchInput['inspect']> = () => [],
  next: ForNextRun = {},
): Promise<MatchedFiles> {
  const started = performance.now();
  const kept = state === undefined ? undefined : await readState(state);
  const map = parseRoleMap(await readText(roles));
  const before = kept?.kind === 'memory' ? kept : undefined;
  const { records, files, ...reading } = await readRecords(
    right === undefined ? { left } : { left, right },
    map,
    {
      progress: (file, done, total) => progress(`Reading ${file}`, done, total),
      ...(signal === undefined ? {} : { signal }),
      ...(threads === 1 || elsewhere === undefined ? {} : { elsewhere }),
      isKept: state !== undefined,
      ...(before?.rows === undefined ? {} : { before: before.rows }),
    },
  );
  refuseEmpty(files);
  next.onRead?.(reading.kept);
  const saved = model === undefined ? undefined : await savedModel(model, records);
  const readingMs = Math.round(performance.now() - started);
  const result = await engine(
    {
      records,
      settings: {
        ...FILE_SETTINGS,
        ...(all === true ? { floor: LOWEST_WRITTEN } : {}),
        ...(saved === undefined ? {} : { model: saved.model }),
        ...settings,
      },
      inspect: inspect(records),
      remember: state !== undefined,
      ...(before === undefined ? {} : { before: before.memory }),
      ...(reading.sameRows === undefined ? {} : { sameRows: reading.sameRows }),
    },
    {
      onProgress: (step, done, total) => progress(stepLabels[step], done, total),
      ...(signal === undefined ? {} : { signal }),
      ...(threads === undefined ? {} : { threads }),
      ...(next.onMemory === undefined ? {} : { onMemory: next.onMemory }),
    },
  );
  const unpaired = unpairedColumns(map);
  if (state === undefined) return { records, files, result, unpaired, readingMs };
  return {
    records,
    unpaired,
    files,
    result,
    readingMs,
    since: result.sinceBefore ?? withoutMemory(kept),
    ...(reading.kept === undefined ? {} : { kept: reading.kept }),
    ...(before === undefined ? {} : { read: reading.since ?? { anew: 'unknown' } }),
  };
}

/** Throws `NOTHING_TO_MATCH` for a file without records, and says what became of its rows. */
function refuseEmpty(files: readonly FileRead[]): void {
  const empty = files.find(({ records }) => records === 0);
  if (empty === undefined) return;
  const { file, leftOut, firstLeftOut } = empty;
  const why =
    leftOut === 0
      ? `${file} has no rows below its column names`
      : `All ${leftOut} rows of ${file} were left out, since they have more or fewer cells than the header (the first on line ${firstLeftOut!})`;
  throw new LinkdeskError(
    'NOTHING_TO_MATCH',
    `${why}. Get the whole file and run again; nothing was written.`,
    {
      file,
    },
  );
}

/** A model that was saved, if it fits the records. Its reader is loaded when there is one to be read. */
async function savedModel(file: string, records: EncodedRecords): Promise<SavedModel> {
  const { checkModel, readModel } = await import('./modelFile.ts');
  const saved = await readModel(file);
  checkModel(saved, chooseComparisons(records).comparisons);
  return saved;
}

const withoutMemory = (kept: KeptState | undefined): SinceState =>
  kept === undefined ? { kind: 'first' } : { kind: 'full', reason: 'version' };

/**
 * Links two files, or finds the duplicates of one, and writes the pairs (and clusters). Gives the facts of the run as
 * plain data: plan, model, counts, thresholds, expected precision and recall, timings in milliseconds, peak memory in
 * MB. Files are written wholly or not at all, the state last. Throws before it reads what `checkOutputs` throws.
 */
export async function linkFiles(
  request: LinkFilesRequest,
  options: LinkFilesOptions,
): Promise<LinkFilesReport> {
  const { left, right, roles, model, out, clusters, state } = request;
  await checkOutputs([left, right, roles, model], [out, clusters, state]);
  // the long state is written while the rows are matched and the results written, to appear when they have
  let writer: StateWriter | undefined;
  const next: ForNextRun = {
    onRead: (kept) => {
      if (state !== undefined) writer = beginState(state, kept);
    },
    onMemory: (memory) => writer?.add(memory),
  };
  try {
    const matched = await matchFiles(request, options, undefined, next);
    const started = performance.now();
    const results = writeResults(request, matched, options.signal);
    const writing = writer === undefined ? [results] : [results, writer.finish(results)];
    // of two failures the results' is told, and only when nothing is being written any more
    const failed = (await Promise.allSettled(writing)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return reportOf(matched, Math.round(performance.now() - started));
  } catch (error) {
    await writer?.drop();
    throw error;
  }
}

async function writeResults(
  { out, clusters, all }: LinkFilesRequest,
  { records, result }: MatchedFiles,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (out !== undefined) {
    const lines = untilStopped(pairLines(records, result.pairs, all === true), signal);
    await writeAtomically(resolve(out), lines, { replace: true });
  }
  // with the pairs in place the clusters that belong to them are written too, whoever would stop now
  if (clusters !== undefined && result.clusters !== undefined) {
    await writeAtomically(resolve(clusters), clusterLines(records, result.clusters), { replace: true });
  }
}

function* untilStopped(chunks: Iterable<Uint8Array>, signal: AbortSignal | undefined): Generator<Uint8Array> {
  for (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

export type LinkFilesReport = ReturnType<typeof reportOf>;

/** The facts of a run as plain data; `writingMs` is how long its files took. */
export function reportOf(
  { records, files, result, unpaired, since, read, readingMs }: MatchedFiles,
  writingMs: number,
) {
  const { pairs, plan, thresholds, estimates, clusters } = result;
  const counts = new Int32Array(decisions.length * tiers.length);
  pairs.decision.forEach((decision, i) => {
    const at = decision * tiers.length + pairs.tier[i]!;
    counts[at] = counts[at]! + 1;
  });
  const ofDecision = (decision: number): Int32Array =>
    counts.subarray(decision * tiers.length, (decision + 1) * tiers.length);
  const count = (decision: number): number => ofDecision(decision).reduce((sum, each) => sum + each, 0);
  const byTier = Object.fromEntries(tiers.map((tier, place) => [tier, ofDecision(LINK)[place]!]));
  const model = sharedModel(records, plan.comparisons, plan.passes, result.model);
  const leftRecords = records.linkType === 'link' ? records.leftRows : records.rows;
  return {
    records: { left: leftRecords, right: records.rows - leftRecords },
    files,
    ...(since === undefined
      ? {}
      : { since: { ...sinceOf(since, records.rows), ...(read === undefined ? {} : { read }) } }),
    pairs: {
      possible: result.possiblePairs,
      compared: result.comparedPairs,
      links: count(LINK),
      review: count(REVIEW),
      mismatches: count(MISMATCH),
      tied: pairs.held.reduce((sum, held) => sum + Number((held & HELD.tie) !== 0), 0),
      linksByTier: byTier,
    },
    ...(clusters === undefined
      ? {}
      : {
          clusters: {
            count: clusters.of.filter((cluster, record) => cluster === record).length,
            weak: weakClusters(clusters).size,
          },
        }),
    thresholds: {
      link: thresholds.link,
      review: thresholds.review,
    },
    estimated: {
      matches: result.model.expectedMatches,
      precision: estimates.precision,
      recall: estimates.recall,
    },
    plan: {
      comparisons: plan.comparisons.map(({ name, kind }) => ({ column: name, kind })),
      leftOut: [...unpaired, ...plan.leftOut],
      setAside: records.columns
        .filter(({ setAside }) => setAside > 0)
        .map(({ name, setAside }) => ({ column: name, records: setAside })),
      passes: plan.passes.map(({ name, pairs: proposed, skipped }) => ({ name, pairs: proposed, skipped })),
    },
    model: {
      lambda: model.lambda,
      trainingRounds: result.model.rounds,
      comparisons: model.comparisons.map(({ name, levels }) => ({
        name,
        levels: levels
          .filter(({ role }) => role !== 'null')
          .map(({ label, m, u }) => ({ label, m, u, weight: Math.log2((m ?? 1) / (u ?? 1)) })),
      })),
    },
    timingsMs: { read: readingMs, ...result.timings, write: writingMs },
    peakMemoryMB: peakMemoryMB(),
  };
}

/** Records by what became of them since the run before, and the pairs taken over from it. */
function sinceOf(since: SinceState, rows: number) {
  if (since.kind !== 'carried') return since;
  const { kind, changed, gone, again, pairs } = since;
  return { kind, changed, gone, unchanged: rows - changed, comparedAgain: again, pairsCarried: pairs };
}
