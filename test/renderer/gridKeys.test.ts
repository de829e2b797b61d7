import { describe, expect, it } from 'vitest';
import { positionAfter } from '../../renderer/grid/gridKeys.ts';

const cells = { rows: 1_000, columns: 8, page: 20, firstRow: -1 } as const;
const rows = { rows: 1_000, columns: 1, page: 20, firstRow: 0 } as const;

describe('positionAfter', () => {
  it('moves by cell and stops at the edges', () => {
    expect(positionAfter('ArrowRight', false, { row: 3, column: 7 }, cells)).toEqual({ row: 3, column: 7 });
    expect(positionAfter('ArrowLeft', false, { row: 3, column: 1 }, cells)).toEqual({ row: 3, column: 0 });
    expect(positionAfter('ArrowDown', false, { row: 999, column: 1 }, cells)).toEqual({
      row: 999,
      column: 1,
    });
  });
  it('goes up into the header where there is one, and no further', () => {
    expect(positionAfter('ArrowUp', false, { row: 0, column: 2 }, cells)).toEqual({ row: -1, column: 2 });
    expect(positionAfter('ArrowUp', false, { row: -1, column: 2 }, cells)).toEqual({ row: -1, column: 2 });
    expect(positionAfter('ArrowUp', false, { row: 0, column: 0 }, rows)).toEqual({ row: 0, column: 0 });
  });
  it('pages within the rows', () => {
    expect(positionAfter('PageUp', false, { row: 5, column: 0 }, cells)).toEqual({ row: 0, column: 0 });
    expect(positionAfter('PageDown', false, { row: 990, column: 0 }, rows)).toEqual({ row: 999, column: 0 });
  });
  it('Home and End stay in the row; with Control they go to the ends of the grid', () => {
    expect(positionAfter('End', false, { row: 4, column: 2 }, cells)).toEqual({ row: 4, column: 7 });
    expect(positionAfter('End', true, { row: 4, column: 2 }, cells)).toEqual({ row: 999, column: 7 });
    expect(positionAfter('Home', true, { row: 4, column: 2 }, cells)).toEqual({ row: 0, column: 0 });
    expect(positionAfter('End', false, { row: 4, column: 0 }, rows)).toEqual({ row: 999, column: 0 });
  });
  it('leaves sideways keys of a row grid, and letters, to others', () => {
    expect(positionAfter('ArrowRight', false, { row: 4, column: 0 }, rows)).toBeUndefined();
    expect(positionAfter('m', false, { row: 4, column: 0 }, cells)).toBeUndefined();
  });
});
