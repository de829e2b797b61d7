import type { ReactNode } from 'react';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { counted } from '../../format/counts.ts';

/** What became of the decisions of the month before. */
export function SinceLastMonth({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const since = overview.sinceLast;
  return (
    <section className="panel">
      <h2 className="section-title">Since last month</h2>
      {since === null ? (
        <p className="muted">This is the first month; there is nothing to carry forward yet.</p>
      ) : (
        <ul className="facts">
          <li>{counted(since.carried, 'decision', 'decisions')} carried forward</li>
          <li>{counted(since.reopened, 'pair', 'pairs')} reopened because identity data changed</li>
          <li>{counted(since.fresh, 'pair', 'pairs')} raised for the first time</li>
        </ul>
      )}
    </section>
  );
}
