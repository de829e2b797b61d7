import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkType } from '../../../src/linkage/model/model.ts';
import { blockPairs } from '../../../src/linkage/splink/blocking.ts';
import { compilation, compileExpression } from '../../../src/linkage/splink/compile.ts';
import type { SplinkRule } from '../../../src/linkage/splink/model.ts';
import { parseSql } from '../../../src/linkage/splink/parseSql.ts';
import {
  mayPair,
  possiblePairs,
  type Records,
  sizesOf,
  stackRecords,
} from '../../../src/linkage/splink/records.ts';
import type { Value } from '../../../src/linkage/splink/value.ts';
import { columnsOfRows } from './exampleModel.ts';

const rule = (sql: string, ...explode: readonly string[]): SplinkRule => ({
  sql,
  condition: parseSql(sql, 'duckdb', 'table'),
  explode,
});

type Rows = readonly (readonly Value[])[];

/** Files with an id, two columns and a list. */
function recordsOf(linkType: LinkType, ...files: readonly Rows[]): Records {
  const tables = files.map((rows, index) => ({
    name: `file${index}`,
    columns: columnsOfRows(['unique_id', 'a', 'b', 'tags'], rows),
  }));
  return stackRecords(tables, linkType, 'unique_id');
}

function pairsOf(records: Records, linkType: LinkType, ...rules: readonly SplinkRule[]): readonly string[] {
  return [...blockPairs(records, linkType, rules, 'duckdb')].map(
    ({ left, right, matchKey }) => `${records.ids[left]}-${records.ids[right]} ${matchKey}`,
  );
}

describe('blocking rules', () => {
  const rows: Rows = [
    ['2', 'x', 'p'],
    ['10', 'x', 'p'],
    ['1', 'p', 'x'],
    ['3', null, 'p'],
    ['4', null, null],
  ];

  it('give each pair once, to the first rule that is TRUE; a missing value agrees with nothing', () => {
    const records = recordsOf('dedupe_only', rows);
    expect(pairsOf(records, 'dedupe_only', rule('l.a = r.a'), rule('l.b = r.b'))).toEqual([
      '2-10 0',
      '2-3 1',
      '3-10 1',
    ]);
  });

  it('put the lower id left, as a number; a rule of two columns holds for that orientation', () => {
    const records = recordsOf('dedupe_only', rows);
    expect(pairsOf(records, 'dedupe_only', rule('l.a = r.b and l.b = r.a'))).toEqual(['1-2 0', '1-10 0']);
    expect(pairsOf(records, 'dedupe_only', rule(`l.a = r.b and l.b = 'x'`))).toEqual([
      '1-2 0',
      '1-10 0',
      '1-3 0',
    ]);
  });

  it('link two files only across, the file that comes first in the alphabet left', () => {
    const records = recordsOf(
      'link_only',
      [['1', 'x', null]],
      [
        ['1', 'x', null],
        ['2', 'x', null],
      ],
    );
    expect(pairsOf(records, 'link_only', rule('l.a = r.a'))).toEqual(['1-1 0', '1-2 0']);
    const both = recordsOf(
      'link_and_dedupe',
      [['1', 'x', null]],
      [
        ['1', 'x', null],
        ['2', 'x', null],
      ],
    );
    expect(pairsOf(both, 'link_and_dedupe', rule('l.a = r.a'))).toHaveLength(3);
  });

  it('explode lists: one shared value is enough, and the pair is given once', () => {
    const records = recordsOf('dedupe_only', [
      ['1', 'x', 'p', ['s', 't']],
      ['2', 'x', 'q', ['t', 's']],
      ['3', 'y', 'q', ['u']],
      ['4', 'y', 'q', ['t', 'u']],
    ]);
    const tags = rule('l.tags = r.tags', 'tags');
    expect(pairsOf(records, 'dedupe_only', tags)).toEqual(['1-2 0', '1-4 0', '2-4 0', '3-4 0']);
    expect(pairsOf(records, 'dedupe_only', tags, rule('l.a = r.a'))).toEqual([
      '1-2 0',
      '1-4 0',
      '2-4 0',
      '3-4 0',
    ]);
    expect(pairsOf(records, 'dedupe_only', rule('l.tags = r.tags AND l.a = r.a', 'tags'))).toEqual([
      '1-2 0',
      '3-4 0',
    ]);
  });

  it('without rules, every possible pair', () => {
    const records = recordsOf('dedupe_only', rows);
    expect(pairsOf(records, 'dedupe_only')).toHaveLength(possiblePairs('dedupe_only', sizesOf(records)));
  });

  it('find exactly the pairs that trying every pair finds', () => {
    const letter = constantFrom('x', 'y', null);
    const RULES = [
      'l.a = r.a',
      'l.a = r.b AND l.b <> r.a',
      'l.a = r.a AND (l.b = r.b OR l.b IS NULL)',
      'l.a = r.a OR l.b = r.b',
      'substr(l.a, 1, 1) = r.b',
      'l.a < r.b',
      'TRUE',
    ].map((sql) => rule(sql));
    assert(
      property(
        array(tuple(letter, letter), { maxLength: 8 }),
        array(tuple(letter, letter), { maxLength: 8 }),
        array(constantFrom(...RULES), { minLength: 1, maxLength: 3 }),
        constantFrom<LinkType>('link_only', 'link_and_dedupe'),
        (left, right, rules, linkType) => {
          const numbered = (values: Rows): Rows => values.map((row, index) => [String(index), ...row]);
          const records = recordsOf(linkType, numbered(left), numbered(right));
          const context = compilation('duckdb', records.columns);
          const holds = rules.map(({ condition }) => compileExpression(condition, context));
          const expected = new Map<string, number>();
          for (let l = 0; l < records.count; l++) {
            for (let r = 0; r < records.count; r++) {
              const key = holds.findIndex((each) => each(l, r) === true);
              if (key >= 0 && mayPair(records, linkType, l, r)) expected.set(`${l} ${r}`, key);
            }
          }
          const pairs = [...blockPairs(records, linkType, rules, 'duckdb')];
          expect(pairs.length).toBe(expected.size);
          for (const pair of pairs) expect(expected.get(`${pair.left} ${pair.right}`)).toBe(pair.matchKey);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the files of a run', () => {
  it('are refused when an id is missing or twice, or a file is missing', () => {
    const file = { name: 'f', columns: new Map([['id', ['1', '1']]]) };
    expect(() => stackRecords([file], 'dedupe_only', 'id')).toThrow(
      expect.objectContaining({ code: 'RECORD_ID_TWICE' }),
    );
    expect(() => stackRecords([file], 'dedupe_only', 'key')).toThrow(
      expect.objectContaining({ code: 'COLUMN_MISSING' }),
    );
    expect(() => stackRecords([file], 'link_only', 'id')).toThrow(
      expect.objectContaining({ code: 'FILES_MISSING' }),
    );
  });
});
