import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import { comparisonLevels } from '../compare/comparisonKinds.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';

/**
 * Names are not all alike common, and those who share a common name are many: taken all alike, namesakes would pass for
 * matches whose birth date differs, and training would learn that birth dates differ often. So in training "same" of a
 * name is told apart by how common the name is, in classes of values that are at most four times as common as others.
 */
export type Commonness = {
  /** Writes the class of the values into levels of "same": a pair's levels start at `at`, `left` is its left record. */
  readonly mark: (levels: Uint8Array, at: number, left: number) => void;
  /** Per comparison the share of the records that have a value of each class, the mean of the class; empty: no classes. */
  readonly shares: readonly (readonly number[])[];
};

/** The classes of the values of a plan's names. A marked level is the one of "same" and, above it, the class. */
export function commonnessOf(records: EncodedRecords, plan: readonly PlannedComparison[]): Commonness {
  const named = plan.flatMap(({ kind, column, termFrequency }, c) =>
    termFrequency && (kind === 'given_name' || kind === 'family_name')
      ? [{ c, same: comparisonLevels[kind].length, column: records.columns[column]! }]
      : [],
  );
  const shares: (readonly number[])[] = plan.map(() => []);
  for (const { c, column } of named) {
    const sums: { records: number; logs: number }[] = [];
    for (const count of column.counts) {
      if (count === 0) continue;
      const sum = (sums[classOf(count)] ??= { records: 0, logs: 0 });
      sum.records += count;
      sum.logs += count * Math.log(Math.max(count - 1, 1) / column.filled);
    }
    shares[c] = Array.from(sums, (sum) => (sum === undefined ? 1 : Math.exp(sum.logs / sum.records)));
  }
  return {
    mark: (levels, at, left) => {
      for (const { c, same, column } of named) {
        const key = column.keys[left]!;
        if (levels[at + c] === same && key >= 0) levels[at + c] = same + 1 + classOf(column.counts[key]!);
      }
    },
    shares,
  };
}

/** The class of a value that so many records have. */
function classOf(count: number): number {
  return (32 - Math.clz32(count - 1)) >> 1;
}
