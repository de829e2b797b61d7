import { comparisonWeights } from '../model/weight.ts';
import type { AgreementPatterns } from '../train/em.ts';
import type { SplinkComparison } from './model.ts';
import { numberedPairs } from './numberedPairs.ts';
import type { FrequencyRanks } from './termFrequencies.ts';

/**
 * Pairs counted by what training sees of them. A row has `width` cells: γ + 1 of each comparison, then for each
 * comparison whose term frequencies count the rank of the frequency the pair is judged by.
 */
export type PatternRows = {
  readonly width: number;
  readonly cells: Int32Array;
  readonly counts: Float64Array;
};

/** Counts equal rows; rows stay in order of first sight. */
export type PatternCounter = {
  /** Counts the row of `width` cells that starts at `at`. */
  readonly add: (cells: Int32Array, at: number, count: number) => void;
  readonly rows: () => PatternRows;
};

/** A counter that has seen nothing. */
export function patternCounter(width: number): PatternCounter {
  const prefixes = numberedPairs();
  let rowOfPrefix = new Int32Array(1024).fill(-1);
  let cells = new Int32Array(1024 * width);
  let counts = new Float64Array(1024);
  let size = 0;
  const append = (row: Int32Array, at: number): number => {
    if (size === counts.length) {
      const [longerCells, longerCounts] = [new Int32Array(cells.length * 2), new Float64Array(size * 2)];
      longerCells.set(cells);
      longerCounts.set(counts);
      [cells, counts] = [longerCells, longerCounts];
    }
    for (let i = 0; i < width; i++) cells[size * width + i] = row[at + i]!;
    return size++;
  };
  return {
    add: (row, at, count) => {
      let prefix = -1;
      for (let i = 0; i < width; i++) prefix = prefixes.of(prefix, row[at + i]!);
      const index = prefix + 1;
      if (index >= rowOfPrefix.length) {
        const longer = new Int32Array(index * 2).fill(-1);
        longer.set(rowOfPrefix);
        rowOfPrefix = longer;
      }
      if (rowOfPrefix[index] === -1) rowOfPrefix[index] = append(row, at);
      counts[rowOfPrefix[index]!]! += count;
    },
    rows: () => ({ width, cells: cells.slice(0, size * width), counts: counts.slice(0, size) }),
  };
}

/** The comparisons of which training looks at term frequencies, by index. */
export function adjustedComparisons(comparisons: readonly SplinkComparison[]): readonly number[] {
  return comparisons.flatMap((comparison, index) =>
    comparisonWeights(comparison).adjustments.some((each) => each !== null) ? [index] : [],
  );
}

/**
 * Rows as EM takes them. `frequencies` when the rows have cells for term frequencies: then the frequency of a rank,
 * but at least the minimum of the level, is what the row is judged by.
 */
export function agreementPatterns(
  comparisons: readonly SplinkComparison[],
  { width, cells, counts }: PatternRows,
  frequencies: ReadonlyMap<string, FrequencyRanks> | undefined,
): AgreementPatterns {
  const rows = counts.length;
  const column = <A extends Int8Array | Float64Array>(target: A, valueOf: (row: number) => number): A => {
    for (let row = 0; row < rows; row++) target[row] = valueOf(row);
    return target;
  };
  const levels = comparisons.map((_, index) =>
    column(new Int8Array(rows), (row) => cells[row * width + index]! - 1),
  );
  if (frequencies === undefined) return { levels, counts };
  const adjusted = adjustedComparisons(comparisons);
  const log2Frequencies = comparisons.map((comparison, index) => {
    const place = adjusted.indexOf(index);
    if (place < 0) return null;
    const { adjustments } = comparisonWeights(comparison);
    return column(new Float64Array(rows), (row) => {
      const adjustment = adjustments[cells[row * width + index]!];
      if (!adjustment) return Number.NaN;
      const rank = cells[row * width + comparisons.length + place]!;
      return Math.max(frequencies.get(adjustment.column)!.logs[rank]!, adjustment.log2Minimum);
    });
  });
  return { levels, counts, log2Frequencies };
}
