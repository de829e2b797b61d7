import type { ReactNode } from 'react';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { PairDesk } from './PairDesk.tsx';

/** Mismatches: links that the person data contradict, or the reverse. */
export function MismatchesScreen({ month }: { readonly month: string }): ReactNode {
  return (
    <div className="screen is-desk">
      <ScreenTitle aside={<p className="muted">Links that the rules like and the person data dislike.</p>}>
        Resolve mismatches
      </ScreenTitle>
      <PairDesk name="mismatch" month={month} />
    </div>
  );
}
