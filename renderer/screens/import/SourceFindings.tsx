import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf, useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { Choices } from '../../components/Choices.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FindingsTable } from '../../components/FindingsTable.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { FileRows } from './FileRows.tsx';

type Page = Output<'intake.findings'>;
export type FindingQuestion = Omit<Input<'intake.findings'>, 'after'>;

const effects = { rejected: 'Row would be rejected', blanked: 'Value left out', noted: 'Kept' } as const;

interface SourceFindingsProps {
  readonly title: string;
  readonly question: FindingQuestion;
  readonly onClose: () => void;
}

type View = 'reasons' | 'rows';
const views = [
  { id: 'reasons', label: 'Reasons' },
  { id: 'rows', label: 'Rows of the file' },
] as const;

/** Rows read from the file at a time. */
const rowsAtATime = 200;

/** What a count stands for: by reason, or as the rows stand in the file, identifiers masked. */
export function SourceFindings({ title, question, onClose }: SourceFindingsProps): ReactNode {
  const api = useApi();
  const [view, setView] = useState<View>('reasons');
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
        <>
          <Choices label="What to see" choices={views} chosen={view} onChoose={setView} />
          {view === 'reasons' ? (
            <FindingsTable rows={rows} effects={effects} />
          ) : (
            <RowsBehind question={question} findings={rows} />
          )}
        </>
      )}
      {pages.hasNextPage ? (
        <Action isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </Box>
  );
}

interface RowsBehindProps {
  readonly question: FindingQuestion;
  readonly findings: Page['rows'];
}

function RowsBehind({ question: { grant, file }, findings }: RowsBehindProps): ReactNode {
  const lines = [...new Set(findings.map(({ line }) => line))].slice(0, rowsAtATime);
  const rows = useAnswer('intake.rows', { grant, file, lines });
  if (rows.isError) {
    return (
      <Problem
        what={`The rows of ${file} could not be read.`}
        failure={rows.error}
        onRetry={() => void rows.refetch()}
      />
    );
  }
  if (rows.data === undefined) return <Skeleton label="Reading the rows" />;
  const marked = findings[0]?.column ?? '';
  return <FileRows label={`Rows of ${file}`} rows={rows.data} marked={marked} />;
}
