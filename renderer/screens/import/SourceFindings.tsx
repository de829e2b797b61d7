import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { countText } from '../../format/counts.ts';

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
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="is-end">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Effect</th>
              <th scope="col">Reason and remedy</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.line} ${row.column} ${row.reason}`}>
                <td className="is-end">{countText(row.line)}</td>
                <td className="mono">{row.column}</td>
                <td>{row.valueClass}</td>
                <td className={row.severity === 'rejected' ? 'is-alarming' : undefined}>
                  {effects[row.severity]}
                </td>
                <td className="is-wrapping">
                  {row.reason} <span className="muted">{row.remedy}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage ? (
        <Action isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </Box>
  );
}
