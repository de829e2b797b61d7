import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** Why there is nothing: one sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** Empty says why it is empty and what to do. */
export function EmptyState({ title, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="empty-body">{children}</div>}
    </div>
  );
}
