import { describe, expect, it } from 'vitest';
import { LinkdeskError } from '../../../src/domain/error.ts';
import { exactColumnsOf } from '../../../src/linkage/splink/expression.ts';
import { type ColumnStyle, parseSql } from '../../../src/linkage/splink/parseSql.ts';
import { printSql } from '../../../src/linkage/splink/printSql.ts';

/** The same condition in both spellings of linkage.md 5.3. */
const SPELLINGS: readonly (readonly [string, string, string])[] = [
  ['equality', '"a_l" = "a_r"', '`a_l` = `a_r`'],
  ['null', '"a_l" IS NULL OR "a_r" IS NULL', '`a_l` IS NULL OR `a_r` IS NULL'],
  ['not null', '"a_l" IS NOT NULL', '`a_l` is not null'],
  ['Jaro–Winkler', 'jaro_winkler_similarity("a_l", "a_r") >= 0.88', 'jaro_winkler(`a_l`, `a_r`) >= 0.88'],
  ['Jaro', 'jaro_similarity("a_l", "a_r") >= 0.9', 'jaro_sim(`a_l`, `a_r`) >= 0.9'],
  ['Levenshtein', 'levenshtein("a_l", "a_r") <= 2', 'levenshtein(`a_l`, `a_r`) <= 2'],
  ['Damerau–Levenshtein', 'damerau_levenshtein("a_l", "a_r") <= 1', 'damerau_levenshtein(`a_l`, `a_r`) <= 1'],
  ['Jaccard', 'jaccard("a_l", "a_r") >= 0.5', 'jaccard(`a_l`, `a_r`) >= 0.5'],
  [
    'date difference',
    `ABS(EPOCH(try_strptime("d_l", '%Y-%m-%d')) - EPOCH(try_strptime("d_r", '%Y-%m-%d'))) <= 2629800.0`,
    "ABS(UNIX_TIMESTAMP(date(try_to_timestamp(`d_l`, 'yyyy-MM-dd'))) - UNIX_TIMESTAMP(date(try_to_timestamp(`d_r`, 'yyyy-MM-dd')))) <= 2629800.0",
  ],
  ['columns reversed', '"a_l" = "b_r" AND "b_l" = "a_r"', '`a_l` = `b_r` AND `b_l` = `a_r`'],
  [
    'array overlap',
    'array_length(list_intersect("a_l", "a_r")) >= 1',
    'SIZE(ARRAY_INTERSECT(`a_l`, `a_r`)) >= 1',
  ],
  [
    'substring',
    'SUBSTRING("a_l", 1, 3) = SUBSTRING("a_r", 1, 3)',
    'substr(`a_l`, 1, 3) = substr(`a_r`, 1, 3)',
  ],
  ['concatenation', `"a_l" || ' ' || "b_l" = "a_r"`, "concat(`a_l`, ' ', `b_l`) = `a_r`"],
  [
    'regular expression',
    `NULLIF(regexp_extract("a_l", '^[^@]+', 0), '') = "a_r"`,
    "NULLIF(regexp_extract(`a_l`, '^[^@]+', 0), '') = `a_r`",
  ],
  [
    'backslash',
    String.raw`regexp_extract("a_l", '\d+', 0) = '1'`,
    String.raw`regexp_extract(${'`a_l`'}, '\\d+', 0) = '1'`,
  ],
  ['cast', 'CAST("a_l" AS TEXT) = "a_r"::VARCHAR', 'CAST(`a_l` AS STRING) = CAST(`a_r` AS STRING)'],
  ['case', 'LOWER("a_l") = UPPER("a_r")', 'lower(`a_l`) = upper(`a_r`)'],
  ['logic', 'NOT ("a_l" = "a_r" OR TRUE) AND "b_l" <> \'x\'', "NOT (`a_l` = `a_r` OR true) AND `b_l` != 'x'"],
  ['list', `"a_l" NOT IN ('x', 'it''s')`, String.raw`${'`a_l`'} NOT IN ('x', 'it\'s')`],
  [
    'arithmetic',
    'ABS(CAST("n_l" AS DOUBLE) - CAST("n_r" AS DOUBLE)) / 2 < 3 * 1.5 + 1',
    'ABS(CAST(`n_l` AS DOUBLE) - CAST(`n_r` AS DOUBLE)) / 2 < 3 * 1.5 + 1',
  ],
];

