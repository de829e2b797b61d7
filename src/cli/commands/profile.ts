import { resolve } from 'node:path';
import { checkFileFit, learnProfileFile, readProfileFile } from '../../app/intake/profileFiles.ts';
import { extractKinds } from '../../domain/extract.ts';
import { isMonth, lastDay } from '../../domain/month.ts';
import type { Command, CommandContext, CommandOutcome } from '../command.ts';
import { UsageError } from '../usage.ts';

export const profile: Command = {
  name: 'profile',
  summary: 'checks how a file fits a profile, or learns a profile from a file',
  positionals: ['check|learn', 'FILE'],
  options: {
    profile: { type: 'text', value: 'FILE', help: 'check: profile to try; else all that ship with Linkdesk' },
    month: { type: 'text', value: 'YYYY-MM', help: 'check: month the file is of', default: '2026-01' },
    synthetic: { type: 'boolean', help: 'check: made-up people only' },
    out: { type: 'text', value: 'FILE', help: 'learn: profile to write' },
    kind: {
      type: 'text',
      help: 'learn: kind of extract; else guessed',
      choices: extractKinds.map(({ kind }) => kind),
    },
    replace: { type: 'boolean', help: 'learn: replace the profile if it is there' },
  },
  example: 'linkdesk profile learn extracts/aid-list.csv --out aid-list.profile.json',
  notes: [
    'A profile says which column of a county’s own report holds what; it holds no person’s data and can be passed on.',
    'Import with it: linkdesk import FILE --profile aid-list.profile.json --month 2026-10',
  ],
  run(context) {
    const [action, file] = context.positionals;
    if (action === 'check') return check(context, file!);
    if (action === 'learn') return learn(context, file!);
    throw new UsageError(
      `linkdesk profile takes check or learn first; "${action ?? ''}" is neither. Example: ${profile.example}`,
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
    ],
  };
}

async function learn(context: CommandContext, file: string): Promise<CommandOutcome> {
  const out = context.text('out');
  if (out === undefined)
    throw new UsageError(`linkdesk profile learn needs --out. Example: ${profile.example}`);
  const wanted = context.text('kind');
  const learned = await learnProfileFile(resolve(file), resolve(out), {
    kind: extractKinds.find(({ kind }) => kind === wanted)?.kind,
    replace: context.flag('replace'),
  });
  const width = Math.max(...learned.suggestions.map(({ column }) => column.length));
  return {
    json: { file: resolve(out), profile: learned.profile, suggestions: learned.suggestions },
    summary: [
      `${learned.profile.title}: ${resolve(out)}`,
      ...learned.suggestions.map(
        ({ column, field, reason }) => `  ${column.padEnd(width)}  ${field ?? 'ignored'} (${reason})`,
      ),
    ],
  };
}
