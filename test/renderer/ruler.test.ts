import { describe, expect, it } from 'vitest';
import {
  boundaryAt,
  columnsOf,
  cutsOf,
  moved,
  placed,
  removed,
  renamed,
  wrongName,
} from '../../renderer/screens/import/ruler/cuts.ts';
import { afterKey } from '../../renderer/screens/import/ruler/rulerKeys.ts';

const start = cutsOf(
  1,
  [
    { name: 'ID', start: 1, width: 10 },
    { name: 'LAST', start: 11, width: 14 },
    { name: 'BORN', start: 25, width: 8 },
  ],
  40,
);
const starts = ({ columns }: typeof start) => columns.map((column) => column.start);

describe('cuts of a ruler', () => {
  it('make columns that cover the line from its first character to its last', () => {
    expect(columnsOf(start).map(({ start: from, width }) => [from, width])).toEqual([
      [1, 10],
      [11, 14],
      [25, 16],
    ]);
    const gap = cutsOf(
      0,
      [
        { name: 'A', start: 5, width: 3 },
        { name: 'B', start: 10, width: 2 },
      ],
      11,
    );
    expect(columnsOf(gap)).toEqual([
      { name: 'Blank 1', start: 1, width: 4 },
      { name: 'A', start: 5, width: 3 },
      { name: 'Blank 2', start: 8, width: 2 },
      { name: 'B', start: 10, width: 2 },
    ]);
    expect(columnsOf(cutsOf(0, [], 20))).toEqual([{ name: 'Column 1', start: 1, width: 20 }]);
  });

  it('are placed once, moved between their neighbours, removed into the column before', () => {
    const more = placed(start, 15);
    expect(more.columns.map(({ name }) => name)).toEqual(['ID', 'LAST', 'Column 1', 'BORN']);
    expect(placed(more, 15)).toBe(more);
    expect(placed(start, 1)).toBe(start);
    expect(placed(start, 41)).toBe(start);
    expect(starts(moved(start, 1, 2))).toEqual([1, 2, 25]);
    expect(starts(moved(start, 1, 99))).toEqual([1, 24, 25]);
    expect(starts(moved(start, 1, -5))).toEqual([1, 2, 25]);
    expect(moved(start, 0, 5)).toBe(start);
    expect(starts(removed(start, 1))).toEqual([1, 25]);
    expect(removed(start, 0)).toBe(start);
  });

  it('say which name cannot be used', () => {
    expect(wrongName(start)).toBeNull();
    expect(wrongName(renamed(start, 1, ' id '))).toBe('Two columns are named id.');
    expect(wrongName(renamed(start, 1, ' '))).toBe('A column has no name.');
  });
});

describe('the keys of a ruler', () => {
  const press = (
    state: { cuts: typeof start; mark: number },
    key: string,
    ctrlKey = false,
    shiftKey = false,
  ) => afterKey(state, { key, ctrlKey, shiftKey })!;

  it('move the mark, jump to boundaries, and stop at the ends', () => {
    expect(press({ cuts: start, mark: 1 }, 'ArrowLeft').mark).toBe(1);
    expect(press({ cuts: start, mark: 1 }, 'ArrowRight').mark).toBe(2);
    expect(press({ cuts: start, mark: 2 }, 'ArrowRight', true).mark).toBe(11);
    expect(press({ cuts: start, mark: 30 }, 'ArrowRight', true).mark).toBe(40);
    expect(press({ cuts: start, mark: 25 }, 'ArrowLeft', true).mark).toBe(11);
    expect(press({ cuts: start, mark: 9 }, 'End').mark).toBe(40);
    expect(afterKey({ cuts: start, mark: 9 }, { key: 'm', ctrlKey: false, shiftKey: false })).toBeUndefined();
  });

  it('place, move and remove the boundary at the mark', () => {
    const added = press({ cuts: start, mark: 15 }, 'Enter');
    expect(boundaryAt(added.cuts, 15)).toBe(2);
    const shifted = press(added, 'ArrowRight', false, true);
    expect([starts(shifted.cuts), shifted.mark]).toEqual([[1, 11, 16, 25], 16]);
    expect(starts(press(shifted, ' ').cuts)).toEqual([1, 11, 25]);
    expect(starts(press(shifted, 'Delete').cuts)).toEqual([1, 11, 25]);
    expect(press({ cuts: start, mark: 12 }, 'Delete').cuts).toEqual(start);
    expect(press({ cuts: start, mark: 12 }, 'ArrowRight', false, true)).toEqual({ cuts: start, mark: 12 });
  });
});
