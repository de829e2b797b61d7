import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiFailure } from '../api/ApiFailure.ts';

/** A long list by its pages: known by number at once, by content as pages come into view. */
export interface PagedRows<Row> {
  readonly total: number;
  /** Undefined while its page is on the way. */
  rowAt(index: number): Row | undefined;
  /** Asks for the pages of these rows. */
  want(first: number, last: number): void;
  readonly failure: ApiFailure | null;
  retry(): void;
}

interface PageQuestion<Row> {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<{ readonly rows: readonly Row[] }>;
}

export interface PageStarts {
  readonly total: number;
  readonly pageSize: number;
  readonly starts: readonly string[];
}

const SETTLE_MS = 70;

/**
 * Rows by keyed pages. `pageOf` must be stable for one set of starts. While the scroll bar is dragged across many
 * pages, only those are asked for at which it comes to rest.
 */
export function usePagedRows<Row>(
  pages: PageStarts,
  pageOf: (start: string) => PageQuestion<Row>,
): PagedRows<Row> {
  const queries = useQueryClient();
  const [[firstPage, lastPage], setRange] = useState<readonly [number, number]>([0, 0]);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const starts = pages.starts.slice(firstPage, lastPage + 1);
  const answers = useQueries({
    queries: starts.map((start) => ({
      ...pageOf(start),
      gcTime: Number.POSITIVE_INFINITY,
      // rows are read from the cache below, so nothing here would notice that they have come
      notifyOnChangeProps: ['data' as const, 'isError' as const],
    })),
  });

  const { pageSize } = pages;
  const want = useCallback(
    (first: number, last: number) => {
      if (last < first) return;
      const range = [Math.floor(first / pageSize), Math.floor(last / pageSize)] as const;
      clearTimeout(waiting.current);
      const apply = (): void =>
        setRange((before) => (before[0] === range[0] && before[1] === range[1] ? before : range));
      const near = Math.abs(range[0] - firstPage) <= 1 && Math.abs(range[1] - lastPage) <= 1;
      if (near) apply();
      else waiting.current = setTimeout(apply, SETTLE_MS);
    },
    [pageSize, firstPage, lastPage],
  );

  const failed = answers.find((answer) => answer.isError);
  return {
    total: pages.total,
    rowAt: (index) => {
      const start = pages.starts[Math.floor(index / pageSize)];
      if (start === undefined) return undefined;
      const page = queries.getQueryData<{ readonly rows: readonly Row[] }>(pageOf(start).queryKey);
      return page?.rows[index % pageSize];
    },
    want,
    failure: (failed?.error as ApiFailure | undefined) ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
  };
}
