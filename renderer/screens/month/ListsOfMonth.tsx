import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { countText } from '../../format/counts.ts';
import { useView } from '../../session/view.ts';
import { listStateWords } from '../lists/listStateWords.ts';

/** Each list of the month with its size and what changed. */
export function ListsOfMonth({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const setLists = useView((view) => view.setLists);
  return (
    <section className="panel">
      <h2 className="section-title">Lists</h2>
      {overview.lists.length === 0 ? (
        <p className="muted">No list is prepared for this month.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">List</th>
              <th scope="col">State</th>
              <th scope="col" className="is-end">
                Rows
              </th>
              <th scope="col" className="is-end">
                New
              </th>
              <th scope="col" className="is-end">
                Ended
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.lists.map((list) => (
              <tr key={list.listId}>
                <th scope="row">
                  <Link href="/lists" onClick={() => setLists({ listId: list.listId })}>
                    {list.title}
                  </Link>
                </th>
                <td>{listStateWords[list.state]}</td>
                <td className="is-end">{countText(list.rows)}</td>
                <td className="is-end">{countText(list.changes.new)}</td>
                <td className="is-end">{countText(list.changes.ended)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
