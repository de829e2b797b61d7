/**
 * Small-cell suppression for anything that leaves the office (domain.md 5, review-ux.md 5.2): counts from 1 to 10
 * are masked, zeros are shown, and as many further cells are masked as it takes so that no masked count can be
 * worked out from sums that are shown. Tables, totals and differences between months go in as one problem.
 */

export interface CountCell {
  readonly id: string;
  /** A count of people, a whole number from 0 */
  readonly count: number;
}

/** A sum that a reader knows holds: row, column and grand totals; last month + new − ended = this month. */
export interface CountSum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** `small`: from 1 to 10. `complementary`: masked so that a small one cannot be worked out. */
export type MaskReason = 'small' | 'complementary';

/** Counts below this are masked. */
const SMALL_CELL_LIMIT = 11;

/** Whether a count must be masked by itself. */
export function isSmallCount(count: number): boolean {
  return count > 0 && count < SMALL_CELL_LIMIT;
}

/** A sum as an equation: total − parts = 0. */
interface Line {
  readonly members: readonly number[];
  readonly total: number;
}

/**
 * Which cells to mask, by id, and why. Totals are cells like any other. A rate, mean or percentage of a masked cell
 * must be masked by the caller, and where a percentage is shown its complement (those not counted) belongs in the
 * problem as a cell. Throws a RangeError when a sum names an unknown cell or does not add up.
 */
export function suppress(
  cells: readonly CountCell[],
  sums: readonly CountSum[],
): ReadonlyMap<string, MaskReason> {
  const indexOf = new Map(cells.map((cell, index) => [cell.id, index]));
  const counts = cells.map((cell) => cell.count);
  const lines = sums.map((sum) => lineOf(sum, indexOf, counts));
  const masked: (MaskReason | undefined)[] = counts.map((count) =>
    isSmallCount(count) ? 'small' : undefined,
  );

  while (maskWeakLines(lines, counts, masked) || maskDerivable(lines, counts, masked)) {
    // each round masks at least one more cell, so this ends
  }
  return new Map(
    cells.flatMap((cell, index) => {
      const reason = masked[index];
      return reason === undefined ? [] : [[cell.id, reason] as const];
    }),
  );
}

function lineOf(sum: CountSum, indexOf: ReadonlyMap<string, number>, counts: readonly number[]): Line {
  const find = (id: string): number => {
    const index = indexOf.get(id);
    if (index === undefined) throw new RangeError(`the sum of ${sum.total} names the unknown cell ${id}`);
    return index;
  };
  const parts = sum.parts.map(find);
  const total = find(sum.total);
  const added = parts.reduce((all, part) => all + counts[part]!, 0);
  if (added !== counts[total]) throw new RangeError(`the parts of ${sum.total} do not add up to it`);
  return { total, members: [...parts, total] };
}

type Masks = (MaskReason | undefined)[];

/**
 * One more masked cell in every line where exactly one is masked (it could be worked out), or where the masked
 * parts are so few and small that the total gives them away: all at most 3, or together under 11, with the total
 * shown (CalHHS DDG 4.4.1 by review-ux.md 5.2). Returns whether a cell was masked.
 */
function maskWeakLines(lines: readonly Line[], counts: readonly number[], masked: Masks): boolean {
  let changed = false;
  for (const line of lines) {
    const hidden = line.members.filter((member) => masked[member] !== undefined);
    if (hidden.length === 0) continue;
    const totalShown = masked[line.total] === undefined;
    const hiddenSum = hidden.reduce((all, member) => all + counts[member]!, 0);
    const tooSmall = hiddenSum < SMALL_CELL_LIMIT || hidden.every((member) => counts[member]! <= 3);
    if (hidden.length === 1 || (totalShown && tooSmall)) {
      changed = maskLowest(line.members, counts, masked) || changed;
    }
  }
  return changed;
}

/** Masks the lowest count above zero that is still shown, so that the least is lost. Returns false when there is none. */
function maskLowest(members: readonly number[], counts: readonly number[], masked: Masks): boolean {
  const lowest = members
    .filter((member) => masked[member] === undefined && counts[member]! > 0)
    .sort((a, b) => counts[a]! - counts[b]! || a - b)[0];
  if (lowest === undefined) return false;
  masked[lowest] = 'complementary';
  return true;
}

/**
 * Solves the sums for the masked cells together: a cell that several sums fix between them is protected by masking
 * one more cell of a sum it stands in. Returns whether a cell was masked.
 */
function maskDerivable(lines: readonly Line[], counts: readonly number[], masked: Masks): boolean {
  for (const cell of derivableCells(lines, masked)) {
    for (const line of lines) {
      if (line.members.includes(cell) && maskLowest(line.members, counts, masked)) return true;
    }
  }
  return false;
}

/** The masked cells that the shown ones determine: rows of the reduced system with a single unknown. */
function derivableCells(lines: readonly Line[], masked: Masks): readonly number[] {
  const unknowns = masked.flatMap((reason, index) => (reason === undefined ? [] : [index]));
  const column = new Map(unknowns.map((cell, index) => [cell, index]));
  const rows = lines.map((line) => {
    const row = new Float64Array(unknowns.length);
    for (const member of line.members) {
      const index = column.get(member);
      if (index !== undefined) row[index]! += member === line.total ? -1 : 1;
    }
    return row;
  });
  reduce(rows, unknowns.length);
  return rows.flatMap((row) => {
    const involved = unknowns.filter((_, index) => Math.abs(row[index]!) > 1e-9);
    return involved.length === 1 ? involved : [];
  });
}

/** Gauss-Jordan elimination in place. */
function reduce(rows: Float64Array[], width: number): void {
  let next = 0;
  for (let column = 0; column < width && next < rows.length; column++) {
    let pivot = next;
    for (let row = next; row < rows.length; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    if (Math.abs(rows[pivot]![column]!) < 1e-9) continue;
    const chosen = rows[pivot]!;
    rows[pivot] = rows[next]!;
    rows[next] = chosen;
    const scale = chosen[column]!;
    for (let index = 0; index < width; index++) chosen[index]! /= scale;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === chosen || Math.abs(factor) < 1e-9) continue;
      for (let index = 0; index < width; index++) row[index]! -= factor * chosen[index]!;
    }
    next++;
  }
}
