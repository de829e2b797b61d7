import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';
import type { ListChange } from './lists.ts';

export interface ListFilter {
  readonly listRunId: number;
  readonly change: ListChange | 'all';
  /** Only rows in whose search text a word begins with this; empty = all. */
  readonly text: string;
  /** Number of the cell to sort by, numbers as numbers; null = the list's own order. */
  readonly sort: { readonly cell: number; readonly numeric: boolean; readonly descending: boolean } | null;
}

export interface ShownRow {
  readonly rowId: string;
  readonly change: ListChange;
  readonly cells: readonly string[];
}

/** How many rows a filter lets through, and the row id at which each page starts. */
export function listPageStarts(
  store: ReadStore,
  filter: ListFilter,
  pageSize: number,
): { readonly total: number; readonly starts: readonly string[] } {
  const { sql, values } = filtered(filter);
  const rows = statement<{ rowId: string; total: number }>(
    store,
    `SELECT rowId, total FROM (
       SELECT row_id AS rowId, row_number() OVER (ORDER BY ${order(filter)}) AS place, count(*) OVER () AS total ${sql})
     WHERE (place - 1) % :pageSize = 0 ORDER BY place`,
  ).all({ ...values, pageSize });
  return { total: rows[0]?.total ?? 0, starts: rows.map(({ rowId }) => rowId) };
}

/** The rows from a row id on, in the filter's order; none when the row is no longer there. */
export function listPageRows(
  store: ReadStore,
  filter: ListFilter,
  start: string,
  pageSize: number,
): readonly ShownRow[] {
  const { sql, values } = filtered(filter);
  const [compare, direction] = filter.sort?.descending === true ? ['<=', 'DESC'] : ['>=', 'ASC'];
  const key = sortKey(filter, 'r');
  return statement<{ rowId: string; change: ListChange; cells: string }>(
    store,
    `SELECT r.row_id AS rowId, r.change, r.cells ${sql}
       AND (${key}, r.row_no) ${compare} (SELECT ${sortKey(filter, 's')}, s.row_no FROM list_row s
         WHERE s.list_run_id = :listRunId AND s.row_id = :start)
     ORDER BY ${key} ${direction}, r.row_no ${direction} LIMIT :pageSize`,
  )
    .all({ ...values, start, pageSize })
    .map(({ rowId, change, cells }) => ({ rowId, change, cells: JSON.parse(cells) as readonly string[] }));
}

function filtered({ listRunId, change, text, sort }: ListFilter): {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
} {
  const conditions = ['r.list_run_id = :listRunId'];
  const values: Record<string, string | number> = { listRunId };
  if (change !== 'all') {
    conditions.push('r.change = :change');
    values['change'] = change;
  }
  if (text !== '') {
    conditions.push("instr(' ' || r.search, ' ' || :text) > 0");
    values['text'] = text;
  }
  if (sort !== null) values['cell'] = `$[${sort.cell}]`;
  return { sql: `FROM list_row r WHERE ${conditions.join(' AND ')}`, values };
}

function sortKey({ sort }: ListFilter, alias: string): string {
  if (sort === null) return `${alias}.row_no`;
  const cell = `json_extract(${alias}.cells, :cell)`;
  return sort.numeric ? `CAST(${cell} AS INTEGER)` : cell;
}

function order(filter: ListFilter): string {
  const direction = filter.sort?.descending === true ? 'DESC' : 'ASC';
  return `${sortKey(filter, 'r')} ${direction}, r.row_no ${direction}`;
}
