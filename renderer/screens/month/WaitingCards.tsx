import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { countText } from '../../format/counts.ts';
import { useView } from '../../session/view.ts';

/** Work that waits, each card the way to it. */
export function WaitingCards({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const setQueue = useView((view) => view.setQueue);
  const { waiting, decided, lists } = overview;
  const decidedAll = decided.same + decided.different + decided.hold;
  const published = lists.filter((list) => list.state === 'published').length;
  return (
    <ul className="cards">
      <li>
        <Link href="/review" className="card" onClick={() => setQueue('review', { state: 'todo' })}>
          <span className="card-number">{countText(waiting.nearMatches)}</span>
          <span className="card-title">
            {waiting.nearMatches === 1 ? 'near match' : 'near matches'} to review
          </span>
          <span className="card-aside">
            {countText(decidedAll)} of {countText(overview.reviewTotal)} decided
          </span>
        </Link>
      </li>
      <li>
        <Link href="/mismatches" className="card" onClick={() => setQueue('mismatch', { state: 'todo' })}>
          <span className="card-number">{countText(waiting.mismatches)}</span>
          <span className="card-title">
            {waiting.mismatches === 1 ? 'mismatch' : 'mismatches'} to resolve
          </span>
          <span className="card-aside">links that the data contradict</span>
        </Link>
      </li>
      <li>
        <Link href="/review" className="card" onClick={() => setQueue('review', { state: 'hold' })}>
          <span className="card-number">{countText(waiting.holds)}</span>
          <span className="card-title">on hold</span>
          <span className="card-aside">waiting for information</span>
        </Link>
      </li>
      <li>
        <Link href="/lists" className="card">
          <span className="card-number">{countText(overview.linkedPersons)}</span>
          <span className="card-title">people in both systems</span>
          <span className="card-aside">
            {lists.length === 0
              ? 'no list prepared'
              : `${published} of ${lists.length} ${lists.length === 1 ? 'list' : 'lists'} published`}
          </span>
        </Link>
      </li>
    </ul>
  );
}
