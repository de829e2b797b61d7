/** Where the reader stands in a grid; row −1 is the header. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly page: number;
  /** First row that can be stood on: −1 when the header can, else 0. */
  readonly firstRow: -1 | 0;
}

/** Where a key leads by the grid pattern of the ARIA authoring practices; undefined when it leads nowhere. */
export function positionAfter(
  key: string,
  withControl: boolean,
  at: GridPosition,
  extent: GridExtent,
): GridPosition | undefined {
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const row = (wanted: number): number => Math.max(extent.firstRow, Math.min(lastRow, wanted));
  const column = (wanted: number): number => Math.max(0, Math.min(lastColumn, wanted));
  switch (key) {
    case 'ArrowDown':
      return { ...at, row: row(at.row + 1) };
    case 'ArrowUp':
      return { ...at, row: row(at.row - 1) };
    case 'PageDown':
      return { ...at, row: row(at.row + extent.page) };
    case 'PageUp':
      return { ...at, row: Math.max(0, row(at.row - extent.page)) };
    case 'ArrowRight':
      return extent.columns > 1 ? { ...at, column: column(at.column + 1) } : undefined;
    case 'ArrowLeft':
      return extent.columns > 1 ? { ...at, column: column(at.column - 1) } : undefined;
    case 'Home':
      return withControl || extent.columns === 1 ? { row: row(0), column: 0 } : { ...at, column: 0 };
    case 'End':
      return withControl || extent.columns === 1
        ? { row: lastRow, column: extent.columns === 1 ? 0 : lastColumn }
        : { ...at, column: lastColumn };
    default:
      return undefined;
  }
}
