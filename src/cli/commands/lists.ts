import { resolve } from 'node:path';
import { parseCivilDate } from '../../domain/civilDate.ts';
import { displayMonth, type Month } from '../../domain/month.ts';
import type { ListLookBack } from '../../app/contract/lists.ts';
import { auditedLookBack, lookBackView } from '../../app/listLookBack.ts';
import type { ExportedList } from '../../app/exportList.ts';
import { exportFolder } from '../../app/project.ts';
import { listIdsKnown, type WrittenList, writeLists, writeLookBack } from '../../app/writeLists.ts';
import type { Command, CommandContext, CommandOutcome } from '../command.ts';
import { dayOption, knownAtOption, knownOption } from '../knownOption.ts';
import { UsageError } from '../usage.ts';
import { monthOption, projectFolder, projectOptions, withProject, workOf } from '../withProject.ts';

export const lists: Command = {
  name: 'lists',
  summary: 'prepares a month’s match lists and writes them as files',
  positionals: [],
  options: {
    ...projectOptions,
    month: { type: 'text', value: 'YYYY-MM', help: 'month of the lists', required: true },
    list: { type: 'text', value: 'ID', help: 'one list, such as LA-Mutual; else all' },
    format: { type: 'text', help: 'kind of file', choices: ['csv', 'xlsx', 'both'], default: 'both' },
    out: { type: 'text', value: 'DIR', help: 'folder to write to; else the project’s exports folder' },
    publish: { type: 'boolean', help: 'freeze the lists' },
    'accept-open-questions': {
      type: 'boolean',
      help: 'publish although pairs are undecided; the notes say so',
    },
    'as-known-on': knownOption,
    'as-of': {
      type: 'text',
      value: 'YYYY-MM-DD',
      help: 'with --as-known-on: day things hold on, else the list’s own',
    },
  },
  example: 'linkdesk lists --month 2026-10 --list LA-Mutual --format xlsx --project our-county',
  notes: [
    '--as-known-on looks back: it evaluates the lists with what was known then (files imported, matchings, decisions,',
    'the index), says how the list published last by then compares, and stores nothing. With the moment of',
    'its publication a list comes out as it was published. With --out it also writes the files: their names, pages and',
    'manifests say what they are as known on.',
  ],
  async run(context) {
    const month = monthOption(context);
    const list = context.text('list');
    const knownAt = knownAtOption(context);
    if (knownAt !== null) return lookedBack(context, month, list, knownAt);
    const out = context.text('out');
    const folder = out === undefined ? exportFolder(projectFolder(context)) : resolve(out);
    const written = await withProject(context, (project) =>
      writeLists(
        project,
        {
          month,
          listIds: list === undefined ? [] : [list],
          formats: formatsOf(context),
          folder,
          publish: context.flag('publish'),
          acceptOpenQuestions: context.flag('accept-open-questions'),
        },
        workOf(context),
      ),
    );
    return {
      json: { month, folder, lists: written.map(listJson) },
      summary: [displayMonth(month), ...listTable(written), `Files: ${folder}`],
    };
  },
};

async function lookedBack(
  context: CommandContext,
  month: Month,
  list: string | undefined,
  knownAt: string,
): Promise<CommandOutcome> {
  if (context.flag('publish')) {
    throw new UsageError('--as-known-on only looks back; a list as known then is not published.');
  }
  const asOf = dayOption(context, 'as-of');
  const day = asOf === null ? undefined : parseCivilDate(asOf, 'YYYY-MM-DD');
  const listIds = list === undefined ? listIdsKnown() : [list];
  const out = context.text('out');
  const folder = out === undefined ? undefined : resolve(out);
  const found = await withProject(context, async (project) => {
    const { now } = workOf(context);
    const told = [];
    for (const listId of listIds) {
      const asked = { listId, month, knownAt, ...(day === undefined ? {} : { day }) };
      const back = auditedLookBack(project, asked, now());
      const formats = formatsOf(context);
      const request = { listId, month, knownAt, asOf, formats, at: now() };
      const files = folder === undefined ? [] : await writeLookBack(project, back, { ...request, folder });
      told.push({ listId, ...lookBackView(back, knownAt), files: files.map(fileJson) });
    }
    return told;
  });
  return {
    json: { month, knownAt, lists: found },
    summary: [
      `${displayMonth(month)} AS KNOWN ON ${knownAt}: not a list for use, nothing is stored`,
      ...found.flatMap(({ listId, asOf: held, rows, changes, published }) => [
        `  ${listId}, as of ${held}: ${rows.toLocaleString('en-US')} rows (${changes.new} new, ${changes.continuing} continuing, ${changes.ended} ended)`,
        `    ${publishedWords(published)}`,
      ]),
      ...(folder === undefined ? [] : [`Files: ${folder}`]),
    ],
  };
}

function publishedWords(published: ListLookBack['published']): string {
  if (published === null) return 'no list of this day was published by then';
  const { version, publishedAt, same, different, onlyPublished, onlyNow } = published;
  const against = `version ${version}, published ${publishedAt}`;
  if (different + onlyPublished + onlyNow === 0) return `the same as ${against}: ${same} rows`;
  return `against ${against}: ${same} the same, ${different} different, ${onlyNow} only here, ${onlyPublished} only there`;
}

export const listJson = ({ view, files }: WrittenList) => ({
  listId: view.listId,
  state: view.state,
  rows: view.rows,
  changes: view.changes,
  branches: view.branches,
  excluded: view.excluded,
  openQuestions: view.openQuestions,
  files: files.map(fileJson),
});

const fileJson = ({ fileName, rows, sha256 }: ExportedList) => ({ fileName, rows, sha256 });

function formatsOf(context: CommandContext): readonly ('csv' | 'xlsx')[] {
  const format = context.text('format')!;
  return format === 'both' ? ['csv', 'xlsx'] : [format === 'csv' ? 'csv' : 'xlsx'];
}

/** Rows of each list with what is new, continuing and ended. */
export function listTable(written: readonly WrittenList[]): readonly string[] {
  const number = (value: number) => value.toLocaleString('en-US').padStart(11);
  const width = Math.max(...written.map(({ view }) => view.title.length));
  return [
    `  ${''.padEnd(width)}${'rows'.padStart(11)}${'new'.padStart(11)}${'continuing'.padStart(11)}${'ended'.padStart(11)}`,
    ...written.map(
      ({ view }) =>
        `  ${view.title.padEnd(width)}${number(view.rows)}${number(view.changes.new)}${number(view.changes.continuing)}${number(view.changes.ended)}`,
    ),
  ];
}
