import { explainFiles } from '../../app/explainFiles.ts';
import { encodeOnThread } from '../../jobs/encodeElsewhere.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command } from '../command.ts';
import {
  assignmentOption,
  matchOptions,
  matchSettings,
  modelOf,
  readingLines,
  roleMapNotes,
} from './matchOptions.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'says why two records link, or why not, comparison by comparison',
  positionals: ['LEFT_ID', 'RIGHT_ID'],
  options: {
    ...matchOptions,
    left: { type: 'text', value: 'LEFT.csv', help: 'file of the first record', required: true },
    ...assignmentOption,
    right: { type: 'text', value: 'RIGHT.csv', help: 'file of the second; absent: the same file' },
  },
  example: 'linkdesk explain 17 A204 --left cws.csv --right calworks.csv --roles roles.json',
  notes: roleMapNotes,
  async run(context) {
    const [leftId, rightId] = context.positionals;
    const right = context.text('right');
    const threads = context.number('threads');
    const pair = await explainFiles(
      {
        left: context.text('left')!,
        ...(right === undefined ? {} : { right }),
        roles: context.text('roles')!,
        ...modelOf(context),
        settings: matchSettings(context),
      },
      leftId!,
      rightId!,
      {
        engine: matchRecords,
        elsewhere: encodeOnThread,
        progress: context.progress,
        signal: context.signal,
        ...(threads === undefined ? {} : { threads }),
      },
    );
    const bits = (weight: number): string => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)}`.padStart(8);
    const prior = pair.bars[0]!;
    return {
      json: pair,
      summary: [
        ...pair.run.files.flatMap((file) => readingLines(file)),
        `${bits(prior.weight)}  before looking: how rare matches are among all pairs`,
        ...pair.comparisons.map(
          ({ words, weight, termFrequencyWeight }) => `${bits(weight + termFrequencyWeight)}  ${words}`,
        ),
        ...pair.joint.map(({ kind, words, weight }) => `${bits(weight)}  ${kind}: ${words}`),
        `${bits(pair.weight)}  match weight; probability ${pair.probability.toFixed(6)}`,
        `Decision: ${pair.decision}`,
        ...pair.reasons,
        ...(pair.foundBy === undefined ? [] : [`Found by: ${pair.foundBy}`]),
      ],
    };
  },
};
