import type { ReactNode } from 'react';
import type { ListChange } from '../../src/app/contract/shapes.ts';

export const changeWords: Readonly<Record<ListChange, string>> = {
  new: 'New',
  continuing: 'Continuing',
  ended: 'Ended',
};

const signs: Readonly<Record<ListChange, string>> = { new: '+', continuing: '=', ended: '−' };

/** How a row stands against the list of the month before. */
export function ChangeBadge({ change }: { readonly change: ListChange }): ReactNode {
  return (
    <span className={`badge is-${change}`}>
      <span aria-hidden="true">{signs[change]} </span>
      {changeWords[change]}
    </span>
  );
}
