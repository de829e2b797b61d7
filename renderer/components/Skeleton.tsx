import type { ReactNode } from 'react';

interface SkeletonProps {
  /** What is on its way, for a screen reader: "Reading October 2026". */
  readonly label: string;
  readonly lines?: number;
}

/** Where content will stand; it does not move. */
export function Skeleton({ label, lines = 4 }: SkeletonProps): ReactNode {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}
