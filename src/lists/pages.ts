import { maskButEnd } from '../domain/masking.ts';
import { normaliseName } from '../domain/names.ts';
import type { Month } from '../domain/month.ts';
import { listPageRows, listPageStarts } from '../store/listPages.ts';
import type { ListFilter } from '../store/listPages.ts';
import { newestListRun } from '../store/lists.ts';
import type { ListChange } from '../store/lists.ts';
import type { ReadStore } from '../store/store.ts';
import { listColumn } from './columns.ts';
import type { ListDefinition } from './definition.ts';

export interface PageRequest {
  readonly listId: string;
  readonly month: Month;
  readonly change: ListChange | 'all';
  /** Only rows with a word that begins with this in a name, number or case. */
  readonly text: string;
  /** Id of a column of the list; anything else = the list's own order. */
  readonly sort: string;
  readonly descending: boolean;
}

export const LIST_PAGE_SIZE = 200;

/** A row as screens show it, identifiers masked. */
export interface ShownListRow {
  readonly rowId: string;
  readonly change: ListChange;
  readonly cells: readonly string[];
}

interface Found {
  readonly filter: ListFilter;
  readonly definition: ListDefinition;
}

/** Where the pages of a filtered list start. A list that was never prepared has none. */
export function listPages(
  store: ReadStore,
  request: PageRequest,
): { readonly total: number; readonly pageSize: number; readonly starts: readonly string[] } {
  const found = find(store, request);
  if (found === undefined) return { total: 0, pageSize: LIST_PAGE_SIZE, starts: [] };
  return { ...listPageStarts(store, found.filter, LIST_PAGE_SIZE), pageSize: LIST_PAGE_SIZE };
}

/** The page that starts at a row id; identifiers masked. */
export function listPage(
  store: ReadStore,
  request: PageRequest & { readonly start: string },
): readonly ShownListRow[] {
  const found = find(store, request);
  if (found === undefined) return [];
  return listPageRows(store, found.filter, request.start, LIST_PAGE_SIZE).map((row) => ({
    ...row,
    cells: maskedCells(found.definition, row.cells),
  }));
}

function find(
  store: ReadStore,
  { listId, month, change, text, sort, descending }: PageRequest,
): Found | undefined {
  const run = newestListRun(store, listId, month);
  if (run === undefined) return undefined;
  const definition = JSON.parse(run.definition) as ListDefinition;
  const cell = definition.columns.findIndex((id) => id === sort);
  const numeric = cell >= 0 && listColumn(definition.columns[cell]!).kind === 'number';
  return {
    definition,
    filter: {
      listRunId: run.listRunId,
      change,
      text: normaliseName(text),
      sort: cell >= 0 ? { cell, numeric, descending } : null,
    },
  };
}

/** The cells of a row, those of masked columns but for their end. */
export const maskedCells = ({ columns }: ListDefinition, cells: readonly string[]): readonly string[] =>
  cells.map((cell, index) => (listColumn(columns[index]!).masked === true ? maskButEnd(cell) : cell));
