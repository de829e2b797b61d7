import { displayDate } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { findCounty } from '../domain/counties.ts';
import { displayMonth, stateFiscalYear } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { listRows } from '../store/lists.ts';
import type { ListRow, ListRun } from '../store/lists.ts';
import type { ReadStore } from '../store/store.ts';
import { listColumn } from './columns.ts';
import type { ListColumnKind } from './column.ts';
import type { ListDefinition } from './definition.ts';
import type { EvaluatedMonth } from './evaluateMonth.ts';
import type { LookBack } from './lookBack.ts';

/** A table for people: one text a column, dates as ISO text, empty = not recorded. */
export interface ListTable {
  readonly columns: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind: Exclude<ListColumnKind, 'badge'>;
    readonly width: number;
    readonly description: string;
    readonly source: string;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** A list as a file says it, apart from the format (review-ux.md 5.1). */
export interface ListPublication {
  readonly title: string;
  readonly subtitle: string;
  readonly month: Month;
  readonly asOf: CivilDay;
  readonly draft: boolean;
  /** The moment whose knowledge it was made from, when that is not now. */
  readonly knownOn?: string;
  readonly confidentiality: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly methodology: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly data: ListTable;
  readonly changes: { readonly since: string; readonly table: ListTable } | null;
}

const DAY_MS = 86_400_000;
const changeWords = { new: 'New', continuing: 'Continuing', ended: 'Ended' } as const;
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** How a list that is written stands: kept with the project, or evaluated anew with what was known earlier. */
type Standing =
  | { readonly kept: Pick<ListRun, 'state' | 'version' | 'publishedBy'> }
  | { readonly knownAt: string; readonly published: LookBack['published'] };

/** What a run of a list says in a file: its rows, what changed, and how it came about. */
export const listPublication = (store: ReadStore, run: ListRun): ListPublication =>
  publicationOf(store, run, [...listRows(store, run.listRunId)], { kept: run });

/** What a list says in a file as it was known at an ISO time; every page says that it is that. */
export const lookBackPublication = (
  store: ReadStore,
  { run, rows, published }: LookBack,
  knownAt: string,
): ListPublication => publicationOf(store, run, rows, { knownAt, published });

/** "5 Nov 2026, 15:30 UTC": a moment as a file says it, the same on every computer. */
export const momentOf = (isoTime: string): string =>
  `${displayDate(Math.floor(Date.parse(isoTime) / DAY_MS))}, ${new Date(isoTime).toISOString().slice(11, 16)} UTC`;

function publicationOf(
  store: ReadStore,
  run: EvaluatedMonth['run'],
  listed: readonly ListRow[],
  standing: Standing,
): ListPublication {
  const definition = JSON.parse(run.definition) as ListDefinition;
  const rows = listed.map(({ change, cells, reasons }) => ({
    change,
    cells: [changeWords[change], ...cells, reasons.join(' ')],
  }));
  const columns = columnsOf(definition);
  const { comparedWith } = run.counts;
  const { synthetic } = store.identity;
  const county = findCounty(store.identity.county)?.name ?? store.identity.county;
  const kept = 'kept' in standing ? standing.kept : undefined;
  const knownOn = 'knownAt' in standing ? momentOf(standing.knownAt) : undefined;
  const title = `${definition.title} of ${county}, ${displayMonth(run.month)}`;
  return {
    title: knownOn === undefined ? title : `${title}, as known on ${knownOn}`,
    subtitle: definition.words,
    month: run.month,
    asOf: run.asOf,
    draft: kept?.state === 'draft',
    ...(knownOn === undefined ? {} : { knownOn }),
    confidentiality: `Confidential (WIC 10850): ${definition.purpose} Not to be published or passed on.`,
    facts: [
      [
        'List',
        `${definition.id}, definition version ${definition.version}, ${kept === undefined ? 'evaluated anew with what was known then and not kept' : `list version ${kept.version}`}`,
      ],
      ['Fiscal period', stateFiscalYear(run.month)],
      ['Unit', `One row is one ${definition.unit}`],
      ['Rows', String(run.counts.rows)],
      ...run.counts.branches.map(
        ({ branch, title: name, rows: count }) => [`Branch ${branch}`, `${name}: ${count}`] as const,
      ),
      [
        'Changes',
        `${run.counts.changes.new} new, ${run.counts.changes.continuing} continuing, ${run.counts.changes.ended} ended`,
      ],
      ...('knownAt' in standing ? [['As published', againstPublished(standing.published)] as const] : []),
      ...(kept === undefined || kept.publishedBy === null
        ? []
        : [['Published by', kept.publishedBy] as const]),
      ...(synthetic ? [['People', 'Made up: no real person is in this file'] as const] : []),
      ['Respectful use', definition.respectfulUse],
    ],
    methodology: methodologyOf(definition, run, knownOn),
    data: {
      columns,
      rows: rows.filter(({ change }) => change !== 'ended').map(({ cells }) => cells),
    },
    changes:
      comparedWith === null
        ? null
        : {
            since: `the list of ${displayMonth(comparedWith.month)}, version ${comparedWith.version}`,
            table: {
              columns,
              rows: rows.filter(({ change }) => change !== 'continuing').map(({ cells }) => cells),
            },
          },
  };
}

function againstPublished(published: LookBack['published']): string {
  if (published === null) return 'No list of this day had been published by then';
  const { version, same, different, onlyNow, onlyPublished } = published;
  return `Against version ${version}: ${same} the same, ${different} different, ${onlyNow} only here, ${onlyPublished} only there`;
}

function columnsOf(definition: ListDefinition): ListTable['columns'] {
  const own = definition.columns.map((id) => {
    const { label, kind, width, description, source } = listColumn(id);
    return { id, label, kind: kind === 'badge' ? ('text' as const) : kind, width, description, source };
  });
  return [
    {
      id: 'change',
      label: 'Change',
      kind: 'text',
      width: 12,
      description: 'New, continuing or ended against the list before',
      source: 'Comparison of both lists',
    },
    ...own,
    {
      id: 'reasons',
      label: 'Why on the list',
      kind: 'text',
      width: 80,
      description: 'What puts the row on the list, or why it ended',
      source: 'List definition',
    },
  ];
}

function methodologyOf(
  definition: ListDefinition,
  run: EvaluatedMonth['run'],
  knownOn: string | undefined,
): ListPublication['methodology'] {
  const excluded = run.excluded.map(({ reason, count }) => `${reason}: ${count}`);
  const approved = [
    ['Child welfare', definition.approvals.childWelfare],
    ['Cash aid', definition.approvals.cashAid],
  ] as const;
  return [
    { heading: 'Purpose', paragraphs: [definition.purpose] },
    {
      heading: 'Who is on the list',
      paragraphs: [
        definition.words,
        ...definition.branches.map(({ id, title }) => `Branch ${id}: ${title}.`),
        `Everything is read as of ${displayDate(run.asOf)}; what ended on that day no longer counts.`,
        ...(knownOn === undefined
          ? []
          : [
              `Only what was known on ${knownOn} is used: files imported, matchings and decisions until then.`,
            ]),
      ],
    },
    {
      heading: 'Who is left out',
      paragraphs:
        excluded.length === 0
          ? ['Nobody who meets the definition is left out.']
          : ['Rows that meet the definition but are left out, by reason:', ...excluded],
    },
    {
      heading: 'Who is the same person',
      paragraphs: [
        'Records of both systems are linked in steps: an earlier link or person number, Client Index Number, Social Security number, name and birth date, then all evidence weighed together. Near matches are decided by people. Each row says by what its person is linked.',
      ],
    },
    {
      heading: 'Sources',
      paragraphs: run.sources.imports.map(
        ({ kind, fileName, asOf, rows }) =>
          `${kind}: ${fileName}, as of ${displayDate(asOf)}, ${plural(rows, 'row')}`,
      ),
    },
    { heading: 'Notes', paragraphs: run.notes },
    {
      heading: 'Approval',
      paragraphs: approved.map(([department, approval]) =>
        approval === null
          ? `${department}: not recorded.`
          : `${department}: ${approval.name}, ${approval.title}, ${approval.on}.`,
      ),
    },
  ];
}
