import { comparisonWeights, probabilityOfWeight } from '../linkage/model/weight.ts';
import type { UnlinkablePoint } from '../linkage/accuracy/unlinkables.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import type { Records } from '../linkage/splink/records.ts';
import type { ScoredSlice } from '../linkage/splink/splinkSlice.ts';
import { type FrequencyRanks, frequencyColumns } from '../linkage/splink/termFrequencies.ts';
import { csvCell } from './pairsFile.ts';

/** Writes one cell of a pair: row `at` of a slice. */
type CellOf = (slice: ScoredSlice, at: number) => string;

/** A column of the file. */
type PairColumn = { readonly name: string; readonly cell: CellOf };

/**
 * Scored pairs as CSV with the column names of Splink (linkage.md 5.2): weight and probability; source and id of both
 * records; for each comparison its columns, γ and, when the model keeps intermediate columns, term frequencies and
 * Bayes factors; columns to retain; match_key. Numbers are written so that they read back as they were.
 */
export function splinkPairLines(
  model: SplinkModel,
  records: Records,
  frequencies: ReadonlyMap<string, FrequencyRanks>,
): { readonly header: string; readonly linesOf: (slice: ScoredSlice) => string } {
  const columns = pairColumns(model, records, frequencies);
  return {
    header: `${columns.map(({ name }) => csvCell(name)).join(',')}\n`,
    linesOf: (slice) => {
      let lines = '';
      for (let at = 0; at < slice.left.length; at++) {
        for (let c = 0; c < columns.length; c++) lines += (c > 0 ? ',' : '') + columns[c]!.cell(slice, at);
        lines += '\n';
      }
      return lines;
    },
  };
}

function pairColumns(
  model: SplinkModel,
  records: Records,
  frequencies: ReadonlyMap<string, FrequencyRanks>,
): readonly PairColumn[] {
  const { settings, comparisons } = model;
  const bothSides = (name: string, cellOf: (record: number) => string): readonly PairColumn[] => [
    { name: `${name}_l`, cell: ({ left }, at) => cellOf(left[at]!) },
    { name: `${name}_r`, cell: ({ right }, at) => cellOf(right[at]!) },
  ];
  const valuesOf = (name: string): readonly PairColumn[] => {
    const column = records.columns.column(name);
    return bothSides(name, (record) => {
      const value = records.columns.valueAt(column, record);
      return csvCell(value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
    });
  };
  const written = new Set<string>();
  const once = (name: string): boolean => !written.has(name) && written.add(name) !== undefined;
  return [
    { name: 'match_weight', cell: ({ weights }, at) => String(weights[at]!) },
    { name: 'match_probability', cell: ({ weights }, at) => String(probabilityOfWeight(weights[at]!)) },
    ...(model.linkType === 'dedupe_only'
      ? []
      : bothSides(settings.sourceDatasetColumn, (record) =>
          csvCell(records.sources[records.sourceOf[record]!]!),
        )),
    ...bothSides(settings.uniqueIdColumn, (record) => csvCell(records.ids[record]!)),
    ...comparisons.flatMap((comparison, index): readonly PairColumn[] => [
      ...(settings.retainMatchingColumns ? comparison.columns.filter(once).flatMap(valuesOf) : []),
      {
        name: `${settings.gammaPrefix}${comparison.name}`,
        cell: ({ gammas }, at) => String(gammas[index]![at]!),
      },
      ...(settings.retainIntermediateColumns ? factorColumns(model, index, frequencies, bothSides) : []),
    ]),
    ...settings.additionalColumns.filter(once).flatMap(valuesOf),
    { name: 'match_key', cell: ({ matchKey }) => String(matchKey) },
  ];
}

/** Term frequencies of a comparison's columns, and its Bayes factors. */
function factorColumns(
  model: SplinkModel,
  index: number,
  frequencies: ReadonlyMap<string, FrequencyRanks>,
  bothSides: (name: string, cellOf: (record: number) => string) => readonly PairColumn[],
): readonly PairColumn[] {
  const comparison = model.comparisons[index]!;
  const { weights } = comparisonWeights(comparison);
  const adjusted = frequencyColumns({ ...model, comparisons: [comparison] });
  return [
    ...adjusted.flatMap((name) => {
      const { ranks, logs } = frequencies.get(name)!;
      return bothSides(`${model.settings.termFrequencyPrefix}${name}`, (record) =>
        ranks[record] === 0 ? '' : String(2 ** logs[ranks[record]!]!),
      );
    }),
    {
      name: `bf_${comparison.name}`,
      cell: ({ gammas }, at) => String(2 ** weights[gammas[index]![at]! + 1]!),
    },
    ...(adjusted.length === 0
      ? []
      : [
          {
            name: `bf_tf_adj_${comparison.name}`,
            cell: ({ termWeights }: ScoredSlice, at: number) => String(2 ** (termWeights[index]?.[at] ?? 0)),
          },
        ]),
  ];
}

/** The curve of unlinkable records as CSV, with Splink's names (linkage.md 6.10). */
export function unlinkableLines(points: readonly UnlinkablePoint[]): string {
  const rows = points.map(
    ({ weight, probability, share, cumulativeShare }) =>
      `${weight},${probability},${share},${cumulativeShare}\n`,
  );
  return `match_weight,match_probability,prop,cum_prop\n${rows.join('')}`;
}
