import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { FindingsTable } from '../../components/FindingsTable.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';

type FindingPage = Output<'imports.findings'>;

const severityWords = { rejected: 'Row rejected', blanked: 'Value left out', noted: 'Noted' } as const;

interface FindingsBoxProps {
  readonly importId: number;
  readonly fileName: string;
  readonly onClose: () => void;
}

/** What the import found in a file: line, column, kind of value, reason and remedy; never the value. */
export function FindingsBox({ importId, fileName, onClose }: FindingsBoxProps): ReactNode {
  const api = useApi();
  const pages = useInfiniteQuery<FindingPage, ApiFailure, FindingPage[], readonly unknown[], number>({
    queryKey: ['imports.findings', { importId }],
    queryFn: ({ pageParam }) => answerOf(api, 'imports.findings', { importId, after: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
  });
  return (
    <Box title={`Findings in ${fileName}`} wide onClose={onClose}>
      {pages.isError ? (
        <Problem
          what="The findings could not be read."
          failure={pages.error}
          onRetry={() => void pages.refetch()}
        />
      ) : pages.data === undefined ? (
        <Skeleton label="Reading the findings" />
      ) : (
        <>
          <FindingsTable rows={pages.data.flatMap((page) => page.rows)} effects={severityWords} />
          {pages.hasNextPage ? (
            <Action isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
              Show more
            </Action>
          ) : null}
        </>
      )}
    </Box>
  );
}
