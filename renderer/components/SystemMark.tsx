import type { ReactNode } from 'react';

export type SystemName = 'cws' | 'calworks';

/** The two departments keep one colour and one shape everywhere: child welfare a circle, cash aid a square. */
export const systemTitles: Readonly<Record<SystemName, string>> = {
  cws: 'Child welfare',
  calworks: 'Cash aid',
};

interface SystemMarkProps {
  readonly system: SystemName;
  /** The name beside the mark; without it the mark carries the name for a screen reader. */
  readonly named?: boolean;
}

export function SystemMark({ system, named = false }: SystemMarkProps): ReactNode {
  const title = systemTitles[system];
  return (
    <span className={`system is-${system}`}>
      <svg
        className="system-mark"
        viewBox="0 0 10 10"
        width="10"
        height="10"
        role={named ? undefined : 'img'}
        aria-hidden={named}
        aria-label={named ? undefined : title}
      >
        {system === 'cws' ? (
          <circle cx="5" cy="5" r="4.5" />
        ) : (
          <rect x="0.75" y="0.75" width="8.5" height="8.5" />
        )}
      </svg>
      {named ? <span>{title}</span> : null}
    </span>
  );
}
