import type { Month } from '../domain/month.ts';
import { statement } from './statement.ts';
import type { ReadStore } from './store.ts';

/** A moment at which more was known than before. */
export interface Moment {
  /** ISO time. */
  readonly at: string;
  readonly kind: 'imported' | 'matched' | 'published';
  readonly month: Month;
  /** Files, for `imported`. */
  readonly files: number;
  /** The list and its version, for `published`. */
  readonly listId: string | null;
  readonly version: number | null;
}

/** When months were imported (each day's last file), matched, and lists published, newest first. */
export const moments = (store: ReadStore): readonly Moment[] =>
  statement<Moment>(
    store,
    `SELECT max(imported_at) AS at, 'imported' AS kind, month, count(*) AS files, NULL AS listId, NULL AS version, 0 AS place
     FROM import GROUP BY month, substr(imported_at, 1, 10)
     UNION ALL SELECT finished_at, 'matched', month, 0, NULL, NULL, 1 FROM match_run
     UNION ALL SELECT published_at, 'published', month, 0, list_id, version, 2 FROM list_run WHERE state = 'published'
     ORDER BY at DESC, place DESC, month DESC, listId`,
  )
    .all()
    .map(({ at, kind, month, files, listId, version }) => ({ at, kind, month, files, listId, version }));
