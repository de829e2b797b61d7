import type { ColumnUnread, FileRead } from '../../app/encodeFile.ts';
import type { LinkFilesReport } from '../../app/linkFiles.ts';
import type { LinkFilesRequest } from '../../app/linkFiles.ts';

import type { CommandContext, OptionSpec } from '../command.ts';
import { openShare, wholeFrom } from '../numbers.ts';

type MatchSettings = NonNullable<LinkFilesRequest['settings']>;

/** Options that every command over files and a role map has. */
export const matchOptions: Readonly<Record<string, OptionSpec>> = {
  roles: { type: 'text', value: 'ROLES.json', help: 'which column holds what', required: true },
  precision: {
    type: 'number',
    takes: openShare,
    help: 'link only what is expected to be right so often, e.g. 0.995, and nothing by its weight where that cannot be expected; without it, the best balance',
  },
  pairs: {
    type: 'number',
    takes: wholeFrom(1),
    help: 'most pairs that blocking may propose: more find more and take longer; by the size of the files when absent',
  },
  cautious: {
    type: 'boolean',
    help: 'hold possible twins, and pairs of another sex and first name, for review; without it, only where SSN or CIN differs too',
  },
  model: { type: 'text', value: 'MODEL.json', help: 'a model that train saved; without it one is trained' },
  threads: { type: 'number', takes: wholeFrom(1), help: 'threads to use; one a processor when absent' },
};

/** The option of the commands over two files. */
export const assignmentOption: Readonly<Record<string, OptionSpec>> = {
  assignment: {
    type: 'text',
    help: 'how many partners a record may have',
    choices: ['one_to_one', 'one_to_many', 'many_to_many'],
    default: 'one_to_one',
  },
};

/** The option of the commands that a month follows upon another. */
export const stateOption: Readonly<Record<string, OptionSpec>> = {
  state: {
    type: 'text',
    value: 'FILE',
    help: 'what the run before kept; this one compares only what has changed and keeps its own there; made when absent',
  },
};

/** What the notes of these commands say about the state. */
export const stateNotes: readonly string[] = [
  'The file of --state holds the ids and values of all records and scored pairs: keep it as safe as the extracts. ' +
    'The plan and the model in it stand until columns or sizes have changed much; delete it for a full run with new ones.',
];

/** What the notes of these commands say about role maps. */
export const roleMapNotes: readonly string[] = [
  'A role map is {"id": "rec_id", "columns": {"given_name": "first_name", "surname": "last_name", ' +
    '"date_of_birth": {"role": "dob", "format": "YYYYMMDD"}}}. When the two files have different headers, give ' +
    '{"left": {…}, "right": {…}}, each with its own id and columns.',
  'Roles: first_name, middle_name, last_name, full_name, suffix, nickname, dob, birth_year, sex, ssn, cin, ' +
    'identifier, street, house_number, city, state, zip, phone, email, category, household, ignore.',
  'match_weight is the pair’s own evidence in bits; match_probability also counts rivals and the rest of a cluster; ' +
    'held says what speaks against a pair that agrees: mismatch, twins, sealed, sex, tie, decided, household.',
];