describe('conditions of a Splink model', () => {
  it.each(SPELLINGS)(
    '%s means the same in both dialects, and each is written from the other',
    (_, duckdb, spark) => {
      const tree = parseSql(duckdb, 'duckdb', 'suffix');
      expect(parseSql(spark, 'spark', 'suffix')).toEqual(tree);
      expect(parseSql(printSql(tree, 'spark', 'suffix'), 'spark', 'suffix')).toEqual(tree);
      expect(parseSql(printSql(tree, 'duckdb', 'suffix'), 'duckdb', 'suffix')).toEqual(tree);
    },
  );

  it('are written with the names and quotes of the dialect map', () => {
    const tree = parseSql(SPELLINGS[8]![1], 'duckdb', 'suffix');
    expect(printSql(tree, 'spark', 'suffix')).toBe(
      SPELLINGS[8]![2].replace('.0', '').replaceAll(/ABS|UNIX_TIMESTAMP/g, (name) => name.toLowerCase()),
    );
    const rule = parseSql('l."first name" = r."first name" and l.dob = r.dob', 'duckdb', 'table');
    expect(printSql(rule, 'spark', 'table')).toBe(
      '(l.`first name` = r.`first name`) AND (l.`dob` = r.`dob`)',
    );
    expect(exactColumnsOf(rule)).toEqual(['first name', 'dob']);
  });

  it('read double quotes as a column in DuckDB and as text in Spark', () => {
    expect(parseSql('"x_l" = "x_r"', 'spark', 'suffix')).toMatchObject({
      left: { kind: 'literal', value: 'x_l' },
    });
  });

  it('bind AND before OR and NOT before AND, and BETWEEN is two comparisons', () => {
    const both = (sql: string, other: string): void =>
      expect(parseSql(sql, 'duckdb', 'suffix')).toEqual(parseSql(other, 'duckdb', 'suffix'));
    both('a_l = 1 OR a_r = 2 AND NOT b_l = 3', 'a_l = 1 OR (a_r = 2 AND (NOT (b_l = 3)))');
    both('a_l BETWEEN 1 AND 2 AND b_l = 1', '(a_l >= 1 AND a_l <= 2) AND b_l = 1');
    both('a_l - 1 - 2 * 3 = -4', '((a_l - 1) - (2 * 3)) = -4');
  });

  const refused: readonly (readonly [string, ColumnStyle, string, string])[] = [
    ['soundex("a_l") = soundex("a_r")', 'suffix', 'SPLINK_FUNCTION_UNKNOWN', 'soundex'],
    [`regexp_extract("a_l", '(?i)x', 0) = ''`, 'suffix', 'SPLINK_FUNCTION_UNKNOWN', '(?i)x'],
    [`try_strptime("a_l", '%H:%M') IS NULL`, 'suffix', 'SPLINK_FUNCTION_UNKNOWN', '%H:%M'],
    ['CASE WHEN "a_l" = 1 THEN TRUE END', 'suffix', 'SPLINK_FUNCTION_UNKNOWN', 'CASE'],
    ['CAST("a_l" AS BLOB) = 1', 'suffix', 'SPLINK_FUNCTION_UNKNOWN', 'BLOB'],
    ['lower("a_l", 1) = 1', 'suffix', 'SPLINK_FUNCTION_UNKNOWN', 'lower with 2 arguments'],
    ['jaro_winkler("a_l", "a_r") > 0.9', 'suffix', 'SPLINK_FUNCTION_UNKNOWN', 'jaro_winkler'],
    ['"a" = "a_r"', 'suffix', 'SPLINK_SQL_UNREADABLE', '"a"'],
    ['a = r.a', 'table', 'SPLINK_SQL_UNREADABLE', '"a"'],
    ['"a_l" = "a_r', 'suffix', 'SPLINK_SQL_UNREADABLE', 'not closed'],
    ['"a_l" = ', 'suffix', 'SPLINK_SQL_UNREADABLE', 'ends too early'],
    ['("a_l" = "a_r"', 'suffix', 'SPLINK_SQL_UNREADABLE', '")" is expected'],
    ['"a_l" = "a_r" "b_l"', 'suffix', 'SPLINK_SQL_UNREADABLE', 'not expected'],
    ['"a_l" @> "a_r"', 'suffix', 'SPLINK_SQL_UNREADABLE', '"@"'],
  ];

  it.each(refused)('refuse %s by name', (sql, style, code, named) => {
    const read = (): unknown => parseSql(sql, 'duckdb', style);
    expect(read).toThrow(LinkdeskError);
    expect(read).toThrow(expect.objectContaining({ code, message: expect.stringContaining(named) }));
  });
});
