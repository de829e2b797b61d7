import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { bestF1, accuracyTable } from '../linkage/accuracy/accuracyTable.ts';
import { peakMemoryMB } from './peakMemory.ts';
import { cutShort } from './rowFaults.ts';

/** How right a pairs file is. Precision, recall and F1 are shares from 0 to 1. */
export type PairsEvaluation = {
  readonly truePairs: number;
  readonly links: number;
  readonly correct: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** True pairs among those waiting for review. */
  readonly trueInReview: number;
  readonly review: number;
  /** The best F1 that a limit on the match probability could reach with the pairs in the file. */
  readonly bestF1: { readonly f1: number; readonly probability: number } | undefined;
  readonly timingsMs: { readonly all: number };
  readonly peakMemoryMB: number;
};

type IdPair = readonly [left: string, right: string];

type FoundPair = { readonly ids: IdPair; readonly decision: string; readonly probability: number };

/**
 * Compares a pairs file of `link` or `dedupe` with the truth: rows with decision `link` against pairs known to match.
 * The truth is either pairs (`left_id,right_id`, or Splink's labels table) or clusters (`id,cluster` or
 * `id,cluster_id`: records of one cluster are one person, a record without one is by itself). A pair counts once, and
 * whichever way round it stands, unless one id stands on both sides of a pair: then left and right are two files whose
 * ids mean different people. Throws `TRUTH_COLUMNS_MISSING`, `TRUTH_ROW_INVALID` and `TRUTH_AMBIGUOUS`,
 * and the signal's reason.
 */
export async function evaluatePairs(
  pairsFile: string,
  truthFile: string,
  signal?: AbortSignal,
): Promise<PairsEvaluation> {
  const started = performance.now();
  const pairs = await readPairs(pairsFile, signal);
  const known = await readTruth(truthFile, signal);
  const areTwoFiles = [...pairs.map(({ ids }) => ids), ...known.pairs].some(
    ([left, right]) => left === right,
  );
  if (areTwoFiles && known.areClusters) throw ambiguous(basename(truthFile));
  const keyOf = areTwoFiles ? orderedKey : pairKey;
  const found = new Map(pairs.map((pair) => [keyOf(pair.ids), pair]));
  const truth = new Set(known.pairs.map(keyOf));
  let correct = 0;
  let links = 0;
  let review = 0;
  let trueInReview = 0;
  for (const [key, { decision }] of found) {
    if (decision === 'link') {
      links++;
      if (truth.has(key)) correct++;
    } else if (decision === 'review') {
      review++;
      if (truth.has(key)) trueInReview++;
    }
  }
  const precision = links === 0 ? 1 : correct / links;
  const recall = truth.size === 0 ? 1 : correct / truth.size;
  const judged = [
    ...[...found].map(([key, { probability }]) => ({ weight: probability, match: truth.has(key) })),
    ...[...truth].filter((key) => !found.has(key)).map(() => ({ weight: undefined, match: true })),
  ];
  const best = bestF1(accuracyTable(judged, Math.max(judged.length, 1)));
  return {
    truePairs: truth.size,
    links,
    correct,
    wrong: links - correct,
    missed: truth.size - correct,
    precision,
    recall,
    f1: links + truth.size === 0 ? 1 : (2 * correct) / (links + truth.size),
    trueInReview,
    review,
    bestF1: best === undefined ? undefined : { f1: best.f1, probability: best.threshold },
    timingsMs: { all: Math.round(performance.now() - started) },
    peakMemoryMB: peakMemoryMB(),
  };
}

const orderedKey = ([left, right]: IdPair): string => `${left}\u0000${right}`;

/** The same text for a pair whichever way round it stands. */
const pairKey = ([one, other]: IdPair): string => orderedKey(one < other ? [one, other] : [other, one]);

