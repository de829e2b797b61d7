import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInView, scrollMap, topShowing } from '../../renderer/grid/scrollMap.ts';

describe('scrollMap', () => {
  it('is the identity while the rows fit under the cap', () => {
    const map = scrollMap(30_000, 600);
    expect(map.compressed).toBe(false);
    expect(map.height).toBe(30_000);
    expect(map.toRows(1_234)).toBe(1_234);
    expect(map.toScroll(1_234)).toBe(1_234);
  });

  it('reaches the first and the last row of two million through a capped scroll bar', () => {
    const rowHeight = 44;
    const map = scrollMap(2_000_000 * rowHeight, 500);
    expect(map.compressed).toBe(true);
    expect(map.height).toBeLessThan(33_554_428);
    expect(map.toRows(0)).toBe(0);
    const end = map.toRows(map.height - 500);
    expect(rowsInView(end, 500, rowHeight, 2_000_000, 0)[1]).toBe(1_999_999);
  });

  it('keeps order and stays inside, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rowsHeight, viewHeight, a, b) => {
          const map = scrollMap(rowsHeight, viewHeight);
          const [low, high] = [Math.min(a, b) * map.height, Math.max(a, b) * map.height];
          expect(map.toRows(low)).toBeLessThanOrEqual(map.toRows(high));
          expect(map.toRows(high)).toBeLessThanOrEqual(Math.max(0, rowsHeight - viewHeight));
          expect(map.toScroll(map.toRows(low))).toBeLessThanOrEqual(low + 1e-6);
        },
      ),
    );
  });
});

describe('rowsInView', () => {
  it('gives every row that is seen, and no index outside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 20, max: 60 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, rowHeight, viewHeight, at) => {
          const top = at * Math.max(0, count * rowHeight - viewHeight);
          const [first, last] = rowsInView(top, viewHeight, rowHeight, count, 6);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(last).toBeLessThan(count);
          expect(first * rowHeight).toBeLessThanOrEqual(top);
          expect((last + 1) * rowHeight).toBeGreaterThanOrEqual(
            Math.min(count * rowHeight, top + viewHeight),
          );
        },
      ),
    );
  });

  it('is empty without rows', () => {
    expect(rowsInView(0, 500, 30, 0, 6)).toEqual([0, -1]);
  });
});

describe('topShowing', () => {
  it('does not move for a row that is wholly in view', () => {
    expect(topShowing(5, 100, 300, 30)).toBe(100);
  });
  it('moves as little as it takes, up and down', () => {
    expect(topShowing(1, 100, 300, 30)).toBe(30);
    expect(topShowing(20, 100, 300, 30)).toBe(330);
  });
});
