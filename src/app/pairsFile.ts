import { LineBytes } from '../files/lineBytes.ts';
import { weakClusters } from '../linkage/decide/decideDuplicates.ts';
import { type DecidedPairs, decisions, NONE } from '../linkage/decide/decidedPairs.ts';
import { HELD, tiers } from '../linkage/decide/tiers.ts';
import type { EncodedRecords } from '../linkage/encode/encodedRecords.ts';
import type { Clusters } from '../linkage/assign/clusters.ts';

const COMMA = 44;
const LINE_FEED = 10;

/** A cell of a machine-readable CSV: quoted only when it must be, so that ids come back exactly as they went in. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every set of bits of `HELD` as the words for it, one blank between them. */
const heldWords: readonly string[] = Array.from({ length: 2 ** Object.keys(HELD).length }, (_, bits) =>
  Object.entries(HELD)
    .filter(([, bit]) => (bits & bit) !== 0)
    .map(([word]) => word)
    .join(' '),
);

/**
 * The pairs as CSV, best known to a program: no byte order mark, one line a pair. `held` says what speaks against a pair
 * that agrees, also where it links in spite of a tie. `all` adds pairs that do not link.
 */
export function* pairLines(
  records: EncodedRecords,
  pairs: DecidedPairs,
  all: boolean,
): Generator<Uint8Array> {
  const lines = new LineBytes();
  const ends = decisions.map((decision) =>
    tiers.map((tier) => new TextEncoder().encode(`,${decision},${tier},`)),
  );
  const held = heldWords.map((words) => new TextEncoder().encode(`${words}\n`));
  lines.text('left_id,right_id,match_weight,match_probability,decision,tier,held\n');
  for (let i = 0; i < pairs.left.length; i++) {
    const decision = pairs.decision[i]!;
    if (decision === NONE && !all) continue;
    addId(lines, records, pairs.left[i]!);
    lines.byte(COMMA);
    addId(lines, records, pairs.right[i]!);
    lines.byte(COMMA);
    lines.fixed(pairs.weight[i]!);
    lines.byte(COMMA);
    lines.precise(pairs.probability[i]!);
    lines.bytes(ends[decision]![pairs.tier[i]!]!);
    lines.bytes(held[pairs.held[i]!]!);
    if (lines.isFull) yield lines.take();
  }
  yield lines.take();
}

/**
 * Every record with its cluster, named by the id of the cluster's first record, and the bits by which the weakest join
 * of the cluster hangs together where a person should look at it.
 */
export function* clusterLines(records: EncodedRecords, clusters: Clusters): Generator<Uint8Array> {
  const { of } = clusters;
  const weak = weakClusters(clusters);
  const lines = new LineBytes();
  lines.text('id,cluster_id,weak_bridge\n');
  for (let record = 0; record < of.length; record++) {
    addId(lines, records, record);
    lines.byte(COMMA);
    addId(lines, records, of[record]!);
    lines.byte(COMMA);
    const support = weak.get(of[record]!);
    if (support !== undefined) lines.fixed(support);
    lines.byte(LINE_FEED);
    if (lines.isFull) yield lines.take();
  }
  yield lines.take();
}

function addId(lines: LineBytes, { ids, leftRows }: EncodedRecords, record: number): void {
  const isLeft = record < leftRows;
  const { bytes, starts } = ids[isLeft ? 0 : 1];
  const row = isLeft ? record : record - leftRows;
  lines.cell(bytes, starts[row]!, starts[row + 1]!);
}
