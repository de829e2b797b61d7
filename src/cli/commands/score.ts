import { scoreFiles } from '../../app/scoreFiles.ts';
import type { Command } from '../command.ts';

export const score: Command = {
  name: 'score',
  summary: 'scores pairs by a Splink model, equal to Splink to the last digit',
  positionals: ['FILE.csv...'],
  options: {
    model: { type: 'text', value: 'MODEL.json', help: 'a model saved by Splink 4 or 5', required: true },
    out: { type: 'text', value: 'PAIRS.csv', help: 'where the pairs go', required: true },
    threshold: { type: 'number', help: 'lowest match weight in bits that is written' },
  },
  example: 'linkdesk score people.csv --model splink.json --out pairs.csv',
  notes: [
    'The files need the columns that the model names. Two files are linked when the model says link_only.',
  ],
  async run(context) {
    const threshold = context.number('threshold');
    const result = await scoreFiles(
      {
        model: context.text('model')!,
        files: context.positionals,
        out: context.text('out')!,
        ...(threshold === undefined ? {} : { threshold }),
      },
      context.progress,
    );
    return {
      json: result,
      summary: [
        `${result.records.toLocaleString('en-US')} records, ${result.pairs.toLocaleString('en-US')} pairs proposed by the model’s rules`,
        `${result.written.toLocaleString('en-US')} pairs: ${context.text('out')!}`,
      ],
    };
  },
};
