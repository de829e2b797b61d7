import { columnResizingFeature, columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useView } from '../session/view.ts';
import type { GridColumn, GridSort } from './column.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const noRows: never[] = [];
const noWidths: Readonly<Record<string, number>> = {};

export const MIN_COLUMN_WIDTH = 48;

/** The column widths of a grid and what changes them; kept for the session under the grid's name. */
export function useColumnWidths<Row>(name: string, columns: readonly GridColumn<Row>[]) {
  const widths = useView((view) => view.widths[name]) ?? noWidths;
  const setWidths = useView((view) => view.setWidths);
  const definitions = useMemo(
    () => columns.map((column) => ({ id: column.id, size: column.width, minSize: MIN_COLUMN_WIDTH })),
    [columns],
  );
  return useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnSizing: { ...widths } },
    onColumnSizingChange: (updater) =>
      setWidths(name, typeof updater === 'function' ? updater({ ...widths }) : updater),
  });
}

interface GridHeadProps<Row> {
  readonly id: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly table: ReturnType<typeof useColumnWidths<Row>>;
  readonly sort: GridSort | undefined;
  /** Whether the columns that can be sorted by, may be. */
  readonly sortable: boolean;
  /** The column of the header that the reader stands on. */
  readonly active: number | null;
}

/** The order that choosing a column gives: ascending first, then the other way round. */
export function nextSort(sort: GridSort | undefined, column: string): GridSort {
  return { column, descending: sort?.column === column && !sort.descending };
}

/** Sticky header: sorts by a click, widens by dragging its edge (by keyboard: Shift with the arrow keys). */
export function GridHead<Row>({ id, columns, table, sort, sortable, active }: GridHeadProps<Row>): ReactNode {
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="row" aria-rowindex={1} className="grid-row grid-head">
      {columns.map((column, at) => {
        const sorted = sort?.column === column.id;
        const header = headers[at];
        return (
          <div
            key={column.id}
            id={`${id}-head-${at}`}
            role="columnheader"
            data-column={at}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            className={`grid-cell grid-head-cell${column.align === 'end' ? ' is-end' : ''}${active === at ? ' is-active' : ''}${sortable && column.sortable === true ? ' is-sortable' : ''}`}
          >
            <span className="grid-head-label">{column.label}</span>
            {sorted ? <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span> : null}
            {header === undefined ? null : (
              <span className="grid-head-edge" aria-hidden="true" onMouseDown={header.getResizeHandler()} />
            )}
          </div>
        );
      })}
    </div>
  );
}
