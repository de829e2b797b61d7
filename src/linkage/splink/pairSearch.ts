import type { LinkType } from '../model/model.ts';
import type { RuleSearch } from './blockSearch.ts';
import { ALL_ROWS, BATCH, type PairBatch } from './pairBatch.ts';
import type { PairConditions } from './pairConditions.ts';
import { mayPair, type RecordOrder } from './records.ts';
import { TRUE } from './truth.ts';

/** Left records whose pairs are wanted: `from` up to but not including `to`. */
export type LeftRange = { readonly from: number; readonly to: number };

/** Left records with about so many pairs to look at. */
export type SizedRange = LeftRange & { readonly pairs: number };

/**
 * The pairs that a rule finds for some left records, batch after batch in the same memory, each pair once, without
 * those for which one of the `earlier` rules is TRUE (linkage.md 6.8). Order: left record, then right record.
 */
export function* pairsOfRule(
  search: RuleSearch,
  earlier: readonly RuleSearch[],
  order: RecordOrder,
  linkType: LinkType,
  conditions: PairConditions,
  { from, to }: LeftRange,
): Generator<PairBatch> {
  const { batch } = conditions;
  const keep = keeper(search, earlier, conditions);
  const partners = partnersIn(search, order, linkType);
  const rights = new Int32Array(order.rank.length);
  batch.size = 0;
  for (let left = from; left < to; left++) {
    const found = partners(left, rights);
    for (let i = 0; i < found; i++) {
      batch.left[batch.size] = left;
      batch.right[batch.size++] = rights[i]!;
      if (batch.size < BATCH) continue;
      keep();
      if (batch.size > 0) yield batch;
      batch.size = 0;
    }
  }
  keep();
  if (batch.size > 0) yield batch;
}

/** Writes the records that share a key with a left record to `rights`, ascending, and gives their number. */
function partnersIn(
  { lookups, repeats }: RuleSearch,
  order: RecordOrder,
  linkType: LinkType,
): (left: number, rights: Int32Array) => number {
  const seenBy = new Int32Array(repeats ? order.rank.length : 0).fill(-1);
  return (left, rights) => {
    let found = 0;
    for (const { left: leftKeys, index } of lookups) {
      for (let at = leftKeys.starts[left]!; at < leftKeys.starts[left + 1]!; at++) {
        const key = leftKeys.keys[at]!;
        // A key above the last one of the right side is a key that no right record has.
        const end = index.starts[key + 1] ?? 0;
        for (let member = index.starts[key] ?? 0; member < end; member++) {
          const right = index.members[member]!;
          if (!mayPair(order, linkType, left, right) || (repeats && seenBy[right] === left)) continue;
          if (repeats) seenBy[right] = left;
          rights[found++] = right;
        }
      }
    }
    if (repeats) rights.subarray(0, found).sort();
    return found;
  };
}

/** Drops the pairs of the batch that fail the rule's filter or belong to an earlier rule. */
function keeper(
  search: RuleSearch,
  earlier: readonly RuleSearch[],
  { batch, compile }: PairConditions,
): () => void {
  const filter = search.filter && compile(search.filter);
  const taken = earlier.map(({ condition }) => compile(condition));
  const truths = new Uint8Array(BATCH);
  const rows = new Int32Array(BATCH);
  /** Keeps the rows on which the condition is, or is not, TRUE. */
  const narrow = (left: number, isWanted: (truth: number) => boolean): number => {
    let kept = 0;
    for (let i = 0; i < left; i++) if (isWanted(truths[rows[i]!]!)) rows[kept++] = rows[i]!;
    return kept;
  };
  return () => {
    batch.serial++;
    rows.set(ALL_ROWS);
    let left = batch.size;
    if (filter !== undefined) {
      filter(rows, left, truths);
      left = narrow(left, (truth) => truth === TRUE);
    }
    for (const condition of taken) {
      condition(rows, left, truths);
      left = narrow(left, (truth) => truth !== TRUE);
    }
    if (left === batch.size) return;
    for (let i = 0; i < left; i++) {
      batch.left[i] = batch.left[rows[i]!]!;
      batch.right[i] = batch.right[rows[i]!]!;
    }
    batch.size = left;
    batch.serial++;
  };
}

/** Cuts the left records of a rule into ranges of about `pairs` found pairs each, whatever will look at them. */
export function leftRanges({ lookups }: RuleSearch, count: number, pairs: number): readonly SizedRange[] {
  const ranges: SizedRange[] = [];
  let from = 0;
  let sum = 0;
  for (let left = 0; left < count; left++) {
    for (const { left: leftKeys, index } of lookups) {
      for (let at = leftKeys.starts[left]!; at < leftKeys.starts[left + 1]!; at++) {
        const key = leftKeys.keys[at]!;
        sum += (index.starts[key + 1] ?? 0) - (index.starts[key] ?? 0);
      }
    }
    if (sum < pairs && left < count - 1) continue;
    if (sum > 0) ranges.push({ from, to: left + 1, pairs: sum });
    from = left + 1;
    sum = 0;
  }
  return ranges;
}
