import type { ReactNode } from 'react';

/** One column of a grid. Keep the array of columns stable: rows are drawn again only when it changes. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** px */
  readonly width: number;
  readonly align?: 'end';
  readonly sortable?: boolean;
  readonly draw: (row: Row) => ReactNode;
  /** What copying the cell gives: the shown text, masked as it is shown. */
  readonly text: (row: Row) => string;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}
