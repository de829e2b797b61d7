import { linkFiles } from '../../app/linkFiles.ts';
import { encodeOnThread } from '../../jobs/encodeElsewhere.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import {
  assignmentOption,
  matchOptions,
  matchSettings,
  modelOf,
  reportLines,
  roleMapNotes,
  stateNotes,
  stateOf,
  stateOption,
} from './matchOptions.ts';

export const link: Command = {
  name: 'link',
  summary: 'links the people of two files, from a role map alone',
  positionals: ['LEFT.csv', 'RIGHT.csv'],
  options: {
    ...matchOptions,
    ...stateOption,
    out: { type: 'text', value: 'PAIRS.csv', help: 'where the pairs go', required: true },
    all: { type: 'boolean', help: 'write scored pairs that do not link too' },
    ...assignmentOption,
  },
  example: 'linkdesk link cws.csv calworks.csv --roles roles.json --out pairs.csv',
  notes: [...roleMapNotes, ...stateNotes],
  async run(context) {
    const [left, right] = context.positionals;
    const threads = context.number('threads');
    const report = await linkFiles(
      {
        left: left!,
        right: right!,
        roles: context.text('roles')!,
        out: context.text('out')!,
        all: context.flag('all'),
        ...modelOf(context),
        ...stateOf(context),
        settings: matchSettings(context),
      },
      {
        engine: matchRecords,
        elsewhere: encodeOnThread,
        progress: context.progress,
        signal: context.signal,
        ...(threads === undefined ? {} : { threads }),
      },
    );
    return { json: report, summary: [...reportLines(report), `Pairs: ${context.text('out')!}`] };
  },
};
