import { normaliseName } from '../domain/names.ts';
import type { ListRow } from '../store/lists.ts';
import { listColumn } from './columns.ts';
import type { ListDefinition } from './definition.ts';
import type { LookBack } from './lookBack.ts';
import { LIST_PAGE_SIZE, maskedCells, type PageRequest, type ShownListRow } from './pages.ts';

/** Where the pages of a list that is looked back at start; filters and orders are those of `listPages`. */
export function lookBackPages(
  back: LookBack,
  request: PageRequest,
): { readonly total: number; readonly pageSize: number; readonly starts: readonly string[] } {
  const rows = selected(back, request);
  const starts = rows.flatMap(({ rowId }, at) => (at % LIST_PAGE_SIZE === 0 ? [rowId] : []));
  return { total: rows.length, pageSize: LIST_PAGE_SIZE, starts };
}

/** The page that starts at a row id; identifiers masked. */
export function lookBackPage(
  back: LookBack,
  request: PageRequest & { readonly start: string },
): readonly ShownListRow[] {
  const rows = selected(back, request);
  const from = rows.findIndex(({ rowId }) => rowId === request.start);
  if (from < 0) return [];
  const definition = definitionOf(back);
  return rows
    .slice(from, from + LIST_PAGE_SIZE)
    .map(({ rowId, change, cells }) => ({ rowId, change, cells: maskedCells(definition, cells) }));
}

/** The definition that a list was evaluated by. */
export const definitionOf = ({ run }: LookBack): ListDefinition =>
  JSON.parse(run.definition) as ListDefinition;

function selected(back: LookBack, { change, text, sort, descending }: PageRequest): readonly ListRow[] {
  const word = normaliseName(text);
  const rows = back.rows.filter(
    (row) =>
      (change === 'all' || row.change === change) && (word === '' || ` ${row.search}`.includes(` ${word}`)),
  );
  const { columns } = definitionOf(back);
  const cell = columns.findIndex((id) => id === sort);
  if (cell < 0) return rows;
  const numeric = listColumn(columns[cell]!).kind === 'number';
  const compare = (a: ListRow, b: ListRow): number => {
    const [left, right] = [a.cells[cell]!, b.cells[cell]!];
    if (numeric) return Number.parseInt(left || '0', 10) - Number.parseInt(right || '0', 10);
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const places = new Map(rows.map((row, place) => [row, place]));
  return [...rows].sort((a, b) => (compare(a, b) || places.get(a)! - places.get(b)!) * (descending ? -1 : 1));
}
