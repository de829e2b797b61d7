import type { ReactNode } from 'react';
import { Action } from '../components/Action.tsx';

interface StartFailureProps {
  readonly code: string;
  readonly message: string;
  readonly onRetry?: () => void;
}

/** The project cannot be opened. Nothing was changed; the sentence says how to go on. */
export function StartFailure({ code, message, onRetry }: StartFailureProps): ReactNode {
  return (
    <main className="gate">
      <div className="gate-card">
        <img src="./icon.svg" alt="" width="32" height="32" />
        <h1 className="screen-title">The project is not open</h1>
        <p role="alert">{message}</p>
        <p className="muted small">{code} · nothing was changed</p>
        {onRetry === undefined ? null : (
          <div>
            <Action look="primary" onPress={onRetry}>
              Try again
            </Action>
          </div>
        )}
      </div>
    </main>
  );
}
