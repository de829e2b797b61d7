import { resolve } from 'node:path';
import { writeCrosswalk } from '../../app/writeCrosswalk.ts';
import type { Command } from '../command.ts';
import { projectOptions, withProject, workOf } from '../withProject.ts';

export const crosswalk: Command = {
  name: 'crosswalk',
  summary: 'writes which ids belong to one person: index id, CWS key, CWIN, CIN',
  positionals: [],
  options: {
    ...projectOptions,
    out: { type: 'text', value: 'FILE', help: 'CSV file to write', required: true },
    replace: { type: 'boolean', help: 'replace the file if it is there' },
  },
  example: 'linkdesk crosswalk --out crosswalk.csv --project our-county',
  notes: ['One id a row, with its status and days. Without SSNs, and without sealed and sensitive people.'],
  async run(context) {
    const path = resolve(context.text('out')!);
    const { rows, sha256 } = await withProject(context, (project) =>
      writeCrosswalk(project, path, { replace: context.flag('replace'), at: workOf(context).now() }),
    );
    return {
      json: { file: path, rows, sha256 },
      summary: [`${rows.toLocaleString('en-US')} ids: ${path}`],
    };
  },
};
