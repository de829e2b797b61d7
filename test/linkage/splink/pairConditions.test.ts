import { array, assert, constantFrom, letrec, oneof, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnStore } from '../../../src/linkage/splink/columnStore.ts';
import { compilation, compileExpression } from '../../../src/linkage/splink/compile.ts';
import type { Dialect, Expression } from '../../../src/linkage/splink/expression.ts';
import { ALL_ROWS, emptyBatch } from '../../../src/linkage/splink/pairBatch.ts';
import { pairConditions } from '../../../src/linkage/splink/pairConditions.ts';
import { parseSql } from '../../../src/linkage/splink/parseSql.ts';
import { truthOf } from '../../../src/linkage/splink/truth.ts';
import type { Value } from '../../../src/linkage/splink/value.ts';

const NAMES = ['Ana', 'ana', 'Anna', 'Ruiz', 'Ruis', 'ca', 'abc', 'José', ''] as const;
const DATES = ['1990-01-02', '1990-01-20', '1990-02-01', '1985-07-07', 'unknown'] as const;
const nullable = <T>(values: readonly T[]) => constantFrom<T | null>(...values, null);

const rows = array(
  record({
    name: nullable<Value>(NAMES),
    other: nullable<Value>(NAMES),
    dob: nullable<Value>(DATES),
    size: nullable<Value>([1, 2.5, -3]),
    tags: nullable<Value>([['x', 'y'], ['y'], []]),
  }),
  { minLength: 1, maxLength: 6 },
);

const date = (side: string): string => `try_strptime("dob_${side}", '%Y-%m-%d')`;

/** Conditions of every kind that has a fast way, and some that have none. */
const LEAVES = [
  '"name_l" = "name_r"',
  '"name_l" <> "other_r"',
  '"other_r" = "name_r"',
  '"name_l" IS NULL OR "name_r" IS NULL',
  `"name_l" = 'Ana'`,
  '"name_l" < "name_r"',
  'LOWER("name_l") = LOWER("name_r")',
  `"name_l" || "other_l" = "name_r" || "other_r"`,
  `NULLIF(substr("name_l", 1, 1), 'A') = substr("name_r", 1, 1)`,
  'jaro_winkler_similarity("name_l", "name_r") >= 0.88',
  'jaro_winkler_similarity("name_l", "name_r") >= 0.7',
  'jaro_winkler_similarity("name_l", "name_r") < 0.7',
  '0.9 <= jaro_similarity("name_l", "other_r")',
  'jaccard("name_l", "name_r") * 2 > 1',
  'levenshtein("name_l", "name_r") <= 1',
  'levenshtein("name_l", "name_r") > 2',
  'damerau_levenshtein("name_l", "name_r") <= 2',
  'damerau_levenshtein("name_l", "name_r") = 2',
  'damerau_levenshtein("name_l", "name_r") BETWEEN 1 AND 3',
  'damerau_levenshtein("name_l", "name_r") + levenshtein("name_l", "other_l") < 4',
  'levenshtein("name_l", "name_r") IS NULL',
  `${date('l')} IS NULL OR ${date('r')} IS NULL`,
  `ABS(EPOCH(${date('l')}) - EPOCH(${date('r')})) <= 2629800.0`,
  '"size_l" - "size_r" > 0',
  '"size_l" / ("size_r" - 1) <= 2',
  '"size_l" = "size_r"',
  '"size_l" IS NOT NULL',
  'array_length(list_intersect("tags_l", "tags_r")) >= 1',
  'COALESCE("name_l", "other_r") = "name_r"',
  '"name_l" IN (\'Ana\', "name_r")',
  'TRUE',
  'NULL = 1',
].map((sql) => parseSql(sql, 'duckdb', 'suffix'));

const { condition } = letrec<{ condition: Expression }>((tie) => ({
  condition: oneof(
    { maxDepth: 2 },
    constantFrom(...LEAVES),
    tuple(tie('condition'), tie('condition')).map((terms): Expression => ({ kind: 'and', terms })),
    tuple(tie('condition'), tie('condition')).map((terms): Expression => ({ kind: 'or', terms })),
    tie('condition').map((term): Expression => ({ kind: 'not', term })),
  ),
}));

type Row = Readonly<Record<string, Value>>;

function storeOf(people: readonly Row[]): ColumnStore {
  const names = Object.keys(people[0]!);
  return ColumnStore.of(people.length, new Map(names.map((name) => [name, people.map((row) => row[name]!)])));
}

describe('conditions over a batch of pairs', () => {
  it.each<Dialect>(['duckdb', 'spark'])('are what they are one by one, in %s', (dialect) => {
    assert(
      property(rows, array(condition, { minLength: 1, maxLength: 4 }), (people, wanted) => {
        const columns = storeOf(people);
        const batch = emptyBatch();
        const fast = pairConditions(columns, dialect, batch);
        const compiled = wanted.map(fast.compile);
        const plain = compilation(dialect, storeOf(people));
        const expected = wanted.map((each) => compileExpression(each, plain));
        // Twice, in another order, so that what is kept of one batch never shows in the next.
        for (const reversed of [false, true]) {
          batch.size = 0;
          batch.serial++;
          for (let l = 0; l < people.length; l++) {
            for (let r = 0; r < people.length; r++) {
              [batch.left[batch.size], batch.right[batch.size]] = reversed ? [r, l] : [l, r];
              batch.size++;
            }
          }
          const out = new Uint8Array(batch.size);
          for (const [at, test] of compiled.entries()) {
            test(ALL_ROWS, batch.size, out);
            const truths = Array.from(out, (_, row) =>
              truthOf(expected[at]!(batch.left[row]!, batch.right[row]!)),
            );
            expect([...out]).toEqual(truths);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('derive nothing new on another thread, and give the same', () => {
    const people = [
      { name: 'Ana', dob: '1990-01-02' },
      { name: 'ANA', dob: null },
    ];
    const columns = storeOf(people);
    const lower = parseSql('LOWER("name_l") = LOWER("name_r")', 'duckdb', 'suffix');
    const length = parseSql('LENGTH("name_l") = LENGTH("name_r")', 'duckdb', 'suffix');
    const batch = emptyBatch();
    pairConditions(columns, 'duckdb', batch).compile(lower);
    const there = pairConditions(ColumnStore.fromShared(columns.share()), 'duckdb', batch);
    [batch.left[0], batch.right[0], batch.size] = [0, 1, 1];
    const out = new Uint8Array(1);
    for (const test of [lower, length]) {
      there.compile(test)(ALL_ROWS, 1, out);
      expect(out[0]).toBe(truthOf(true));
    }
  });
});
