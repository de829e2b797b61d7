import { NULL_LEVEL } from '../model/model.ts';
import { climb, ladderOf } from './ladder.ts';
import type { SplinkComparison } from './model.ts';
import { ALL_ROWS, BATCH } from './pairBatch.ts';
import type { PairConditions } from './pairConditions.ts';
import { TRUE } from './truth.ts';

/**
 * A comparison over the pairs of a batch: writes γ of each pair. Levels are tried in order, the first whose condition
 * is TRUE wins, a condition that is NULL is not TRUE (linkage.md 6.1).
 * @throws LinkdeskError COLUMN_MISSING when no file has a column the comparison reads.
 */
export function pairLevels(
  comparison: SplinkComparison,
  conditions: PairConditions,
): (gammas: Int8Array) => void {
  const { batch, measures, textsOf } = conditions;
  const ladder = ladderOf(comparison);
  const ids = ladder && textsOf(ladder.column);
  if (ladder === undefined || ids === undefined) return levelByLevel(comparison, conditions);
  return (gammas) => climb(ladder, ids, batch, measures()[ladder.method], gammas);
}

function levelByLevel(
  comparison: SplinkComparison,
  { batch, compile }: PairConditions,
): (gammas: Int8Array) => void {
  let gamma = comparison.levels.filter(({ role }) => role !== 'null').length - 1;
  const tests = comparison.levels.flatMap((level) => {
    const own = level.role === 'null' ? NULL_LEVEL : gamma--;
    return level.condition === undefined ? [] : [{ gamma: own, holds: compile(level.condition) }];
  });
  const open = new Int32Array(BATCH);
  const truths = new Uint8Array(BATCH);
  return (gammas) => {
    gammas.fill(0, 0, batch.size);
    let rows = ALL_ROWS;
    let count = batch.size;
    for (const test of tests) {
      if (count === 0) return;
      test.holds(rows, count, truths);
      let left = 0;
      for (let i = 0; i < count; i++) {
        const row = rows[i]!;
        if (truths[row] === TRUE) gammas[row] = test.gamma;
        else open[left++] = row;
      }
      rows = open;
      count = left;
    }
  };
}
