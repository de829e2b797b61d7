import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { useView } from '../../session/view.ts';
import { Catalog } from './Catalog.tsx';
import { ListDesk } from './ListDesk.tsx';

/** The month's lists: what each holds, who is on it, and its way from draft to published. */
export function ListsScreen({ month }: { readonly month: string }): ReactNode {
  const lists = useAnswer('lists.all', { month });
  const { listId } = useView((view) => view.lists);
  const setLists = useView((view) => view.setLists);
  const all = lists.data?.lists ?? [];
  const chosen = all.find((list) => list.listId === listId) ?? all[0];
  return (
    <div className="screen is-desk">
      <ScreenTitle aside={<p className="muted">{displayMonth(month)}</p>}>Lists</ScreenTitle>
      {lists.isError ? (
        <Problem
          what={`The lists of ${displayMonth(month)} could not be read.`}
          failure={lists.error}
          onRetry={() => void lists.refetch()}
        />
      ) : lists.data === undefined ? (
        <Skeleton label="Reading the lists" lines={8} />
      ) : chosen === undefined ? (
        <EmptyState title="No list is defined for this county." />
      ) : (
        <div className="list-desk">
          <Catalog
            lists={all}
            chosen={chosen.listId}
            onChoose={(id) =>
              setLists({
                listId: id,
                change: 'all',
                text: '',
                sort: '',
                descending: false,
                index: 0,
                column: 0,
                knownAt: null,
                asOf: null,
              })
            }
          />
          <ListDesk key={chosen.listId} list={chosen} month={month} />
        </div>
      )}
    </div>
  );
}
