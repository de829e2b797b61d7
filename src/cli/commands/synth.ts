import { resolve } from 'node:path';
import { generateSyntheticCounty, syntheticCounties } from '../../app/syntheticCounty.ts';
import type { Command } from '../command.ts';

export const synth: Command = {
  name: 'synth',
  summary: 'writes a synthetic county: both systems’ extracts by month, and the truth',
  positionals: [],
  options: {
    county: { type: 'text', help: 'size and people', choices: syntheticCounties, default: 'slo' },
    months: { type: 'number', help: 'months, from 1 to 36', default: 2 },
    seed: { type: 'number', help: 'the same seed gives the same bytes', default: 1 },
    out: { type: 'text', value: 'DIR', help: 'folder to write to', required: true },
    first: { type: 'text', value: 'YYYY-MM', help: 'first month', default: '2026-09' },
  },
  example: 'linkdesk synth --county slo --months 2 --seed 1 --out county',
  notes: ['Everybody in it is made up. Every SSN is 9xx-01…49, which is never issued.'],
  async run(context) {
    const folder = resolve(context.text('out')!);
    const county = await generateSyntheticCounty(
      {
        county: context.text('county')!,
        months: context.number('months')!,
        seed: context.number('seed')!,
        firstMonth: context.text('first')!,
        folder,
      },
      context.progress,
    );
    return {
      json: { folder, ...county },
      summary: [
        `${county.title} (made-up people, seed ${county.seed})`,
        ...county.months.map(({ month, files, truePairs }) => {
          const rows = Object.values(files).reduce((total, count) => total + count, 0);
          return `  ${month}: ${Object.keys(files).length} files, ${rows.toLocaleString('en-US')} rows, ${truePairs.toLocaleString('en-US')} true pairs`;
        }),
        `Files: ${folder}`,
      ],
    };
  },
};