async function readPairs(file: string, signal: AbortSignal | undefined): Promise<readonly FoundPair[]> {
  const pairs: FoundPair[] = [];
  for await (const { header, rows } of wholeRows(file, signal)) {
    const [left, right, decision, probability] = places(file, header, [
      'left_id',
      'right_id',
      'decision',
      'match_probability',
    ]);
    for (const { cells, line } of rows) {
      pairs.push({
        ids: [cells[left!]!, cells[right!]!],
        decision: cells[decision!]!,
        probability: shareOf(cells[probability!]!, 'match_probability', file, line),
      });
    }
  }
  return pairs;
}

async function readTruth(
  file: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly pairs: readonly IdPair[]; readonly areClusters: boolean }> {
  const pairs: IdPair[] = [];
  const clusters = new Map<string, string[]>();
  let areClusters = false;
  for await (const { header, rows } of wholeRows(file, signal)) {
    const cluster = ['cluster', 'cluster_id'].find((name) => header.includes(name));
    if (cluster !== undefined) {
      areClusters = true;
      const named = ['unique_id', 'rec_id'].find((name) => header.includes(name)) ?? 'id';
      const [id, of] = places(file, header, [named, cluster]);
      for (const { cells } of rows) {
        const members = clusters.get(cells[of!]!);
        if (members !== undefined) members.push(cells[id!]!);
        else if (cells[of!] !== '') clusters.set(cells[of!]!, [cells[id!]!]);
      }
      continue;
    }
    const labels = header.includes('unique_id_l');
    const [left, right] = places(
      file,
      header,
      labels ? ['unique_id_l', 'unique_id_r'] : ['left_id', 'right_id'],
    );
    const score = header.indexOf('clerical_match_score');
    for (const { cells, line } of rows) {
      if (score >= 0 && shareOf(cells[score]!, 'clerical_match_score', file, line) < 0.5) continue;
      pairs.push([cells[left!]!, cells[right!]!]);
    }
  }
  for (const members of clusters.values()) {
    members.forEach((one, i) => {
      for (const other of members.slice(i + 1)) pairs.push([one, other]);
    });
  }
  return { pairs, areClusters };
}

type WholeRow = { readonly cells: readonly string[]; readonly line: number };

/** The rows of a file, trimmed. One that has not a cell for each column would say something that nobody meant. */
async function* wholeRows(
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly header: readonly string[]; readonly rows: readonly WholeRow[] }> {
  const name = basename(file);
  for await (const { header, rows, lines, truncated } of readDelimited(file)) {
    signal?.throwIfAborted();
    if (truncated === true) throw cutShort(name, lines.at(-1)!);
    const ragged = rows.findIndex((row) => row.length !== header.length);
    if (ragged >= 0) {
      const cells = rows[ragged]!.length;
      throw invalidRow(name, lines[ragged]!, `has ${cells} cells and the header ${header.length}`);
    }
    yield {
      header,
      rows: rows.map((row, i) => ({ cells: row.map((cell) => cell.trim()), line: lines[i]! })),
    };
  }
}

function shareOf(text: string, column: string, file: string, line: number): number {
  const share = text === '' ? Number.NaN : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw invalidRow(basename(file), line, `has no number from 0 to 1 in "${column}"`);
}

function invalidRow(file: string, line: number, why: string): LinkdeskError {
  return new LinkdeskError(
    'TRUTH_ROW_INVALID',
    `Line ${line} of ${file} ${why}. Mend the row and run again.`,
    {
      file,
      line,
    },
  );
}

function ambiguous(file: string): LinkdeskError {
  return new LinkdeskError(
    'TRUTH_AMBIGUOUS',
    `${file} names records by one id, but the two files of the pairs use the same ids for different records. Give the truth as pairs, left_id and right_id.`,
    { file },
  );
}

function places(file: string, header: readonly string[], names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const place = header.indexOf(name);
    if (place >= 0) return place;
    throw new LinkdeskError(
      'TRUTH_COLUMNS_MISSING',
      `${basename(file)} has no column "${name}". Pairs need left_id, right_id, match_probability and decision; ` +
        'the truth needs left_id and right_id, or id and cluster (or cluster_id), or unique_id_l and unique_id_r.',
      { file: basename(file), column: name },
    );
  });
}
