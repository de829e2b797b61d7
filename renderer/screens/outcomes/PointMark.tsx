import type { ReactNode } from 'react';
import { percentText } from '../../format/counts.ts';

interface PointMarkProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly points?: readonly unknown[];
  readonly payload?: { readonly percent: number | null; readonly partial: boolean; readonly active: boolean };
}

/** A month on the line: open when partial, ringed and labelled when it is the one being read. */
export function PointMark({ cx, cy, payload }: PointMarkProps): ReactNode {
  if (cx === undefined || cy === undefined || payload === undefined || payload.percent === null) return null;
  return (
    <g>
      <circle
        cx={cx}
        cy={cy}
        r={payload.active ? 6 : 3.5}
        className={payload.partial ? 'point is-partial' : 'point'}
      />
      {payload.active ? (
        <text x={cx} y={cy - 12} textAnchor="middle" className="chart-label">
          {percentText(payload.percent)}
        </text>
      ) : null}
    </g>
  );
}
