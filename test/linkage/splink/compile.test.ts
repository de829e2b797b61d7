import { describe, expect, it } from 'vitest';
import { ColumnStore } from '../../../src/linkage/splink/columnStore.ts';
import { compilation, compileExpression } from '../../../src/linkage/splink/compile.ts';
import type { Dialect } from '../../../src/linkage/splink/expression.ts';
import type { SplinkComparison } from '../../../src/linkage/splink/model.ts';
import { emptyBatch } from '../../../src/linkage/splink/pairBatch.ts';
import { pairConditions } from '../../../src/linkage/splink/pairConditions.ts';
import { pairLevels } from '../../../src/linkage/splink/pairLevels.ts';
import { parseSql } from '../../../src/linkage/splink/parseSql.ts';
import type { Records } from '../../../src/linkage/splink/records.ts';
import type { Value } from '../../../src/linkage/splink/value.ts';
import { exampleModel, examplePeople } from './exampleModel.ts';

type Sides = Readonly<Record<string, readonly [Value, Value]>>;

/** The value of a condition for one pair, whose columns are given as [left, right]. */
function valueOf(sql: string, sides: Sides = {}, dialect: Dialect = 'duckdb'): Value {
  const columns = ColumnStore.of(2, new Map(Object.entries(sides)));
  return compileExpression(parseSql(sql, dialect, 'suffix'), compilation(dialect, columns))(0, 1);
}

describe('conditions, computed', () => {
  it.each<readonly [string, Value]>([
    ['NULL = NULL', null],
    ['NULL = 1 AND FALSE', false],
    ['NULL = 1 AND TRUE', null],
    ['NULL = 1 OR TRUE', true],
    ['NULL = 1 OR FALSE', null],
    ['NOT (NULL = 1)', null],
    ['NOT FALSE', true],
    ['NULL IS NULL', true],
    ['1 IS NOT NULL', true],
    ["NULL IN ('a')", null],
    ["'a' IN ('a', NULL)", true],
    ["'b' IN ('a', NULL)", null],
    ["'b' NOT IN ('a')", true],
    ['1 = 1', true],
    ['NULLIF(1, NULL)', 1],
    ["NULLIF('', '')", null],
    ["COALESCE(NULL, 'x')", 'x'],
    ["'a' || NULL", null],
    ["concat('a', NULL, 'b')", 'ab'],
  ])('%s follows three-valued logic', (sql, expected) => expect(valueOf(sql)).toBe(expected));

  it.each<readonly [string, Value]>([
    ["substr('abcdef', 2, 3)", 'bcd'],
    ["substr('abcdef', 0, 3)", 'ab'],
    ["substr('abcdef', -3, 2)", 'de'],
    ["substr('abcdef', 2)", 'bcdef'],
    ["substr('áé🙂x', 2, 2)", 'é🙂'],
    ["length('áé🙂x')", 4],
    ["left('abc', -1) || right('abc', 2)", 'abbc'],
    ["upper('straße')", 'STRAßE'],
    ["trim('  a b ')", 'a b'],
    ["regexp_extract('abc', '(b)(c)', 2)", 'c'],
    ["regexp_extract('abc', 'x', 0)", ''],
    ["CAST('12.5' AS INTEGER)", 13],
    ["CAST('-12.5' AS INTEGER)", -13],
    ["TRY_CAST('x' AS INTEGER)", null],
    ['CAST(12 AS TEXT)', '12'],
    ["'5' = 5", true],
    ["'z' < 'é'", true],
    ['5 / 2', 2.5],
    ['5 / 0', null],
    ["ABS('-2' + 0)", 2],
    ["EPOCH(try_strptime('1970-01-02', '%Y-%m-%d'))", 86_400],
    ["try_strptime('1990-02-30', '%Y-%m-%d')", null],
    ["try_strptime('1990-1-4', '%Y-%m-%d') = CAST('1990-01-04' AS DATE)", true],
    ["try_strptime('191614', '%Y%m%d')", null],
    ["try_strptime('1916104', '%Y%m%d') = try_strptime('1916-10-04', '%Y-%m-%d')", true],
    ["try_strptime(' 1916-01-04 ', '%Y-%m-%d') IS NULL", false],
    ["try_strptime('19161-01-04', '%Y-%m-%d')", null],
    ["damerau_levenshtein('ca', 'abc')", 2],
    ["levenshtein('jose', 'josé')", 2],
    ["jaccard('ab', 'ba')", 1],
  ])('%s as DuckDB computes it', (sql, expected) => expect(valueOf(sql)).toBe(expected));

  it('compare characters and cut integers off in Spark', () => {
    expect(valueOf("levenshtein('jose', 'josé')", {}, 'spark')).toBe(1);
    expect(valueOf("jaro_winkler('1840-82-07', '1840-02-07')", {}, 'spark')).toBeCloseTo(
      0.9266666666666666,
      15,
    );
    expect(valueOf("CAST('12.7' AS INT)", {}, 'spark')).toBe(12);
    expect(valueOf("try_to_timestamp('1990-1-4', 'yyyy-MM-dd')", {}, 'spark')).toBe(null);
  });

  it('count the values two lists share', () => {
    const sides: Sides = {
      a: [
        ['x', 'y', 'y'],
        ['y', 'y', 'z'],
      ],
    };
    expect(valueOf('array_length(list_intersect("a_l", "a_r"))', sides)).toBe(1);
    expect(valueOf('array_length(list_intersect("a_l", "a_r")) >= 1', { a: [['x'], null] })).toBe(null);
  });

  it('say what is wrong with a value without showing it', () => {
    expect(() => valueOf('"a_l" - 1 = 0', { a: ['secret', null] })).toThrow(
      expect.objectContaining({ code: 'VALUE_NOT_NUMERIC', message: expect.not.stringContaining('secret') }),
    );
    expect(() => valueOf('CAST("a_l" AS DATE) = 0', { a: ['1/2/2020', null] })).toThrow(
      expect.objectContaining({ code: 'VALUE_NOT_DATE' }),
    );
  });

  it('find a column whatever its case, and name one that is missing', () => {
    expect(valueOf('"Name_l" = "NAME_R"', { name: ['x', 'x'] })).toBe(true);
    expect(() => valueOf('"other_l" = 1', { name: ['x', 'x'] })).toThrow(
      expect.objectContaining({ code: 'COLUMN_MISSING', message: expect.stringContaining('"other"') }),
    );
  });
});

