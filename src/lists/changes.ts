import { displayMonth } from '../domain/month.ts';
import type { ListRow, ListRun } from '../store/lists.ts';
import type { Evaluation } from './evaluate.ts';
import type { UncomparedRow } from './rows.ts';

/** Last month's rows under the ids that their people have now, ended rows of that list left out. */
export function standingRows(
  rows: Iterable<ListRow>,
  forwarded: ReadonlyMap<number, number>,
): ReadonlyMap<string, ListRow> {
  const standing = new Map<string, ListRow>();
  for (const row of rows) {
    if (row.change !== 'ended') standing.set(currentRowId(row, forwarded), row);
  }
  return standing;
}

/** Merged persons live on under another id. */
function currentRowId(
  { rowId, personId, childPersonId }: ListRow,
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
  before: { readonly run: ListRun; readonly rows: ReadonlyMap<string, ListRow> } | null,
  gone: Evaluation['gone'],
): readonly ListRow[] {
  const now = new Set(rows.map(({ rowId }) => rowId));
  const marked = rows.map(
    (row): ListRow => ({ ...row, change: before?.rows.has(row.rowId) === true ? 'continuing' : 'new' }),
  );
  if (before === null) return marked;
  const since = `On the list of ${displayMonth(before.run.month)}.`;
  const ended = [...before.rows]
    .filter(([rowId]) => !now.has(rowId))
    .map(
      ([rowId, row]): ListRow => ({
        ...row,
        rowId,
        change: 'ended',
        reasons: [since, `Ended: ${gone.get(rowId) ?? goneWithoutTrace}.`],
      }),
    );
  return [...marked, ...ended];
}

const goneWithoutTrace =
  'the records are no longer linked, or one of them is no longer in the extracts or on the case';
