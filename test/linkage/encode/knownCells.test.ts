import { describe, expect, it } from 'vitest';
import { KnownCells, UNKNOWN_CELL } from '../../../src/linkage/encode/knownCells.ts';

/** Asks for every cell and puts its place for those that are unknown: gives what each stands for. */
function placesOf(known: KnownCells, cells: readonly string[]): readonly number[] {
  return cells.map((cell, place) => {
    const value = known.find(cell);
    if (value !== UNKNOWN_CELL) return value;
    known.put(place);
    return place;
  });
}

describe('what cells that were seen before stand for', () => {
  it('tells apart cells that differ in one character, in length, in blanks and in NULs', () => {
    const cells = ['', ' ', 'A', 'A\0', 'A ', 'AB', 'BA', 'ABCD', 'ABCDE', 'ABCDEFGHIJKL', 'ABCDEFGHIJKM'];
    const beyond = ['ABCDEFGHIJKLM', 'ABCDEFGHIJKLN', 'É', 'é', '\u0141', '😀', '\0'];
    const all = [...cells, ...beyond];
    const known = new KnownCells();
    expect(placesOf(known, all)).toEqual(all.map((_, place) => place));
    expect(all.map((cell) => known.find(cell))).toEqual(all.map((_, place) => place));
  });

  it('keeps what a cell says nothing of, -1', () => {
    const known = new KnownCells();
    for (const cell of ['unknown', 'a name of more than twelve letters']) {
      expect(known.find(cell)).toBe(UNKNOWN_CELL);
      known.put(-1);
      expect(known.find(cell)).toBe(-1);
    }
  });

  it('finds every one of many cells again, short and long', () => {
    const cells = Array.from({ length: 20_000 }, (_, i) =>
      i % 3 === 0 ? `a long cell, number ${i}` : `${i * 7}`,
    );
    const known = new KnownCells();
    placesOf(known, cells);
    expect(cells.every((cell, place) => known.find(cell) === place)).toBe(true);
    expect(known.find('-')).toBe(UNKNOWN_CELL);
  });
});
