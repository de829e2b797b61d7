import type { ReactNode } from 'react';

interface PercentBarProps {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: { readonly partial: boolean; readonly active: boolean };
}

/** A month as a bar from zero: hatched when partial, outlined when it is the one being read. */
export function PercentBar({ x = 0, y = 0, width = 0, height = 0, payload }: PercentBarProps): ReactNode {
  const kind = payload?.partial === true ? 'bar is-partial' : 'bar';
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={Math.max(0, height)}
      className={payload?.active === true ? `${kind} is-active` : kind}
    />
  );
}
