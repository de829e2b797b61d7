import { memo } from 'react';
import type { ReactNode } from 'react';
import type { GridColumn } from './column.ts';

interface GridRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** px from where the drawn rows are placed from. */
  readonly offset: number;
  /** Undefined while its page is on the way. */
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly chosen: boolean;
  /** The column that the reader stands on; null when on another row or when rows are stood on as a whole. */
  readonly column: number | null;
}

function drawRow<Row>({ id, index, offset, row, columns, chosen, column }: GridRowProps<Row>): ReactNode {
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-index={index}
      className={chosen ? 'grid-row is-placed is-chosen' : 'grid-row is-placed'}
      style={{ transform: `translateY(${offset}px)` }}
    >
      {columns.map((each, at) => (
        <div
          key={each.id}
          role="gridcell"
          id={`${id}-${at}`}
          data-column={at}
          className={`grid-cell${each.align === 'end' ? ' is-end' : ''}${column === at ? ' is-active' : ''}`}
        >
          {row === undefined ? <span className="skeleton-line" /> : each.draw(row)}
        </div>
      ))}
    </div>
  );
}

/** A row of a virtual grid; drawn again only when something of it has changed. */
export const GridRow = memo(drawRow) as typeof drawRow;
