import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { bestF1, accuracyTable } from '../linkage/accuracy/accuracyTable.ts';

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
};

type FoundPair = { readonly key: string; readonly decision: string; readonly probability: number };

/**
 * Compares a pairs file of `link` or `dedupe` with the truth: rows with decision `link` against pairs known to match.
 * The truth is either pairs (`left_id,right_id`, or Splink's labels table) or clusters (`id,cluster`: records of one
 * cluster are one person). A pair counts whichever way round it stands. Throws `TRUTH_COLUMNS_MISSING`.
 */
export async function evaluatePairs(pairsFile: string, truthFile: string): Promise<PairsEvaluation> {
  const found = await readPairs(pairsFile);
  const truth = await readTruth(truthFile);
  let correct = 0;
  let links = 0;
  let review = 0;
  let trueInReview = 0;
  for (const { key, decision } of found) {
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
  const keys = new Set(found.map(({ key }) => key));
  const judged = [
    ...found.map(({ key, probability }) => ({ weight: probability, match: truth.has(key) })),
    ...[...truth].filter((key) => !keys.has(key)).map(() => ({ weight: undefined, match: true })),
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
  };
}

/** The same text for a pair whichever way round it stands. */
function pairKey(one: string, other: string): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}

async function readPairs(file: string): Promise<readonly FoundPair[]> {
  const pairs: FoundPair[] = [];
  for await (const { header, rows } of readDelimited(file)) {
    const [left, right, decision, probability] = places(file, header, [
      'left_id',
      'right_id',
      'decision',
      'match_probability',
    ]);
    for (const row of rows) {
      pairs.push({
        key: pairKey(row[left!]!.trim(), row[right!]!.trim()),
        decision: row[decision!]!.trim(),
        probability: Number(row[probability!]),
      });
    }
  }
  return pairs;
}

async function readTruth(file: string): Promise<ReadonlySet<string>> {
  const truth = new Set<string>();
  const clusters = new Map<string, string[]>();
  for await (const { header, rows } of readDelimited(file)) {
    if (header.includes('cluster')) {
      const id = header.findIndex((name) => name === 'id' || name === 'unique_id' || name === 'rec_id');
      const [cluster] = places(file, header, ['cluster']);
      for (const row of rows) {
        const members = clusters.get(row[cluster!]!.trim());
        if (members === undefined) clusters.set(row[cluster!]!.trim(), [row[Math.max(id, 0)]!.trim()]);
        else members.push(row[Math.max(id, 0)]!.trim());
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
    for (const row of rows) {
      if (score >= 0 && Number(row[score]) < 0.5) continue;
      truth.add(pairKey(row[left!]!.trim(), row[right!]!.trim()));
    }
  }
  for (const members of clusters.values()) {
    members.forEach((one, i) => {
      for (const other of members.slice(i + 1)) truth.add(pairKey(one, other));
    });
  }
  return truth;
}

function places(file: string, header: readonly string[], names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const place = header.indexOf(name);
    if (place >= 0) return place;
    throw new LinkdeskError(
      'TRUTH_COLUMNS_MISSING',
      `${basename(file)} has no column "${name}". Pairs need left_id, right_id, match_probability and decision; ` +
        'the truth needs left_id and right_id, or id and cluster.',
      { file: basename(file), column: name },
    );
  });
}
