import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ListRow, ListView } from '../../../src/app/contract/lists.ts';
import type { ListChange } from '../../../src/app/contract/shapes.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useApi } from '../../api/ApiContext.ts';
import { answerOf, useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Choices } from '../../components/Choices.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Finder } from '../../components/Finder.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { countText } from '../../format/counts.ts';
import { momentText } from '../../format/dates.ts';
import { PagedGrid } from '../../grid/PagedGrid.tsx';
import { usePagedRows } from '../../grid/usePagedRows.ts';
import { useView } from '../../session/view.ts';
import { ListHead } from './ListHead.tsx';
import { RowReasons } from './RowReasons.tsx';
import { listColumns } from './listColumns.tsx';

const ROW = 30;
const noPages = { total: 0, pageSize: 1, starts: [] };

interface ListDeskProps {
  readonly list: ListView;
  readonly month: string;
}

/** One list: its state and actions, its rows, and why the chosen row is on it. */
export function ListDesk({ list, month }: ListDeskProps): ReactNode {
  const api = useApi();
  const view = useView((state) => state.lists);
  const setView = useView((state) => state.setLists);
  const [open, setOpen] = useState<string | null>(null);
  const { listId } = list;
  const { change, text, sort, descending, knownAt, asOf } = view;
  const filter = useMemo(
    () => ({ listId, month, change, text, sort, descending, knownAt, asOf }),
    [listId, month, change, text, sort, descending, knownAt, asOf],
  );
  const back = useAnswer(
    'lists.lookBack',
    { listId, month, knownAt: knownAt ?? '', asOf },
    { enabled: knownAt !== null },
  );
  const past = knownAt === null ? undefined : back.data;
  const shown: ListView = past === undefined ? list : { ...list, ...past };
  const prepared = knownAt === null ? list.state !== 'none' : past !== undefined;
  const pages = useAnswer('lists.pages', filter, { enabled: prepared });
  const asked = pages.dataUpdatedAt;
  const pageOf = useCallback(
    (start: string) => ({
      queryKey: ['lists.page', filter, asked, start],
      queryFn: () => answerOf(api, 'lists.page', { ...filter, start }),
    }),
    [api, filter, asked],
  );
  const rows = usePagedRows<ListRow>(pages.data ?? noPages, pageOf);
  const columns = useMemo(() => listColumns(shown.columns), [shown.columns]);
  const changes: readonly { id: ListChange | 'all'; label: string; count?: number }[] = [
    { id: 'all', label: 'All', count: shown.rows },
    { id: 'new', label: 'New', count: shown.changes.new },
    { id: 'continuing', label: 'Continuing', count: shown.changes.continuing },
    { id: 'ended', label: 'Ended', count: shown.changes.ended },
  ];
  const failure = pages.error ?? rows.failure;

  return (
    <section className="list" aria-label={list.title}>
      <ListHead list={shown} month={month} past={past ?? null} />
      {knownAt !== null && back.isError ? (
        <Problem
          what={`${list.title} as known on ${momentText(knownAt)} cannot be shown.`}
          failure={back.error}
          onRetry={() => void back.refetch()}
        />
      ) : knownAt !== null && past === undefined ? (
        <Skeleton label={`Evaluating ${list.title} with what was known`} lines={10} />
      ) : !prepared ? (
        <EmptyState title={`${list.title} is not prepared for ${displayMonth(month)}.`}>
          <p>Preparing reads the imported months and the decided links; nothing leaves the store by it.</p>
        </EmptyState>
      ) : (
        <>
          <div className="list-tools">
            <Choices
              label="Change since last month"
              choices={changes}
              chosen={change}
              onChoose={(id) => setView({ change: id, index: 0 })}
            />
            <Finder
              label="Find in the list"
              text={text}
              onFind={(found) => setView({ text: found, index: 0 })}
            />
          </div>
          <div className={open === null ? 'list-body' : 'list-body has-reasons'}>
            {failure !== null ? (
              <Problem
                what={`${list.title} could not be read.`}
                failure={failure}
                onRetry={() => (pages.isError ? void pages.refetch() : rows.retry())}
              />
            ) : pages.data === undefined ? (
              <Skeleton label={`Reading ${list.title}`} lines={10} />
            ) : rows.total === 0 ? (
              change === 'all' && text === '' ? (
                <EmptyState title={`Nobody is on ${list.title} in ${displayMonth(month)}.`}>
                  <p>The counts above say how many were left out, and why.</p>
                </EmptyState>
              ) : (
                <EmptyState title={`0 of ${countText(shown.rows)} shown.`}>
                  <p>The filters hide them all.</p>
                  <Action onPress={() => setView({ change: 'all', text: '', index: 0 })}>
                    Clear filters
                  </Action>
                </EmptyState>
              )
            ) : (
              <PagedGrid
                key={`${JSON.stringify(filter)}@${asked}`}
                name={`list-${listId}`}
                label={`${list.title}, ${displayMonth(month)}`}
                columns={columns}
                rows={rows}
                rowHeight={ROW}
                at={{ row: view.index, column: view.column }}
                onMove={({ row, column }) => {
                  setView({ index: row, column });
                  const rowId = rows.rowAt(row)?.rowId;
                  if (open !== null && rowId !== undefined) setOpen(rowId);
                }}
                onOpen={(row) => setOpen(rows.rowAt(row)?.rowId ?? null)}
                byCell
                {...(sort === '' ? {} : { sort: { column: sort, descending } })}
                onSort={(next) => setView({ sort: next.column, descending: next.descending, index: 0 })}
              />
            )}
            {open === null ? null : (
              <RowReasons
                key={open}
                listId={listId}
                month={month}
                rowId={open}
                knownAt={knownAt}
                asOf={asOf}
                onClose={() => setOpen(null)}
              />
            )}
          </div>
          <p className="list-foot muted small">
            Enter or a double click on a row says why it is on the list. Ctrl+C copies a cell as shown.
          </p>
        </>
      )}
    </section>
  );
}
