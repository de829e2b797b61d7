const FORMULA = /^\s*="((?:[^"]|"")*)"\s*$/;

/** What tells that a text may hold cells written as formulas, also where quotation marks are doubled. */
export const mayHoldFormulas = (text: string): boolean => text.includes('="');

/**
 * The text inside of ="00123", the formula by which an export keeps a spreadsheet from turning an id into a number;
 * any other cell as it is.
 */
export function withoutFormula(cell: string): string {
  const inside = cell.includes('="') ? FORMULA.exec(cell)?.[1] : undefined;
  return inside === undefined ? cell : inside.replaceAll('""', '"');
}

/** Takes the formulas off the cells of a row, in place, and counts them by column. */
export function takeFormulasOff(cells: string[], counts: Map<number, number>): void {
  for (const [place, cell] of cells.entries()) {
    const inside = withoutFormula(cell);
    if (inside === cell) continue;
    cells[place] = inside;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
}
