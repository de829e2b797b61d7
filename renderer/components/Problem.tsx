import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/ApiFailure.ts';
import { Action } from './Action.tsx';
import { Icon } from './Icon.tsx';

interface ProblemProps {
  /** What could not be done: "The lists of October 2026 could not be read." */
  readonly what: string;
  readonly failure: Pick<ApiFailure, 'message' | 'code' | 'ref'>;
  readonly onRetry?: () => void;
}

/** An error says what, where, how to mend it and what was not changed; the words are the engine's. */
export function Problem({ what, failure, onRetry }: ProblemProps): ReactNode {
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p className="problem-what">{what}</p>
        <p>{failure.message}</p>
        <p className="muted small">
          {failure.code}
          {failure.ref === '' ? '' : ` · log entry ${failure.ref}`}
        </p>
        {onRetry === undefined ? null : <Action onPress={onRetry}>Try again</Action>}
      </div>
    </div>
  );
}
