import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react';
import { MIN_COLUMN_WIDTH, GridHead, nextSort, useColumnWidths } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import type { GridColumn, GridSort } from './column.ts';
import { positionAfter } from './gridKeys.ts';
import type { GridPosition } from './gridKeys.ts';
import type { PagedRows } from './usePagedRows.ts';
import { useRowWindow } from './useRowWindow.ts';

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
  readonly gridRef?: RefObject<HTMLDivElement | null>;
}

/**
 * An ARIA grid over rows of any number, drawn only where it is looked at. It is one tab stop: focus stays on the
 * grid and names its active cell, so that it cannot be lost when rows come and go.
 */
export function PagedGrid<Row>(props: PagedGridProps<Row>): ReactNode {
  const { name, label, columns, rows, rowHeight, at, onMove, onOpen, byCell, sort, onSort } = props;
  const id = useId();
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.gridRef ?? own;
  const headHeight = byCell ? rowHeight : 0;
  const view = useRowWindow(scroller, rows.total, rowHeight, headHeight, at.row);
  const table = useColumnWidths(name, columns);
  const sizes = table.getAllLeafColumns().map((column) => column.getSize());

  const { want } = rows;
  useEffect(() => want(view.first, view.last), [want, view.first, view.last]);
  const { show } = view;
  useEffect(() => {
    if (at.row >= 0) show(at.row);
  }, [show, at.row]);
  useEffect(() => {
    const element = scroller.current;
    const cell = element?.querySelector<HTMLElement>('.grid-cell.is-active');
    if (!byCell || !element || !cell) return;
    // Not scrollIntoView: it would also scroll the page around the grid.
    const end = cell.offsetLeft + cell.offsetWidth;
    if (cell.offsetLeft < element.scrollLeft) element.scrollLeft = cell.offsetLeft;
    else if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
  }, [byCell, scroller, at.column]);

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
    if (event.ctrlKey && /^Arrow/.test(event.key)) return;
    const to = positionAfter(event.key, event.ctrlKey, at, {
      rows: rows.total,
      columns: byCell ? columns.length : 1,
      page: view.page,
      firstRow: byCell ? -1 : 0,
    });
    if (to === undefined || rows.total === 0) return;
    event.preventDefault();
    if (to.row !== at.row || to.column !== at.column) onMove(to);
  };

  const onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('[data-index]');
    if (row === null) return;
    const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
    onMove({ row: Number(row.dataset['index']), column: byCell ? Number(column ?? 0) : 0 });
  };

  // Without a selection the browser tells a copy to the document, not to what has focus.
  const copied = useRef<() => string | undefined>(() => undefined);
  copied.current = () => {
    const row = rows.rowAt(at.row);
    if (row === undefined) return undefined;
    const column = byCell ? columns[at.column] : undefined;
    return column === undefined ? columns.map((each) => each.text(row)).join('\t') : column.text(row);
  };
  useEffect(() => {
    /** Ctrl+C gives the cell stood on, or the whole row, exactly as shown: what is masked stays masked. */
    const onCopy = (event: ClipboardEvent): void => {
      if (document.activeElement !== scroller.current) return;
      if (window.getSelection()?.isCollapsed === false) return;
      const text = copied.current();
      if (text === undefined || event.clipboardData === null) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    };
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [scroller]);

  const active =
    at.row < 0 ? `${id}-head-${at.column}` : byCell ? `${id}-${at.row}-${at.column}` : `${id}-${at.row}`;
  const drawn = [];
  for (let index = view.first; index <= view.last; index++) {
    drawn.push(
      <GridRow
        key={index}
        id={`${id}-${index}`}
        index={index}
        row={rows.rowAt(index)}
        columns={columns}
        chosen={index === at.row}
        column={byCell && index === at.row ? at.column : null}
      />,
    );
  }
  const template = sizes.map((size, index) =>
    index === sizes.length - 1 ? `minmax(${size}px, 1fr)` : `${size}px`,
  );

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows.total === 0 && at.row >= 0 ? undefined : active}
      className={byCell ? 'grid' : 'grid by-row'}
      style={{ '--grid-columns': template.join(' '), '--grid-row': `${rowHeight}px` }}
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
          onSort={onSort}
          active={at.row < 0 ? at.column : null}
        />
      ) : null}
      <div className="grid-rows" role="presentation" style={{ height: `${view.height}px` }}>
        <div role="rowgroup" className="grid-drawn" style={{ transform: `translateY(${view.top}px)` }}>
          {drawn}
        </div>
      </div>
    </div>
  );
}
