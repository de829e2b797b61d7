import type { ReactNode } from 'react';
import type { OutcomeSeries } from '../../../src/app/contract/lists.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { countText, percentText } from '../../format/counts.ts';

/** The same numbers as the chart; a suppressed cell says so and is never a zero. */
export function SeriesTable({ series }: { readonly series: OutcomeSeries }): ReactNode {
  const shown = (value: number | null, text: (value: number) => string): ReactNode =>
    value === null ? (
      <abbr title="Suppressed: fewer than 11 people, or derivable from such a count">M</abbr>
    ) : (
      text(value)
    );
  return (
    <table className="table series-table">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" className="is-end">
            In CalWORKs
          </th>
          <th scope="col" className="is-end">
            Children
          </th>
          <th scope="col" className="is-end">
            Percent
          </th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {series.points.map((point) => (
          <tr key={point.month}>
            <th scope="row">{displayMonth(point.month)}</th>
            <td className="is-end">{shown(point.numerator, countText)}</td>
            <td className="is-end">{shown(point.denominator, countText)}</td>
            <td className="is-end">{shown(point.percent, percentText)}</td>
            <td className="muted">{point.partial ? 'partial month' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
