import { LinkdeskError } from '../domain/error.ts';
import { componentsAtThresholds, type Edge } from '../linkage/cluster/connectedComponents.ts';
import { singleBestLinks, type TiesMethod } from '../linkage/cluster/singleBestLinks.ts';
import { probabilityOfWeight } from '../linkage/model/weight.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { compositeId, type Records } from '../linkage/splink/records.ts';
import type { ScoredSlice } from '../linkage/splink/splinkSlice.ts';
import { csvCell } from './pairsFile.ts';

/** Which clusters are wanted. */
export type ClusterRequest = {
  /** Where they go. */
  readonly out: string;
  /** Pairs of this match probability or more are linked; several give a column each. */
  readonly thresholds: readonly number[];
  /**
   * Source datasets that hold each person once. Named ones: single best links, with at most one record of each of
   * them in a cluster (linkage.md 6.9); none: whoever can be reached.
   */
  readonly duplicateFree: readonly string[];
  readonly ties: TiesMethod;
};

/** Pairs that may link are gathered while they are scored. */
export type ClusterGatherer = {
  readonly add: (slice: ScoredSlice) => void;
  /** The file: id, source, and the cluster at each threshold; and how many clusters there are at each. */
  readonly finish: () => { readonly lines: string; readonly counts: readonly number[] };
};

/**
 * Gathers the pairs of a run for clusters.
 * @throws LinkdeskError CLUSTERS_INVALID for a threshold that is no probability or a source that no file is.
 */
export function clusterGatherer(
  model: SplinkModel,
  records: Records,
  { thresholds, duplicateFree, ties }: ClusterRequest,
): ClusterGatherer {
  const wrong = thresholds.find((threshold) => !(threshold >= 0 && threshold <= 1));
  if (wrong !== undefined || thresholds.length === 0) {
    throw invalid(`Clusters are made at match probabilities from 0 to 1; ${wrong ?? 'none'} was given.`);
  }
  const free = new Set(duplicateFree.map((name) => sourceNamed(records, name)));
  const least = Math.min(...thresholds);
  const edges: Edge[] = [];
  return {
    add: ({ left, right, weights }) => {
      for (let at = 0; at < left.length; at++) {
        const probability = probabilityOfWeight(weights[at]!);
        if (probability >= least) edges.push({ left: left[at]!, right: right[at]!, probability });
      }
    },
    finish: () => {
      const { count, sourceOf, idOrder } = records;
      const input = { count, sourceOf, order: idOrder, duplicateFree: free };
      const clusters =
        free.size === 0
          ? componentsAtThresholds(count, edges, thresholds, idOrder)
          : thresholds.map((threshold) => singleBestLinks(input, edges, threshold, ties));
      return {
        lines: clusterLines(model, records, thresholds, clusters),
        counts: clusters.map((of) => of.filter((first, record) => first === record).length),
      };
    },
  };
}

function sourceNamed({ sources }: Records, name: string): number {
  const source = sources.indexOf(name);
  if (source >= 0) return source;
  throw invalid(`No file is the source dataset "${name}"; there are ${sources.join(', ')}.`);
}

/** Every record with its clusters, each named by its first record's id, with names of columns as Splink gives them. */
function clusterLines(
  { settings, linkType }: SplinkModel,
  { ids, sources, sourceOf }: Records,
  thresholds: readonly number[],
  clusters: readonly Int32Array[],
): string {
  const hasSource = linkType !== 'dedupe_only';
  const idOf = (record: number): string =>
    csvCell(hasSource ? compositeId(sources[sourceOf[record]!]!, ids[record]!) : ids[record]!);
  const names = thresholds.length === 1 ? ['cluster_id'] : thresholds.map(columnOfThreshold);
  const header = [...names, ...(hasSource ? [settings.sourceDatasetColumn] : []), settings.uniqueIdColumn];
  const lines = ids.map((id, record) =>
    [
      ...clusters.map((of) => idOf(of[record]!)),
      ...(hasSource ? [csvCell(sources[sourceOf[record]!]!)] : []),
      csvCell(id),
    ].join(','),
  );
  return `${[header.map(csvCell).join(','), ...lines].join('\n')}\n`;
}

/** `cluster_p_0_95` for a threshold of .95. */
function columnOfThreshold(threshold: number): string {
  if (threshold === 0 || threshold === 1) return `cluster_${threshold}_0`;
  return `cluster_p_${threshold.toFixed(6).replace(/0+$/, '').replace('.', '_')}`;
}

function invalid(message: string): LinkdeskError {
  return new LinkdeskError('CLUSTERS_INVALID', message);
}
