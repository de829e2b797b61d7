import { displayDate, isoDate } from '../domain/civilDate.ts';
import { displayMonth } from '../domain/month.ts';
import type { Publication, PublicationColumn, PublicationTable } from './publication.ts';
import type { RowStyle, SheetColumn, Workbook, WorkbookSheet } from './workbook.ts';

interface NamedSheet {
  readonly sheet: WorkbookSheet;
  /** For the contents page. */
  readonly about: string;
}

/**
 * Lays a publication out as public agencies expect it (review-ux.md 5.1): Cover, Contents, Methodology, Data, Data
 * dictionary, Changes since last; title in A1 of every page of words, one table a sheet.
 */
export function publicationWorkbook(publication: Publication): Workbook {
  const { title, asOf, data, changes, confidentiality, draft, knownOn } = publication;
  const inner: readonly NamedSheet[] = [
    { sheet: methodologySheet(publication), about: 'How the figures came about, and what they leave out' },
    { sheet: tableSheet('Data', data), about: 'One row each, as described in the data dictionary' },
    { sheet: dictionarySheet(data.columns), about: 'What each column says and where it comes from' },
    {
      sheet: changes === null ? noChangesSheet() : tableSheet('Changes since last', changes.table),
      about: changes === null ? 'Nothing to compare with' : `What changed since ${changes.since}`,
    },
  ];
  return {
    title,
    date: asOf,
    footer: `${draft ? 'DRAFT · ' : ''}${knownOn === undefined ? '' : `AS KNOWN ON ${knownOn} · `}${confidentiality}`,
    sheets: [coverSheet(publication), contentsSheet(inner), ...inner.map(({ sheet }) => sheet)],
  };
}

const pairColumns: readonly SheetColumn[] = [
  { kind: 'text', width: 30 },
  { kind: 'prose', width: 90 },
];

function coverSheet(publication: Publication): WorkbookSheet {
  const { title, subtitle, month, asOf, draft, knownOn, confidentiality, facts } = publication;
  const rows: (readonly string[])[] = [
    [title, ''],
    ['', subtitle],
    ...(draft ? [['Draft', 'Not published: may still change, not for distribution']] : []),
    ...(knownOn === undefined
      ? []
      : [['As known on', `${knownOn}: what was known then, to look back at; not a list for use`]]),
    ['Confidential', confidentiality],
    ['Month', displayMonth(month)],
    ['As of', `${displayDate(asOf)} (${isoDate(asOf)})`],
    ...facts,
  ];
  return { name: 'Cover', columns: pairColumns, rows, table: false, styles: new Map([[0, 'title']]) };
}

function contentsSheet(sheets: readonly NamedSheet[]): WorkbookSheet {
  return {
    name: 'Contents',
    columns: pairColumns,
    rows: [['Contents', ''], ...sheets.map(({ sheet, about }) => [sheet.name, about])],
    table: false,
    styles: new Map([[0, 'title']]),
    links: new Map(sheets.map(({ sheet }, index) => [index + 1, sheet.name])),
  };
}

function methodologySheet({ methodology }: Publication): WorkbookSheet {
  const rows: (readonly string[])[] = [['Methodology']];
  const styles = new Map<number, RowStyle>([[0, 'title']]);
  for (const { heading, paragraphs } of methodology) {
    styles.set(rows.length, 'heading');
    rows.push([heading], ...paragraphs.map((paragraph) => [paragraph]));
  }
  return { name: 'Methodology', columns: [{ kind: 'prose', width: 110 }], rows, table: false, styles };
}

function tableSheet(name: string, { columns, rows }: PublicationTable): WorkbookSheet {
  return {
    name,
    columns: columns.map(({ kind, width }) => ({ kind: kind === 'identifier' ? 'text' : kind, width })),
    rows: [columns.map(({ label }) => label), ...rows],
    table: true,
  };
}

const kindWords = { text: 'text', identifier: 'identifier, as text', date: 'date', number: 'number' };

function dictionarySheet(columns: readonly PublicationColumn[]): WorkbookSheet {
  return {
    name: 'Data dictionary',
    columns: [
      { kind: 'text', width: 24 },
      { kind: 'text', width: 28 },
      { kind: 'text', width: 20 },
      { kind: 'prose', width: 70 },
      { kind: 'prose', width: 50 },
      { kind: 'text', width: 24 },
    ],
    rows: [
      ['Variable', 'Label', 'Type', 'Description', 'Source', 'Empty means'],
      ...columns.map(({ id, label, kind, description, source }) => [
        id,
        label,
        kindWords[kind],
        description,
        source,
        'not recorded',
      ]),
    ],
    table: true,
  };
}

function noChangesSheet(): WorkbookSheet {
  return {
    name: 'Changes since last',
    columns: pairColumns,
    rows: [
      ['Changes since last', ''],
      ['There is no earlier list to compare with.', ''],
    ],
    table: false,
    styles: new Map([[0, 'title']]),
  };
}
