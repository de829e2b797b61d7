import type { ReactNode } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { IconAction } from '../../components/IconAction.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';

interface RowReasonsProps {
  readonly listId: string;
  readonly month: string;
  readonly rowId: string;
  /** ISO time that the list is known at; null = as it is kept. */
  readonly knownAt: string | null;
  readonly asOf: string | null;
  readonly onClose: () => void;
}

/** Why a row is on the list, and what linked the people in it. */
export function RowReasons({ listId, month, rowId, knownAt, asOf, onClose }: RowReasonsProps): ReactNode {
  const row = useAnswer('lists.row', { listId, month, rowId, knownAt, asOf });
  return (
    <aside className="reasons-panel" aria-label="Why this row is on the list">
      <header className="panel-head">
        <h3 className="small-title">Why this row is here</h3>
        <IconAction icon="close" label="Close the reasons" onPress={onClose} />
      </header>
      {row.isError ? (
        <Problem
          what="The reasons could not be read."
          failure={row.error}
          onRetry={() => void row.refetch()}
        />
      ) : row.data === undefined ? (
        <Skeleton label="Reading the reasons" lines={5} />
      ) : (
        <div aria-live="polite">
          <ul className="facts">
            {row.data.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          {row.data.link === null ? null : (
            <>
              <h3 className="small-title">Link</h3>
              <p>
                {row.data.link.tier}. {row.data.link.words}
              </p>
            </>
          )}
          {row.data.details.length === 0 ? null : (
            <dl className="details">
              {row.data.details.map((detail) => (
                <div key={detail.label}>
                  <dt>{detail.label}</dt>
                  <dd>{detail.text}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </aside>
  );
}
