import { useEffect, useEffectEvent, useId, useImperativeHandle, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import { MIN_COLUMN_WIDTH, GridHead, nextSort, useColumnWidths } from './GridHead.tsx';
import { GridBody } from './GridBody.tsx';
import type { GridColumn, GridSort } from './column.ts';
import { positionAfter } from './gridKeys.ts';
import type { GridPosition } from './gridKeys.ts';
import type { PagedRows } from './usePagedRows.ts';

const RESIZE_STEP = 16;

interface PagedGridProps<Row> {
  /** Under which widths are kept. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: PagedRows<Row>;
  /** px */
  readonly rowHeight: number;
  readonly at: GridPosition;
  readonly onMove: (to: GridPosition) => void;
  readonly onOpen?: (index: number) => void;
  /** Cells are stood on one by one, and there is a header; else rows as a whole. */
  readonly byCell: boolean;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  readonly gridRef?: Ref<HTMLDivElement | null>;
}

/**
 * An ARIA grid over rows of any number, drawn only where it is looked at. It is one tab stop: focus stays on the
 * grid and names its active cell, so that it cannot be lost when rows come and go.
 */
export function PagedGrid<Row>(props: PagedGridProps<Row>): ReactNode {
  const { name, label, columns, rows, rowHeight, at, onMove, onOpen, byCell, sort, onSort, gridRef } = props;
  const id = useId();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(gridRef, () => element, [element]);
  const headHeight = byCell ? rowHeight : 0;
  const table = useColumnWidths(name, columns);
  const sizes = table.getAllLeafColumns().map((column) => column.getSize());

  // Not scrollIntoView: it would also scroll the page around the grid.
  useEffect(() => {
    const cell = element?.querySelector<HTMLElement>(`.grid-cell.is-active[data-column="${at.column}"]`);
    if (!element || !cell) return;
    const end = cell.offsetLeft + cell.offsetWidth;
    if (cell.offsetLeft < element.scrollLeft) element.scrollTo({ left: cell.offsetLeft });
    else if (end > element.scrollLeft + element.clientWidth) {
      element.scrollTo({ left: end - element.clientWidth });
    }
  }, [element, at.column]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const column = columns[at.column];
    if (at.row < 0 && column !== undefined && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) {
      const step = event.key === 'ArrowRight' ? RESIZE_STEP : -RESIZE_STEP;
      table.setColumnSizing((before) => ({
        ...before,
        [column.id]: Math.max(MIN_COLUMN_WIDTH, (sizes[at.column] ?? column.width) + step),
      }));
      event.preventDefault();
      return;
    }
    if (event.shiftKey) return;
    if (event.key === 'Enter') {
      if (at.row < 0 && column?.sortable === true) onSort?.(nextSort(sort, column.id));
      else if (at.row >= 0) onOpen?.(at.row);
      event.preventDefault();
      return;
    }
    if (event.ctrlKey && event.key.startsWith('Arrow')) return;
    const to = positionAfter(event.key, event.ctrlKey, at, {
      rows: rows.total,
      columns: byCell ? columns.length : 1,
      page: Math.max(1, Math.floor(((element?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
      firstRow: byCell ? -1 : 0,
    });
    if (to === undefined || rows.total === 0) return;
    event.preventDefault();
    if (to.row !== at.row || to.column !== at.column) onMove(to);
  };

  const onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const column = Number(target.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? 0);
    const row = target.closest<HTMLElement>('[data-index]');
    if (row !== null) {
      onMove({ row: Number(row.dataset['index']), column: byCell ? column : 0 });
    } else if (target.closest('.grid-head') !== null && target.closest('.grid-head-edge') === null) {
      const head = columns[column];
      if (head?.sortable === true) onSort?.(nextSort(sort, head.id));
    }
  };

  /** Ctrl+C gives the cell stood on, or the whole row, exactly as shown: what is masked stays masked. */
  const onCopy = useEffectEvent((event: ClipboardEvent): void => {
    const row = rows.rowAt(at.row);
    if (document.activeElement !== element || row === undefined || event.clipboardData === null) return;
    if (window.getSelection()?.isCollapsed === false) return;
    const column = byCell ? columns[at.column] : undefined;
    const text = column === undefined ? columns.map((each) => each.text(row)).join('\t') : column.text(row);
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  });
  // Without a selection the browser tells a copy to the document, not to what has focus.
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => onCopy(event);
    document.addEventListener('copy', listener);
    return () => document.removeEventListener('copy', listener);
  }, []);

  const active =
    at.row < 0 ? `${id}-head-${at.column}` : byCell ? `${id}-${at.row}-${at.column}` : `${id}-${at.row}`;
  const template = sizes.map((size, index) =>
    index === sizes.length - 1 ? `minmax(${size}px, 1fr)` : `${size}px`,
  );

  return (
    <div
      ref={setElement}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows.total === 0 && at.row >= 0 ? undefined : active}
      className={byCell ? 'grid' : 'grid by-row'}
      style={{
        '--grid-columns': template.join(' '),
        '--grid-width': `${sizes.reduce((sum, size) => sum + size, 0)}px`,
        '--grid-row': `${rowHeight}px`,
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={() => (at.row >= 0 ? onOpen?.(at.row) : undefined)}
    >
      {byCell ? (
        <GridHead
          id={id}
          columns={columns}
          table={table}
          sort={sort}
          sortable={onSort !== undefined}
          active={at.row < 0 ? at.column : null}
        />
      ) : null}
      <GridBody
        id={id}
        scroller={element}
        columns={columns}
        rows={rows}
        rowHeight={rowHeight}
        headHeight={headHeight}
        at={at}
        byCell={byCell}
      />
    </div>
  );
}
