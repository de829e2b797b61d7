import type { ReactNode } from 'react';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { PairDesk } from './PairDesk.tsx';

/** Near matches: pairs that the rules leave to a person. */
export function ReviewScreen({ month }: { readonly month: string }): ReactNode {
  return (
    <div className="screen is-desk">
      <ScreenTitle aside={<p className="muted">Pairs that could be one person and are not certain.</p>}>
        Review near matches
      </ScreenTitle>
      <PairDesk name="review" month={month} />
    </div>
  );
}
