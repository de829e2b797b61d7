import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  LabelList,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import type { OutcomeSeries } from '../../../src/app/contract/lists.ts';
import { percentText } from '../../format/counts.ts';
import { PercentBar } from './PercentBar.tsx';
import { PointMark } from './PointMark.tsx';
import { axisTop, pointWords } from './pointWords.ts';

const HEIGHT = 300;
/** Up to a year of months stands as bars with their labels; more becomes a line. */
const MOST_BARS = 12;

/**
 * Percent by month from zero. Suppressed months break the line and say so, partial months are hatched. The arrow
 * keys go from point to point, and what a point says stands below the chart and is read out.
 */
export function PercentChart({ series }: { readonly series: OutcomeSeries }): ReactNode {
  const { points } = series;
  const [at, setAt] = useState(points.length - 1);
  const point = points[Math.min(at, points.length - 1)];
  const bars = points.length <= MOST_BARS;
  const top = axisTop(points);
  const tick = (each: (typeof points)[number]): string =>
    each.partial ? `${each.label}, partial` : each.label;
  const data = points.map((each, index) => ({ ...each, tick: tick(each), active: index === at }));
  const labelled = (value: unknown): string => (typeof value === 'number' ? percentText(value) : '');

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: points.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(points.length - 1, to)));
  };

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the chart is operated with the arrow keys */}
      <div
        className="chart"
        role="application"
        aria-roledescription="chart"
        aria-label={`${series.title}. Arrow keys go through ${points.length} months; T shows them as a table.`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the chart is operated with the arrow keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <ComposedChart
            data={data}
            margin={{ top: 24, right: 24, bottom: 4, left: 0 }}
            accessibilityLayer={false}
          >
            <defs>
              <pattern
                id="partial"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="6" height="6" className="hatch-ground" />
                <rect width="2.5" height="6" className="hatch-line" />
              </pattern>
            </defs>
            <CartesianGrid vertical={false} className="chart-grid" />
            <XAxis dataKey="tick" tickLine={false} interval="preserveStartEnd" className="chart-axis" />
            <YAxis
              domain={[0, top]}
              tickCount={top / 10 + 1}
              tickFormatter={(value: number) => `${value} %`}
              tickLine={false}
              axisLine={false}
              width={48}
              className="chart-axis"
            />
            {points.map((each) =>
              each.percent === null ? (
                <ReferenceLine
                  key={each.month}
                  x={tick(each)}
                  className="chart-suppressed"
                  label={{ value: 'suppressed', position: 'insideBottom', angle: -90, offset: 40 }}
                />
              ) : null,
            )}
            {bars ? (
              <Bar
                dataKey="percent"
                maxBarSize={44}
                shape={PercentBar}
                isAnimationActive={false}
                onClick={(_, index) => setAt(index)}
              >
                <LabelList dataKey="percent" position="top" formatter={labelled} className="chart-label" />
              </Bar>
            ) : (
              <Line
                dataKey="percent"
                type="linear"
                className="chart-line"
                dot={PointMark}
                activeDot={false}
                connectNulls={false}
                isAnimationActive={false}
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <p className="chart-reading" role="status">
        {point === undefined ? '' : pointWords(point)}
      </p>
    </>
  );
}
