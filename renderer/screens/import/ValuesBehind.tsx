import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { FindingsTable } from '../../components/FindingsTable.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';

type Page = Output<'quality.findings'>;

const effects = { rejected: 'Row rejected', blanked: 'Value left out', noted: 'Kept' } as const;

export interface OpenValues {
  readonly title: string;
  readonly question: Omit<Input<'quality.findings'>, 'after'>;
}

/** The rows behind a count of invalid or suspicious values of an imported file: by line, never the value. */
export function ValuesBehind({
  title,
  question,
  onClose,
}: OpenValues & { readonly onClose: () => void }): ReactNode {
  const api = useApi();
  const pages = useInfiniteQuery<Page, ApiFailure, readonly Page[], readonly unknown[], number>({
    queryKey: ['quality.findings', question],
    queryFn: ({ pageParam }) => answerOf(api, 'quality.findings', { ...question, after: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
  });
  return (
    <Box title={title} wide onClose={onClose}>
      {pages.isError ? (
        <Problem
          what="The rows could not be read."
          failure={pages.error}
          onRetry={() => void pages.refetch()}
        />
      ) : pages.data === undefined ? (
        <Skeleton label="Reading the rows" />
      ) : (
        <FindingsTable rows={pages.data.flatMap(({ rows }) => rows)} effects={effects} />
      )}
      {pages.hasNextPage ? (
        <Action isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </Box>
  );
}
