import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { Choices } from '../../components/Choices.tsx';
import { FindingsTable } from '../../components/FindingsTable.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { FileRows } from './FileRows.tsx';

const effects = { rejected: 'Row rejected', blanked: 'Value left out', noted: 'Kept' } as const;

const views = [
  { id: 'reasons', label: 'Reasons' },
  { id: 'rows', label: 'Rows of the file' },
] as const;

type Question = Omit<Input<'quality.findings'>, 'after'>;

export interface OpenValues {
  readonly title: string;
  readonly question: Question;
}

/** What a count of invalid or suspicious values of an imported file stands for: by reason, or as the rows were read. */
export function ValuesBehind({
  title,
  question,
  onClose,
}: OpenValues & { readonly onClose: () => void }): ReactNode {
  const [view, setView] = useState<(typeof views)[number]['id']>('reasons');
  return (
    <Box title={title} wide onClose={onClose}>
      <Choices label="What to see" choices={views} chosen={view} onChoose={setView} />
      {view === 'reasons' ? <Reasons question={question} /> : <Rows question={question} title={title} />}
    </Box>
  );
}

/** The pages of a question, the next one under a button. */
function usePages<Method extends 'quality.findings' | 'quality.rows'>(method: Method, question: Question) {
  const api = useApi();
  return useInfiniteQuery<Output<Method>, ApiFailure, readonly Output<Method>[], readonly unknown[], number>({
    queryKey: [method, question],
    queryFn: ({ pageParam }) => answerOf(api, method, { ...question, after: pageParam } as Input<Method>),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages,
  });
}

function Reasons({ question }: { readonly question: Question }): ReactNode {
  const pages = usePages('quality.findings', question);
  return (
    <Pages pages={pages}>
      <FindingsTable rows={pages.data?.flatMap(({ rows }) => rows) ?? []} effects={effects} />
    </Pages>
  );
}

function Rows({ question, title }: OpenValues): ReactNode {
  const pages = usePages('quality.rows', question);
  const data = pages.data ?? [];
  const sum = (of: 'withheld' | 'notKept' | 'earlier'): number =>
    data.reduce((all, page) => all + page[of], 0);
  const notKept = sum('notKept');
  const earlier = sum('earlier');
  return (
    <Pages pages={pages}>
      {notKept === 0 ? null : (
        <p className="muted">
          {counted(notKept, 'row was', 'rows were')} rejected, or imported by an older version, and{' '}
          {notKept === 1 ? 'is' : 'are'} not kept: look at {notKept === 1 ? 'its line' : 'their lines'} in the
          file.
        </p>
      )}
      {earlier === 0 ? null : (
        <p className="muted">
          {counted(earlier, 'row stands', 'rows stand')} here as read in an earlier month; nothing that is
          used of {earlier === 1 ? 'it' : 'them'} has changed.
        </p>
      )}
      {data[0] === undefined || data[0].columns.length === 0 ? null : (
        <FileRows
          label={`Rows: ${title}`}
          rows={{
            columns: data[0].columns,
            rows: data.flatMap(({ rows }) => rows),
            withheld: sum('withheld'),
          }}
          marked={question.column}
        />
      )}
    </Pages>
  );
}

interface PagesProps {
  readonly pages: Pick<
    ReturnType<typeof usePages>,
    'error' | 'data' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  readonly children: ReactNode;
}

function Pages({ pages, children }: PagesProps): ReactNode {
  if (pages.error !== null) {
    return (
      <Problem
        what="The rows could not be read."
        failure={pages.error}
        onRetry={() => void pages.refetch()}
      />
    );
  }
  if (pages.data === undefined) return <Skeleton label="Reading the rows" />;
  return (
    <>
      {children}
      {pages.hasNextPage ? (
        <Action isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          Show more
        </Action>
      ) : null}
    </>
  );
}