/** The settings that the options ask for. */
export function matchSettings(context: CommandContext): MatchSettings {
  const precision = context.number('precision');
  const assignment = context.text('assignment');
  const pairs = context.number('pairs');
  return {
    ...(pairs === undefined ? {} : { budget: { pairs } }),
    ...(context.flag('cautious') ? { cautious: true } : {}),
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

/** The state file that the options name, if any. */
export function stateOf(context: CommandContext): { readonly state?: string } {
  const state = context.text('state');
  return state === undefined ? {} : { state };
}

/** Why a run compared everything although there was a state. */
const fullRunWords = {
  columns: 'columns or roles are not what they were',
  size: 'a file has grown or shrunk by more than a tenth',
  settings: 'another model or other settings are asked for',
  changes: 'so many records have changed that it is as quick',
  frequencies: 'many more records have a value than before',
  version: 'another version of Linkdesk wrote it',
} as const;

/** What a run says of the state. */
function sinceLine(since: NonNullable<LinkFilesReport['since']>, compared: number): string {
  if (since.kind === 'first') return 'There was no state yet: everything was compared';
  if (since.kind === 'full')
    return `Everything was compared in spite of the state, since ${fullRunWords[since.reason]}`;
  return (
    `Since the state: ${number(since.changed)} records new or changed, ${number(since.gone)} gone or changed, ` +
    `${number(since.unchanged)} unchanged (${number(since.comparedAgain)} compared again); ` +
    `${number(since.pairsCarried)} pairs carried over, ${number(compared)} compared`
  );
}

/** What a run over files says of itself, line by line. */
export function reportLines(report: LinkFilesReport): readonly string[] {
  const share = (value: number): string => `${(value * 100).toFixed(2)} %`;
  const { records, since, pairs, estimated, thresholds, plan, clusters } = report;
  const seconds = Object.values(report.timingsMs).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [
    records.right === 0
      ? `${number(records.left)} records`
      : `${number(records.left)} records on the left, ${number(records.right)} on the right`,
    ...report.files.flatMap((file) => readingLines(file)),
    ...(since === undefined ? [] : [sinceLine(since, pairs.compared)]),
    `Compared ${number(pairs.compared)} of ${number(pairs.possible)} possible pairs on ${plan.comparisons
      .map(({ column }) => column)
      .join(', ')}`,
    ...plan.leftOut.map(({ column, reason }) => `  not compared: ${column}, since ${reason}`),
    ...plan.setAside.map(
      ({ column, records: count }) =>
        `  ${column}: ${number(count)} records have a date so common that it counts as not known`,
    ),
    ...plan.passes
      .filter(({ skipped }) => skipped.blocks > 0)
      .map(
        ({ name, skipped }) =>
          `  ${name}: ${number(skipped.blocks)} blocks too large to search were left to the other passes (${number(skipped.pairs)} pairs, largest ${number(skipped.largest)} records)`,
      ),
    `Links ${number(pairs.links)}, for review ${number(pairs.review)}, mismatches ${number(pairs.mismatches)}`,
    ...(pairs.tied === 0
      ? []
      : [
          `  ${number(pairs.tied)} pairs with another record that fits about as well (held: tie in the pairs’ file)`,
        ]),
    ...Object.entries(pairs.linksByTier)
      .filter(([, count]) => count > 0)
      .map(([tier, count]) => `  by ${tier}: ${number(count)}`),
    ...(clusters === undefined
      ? []
      : [
          `Clusters ${number(clusters.count)}, of which ${number(clusters.weak)} hang together weakly (weak_bridge in the clusters’ file)`,
        ]),
    `Thresholds: link at ${thresholds.link.toFixed(2)} bits, review at ${thresholds.review.toFixed(2)}`,
    pairs.links === 0
      ? 'Nothing links, so there is no precision to expect'
      : `Expected precision ${share(estimated.precision)}, recall ${share(estimated.recall)} (from the weights, no labels)`,
    `${seconds.toFixed(1)} s, ${number(report.peakMemoryMB)} MB`,
  ];
}

/** What became of the rows of a file, where there is something to say. */
export function readingLines(read: FileRead): readonly string[] {
  const { file, leftOut, firstLeftOut, isDoubtfulText, unread = [] } = read;
  return [
    ...(leftOut === 0
      ? []
      : [
          `  ${file}: ${number(leftOut)} rows left out, since they have more or fewer cells than the header (the first on line ${number(firstLeftOut!)}); mend them and run again`,
        ]),
    ...(isDoubtfulText === true
      ? [
          `  ${file}: not UTF-8, read as Windows-1252; if accents look wrong, export the file as UTF-8 and run again`,
        ]
      : []),
    ...unread.map((column) => `  ${file}, ${column.column}: ${unreadWords(column)}`),
  ];
}

/** Which cells of a column say nothing, and why. */
function unreadWords({ role, blankWords, notKnown, unreadable }: ColumnUnread): string {
  const mend =
    role === 'dob'
      ? 'are no dates that can be read: a date needs four digits for its year, and a format in the role map must be the file’s'
      : role === 'birth_year'
        ? 'are no year of four digits'
        : 'hold nothing that can be compared';
  return [
    ...(unreadable === 0 ? [] : [`${number(unreadable)} cells ${mend}`]),
    ...(notKnown === 0 ? [] : [`${number(notKnown)} cells stand for not known`]),
    ...(blankWords === 0 ? [] : [`${number(blankWords)} cells hold a word for blank, such as NULL`]),
  ].join('; ');
}

/** A number with commas between its thousands, without loading the languages of the world for whole ones. */
function number(value: number): string {
  if (!Number.isSafeInteger(value)) return value.toLocaleString('en-US');
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