/** γ of single pairs. */
function levelOf(
  comparison: SplinkComparison,
  records: Records,
): (left: number, right: number) => number | undefined {
  const batch = emptyBatch();
  const levels = pairLevels(comparison, pairConditions(records.columns, 'duckdb', batch));
  const gammas = new Int8Array(1);
  return (left, right) => {
    Object.assign(batch, { size: 1, serial: batch.serial + 1 });
    [batch.left[0], batch.right[0]] = [left, right];
    levels(gammas);
    return gammas[0];
  };
}

describe('the level of a pair', () => {
  const model = exampleModel();
  const records = examplePeople();
  const [name, dob, city] = model.comparisons.map((comparison) => levelOf(comparison, records));

  it('is the first whose condition is TRUE; NULL is not TRUE, and falls through to else', () => {
    expect(name!(0, 1)).toBe(4);
    expect(name!(0, 2)).toBe(3);
    expect(name!(0, 3)).toBe(2);
    expect(name!(4, 6)).toBe(0);
    expect(name!(5, 5)).toBe(-1);
    expect(name!(0, 6)).toBe(0);
  });

  it('may be plain equality of one column although the similar level above took it', () => {
    expect(name!(0, 4)).toBe(2);
  });

  it('is read for dates and for derived text', () => {
    expect([dob!(0, 2), dob!(0, 1), dob!(0, 3), dob!(0, 4), dob!(0, 6)]).toEqual([3, 2, 1, -1, 0]);
    expect([city!(0, 1), city!(0, 2), city!(0, 3)]).toEqual([1, 0, -1]);
  });

  it('counts 30 days as a month and 31 not', () => {
    const people = examplePeople([
      ['1', 'A', 'B', '1990-01-13', 'C'],
      ['2', 'A', 'B', '1990-02-12', 'C'],
      ['3', 'A', 'B', '1990-01-31', 'C'],
      ['4', 'A', 'B', '1990-03-03', 'C'],
    ]);
    const gammaOf = levelOf(model.comparisons[1]!, people);
    expect([gammaOf(0, 1), gammaOf(2, 3)]).toEqual([1, 0]);
  });
});
