import type { CivilDay } from '../domain/civilDate.ts';
import { findCounty } from '../domain/counties.ts';
import { lastDay } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import type { ReadStore } from '../store/store.ts';
import { ocPercentMethod } from './ocPercentMethod.ts';
import type { OutcomeSeries, SeriesPoint, SeriesRequest } from './outcomeSeries.ts';

/** A measure over time as a file says it, apart from the format (review-ux.md 4.8, 5.1): the numbers behind the chart. */
export interface SeriesPublication {
  readonly title: string;
  readonly subtitle: string;
  readonly month: Month;
  readonly asOf: CivilDay;
  readonly draft: boolean;
  readonly confidentiality: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly methodology: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly data: {
    readonly columns: readonly {
      readonly id: string;
      readonly label: string;
      readonly kind: 'text' | 'number';
      readonly width: number;
      readonly description: string;
      readonly source: string;
    }[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly changes: null;
}

const column = (
  id: string,
  label: string,
  kind: 'text' | 'number',
  width: number,
  description: string,
): SeriesPublication['data']['columns'][number] => ({
  id,
  label,
  kind,
  width,
  description,
  source: 'Linkdesk: CWS/CMS cases with CalWORKs case members',
});

const columns = [
  column('period', 'Period', 'text', 16, 'Month, quarter or year'),
  column('last_month', 'Last month', 'text', 12, 'Last month of the period, YYYY-MM'),
  column('children_on_calworks', 'On CalWORKs', 'number', 14, 'Numerator; * = withheld'),
  column('children', 'Children', 'number', 12, 'Denominator; * = withheld'),
  column('percent', 'Percent', 'number', 10, 'Numerator of denominator; * = withheld'),
  column('partial', 'Partial', 'text', 10, 'Yes where the period is not whole in the extracts'),
];

/** The numbers, method, glossary and notes of a series. */
export function seriesPublication(
  store: ReadStore,
  series: OutcomeSeries,
  { release }: Pick<SeriesRequest, 'release'>,
): SeriesPublication {
  const { county, synthetic } = store.identity;
  const newest = series.points.at(-1)!;
  return {
    title: `${ocPercentMethod.title}, ${findCounty(county)?.name ?? county}`,
    subtitle: series.subtitle,
    month: newest.month,
    asOf: lastDay(newest.month),
    draft: false,
    confidentiality: release
      ? 'For release only after the department’s own review; small counts are withheld.'
      : 'Confidential (WIC 10850): internal version with small counts. Not for release.',
    facts: [
      ['Finding', series.title],
      ['Unit', series.unit],
      ['Method', `${ocPercentMethod.id}, version ${series.methodVersion}`],
      ['Version', release ? 'For release' : 'Internal'],
      ...(synthetic ? [['People', 'Made up: no real person is counted here'] as const] : []),
    ],
    methodology: [
      { heading: 'Definition', paragraphs: [series.definition] },
      ...ocPercentMethod.sections,
      {
        heading: `Left out in ${newest.label}`,
        paragraphs: series.excluded.map(({ reason, count }) => `${reason}: ${count ?? '*'}`),
      },
      { heading: 'Notes', paragraphs: series.notes },
      {
        heading: 'Glossary',
        paragraphs: ocPercentMethod.glossary.map(([term, meaning]) => `${term}: ${meaning}.`),
      },
    ],
    data: { columns, rows: series.points.map(rowOf) },
    changes: null,
  };
}

function rowOf({ label, month, numerator, denominator, percent, partial }: SeriesPoint): readonly string[] {
  const noPercent = denominator === 0 ? '' : '*';
  return [
    label,
    month,
    numerator === null ? '*' : String(numerator),
    denominator === null ? '*' : String(denominator),
    percent === null ? noPercent : percent.toFixed(1),
    partial ? 'Yes' : '',
  ];
}
