import { type DecidedPairs, decisions, NONE } from '../linkage/decide/decidedPairs.ts';
import { tiers } from '../linkage/decide/tiers.ts';
import { type EncodedRecords, recordId } from '../linkage/encode/encodedRecords.ts';
import type { Clusters } from '../linkage/assign/clusters.ts';

const ROWS_A_CHUNK = 20_000;

/** A cell of a machine-readable CSV: quoted only when it must be, so that ids come back exactly as they went in. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The pairs as CSV, best known to a program: no byte order mark, one line a pair. `all` adds pairs that do not link. */
export function* pairLines(
  records: EncodedRecords,
  pairs: DecidedPairs,
  all: boolean,
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = ['left_id,right_id,match_weight,match_probability,decision,tier'];
  for (let i = 0; i < pairs.left.length; i++) {
    const decision = pairs.decision[i]!;
    if (decision === NONE && !all) continue;
    const probability = pairs.probability[i]!;
    lines.push(
      `${csvCell(recordId(records, pairs.left[i]!))},${csvCell(recordId(records, pairs.right[i]!))},` +
        `${pairs.weight[i]!.toFixed(6)},${probability.toPrecision(9)},${decisions[decision]!},${tiers[pairs.tier[i]!]!}`,
    );
    if (lines.length < ROWS_A_CHUNK) continue;
    yield encoder.encode(`${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join('\n')}\n`);
}

/** Every record with its cluster, named by the id of the cluster's first record. */
export function* clusterLines(records: EncodedRecords, { of }: Clusters): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = ['id,cluster_id'];
  for (let record = 0; record < of.length; record++) {
    lines.push(`${csvCell(recordId(records, record))},${csvCell(recordId(records, of[record]!))}`);
    if (lines.length < ROWS_A_CHUNK) continue;
    yield encoder.encode(`${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join('\n')}\n`);
}
