import type { ReactNode } from 'react';
import type { PairDetail } from '../../../src/app/contract/review.ts';

const parts = [
  { part: 'confirmations', title: 'Speaks for one person' },
  { part: 'denials', title: 'Speaks against' },
  { part: 'notCompared', title: 'Not compared' },
] as const;

/** The comparison in sentences: confirmations, denials, what could not be compared. */
export function Evidence({ pair }: { readonly pair: PairDetail }): ReactNode {
  return (
    <div className="evidence">
      {parts.map(({ part, title }) =>
        pair[part].length === 0 ? null : (
          <section key={part} className={`evidence-part is-${part}`}>
            <h3 className="small-title">{title}</h3>
            <ul>
              {pair[part].map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}
