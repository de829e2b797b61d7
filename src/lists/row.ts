import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { type ListRow, listRow } from '../store/lists.ts';
import type { ReadStore } from '../store/store.ts';
import { preparedList } from './publish.ts';

/** Why a row is on a list, and what linked the people in it. */
export interface RowReasons {
  readonly rowId: string;
  readonly reasons: readonly string[];
  readonly link: { readonly tier: string; readonly words: string } | null;
  readonly details: readonly { readonly label: string; readonly text: string }[];
}

/** A row of the list as it is kept. Throws LIST_MISSING, LIST_ROW_MISSING. */
export const keptRowReasons = (store: ReadStore, listId: string, month: Month, rowId: string): RowReasons =>
  rowReasons(listRow(store, preparedList(store, listId, month).listRunId, rowId));

/** Throws LIST_ROW_MISSING when there is no such row: it went with a draft that was prepared again. */
export function rowReasons(row: ListRow | undefined): RowReasons {
  if (row === undefined) {
    throw new LinkdeskError(
      'LIST_ROW_MISSING',
      'This row is no longer on the list, because the list was prepared again. Open the list anew.',
    );
  }
  return { rowId: row.rowId, reasons: row.reasons, link: row.details.link, details: row.details.facts };
}
