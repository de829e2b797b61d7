import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSmallCount, suppress } from '../../src/domain/suppression.ts';
import type { CountCell, CountSum } from '../../src/domain/suppression.ts';

const sumOf = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** A table with row, column and grand totals as cells and sums. */
function tableOf(rows: readonly (readonly number[])[]): { cells: CountCell[]; sums: CountSum[] } {
  const cells: CountCell[] = [];
  const sums: CountSum[] = [];
  const width = rows[0]!.length;
  const add = (id: string, count: number): string => {
    cells.push({ id, count });
    return id;
  };
  const ids = rows.map((row, r) => row.map((count, c) => add(`${r}.${c}`, count)));
  const rowTotals = rows.map((row, r) => add(`row ${r}`, sumOf(row)));
  const columnTotals = Array.from({ length: width }, (_, c) =>
    add(`column ${c}`, sumOf(rows.map((row) => row[c]!))),
  );
  const grand = add('all', sumOf(rows.map(sumOf)));
  for (const [r, row] of ids.entries()) sums.push({ total: rowTotals[r]!, parts: row });
  for (let c = 0; c < width; c++) sums.push({ total: columnTotals[c]!, parts: ids.map((row) => row[c]!) });
  sums.push({ total: grand, parts: rowTotals }, { total: grand, parts: columnTotals });
  return { cells, sums };
}

/**
 * What a reader can find out: lowest and highest possible value of each masked cell, by narrowing the bounds of
 * every sum until nothing moves. Counts are at least 0; a masked cell might be anything.
 */
function boundsKnownToReader(
  cells: readonly CountCell[],
  sums: readonly CountSum[],
  masked: ReadonlySet<string>,
): Map<string, { low: number; high: number }> {
  const bounds = new Map(
    cells.map(({ id, count }) => [id, masked.has(id) ? { low: 0, high: 1e9 } : { low: count, high: count }]),
  );
  for (let moved = true; moved; ) {
    moved = false;
    const narrow = (id: string, low: number, high: number): void => {
      const known = bounds.get(id)!;
      if (low > known.low || high < known.high) moved = true;
      known.low = Math.max(known.low, low);
      known.high = Math.min(known.high, high);
    };
    for (const sum of sums) {
      const parts = sum.parts.map((id) => bounds.get(id)!);
      const total = bounds.get(sum.total)!;
      const low = parts.reduce((all, part) => all + part.low, 0);
      const high = parts.reduce((all, part) => all + part.high, 0);
      narrow(sum.total, low, high);
      for (const [index, id] of sum.parts.entries()) {
        narrow(id, total.low - (high - parts[index]!.high), total.high - (low - parts[index]!.low));
      }
    }
  }
  return bounds;
}

/** A row of counts a, b, c … with their sum. */
const rowOf = (...counts: readonly number[]): CountCell[] => [
  ...counts.map((count, index) => ({ id: 'abcdef'[index]!, count })),
  { id: 'all', count: sumOf(counts) },
];

describe('small-cell suppression', () => {
  it('masks 1 to 10, shows 0 and 11', () => {
    expect([0, 1, 10, 11].map(isSmallCount)).toEqual([false, true, true, false]);
    const masked = suppress(
      [0, 1, 10, 11].map((count, index) => ({ id: String(index), count })),
      [],
    );
    expect([...masked]).toEqual([
      ['1', 'small'],
      ['2', 'small'],
    ]);
  });

  it('masks the lowest further cell when a single small one stands in a sum', () => {
    const { cells } = tableOf([[4, 30, 50]]);
    const masked = suppress(
      cells.filter((cell) => cell.id !== 'all' && !cell.id.startsWith('column')),
      [{ total: 'row 0', parts: ['0.0', '0.1', '0.2'] }],
    );
    expect([...masked]).toEqual([
      ['0.0', 'small'],
      ['0.1', 'complementary'],
    ]);
  });

  it('masks one more when the masked ones together are under 11, or none is over 3', () => {
    const sums = [{ total: 'all', parts: ['a', 'b', 'c', 'd', 'e', 'f'] }];
    expect(suppress(rowOf(4, 5, 20, 40, 50, 60), sums).get('c')).toBe('complementary');
    expect(suppress(rowOf(5, 6, 20, 40, 50, 60), sums).has('c')).toBe(false);
    expect(suppress(rowOf(3, 3, 3, 3, 20, 60), sums).get('e')).toBe('complementary');
    expect(suppress(rowOf(4, 3, 3, 3, 20, 60), sums).has('e')).toBe(false);
  });

  it('hides the difference between two months as well', () => {
    const masked = suppress(
      [
        { id: 'June', count: 120 },
        { id: 'July', count: 125 },
        { id: 'new', count: 7 },
        { id: 'ended', count: 2 },
        { id: 'June and new', count: 127 },
      ],
      [
        { total: 'June and new', parts: ['June', 'new'] },
        { total: 'June and new', parts: ['July', 'ended'] },
      ],
    );
    expect(masked.get('new')).toBe('small');
    const shown = ['June', 'July', 'June and new'].filter((id) => !masked.has(id));
    expect(shown.length).toBeLessThanOrEqual(1);
  });

  it('finds the cell that only several sums together give away', () => {
    // Two by two with every inner cell masked has one free value; a fifth sum over the diagonal fixes it.
    const { cells, sums } = tableOf([
      [5, 20, 30],
      [20, 6, 30],
      [30, 30, 40],
    ]);
    const masked = suppress(cells, sums);
    const bounds = boundsKnownToReader(cells, sums, new Set(masked.keys()));
    expect(bounds.get('0.0')!.high).toBeGreaterThan(bounds.get('0.0')!.low);
    const diagonal: CountSum = { total: 'diagonal', parts: ['0.0', '1.1'] };
    const more = suppress([...cells, { id: 'diagonal', count: 11 }], [...sums, diagonal]);
    expect(more.size).toBeGreaterThan(masked.size);
  });

  it('leaves no masked cell of any table known exactly', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }));
    const table = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([height, width]) =>
        fc.array(fc.array(count, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        const { cells, sums } = tableOf(rows);
        const masked = suppress(cells, sums);
        const bounds = boundsKnownToReader(cells, sums, new Set(masked.keys()));
        for (const cell of cells) {
          if (isSmallCount(cell.count)) expect(masked.has(cell.id)).toBe(true);
          if (cell.count === 0) expect(masked.has(cell.id)).toBe(false);
          const { low, high } = bounds.get(cell.id)!;
          if (masked.get(cell.id) === 'small') expect(high).toBeGreaterThan(low);
        }
        expect([...suppress(cells, sums)]).toEqual([...masked]);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a sum that does not add up or names an unknown cell', () => {
    const cells = [
      { id: 'a', count: 4 },
      { id: 'all', count: 5 },
    ];
    expect(() => suppress(cells, [{ total: 'all', parts: ['a'] }])).toThrow(RangeError);
    expect(() => suppress(cells, [{ total: 'all', parts: ['b'] }])).toThrow(RangeError);
  });
});
