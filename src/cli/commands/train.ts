import { matchFiles } from '../../app/linkFiles.ts';
import { saveModel } from '../../app/saveModel.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import { matchOptions, roleMapNotes } from './matchOptions.ts';

export const train: Command = {
  name: 'train',
  summary: 'learns a model from one file or two, without labels, and saves it',
  positionals: ['FILE.csv...'],
  options: {
    roles: matchOptions['roles']!,
    threads: matchOptions['threads']!,
    out: { type: 'text', value: 'MODEL.json', help: 'where the model goes', required: true },
  },
  example: 'linkdesk train cws.csv calworks.csv --roles roles.json --out model.json',
  notes: [...roleMapNotes, 'Give the model to link or dedupe with --model to score later files by it.'],
  async run(context) {
    const [left, right] = context.positionals;
    const threads = context.number('threads');
    const { records, result } = await matchFiles(
      { left: left!, ...(right === undefined ? {} : { right }), roles: context.text('roles')! },
      {
        engine: matchRecords,
        progress: context.progress,
        signal: context.signal,
        ...(threads === undefined ? {} : { threads }),
      },
    );
    const out = context.text('out')!;
    await saveModel(out, result.plan.comparisons, result.model);
    return {
      json: {
        records: records.rows,
        lambda: result.model.lambda,
        rounds: result.model.rounds,
        expectedMatches: result.model.expectedMatches,
      },
      summary: [
        `Learned from ${records.rows.toLocaleString('en-US')} records in ${result.model.rounds} rounds`,
        `About ${Math.round(result.model.expectedMatches).toLocaleString('en-US')} matching pairs expected`,
        `Model: ${out}`,
      ],
    };
  },
};
