import type { LinkFilesReport } from '../../app/linkFiles.ts';
import type { LinkFilesRequest } from '../../app/linkFiles.ts';

import type { CommandContext, OptionSpec } from '../command.ts';
import { UsageError } from '../usage.ts';

type MatchSettings = NonNullable<LinkFilesRequest['settings']>;

/** Options that every command over files and a role map has. */
export const matchOptions: Readonly<Record<string, OptionSpec>> = {
  roles: { type: 'text', value: 'ROLES.json', help: 'which column holds what', required: true },
  precision: {
    type: 'number',
    help: 'link only what is expected to be right so often, e.g. 0.995; without it, the best balance',
  },
  pairs: {
    type: 'number',
    help: 'most pairs that blocking may propose: more find more and take longer; by the size of the files when absent',
  },
  model: { type: 'text', value: 'MODEL.json', help: 'a model that train saved; without it one is trained' },
  threads: { type: 'number', help: 'threads to use; one a processor when absent' },
};

/** What the notes of these commands say about role maps. */
export const roleMapNotes: readonly string[] = [
  'A role map is {"id": "rec_id", "columns": {"given_name": "first_name", "surname": "last_name", ' +
    '"date_of_birth": {"role": "dob", "format": "YYYYMMDD"}}}. When the two files have different headers, give ' +
    '{"left": {…}, "right": {…}}, each with its own id and columns.',
  'Roles: first_name, middle_name, last_name, full_name, suffix, nickname, dob, birth_year, sex, ssn, cin, ' +
    'identifier, street, house_number, city, state, zip, phone, email, category, household, ignore.',
  'match_weight is the pair’s own evidence in bits; match_probability also counts rivals and the rest of a cluster.',
];

/** The settings that the options ask for. */
export function matchSettings(context: CommandContext): MatchSettings {
  const precision = context.number('precision');
  const assignment = context.text('assignment');
  const pairs = context.number('pairs');
  if (pairs !== undefined && !(pairs >= 1)) throw new UsageError('--pairs takes a number from 1 up.');
  return {
    ...(pairs === undefined ? {} : { budget: { pairs } }),
    ...(precision === undefined ? {} : { objective: { kind: 'precision' as const, precision } }),
    ...(assignment === undefined
      ? {}
      : { assignment: assignment as NonNullable<MatchSettings['assignment']> }),
  };
}

/** The saved model that the options name, if any. */
export function modelOf(context: CommandContext): { readonly model?: string } {
  const model = context.text('model');
  return model === undefined ? {} : { model };
}

/** What a run over files says of itself, line by line. */
export function reportLines(report: LinkFilesReport): readonly string[] {
  const number = (value: number): string => value.toLocaleString('en-US');
  const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
  const { records, pairs, estimated, thresholds, plan, clusters } = report;
  const seconds = Object.values(report.timingsMs).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [
    records.right === 0
      ? `${number(records.left)} records`
      : `${number(records.left)} records on the left, ${number(records.right)} on the right`,
    `Compared ${number(pairs.compared)} of ${number(pairs.possible)} possible pairs on ${plan.comparisons
      .map(({ column }) => column)
      .join(', ')}`,
    ...plan.leftOut.map(({ column, reason }) => `  not compared: ${column}, since ${reason}`),
    ...plan.passes
      .filter(({ skipped }) => skipped.blocks > 0)
      .map(
        ({ name, skipped }) =>
          `  ${name}: ${number(skipped.blocks)} blocks too large to search were left to the other passes (largest ${number(skipped.largest)} records)`,
      ),
    `Links ${number(pairs.links)}, for review ${number(pairs.review)}, mismatches ${number(pairs.mismatches)}`,
    ...Object.entries(pairs.linksByTier)
      .filter(([, count]) => count > 0)
      .map(([tier, count]) => `  by ${tier}: ${number(count)}`),
    ...(clusters === undefined
      ? []
      : [
          `Clusters ${number(clusters.count)}, of which ${number(clusters.weakBridges)} hang together weakly`,
        ]),
    `Thresholds: link at ${thresholds.link.toFixed(2)} bits, review at ${thresholds.review.toFixed(2)}`,
    `Expected precision ${share(estimated.precision)}, recall ${share(estimated.recall)} (from the weights, no labels)`,
    `${seconds.toFixed(1)} s, ${number(report.peakMemoryMB)} MB`,
  ];
}
