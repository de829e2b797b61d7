import { resolve } from 'node:path';
import { displayMonth } from '../../domain/month.ts';
import { exportFolder } from '../../app/project.ts';
import { type WrittenList, writeLists } from '../../app/writeLists.ts';
import type { Command } from '../command.ts';
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
  },
  example: 'linkdesk lists --month 2026-10 --list LA-Mutual --format xlsx --project our-county',
  async run(context) {
    const month = monthOption(context);
    const list = context.text('list');
    const format = context.text('format')!;
    const out = context.text('out');
    const folder = out === undefined ? exportFolder(projectFolder(context)) : resolve(out);
    const written = await withProject(context, (project) =>
      writeLists(
        project,
        {
          month,
          listIds: list === undefined ? [] : [list],
          formats: format === 'both' ? ['csv', 'xlsx'] : [format === 'csv' ? 'csv' : 'xlsx'],
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

export const listJson = ({ view, files }: WrittenList) => ({
  listId: view.listId,
  state: view.state,
  rows: view.rows,
  changes: view.changes,
  branches: view.branches,
  excluded: view.excluded,
  openQuestions: view.openQuestions,
  files: files.map(({ fileName, rows, sha256 }) => ({ fileName, rows, sha256 })),
});

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
