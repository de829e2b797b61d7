import { array, assert, constantFrom, property, string, subarray, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnStore } from '../../../src/linkage/splink/columnStore.ts';
import { compilation, compileExpression } from '../../../src/linkage/splink/compile.ts';
import { ladderOf } from '../../../src/linkage/splink/ladder.ts';
import type { SplinkComparison } from '../../../src/linkage/splink/model.ts';
import { emptyBatch } from '../../../src/linkage/splink/pairBatch.ts';
import { pairConditions } from '../../../src/linkage/splink/pairConditions.ts';
import { pairLevels } from '../../../src/linkage/splink/pairLevels.ts';
import { readSplinkModel } from '../../../src/linkage/splink/readModel.ts';

const MISSING = { sql_condition: '"name_l" IS NULL OR "name_r" IS NULL', is_null_level: true };
const EQUAL = '"name_l" = "name_r"';
const similar = (limit: number): string => `jaro_winkler_similarity("name_l", "name_r") >= ${limit}`;
const near = (limit: number): string => `damerau_levenshtein("name_l", "name_r") <= ${limit}`;

function comparisonOf(...conditions: readonly (string | object)[]): SplinkComparison {
  const levels = [...conditions, 'ELSE'].map((level) =>
    typeof level === 'string' ? { sql_condition: level } : level,
  );
  const comparison = { output_column_name: 'name', comparison_levels: levels };
  return readSplinkModel(JSON.stringify({ link_type: 'dedupe_only', comparisons: [comparison] }))
    .comparisons[0]!;
}

/** γ the plain way: level after level, the first that is TRUE. */
function plainLevel(comparison: SplinkComparison, columns: ColumnStore): (l: number, r: number) => number {
  const context = compilation('duckdb', columns);
  const tests = comparison.levels.map(({ condition }) => condition && compileExpression(condition, context));
  return (l, r) => {
    const at = tests.findIndex((test) => test === undefined || test(l, r) === true);
    if (comparison.levels[at]!.role === 'null') return -1;
    return comparison.levels.slice(at + 1).filter(({ role }) => role !== 'null').length;
  };
}

const short = string({ unit: constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 7 });
const names = array(tuple(short, constantFrom('name', null)), { minLength: 1, maxLength: 7 }).map((cells) =>
  cells.map(([name, kept]) => (kept === null && name.length % 2 === 0 ? null : name)),
);

describe('levels of comparisons of the commonest shape', () => {
  const ladders = [
    comparisonOf(MISSING, EQUAL),
    comparisonOf(MISSING, EQUAL, similar(0.92), similar(0.88), similar(0.7)),
    comparisonOf(MISSING, EQUAL, similar(0.7), similar(0.92)),
    comparisonOf(MISSING, EQUAL, near(1), near(2)),
    comparisonOf(MISSING, EQUAL, 'levenshtein("name_l", "name_r") <= 2'),
    comparisonOf(MISSING, EQUAL, 'jaccard("name_l", "name_r") >= 0.5'),
  ];
  const others = [
    comparisonOf(EQUAL, similar(0.9)),
    comparisonOf(MISSING, similar(0.9), EQUAL),
    comparisonOf(MISSING, EQUAL, similar(0.9), near(1)),
    comparisonOf(MISSING, EQUAL, 'jaro_winkler_similarity("name_l", "name_r") > 0.9'),
    comparisonOf({ ...MISSING, sql_condition: '"name_l" IS NULL AND "name_r" IS NULL' }, EQUAL, near(1)),
    comparisonOf(MISSING, '"name_l" = "other_r"', near(1)),
    comparisonOf(MISSING, EQUAL, 'damerau_levenshtein("name_l", "other_r") <= 1'),
  ];

  it('are known by their shape, and by no other', () => {
    expect(ladders.map(ladderOf)).not.toContain(undefined);
    expect(others.map(ladderOf)).toEqual(others.map(() => undefined));
  });

  it('are those of the plain way', () => {
    assert(
      property(names, subarray([...ladders, ...others], { minLength: 1, maxLength: 3 }), (cells, chosen) => {
        const values = new Map([
          ['name', cells],
          ['other', cells.toReversed()],
        ]);
        const columns = ColumnStore.of(cells.length, values);
        const batch = emptyBatch();
        const conditions = pairConditions(columns, 'duckdb', batch);
        const levels = chosen.map((comparison) => pairLevels(comparison, conditions));
        for (let l = 0; l < cells.length; l++) {
          for (let r = 0; r < cells.length; r++) {
            [batch.left[batch.size], batch.right[batch.size]] = [l, r];
            batch.size++;
          }
        }
        const gammas = new Int8Array(batch.size);
        for (const [at, comparison] of chosen.entries()) {
          levels[at]!(gammas);
          const plain = plainLevel(comparison, columns);
          expect([...gammas]).toEqual(
            Array.from(gammas, (_, row) => plain(batch.left[row]!, batch.right[row]!)),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
