import { resolve } from 'node:path';
import { checkFileFit, learnProfileFile, readProfileFile } from '../../app/intake/profileFiles.ts';
import type { CodedField } from '../../app/contract/intake.ts';
import { exportProfile } from '../../app/intake/exportProfile.ts';
import { extractKinds } from '../../domain/extract.ts';
import { isMonth, lastDay } from '../../domain/month.ts';
import type { Command, CommandContext, CommandOutcome } from '../command.ts';
import { UsageError } from '../usage.ts';
import { projectOptions, withProject } from '../withProject.ts';
import { mapCodes } from './profileCodes.ts';
import { rulerOption } from './rulerOption.ts';

export const profile: Command = {
  name: 'profile',
  summary: 'checks how a file fits a profile, learns one, maps codes in it, or writes one to pass on',
  positionals: ['check|learn|map|export', 'FILE'],
  options: {
    profile: { type: 'text', value: 'FILE', help: 'check: profile to try; else all that ship with Linkdesk' },
    month: { type: 'text', value: 'YYYY-MM', help: 'check: month the file is of', default: '2026-01' },
    synthetic: { type: 'boolean', help: 'check: made-up people only' },
    out: { type: 'text', value: 'FILE', help: 'learn, map, export: profile to write' },
    columns: {
      type: 'text',
      value: 'RULER',
      help: 'learn: fixed columns, such as "CLIENT 1-10, LAST 11-24"; else found by looking',
    },
    blank: {
      type: 'text',
      value: 'WORD',
      help: 'learn: word read as blank, names excepted; else NULL, N/A and the like',
      repeats: true,
    },
    'lines-above': { type: 'number', help: 'learn: with --columns, lines above the first row', default: 0 },
    field: { type: 'text', help: 'map: field whose codes are mapped, such as sex' },
    set: { type: 'text', value: 'CODE=OURS', help: 'map: what a code becomes', repeats: true },
    since: { type: 'text', value: 'YYYY-MM-DD', help: 'map: first day on which it holds' },
    until: { type: 'text', value: 'YYYY-MM-DD', help: 'map: first day on which it no longer holds' },
    ...projectOptions,
    kind: {
      type: 'text',
      help: 'learn, map: kind of extract; else guessed',
      choices: extractKinds.map(({ kind }) => kind),
    },
    replace: { type: 'boolean', help: 'learn, export: replace the profile if it is there' },
  },
  example: 'linkdesk profile learn extracts/aid-list.csv --out aid-list.profile.json',
  notes: [
    'A profile says which column of a county’s own report holds what; it holds no person’s data and can be passed on.',
    'A file without delimiters is cut at columns of blanks; learn prints the ruler, and --columns says it otherwise.',
    'check reads the whole file and lists codes that are in no list; map says what they mean, on which days.',
    'map --field ssn --set 909-00-1234= makes a number that the county types for “unknown” a placeholder.',
    'export ID writes the newest version of a profile that the project keeps. FILE beside the extracts, named',
    '….profile.json, is used by the window without further ado.',
    'Import with it: linkdesk import FILE --profile aid-list.profile.json --month 2026-10',
  ],
  run(context) {
    const [action, file] = context.positionals;
    if (action === 'check') return check(context, file!);
    if (action === 'learn') return learn(context, file!);
    if (action === 'map') return mapCodes(context, file!);
    if (action === 'export') return writeOut(context, file!);
    throw new UsageError(
      `linkdesk profile takes check, learn, map or export first; "${action ?? ''}" is none of them. Example: ${profile.example}`,
    );
  },
};

async function check(context: CommandContext, file: string): Promise<CommandOutcome> {
  const month = context.text('month')!;
  if (!isMonth(month)) {
    throw new UsageError('--month is written YYYY-MM, such as 2026-10.');
  }
  const path = context.text('profile');
  const given = path === undefined ? undefined : await readProfileFile(resolve(path));
  const fit = await checkFileFit(resolve(file), given, {
    asOf: lastDay(month),
    acceptDemo: context.flag('synthetic'),
  });
  const what =
    fit.title === undefined ? 'nothing that Linkdesk knows' : `${fit.title}, version ${fit.version}`;
  return {
    passed: fit.fits,
    json: { ...fit, title: fit.title ?? null },
    summary: [
      fit.fits
        ? `${fit.fileName} fits ${what}.`
        : `${fit.fileName} does not fit; it comes closest to ${what}.`,
      ...fit.problems.map((problem) => `  ${problem}`),
      ...fit.kinds.map(
        ({ title, read, rejected }) => `  ${title}: of the first ${read} rows ${rejected} would be rejected`,
      ),
      ...fit.codes.flatMap(codeLines),
    ],
  };
}

const codeLines = ({ label, column, values, tooMany }: CodedField): readonly string[] => [
  ...(tooMany ? [`  ${label} (${column}): more different values than a code list has`] : []),
  ...values
    .filter(({ state }) => state === 'unmapped')
    .map(
      ({ value, count, suggestion }) =>
        `  ${label} (${column}): ${value} in ${count} rows is in no list${suggestion === null ? '' : `; perhaps ${suggestion.to}, ${suggestion.reason}`}`,
    ),
];

/** Writes a profile that the project keeps. */
async function writeOut(context: CommandContext, id: string): Promise<CommandOutcome> {
  const out = context.text('out');
  const to = out === undefined ? { folder: process.cwd() } : { path: resolve(out) };
  const replace = context.flag('replace');
  const written = await withProject(context, (project) => exportProfile(project, id, to, { replace }));
  const { profile: kept, path } = written;
  return {
    json: { file: path, profile: kept },
    summary: [`${kept.title}, version ${kept.version}: ${path}`],
  };
}

async function learn(context: CommandContext, file: string): Promise<CommandOutcome> {
  const out = context.text('out');
  if (out === undefined)
    throw new UsageError(`linkdesk profile learn needs --out. Example: ${profile.example}`);
  const wanted = context.text('kind');
  const ruler = context.text('columns');
  const blank = context.texts('blank');
  const learned = await learnProfileFile(resolve(file), resolve(out), {
    kind: extractKinds.find(({ kind }) => kind === wanted)?.kind,
    replace: context.flag('replace'),
    blankWords: blank.length === 0 ? undefined : blank,
    ruler: ruler === undefined ? undefined : rulerOption(ruler, context.number('lines-above')!),
  });
  const { format } = learned.profile;
  const width = Math.max(...learned.suggestions.map(({ column }) => column.length));
  return {
    json: { file: resolve(out), profile: learned.profile, suggestions: learned.suggestions },
    summary: [
      `${learned.profile.title}: ${resolve(out)}`,
      ...(format.type === 'fixed'
        ? [
            `  fixed columns ${ruler === undefined ? 'found by blanks' : 'as given'}, ${format.linesAbove ?? 0} lines above: ${format.columns.map(({ name, start, width: wide }) => `${name} ${start}-${start + wide - 1}`).join(', ')}`,
          ]
        : []),
      ...learned.suggestions.map(
        ({ column, field, reason }) => `  ${column.padEnd(width)}  ${field ?? 'ignored'} (${reason})`,
      ),
      ...learned.codes.map(
        ({ column, from, to, reason }) => `  ${column}: ${from} becomes ${to} (${reason})`,
      ),
    ],
  };
}
