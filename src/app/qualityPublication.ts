import { type CivilDay, displayDate, parseCivilDate } from '../domain/civilDate.ts';
import { findCounty } from '../domain/counties.ts';
import { displayMonth, lastDay, type Month } from '../domain/month.ts';
import type { Publication, PublicationColumn } from '../files/publication.ts';
import type { ReadStore } from '../store/store.ts';
import type { MonthQuality } from './contract/intake.ts';

const column = (
  id: string,
  label: string,
  kind: PublicationColumn['kind'],
  width: number,
  description: string,
): PublicationColumn => ({
  id,
  label,
  kind,
  width,
  description,
  source: 'Linkdesk: the month’s extracts and the common client index',
});

const columns = [
  column('line', 'Line', 'text', 10, 'extract, field, check or index'),
  column('extract', 'Extract', 'text', 26, 'The extract; empty for what holds across records'),
  column('as_of', 'As of', 'date', 12, 'Day the source system was read'),
  column('item', 'Item', 'text', 40, 'Extract, field or check'),
  column('column', 'Column', 'text', 22, 'Column of the file'),
  column('rows', 'Rows', 'number', 12, 'Usable rows; active CalWORKs persons on the line of the index'),
  column('rejected', 'Rejected', 'number', 12, 'Rows that could not be used'),
  column('filled', 'Filled', 'number', 12, 'Rows with a value; persons that are in the index on its line'),
  column('distinct', 'Distinct', 'number', 12, 'Different values'),
  column('invalid', 'Invalid', 'number', 12, 'Left blank because the value could not be used'),
  column('suspicious', 'Suspicious', 'number', 12, 'Kept and worth a look'),
  column('repeated', 'Repeated', 'number', 12, 'SSNs and CINs that stand in several rows'),
  column('count', 'Count', 'number', 12, 'People, families or State IDs that the check found'),
  column('meaning', 'Meaning', 'text', 70, 'What it means and what to do'),
];

type Cell = (typeof columns)[number]['id'];
const line = (cells: Readonly<Partial<Record<Cell, string | number>>>): readonly string[] =>
  columns.map(({ id }) => String(cells[id] ?? ''));

/** The data quality of a month as a file says it: counts only, with the day of every source, nobody's data. */
export function qualityPublication(store: ReadStore, month: Month, quality: MonthQuality): Publication {
  const { county, synthetic } = store.identity;
  const { extracts, checks, index } = quality;
  const name = findCounty(county)?.name ?? county;
  const notes = extracts.flatMap((extract) => extract.notes);
  return {
    title: `Data quality of ${name}, ${displayMonth(month)}`,
    subtitle: 'Fields of every extract, and what holds across records.',
    month,
    asOf: newestDay(extracts) ?? lastDay(month),
    draft: false,
    confidentiality: 'Confidential (WIC 10850): counts for the owning programs. Not for release.',
    facts: [
      ...extracts.map(
        ({ title, asOf, rows, rejected }) =>
          [
            title,
            `As of ${displayDate(dayOf(asOf)!)}: ${rows.toLocaleString('en-US')} rows, ${rejected.toLocaleString('en-US')} rejected`,
          ] as const,
      ),
      ...(synthetic ? [['People', 'Made up: no real person is counted here'] as const] : []),
    ],
    methodology: [
      {
        heading: 'What is counted',
        paragraphs: [
          'The newest extract of each kind in the month. Invalid values were left blank at the import; suspicious ones were kept. Sensitive and sealed people are counted and never named.',
        ],
      },
      { heading: 'Across records', paragraphs: checks.map(({ title, words }) => `${title}: ${words}`) },
      ...(notes.length === 0 ? [] : [{ heading: 'How files were read', paragraphs: notes }]),
    ],
    data: {
      columns,
      rows: [
        line({
          line: 'index',
          item: 'Active CalWORKs persons in the index',
          rows: index.active,
          filled: index.indexed,
        }),
        ...checks.map(({ title, count, words }) =>
          line({ line: 'check', item: title, count, meaning: words }),
        ),
        ...extracts.flatMap(extractLines),
      ],
    },
    changes: null,
  };
}

function extractLines(extract: MonthQuality['extracts'][number]): readonly (readonly string[])[] {
  const { title, asOf, rows, rejected, comparison, fields } = extract;
  const of = { extract: title, as_of: asOf };
  return [
    line({ line: 'extract', ...of, item: title, rows, rejected, meaning: comparison.words }),
    ...fields.map(({ label, column: name, filled, distinct, invalid, suspicious, repeated }) =>
      line({
        line: 'field',
        ...of,
        item: label,
        column: name,
        rows,
        filled,
        distinct,
        invalid,
        suspicious,
        repeated,
      }),
    ),
  ];
}

const dayOf = (text: string): CivilDay | undefined => parseCivilDate(text, 'YYYY-MM-DD');

function newestDay(extracts: MonthQuality['extracts']): CivilDay | undefined {
  const newest = extracts.map(({ asOf }) => asOf).toSorted();
  return newest.length === 0 ? undefined : dayOf(newest.at(-1)!);
}
