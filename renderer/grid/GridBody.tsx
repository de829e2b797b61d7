import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { GridRow } from './GridRow.tsx';
import type { GridColumn } from './column.ts';
import type { GridPosition } from './gridKeys.ts';
import type { PagedRows } from './usePagedRows.ts';
import { useRowWindow } from './useRowWindow.ts';

/** Rows are placed from the first of a block of so many, so that scrolling does not move each of them. */
const BLOCK = 1_000;

interface GridBodyProps<Row> {
  readonly id: string;
  /** What scrolls; null until it is drawn. */
  readonly scroller: HTMLElement | null;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: PagedRows<Row>;
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly at: GridPosition;
  readonly byCell: boolean;
}

/**
 * The drawn rows of a grid; the only part of it that scrolling draws again. A row that leaves on one side is used
 * again for the one that comes in on the other, so that fast scrolling makes no new elements.
 */
export function GridBody<Row>(props: GridBodyProps<Row>): ReactNode {
  const { id, scroller, columns, rows, rowHeight, headHeight, at, byCell } = props;
  const view = useRowWindow(scroller, rows.total, rowHeight, headHeight, at.row);
  const { want } = rows;
  useEffect(() => want(view.first, view.last), [want, view.first, view.last]);
  const { show } = view;
  useEffect(() => {
    if (at.row >= 0) show(at.row);
  }, [show, at.row]);

  const base = view.first - (view.first % BLOCK);
  const top = view.top - (view.first - base) * rowHeight;
  const drawn = [];
  for (let index = view.first; index <= view.last; index++) {
    drawn.push(
      <GridRow
        key={index % view.slots}
        id={`${id}-${index}`}
        index={index}
        offset={(index - base) * rowHeight}
        row={rows.rowAt(index)}
        columns={columns}
        chosen={index === at.row}
        column={byCell && index === at.row ? at.column : null}
      />,
    );
  }
  return (
    <div className="grid-rows" role="presentation" style={{ height: `${view.height}px` }}>
      <div role="rowgroup" className="grid-drawn" style={{ transform: `translateY(${top}px)` }}>
        {drawn}
      </div>
    </div>
  );
}
