import { useInfiniteQuery } from '@tanstack/react-query';
import type { Output } from '../../../src/app/contract/contract.ts';
import type { PersonRow } from '../../../src/app/contract/persons.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import type { PagedRows } from '../../grid/usePagedRows.ts';

type Found = Output<'persons.find'>;

/** Fewer characters find half the county. */
export const shortestQuery = 2;
const pageSize = 50;

/** The people found for a text, page by page as they are scrolled to; `asked` is false while nothing is looked for. */
export function usePersonPages(text: string): {
  readonly asked: boolean;
  readonly known: boolean;
  readonly rows: PagedRows<PersonRow>;
} {
  const api = useApi();
  const wanted = text.trim();
  const asked = wanted.length >= shortestQuery;
  const pages = useInfiniteQuery<Found, ApiFailure, readonly Found[], readonly unknown[], string>({
    queryKey: ['persons.find', wanted],
    queryFn: ({ pageParam }) =>
      answerOf(api, 'persons.find', { text: wanted, after: pageParam, limit: pageSize }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
    enabled: asked,
  });
  const all = (pages.data ?? []).flatMap(({ rows }) => rows);
  return {
    asked,
    known: pages.data !== undefined,
    rows: {
      total: pages.data?.[0]?.total ?? 0,
      rowAt: (index) => all[index],
      want: (_first, last) => {
        if (last >= all.length && pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
      },
      failure: pages.error,
      retry: () => void pages.refetch(),
    },
  };
}
