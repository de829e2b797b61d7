import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { QueueCounts, QueueRow, Saved } from '../../../src/app/contract/review.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf, useAnswer } from '../../api/useAnswer.ts';
import { usePagedRows } from '../../grid/usePagedRows.ts';
import type { PagedRows, PageStarts } from '../../grid/usePagedRows.ts';
import { useView } from '../../session/view.ts';
import type { QueueName, QueueView } from '../../session/view.ts';
import { queueMethods } from './queueMethods.ts';

type Page = { readonly rows: readonly QueueRow[] };

const noPages: PageStarts = { total: 0, pageSize: 1, starts: [] };

export interface Queue {
  readonly view: QueueView;
  readonly setView: (change: Partial<QueueView>) => void;
  readonly rows: PagedRows<QueueRow>;
  readonly counts: QueueCounts | undefined;
  readonly failure: ApiFailure | null;
  readonly loading: boolean;
  /** Changes when the rows were asked for anew: a grid made for the old ones starts over. */
  readonly snapshot: string;
  /** Takes a saved decision into the rows and counts that are shown, without moving a row. */
  takeIn(saved: Saved): void;
  /** Where a pair stands among the pages read so far; −1 when it is not among them. */
  indexOf(pairKey: string): number;
  /** Asks for the queue anew: decided rows leave it when the filter says so. */
  refresh(): void;
}

/**
 * A queue as it was when it was asked for. Decisions change a row's mark and the counts, never the order, so that
 * nothing moves under the reader; pages belong to the asking (`snapshot`) that gave their starts.
 */
export function useQueue(queue: QueueName, month: string): Queue {
  const api = useApi();
  const queries = useQueryClient();
  const view = useView((state) => state.queues[queue]);
  const setQueue = useView((state) => state.setQueue);
  const setView = useCallback((change: Partial<QueueView>) => setQueue(queue, change), [setQueue, queue]);
  const methods = queueMethods[queue];
  const { state, text, kind, sort } = view;
  const filter = useMemo(() => ({ month, state, text, kind, sort }), [month, state, text, kind, sort]);

  const pages = useAnswer(methods.pages, filter);
  const asked = pages.dataUpdatedAt;
  const pageOf = useCallback(
    (start: string) => ({
      queryKey: [methods.page, filter, asked, start],
      queryFn: () => answerOf(api, methods.page, { ...filter, start }),
    }),
    [api, methods, filter, asked],
  );
  const rows = usePagedRows<QueueRow>(pages.data ?? noPages, pageOf);

  // Pages of an older asking are never shown again.
  useEffect(() => {
    queries.removeQueries({
      queryKey: [methods.page, filter],
      predicate: (query) => query.queryKey[2] !== asked,
    });
  }, [queries, methods, filter, asked]);

  // The row stood on decides which pair is compared, as soon as its page is there.
  const standing = view.pairKey === null ? rows.rowAt(view.index)?.pairKey : undefined;
  useEffect(() => {
    if (standing !== undefined) setView({ pairKey: standing });
  }, [standing, setView]);

  const takeIn = (saved: Saved): void => {
    queries.setQueriesData<Page>({ queryKey: [methods.page] }, (page) =>
      page === undefined || !page.rows.some((row) => row.pairKey === saved.pairKey)
        ? page
        : {
            rows: page.rows.map((row) =>
              row.pairKey === saved.pairKey ? { ...row, state: saved.state } : row,
            ),
          },
    );
    queries.setQueryData<NonNullable<typeof pages.data>>(
      [methods.pages, filter],
      (before) => before && { ...before, counts: { ...saved.counts, kinds: before.counts.kinds } },
      { updatedAt: asked },
    );
    void queries.invalidateQueries({ queryKey: ['review.pair', { month, pairKey: saved.pairKey }] });
    void queries.invalidateQueries({ queryKey: ['month.overview'] });
  };

  const indexOf = (pairKey: string): number => {
    if (pages.data === undefined) return -1;
    for (const [at, start] of pages.data.starts.entries()) {
      const page = queries.getQueryData<Page>(pageOf(start).queryKey);
      const offset = page?.rows.findIndex((row) => row.pairKey === pairKey) ?? -1;
      if (offset >= 0) return at * pages.data.pageSize + offset;
    }
    return -1;
  };

  return {
    view,
    setView,
    rows,
    counts: pages.data?.counts,
    failure: pages.error ?? rows.failure,
    loading: pages.data === undefined && !pages.isError,
    snapshot: `${JSON.stringify(filter)}@${asked}`,
    takeIn,
    indexOf,
    refresh: () => {
      setView({ pairKey: null, index: 0 });
      if (pages.isError || rows.failure === null) void pages.refetch();
      else rows.retry();
    },
  };
}
