import type { OutcomeSeries } from '../../../src/app/contract/lists.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { countText, percentText } from '../../format/counts.ts';

type Point = OutcomeSeries['points'][number];

/** A point as it is read out: "September 2026: 38.2 %, 412 of 1,078"; suppressed and partial months say so. */
export function pointWords(point: Point): string {
  const value =
    point.percent === null
      ? 'suppressed, fewer than 11 people or derivable from such a count'
      : point.numerator === null || point.denominator === null
        ? percentText(point.percent)
        : `${percentText(point.percent)}, ${countText(point.numerator)} of ${countText(point.denominator)}`;
  return `${displayMonth(point.month)}: ${value}${point.partial ? ' (partial month)' : ''}`;
}

/** The top of a percent axis that begins at zero: the next multiple of ten that leaves air above the highest point. */
export function axisTop(points: readonly Point[]): number {
  const highest = Math.max(0, ...points.map((point) => point.percent ?? 0));
  return Math.min(100, Math.max(10, Math.ceil((highest * 1.1) / 10) * 10));
}
