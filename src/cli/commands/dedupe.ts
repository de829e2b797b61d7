import { linkFiles } from '../../app/linkFiles.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import {
  matchOptions,
  matchSettings,
  modelOf,
  reportLines,
  roleMapNotes,
  stateNotes,
  stateOf,
  stateOption,
} from './matchOptions.ts';

export const dedupe: Command = {
  name: 'dedupe',
  summary: 'finds the records of one file that are the same person',
  positionals: ['FILE.csv'],
  options: {
    ...matchOptions,
    ...stateOption,
    out: { type: 'text', value: 'PAIRS.csv', help: 'where the pairs go', required: true },
    clusters: { type: 'text', value: 'CLUSTERS.csv', help: 'where every record’s cluster goes' },
    all: { type: 'boolean', help: 'write scored pairs that do not link too' },
  },
  example: 'linkdesk dedupe people.csv --roles roles.json --out pairs.csv --clusters clusters.csv',
  notes: [...roleMapNotes, ...stateNotes],
  async run(context) {
    const threads = context.number('threads');
    const clusters = context.text('clusters');
    const report = await linkFiles(
      {
        left: context.positionals[0]!,
        roles: context.text('roles')!,
        out: context.text('out')!,
        ...(clusters === undefined ? {} : { clusters }),
        all: context.flag('all'),
        ...modelOf(context),
        ...stateOf(context),
        settings: matchSettings(context),
      },
      {
        engine: matchRecords,
        progress: context.progress,
        signal: context.signal,
        ...(threads === undefined ? {} : { threads }),
      },
    );
    return { json: report, summary: [...reportLines(report), `Pairs: ${context.text('out')!}`] };
  },
};
