import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FindingsTable } from '../../components/FindingsTable.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';

type Page = Output<'intake.findings'>;
export type FindingQuestion = Omit<Input<'intake.findings'>, 'after'>;

const effects = { rejected: 'Row would be rejected', blanked: 'Value left out', noted: 'Kept' } as const;

interface SourceFindingsProps {
  readonly title: string;
  readonly question: FindingQuestion;
  readonly onClose: () => void;
}

/** The rows of a file behind a count of the quality table; never a value. */
export function SourceFindings({ title, question, onClose }: SourceFindingsProps): ReactNode {
  const api = useApi();
  const pages = useInfiniteQuery<Page, ApiFailure, readonly Page[], readonly unknown[], number>({
    queryKey: ['intake.findings', question],
    queryFn: ({ pageParam }) => answerOf(api, 'intake.findings', { ...question, after: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
  });
  const rows = pages.data?.flatMap((page) => page.rows);
  return (
    <Box title={title} wide onClose={onClose}>
      {pages.isError ? (
        <Problem
          what="The rows could not be read."
          failure={pages.error}
          onRetry={() => void pages.refetch()}
        />
      ) : rows === undefined ? (
        <Skeleton label="Reading the rows" />
      ) : rows.length === 0 ? (
        <EmptyState title="The first 5,000 findings of the file hold none of these.">
          <p>The rejects file that the import writes has them all.</p>
        </EmptyState>
      ) : (
        <FindingsTable rows={rows} effects={effects} />
      )}
      {pages.hasNextPage ? (
        <Action isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </Box>
  );
}
