import { displayMonth } from '../domain/month.ts';
import type { Knowledge } from '../store/knowledge.ts';
import { forwardedPersons, listRow, standingRowKeys } from '../store/lists.ts';
import type { ListRow, ListRowKeys, ListRun } from '../store/lists.ts';
import type { ReadStore } from '../store/store.ts';
import type { Evaluation } from './evaluate.ts';
import type { UncomparedRow } from './rows.ts';

/** The list before, and the ids of its rows by those that their people have now. */
export interface ListBefore {
  readonly run: ListRun;
  readonly rowIds: ReadonlyMap<string, string>;
  /** A row as it was kept. */
  readonly row: (rowId: string) => ListRow;
}

/** Last month's list, ended rows left out. */
export function listBefore(store: ReadStore, run: ListRun, known: Knowledge): ListBefore {
  const forwarded = forwardedPersons(store, known);
  const rows = standingRowKeys(store, run.listRunId);
  return {
    run,
    rowIds: new Map(rows.map((row) => [currentRowId(row, forwarded), row.rowId])),
    row: (rowId) => listRow(store, run.listRunId, rowId)!,
  };
}

/** Merged persons live on under another id. */
function currentRowId(
  { rowId, personId, childPersonId }: ListRowKeys,
  forwarded: ReadonlyMap<number, number>,
): string {
  const [branch, person, child] = rowId.split('~');
  const now = (id: number | null, asKept: string): string => {
    if (id === null) return asKept;
    let current = id;
    for (let next = forwarded.get(current); next !== undefined; next = forwarded.get(current)) current = next;
    return String(current);
  };
  return `${branch!}~${now(personId, person!)}~${now(childPersonId, child!)}`;
}

/**
 * Marks each row new or continuing against the list before, and adds that list's rows that ended, as they were, with
 * the reason where the facts still give one. Without a list before, every row is new.
 */
export function comparedRows(
  rows: readonly UncomparedRow[],
  before: ListBefore | null,
  gone: Evaluation['gone'],
): readonly ListRow[] {
  const now = new Set(rows.map(({ rowId }) => rowId));
  const marked = rows.map(
    (row): ListRow => ({ ...row, change: before?.rowIds.has(row.rowId) === true ? 'continuing' : 'new' }),
  );
  if (before === null) return marked;
  const since = `On the list of ${displayMonth(before.run.month)}.`;
  const ended = [...before.rowIds]
    .filter(([rowId]) => !now.has(rowId))
    .map(
      ([rowId, keptId]): ListRow => ({
        ...before.row(keptId),
        rowId,
        change: 'ended',
        reasons: [since, `Ended: ${gone.get(rowId) ?? goneWithoutTrace}.`],
      }),
    );
  return [...marked, ...ended];
}

const goneWithoutTrace =
  'the records are no longer linked, or one of them is no longer in the extracts or on the case';
