import { trainFiles } from '../../app/trainFiles.ts';
import { type TrainReport, trainSplinkFiles } from '../../app/trainSplinkFiles.ts';
import { encodeOnThread } from '../../jobs/encodeElsewhere.ts';
import { matchRecords } from '../../jobs/link.ts';
import type { Command, CommandContext, CommandOutcome } from '../command.ts';
import { shareAboveNone, wholeFrom } from '../numbers.ts';
import { UsageError } from '../usage.ts';
import { readingLines, reportLines, roleMapNotes } from './matchOptions.ts';
import { chosenDialect, splinkFilesOptions, splinkNotes, splinkOptions } from './splinkOptions.ts';

export const train: Command = {
  name: 'train',
  summary: 'learns a model from one file or two, without labels, and saves it',
  positionals: ['FILE.csv...'],
  options: {
    roles: { type: 'text', value: 'ROLES.json', help: 'learn our own model from these roles' },
    model: { type: 'text', value: 'START.json', help: 'or train this Splink model' },
    out: {
      type: 'text',
      value: 'OUT',
      help: 'where the model goes: a file with --roles, a folder with --model',
      required: true,
    },
    id: { type: 'text', value: 'COLUMN', help: 'id of a record, when it is not the one the model names' },
    'deterministic-rule': {
      type: 'text',
      value: 'SQL',
      help: 'a rule that finds hardly anything but matches, from which λ is estimated',
      repeats: true,
    },
    recall: {
      type: 'number',
      takes: shareAboveNone,
      help: 'share of all matches that the deterministic rules find together',
      default: 0.8,
    },
    'em-rule': {
      type: 'text',
      value: 'SQL',
      help: 'a rule whose pairs m is learned from, for comparisons on other columns',
      repeats: true,
    },
    'random-pairs': {
      type: 'number',
      takes: wholeFrom(0),
      help: 'random pairs that u is learned from; 0 leaves u as it is',
      default: 1_000_000,
    },
    seed: { type: 'number', takes: wholeFrom(0), help: 'decides which random pairs', default: 1 },
    'without-tf': { type: 'boolean', help: 'learn m without term frequencies' },
    labels: {
      type: 'text',
      value: 'LABELS.csv',
      help: 'pairs that match, from which m is learned: unique_id_l, unique_id_r, sources, clerical_match_score',
    },
    'label-column': {
      type: 'text',
      value: 'COLUMN',
      help: 'a column whose equal values say that two records match, from which m is learned',
    },
    'learn-u': { type: 'boolean', help: 'learn u in the EM sessions too' },
    'lambda-from-em': { type: 'boolean', help: 'take λ from the EM sessions, not from the rules' },
    ...splinkOptions,
  },
  example: 'linkdesk train cws.csv calworks.csv --roles roles.json --out model.json',
  notes: [
    ...roleMapNotes,
    'Give the model to link or dedupe with --model to score later files by it.',
    'A Splink model: linkdesk train cws.csv calworks.csv --model start.json --out model --deterministic-rule ' +
      '"l.ssn = r.ssn" --em-rule "l.dob = r.dob" --em-rule "l.last_name = r.last_name". The folder gets ' +
      'model.duckdb.json and model.spark.json, which Splink 4 and 5 load, term-frequency tables, and ' +
      'model.meta.json with how it was trained.',
    ...splinkNotes,
  ],
  async run(context) {
    const [roles, model] = [context.text('roles'), context.text('model')];
    if (roles !== undefined && model === undefined) return trainFromRoles(context, roles);
    if (model !== undefined && roles === undefined) return trainSplinkModel(context, model);
    throw new UsageError(
      `linkdesk train takes --roles for our own model, or --model for a Splink model. Example: ${train.example}`,
    );
  },
};

/** Options that say nothing to the training of our own model. */
const splinkOnly = [
  'id',
  'deterministic-rule',
  'recall',
  'em-rule',
  'random-pairs',
  'seed',
  'without-tf',
  'labels',
  'label-column',
  'learn-u',
  'lambda-from-em',
  'dialect',
];

async function trainFromRoles(context: CommandContext, roles: string): Promise<CommandOutcome> {
  const [left, right, ...more] = context.positionals;
  if (more.length > 0)
    throw new UsageError(`Our own model is learned from one file or two; ${more.length + 2} are given.`);
  const idle = splinkOnly.find((option) => context.texts(option).length > 0);
  if (idle !== undefined)
    throw new UsageError(`--${idle} is for Splink models, and goes with --model, not --roles.`);
  const threads = context.number('threads');
  const out = context.text('out')!;
  const report = await trainFiles(
    { left: left!, ...(right === undefined ? {} : { right }), roles, out },
    {
      engine: matchRecords,
      elsewhere: encodeOnThread,
      progress: context.progress,
      signal: context.signal,
      ...(threads === undefined ? {} : { threads }),
    },
  );
  const { estimated, model } = report;
  return {
    json: report,
    summary: [
      ...reportLines(report).map((line) => (line.startsWith('Links ') ? `With it: ${line}` : line)),
      `Learned in ${model.trainingRounds} rounds; about ${Math.round(estimated.matches).toLocaleString('en-US')} matching pairs expected`,
      `Model: ${out}`,
    ],
  };
}

async function trainSplinkModel(context: CommandContext, model: string): Promise<CommandOutcome> {
  const [id, labels, labelColumn] = [
    context.text('id'),
    context.text('labels'),
    context.text('label-column'),
  ];
  const randomPairs = context.number('random-pairs')!;
  const out = context.text('out')!;
  const report = await trainSplinkFiles(
    {
      files: context.positionals,
      model,
      out,
      deterministicRules: context.texts('deterministic-rule'),
      recall: context.number('recall')!,
      emRules: context.texts('em-rule'),
      randomPairs,
      seed: context.number('seed')!,
      termFrequencies: !context.flag('without-tf'),
      learnU: context.flag('learn-u'),
      lambdaFromSessions: context.flag('lambda-from-em'),
      ...(labels === undefined ? {} : { labels }),
      ...(labelColumn === undefined ? {} : { labelColumn }),
      ...chosenDialect(context),
      ...(id === undefined ? {} : { idColumn: id }),
    },
    splinkFilesOptions(context),
  );
  return { json: report, summary: [...trainLines(report), `Model: ${out} (${report.files.join(', ')})`] };
}

function trainLines(report: TrainReport): readonly string[] {
  const share = (value: number): string => value.toPrecision(6).padStart(12);
  return [
    ...report.read.flatMap((file) => readingLines(file)),
    `${report.records.toLocaleString('en-US')} records; λ ${report.lambda.toPrecision(6)}`,
    ...report.sessions.map(
      ({ rule, comparisons, rounds, converged }) =>
        `${rule}: ${comparisons.join(', ')} in ${rounds} rounds${converged ? '' : ', not settled yet'}`,
    ),
    ...report.comparisons.flatMap(({ name, levels }) => [
      `${name}${' '.repeat(Math.max(1, 34 - name.length))}           m            u  weight`,
      ...levels.map(({ label, m, u, weight, notObserved }) => {
        const remark = notObserved.length === 0 ? '' : `  ${notObserved.join(' and ')} not observed`;
        return `  ${label.slice(0, 32).padEnd(32)}${share(m)} ${share(u)} ${weight.toFixed(2).padStart(7)}${remark}`;
      }),
    ]),
  ];
}
