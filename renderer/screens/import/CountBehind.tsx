import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { usePersonSearch } from '../../session/personSearch.ts';

type Page = Output<'quality.behind'>;

export interface OpenCount {
  readonly title: string;
  readonly question: Omit<Input<'quality.behind'>, 'after'>;
}

/** Who stands behind a count: masked, a page at a time, each person one step from the Persons screen. */
export function CountBehind({
  title,
  question,
  onClose,
}: OpenCount & { readonly onClose: () => void }): ReactNode {
  const api = useApi();
  const [, go] = useLocation();
  const pages = useInfiniteQuery<Page, ApiFailure, readonly Page[], readonly unknown[], string>({
    queryKey: ['quality.behind', question],
    queryFn: ({ pageParam }) => answerOf(api, 'quality.behind', { ...question, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
  });
  const openPerson = (personId: string): void => {
    usePersonSearch.getState().set({ text: personId, index: 0, open: personId });
    go('/persons');
  };
  const withheld = pages.data?.reduce((sum, page) => sum + page.withheld, 0) ?? 0;
  return (
    <Box title={title} wide onClose={onClose}>
      {pages.isError ? (
        <Problem
          what="What stands behind the count could not be read."
          failure={pages.error}
          onRetry={() => void pages.refetch()}
        />
      ) : pages.data === undefined ? (
        <Skeleton label="Reading" />
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Found by</th>
              <th scope="col">Persons</th>
              <th scope="col">More</th>
            </tr>
          </thead>
          <tbody>
            {pages.data.flatMap((page) =>
              page.rows.map(({ id: row, title: what, words, persons }) => (
                <tr key={row}>
                  <th scope="row">{what}</th>
                  <td>
                    {persons.length === 0 ? <span className="muted">not in the index</span> : null}
                    {persons.map((id) => (
                      <Action key={id} look="quiet" onPress={() => openPerson(id)}>
                        {id}
                      </Action>
                    ))}
                  </td>
                  <td className="is-wrapping muted">{words}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {withheld === 0 ? null : (
        <p className="muted">{counted(withheld, 'line', 'lines')} of sensitive or sealed people not shown.</p>
      )}
      {pages.hasNextPage ? (
        <Action isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </Box>
  );
}
