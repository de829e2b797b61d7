import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CivilDay, parseCivilDate } from '../../domain/civilDate.ts';
import { counties } from '../../domain/counties.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { displayMonth, lastDay, type Month } from '../../domain/month.ts';
import { filesIn } from '../../app/extractFiles.ts';
import { checkSources } from '../../app/intake/checkSources.ts';
import { savedProfiles } from '../../app/intake/savedProfiles.ts';
import { lookAtFile } from '../../app/intake/sourceFile.ts';
import { type ImportedFile, importExtracts } from '../../app/importExtracts.ts';
import { type Profile, readProfileFile } from '../../app/intake/profileFiles.ts';
import { createProject, isProject } from '../../app/project.ts';
import { proveOnThread } from '../../jobs/proveElsewhere.ts';
import { readAhead } from '../../jobs/readAhead.ts';
import type { Command, CommandContext, CommandOutcome } from '../command.ts';
import { askPassphrase } from '../passphrase.ts';
import { UsageError } from '../usage.ts';
import { monthOption, projectFolder, projectOptions, withProject, workOf } from '../withProject.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'reads a month’s extracts into the encrypted store',
  positionals: ['PATH...'],
  options: {
    ...projectOptions,
    month: { type: 'text', value: 'YYYY-MM', help: 'month the extracts are of', required: true },
    'as-of': {
      type: 'text',
      value: 'YYYY-MM-DD',
      help: 'day the systems were read; else the last day of the month',
    },
    profile: { type: 'text', value: 'FILE', help: 'profile to read the files by; kept with the project' },
    check: { type: 'boolean', help: 'read and judge every row against last month, and store nothing' },
    create: { type: 'text', value: 'NAME', help: 'make the project first, under this name' },
    county: { type: 'text', value: 'CODE', help: 'with --create: state county code, 01 to 58' },
    synthetic: { type: 'boolean', help: 'with --create: made-up people only' },
  },
  example: 'linkdesk import extracts/2026-10 --month 2026-10 --project our-county',
  notes: [
    'PATH is a file or a folder; every extract is recognised by its column names. Each file is one transaction: all of',
    'it is imported, or nothing. Every row read is imported or listed with its reason in the project’s rejects folder.',
    '--check says beforehand what is unusual against last month; its exit code is 1 when anything is.',
  ],
  async run(context) {
    const month = monthOption(context);
    const asOf = dayOption(context);
    const profilePath = context.text('profile');
    const profile = profilePath === undefined ? undefined : await readProfileFile(resolve(profilePath));
    if (context.flag('check')) return check(context, month, asOf ?? lastDay(month), profile);
    const created = await createIfAsked(context);
    const files = await withProject(context, (project) =>
      importExtracts(
        project,
        {
          paths: context.positionals,
          month,
          ...(asOf === undefined ? {} : { asOf }),
          ...(profile === undefined ? {} : { profile }),
        },
        workOf(context),
        readAhead,
        proveOnThread,
      ),
    );
    return {
      passed: files.some(({ record }) => record !== undefined),
      json: { month, files: files.map(fileJson), ...(created === undefined ? {} : { recoveryKey: created }) },
      summary: [
        ...(created === undefined
          ? []
          : [`Recovery key, shown this once; print it and lock it away: ${created}`, '']),
        displayMonth(month),
        ...importTable(files),
      ],
    };
  },
};

/** What the wizard's step Check says, without an import. */
async function check(
  context: CommandContext,
  month: Month,
  asOf: CivilDay,
  profile: Profile | undefined,
): Promise<CommandOutcome> {
  const extracts = await withProject(context, async (project) => {
    const saved = savedProfiles(project);
    const files = await filesIn(context.positionals);
    const sources = await Promise.all(files.map((file) => lookAtFile(file, saved, { profile })));
    const misfit = sources.find(({ reading, problems }) => reading === undefined || problems.length > 0);
    if (misfit !== undefined) {
      throw new LinkdeskError(
        'PROFILE_DRIFT',
        `${misfit.fileName} fits no layout or profile as it is. ${misfit.problems.join(' ')} Nothing was imported.`,
      );
    }
    return (await checkSources(project, sources, { month, asOf }, workOf(context))).map(({ view }) => view);
  });
  return {
    passed: extracts.every(({ refused, verdicts }) => refused === null && verdicts.length === 0),
    json: { month, extracts },
    summary: [
      `${displayMonth(month)}: checked, nothing is stored`,
      ...extracts.flatMap(({ title, read, rejected, comparison, verdicts, notices, refused }) => [
        `  ${title}: ${read.toLocaleString('en-US')} read, ${rejected.toLocaleString('en-US')} rejected; ${comparison.words}`,
        ...(refused === null ? [] : [`    REFUSED ${refused}`]),
        ...notices.map((notice) => `    ${notice}`),
        ...verdicts.map(
          ({ what, where, how }) => `    UNUSUAL ${where === '' ? '' : `${where}: `}${what} ${how}`,
        ),
      ]),
    ],
  };
}

function dayOption(context: CommandContext): CivilDay | undefined {
  const text = context.text('as-of');
  if (text === undefined) return undefined;
  const day = parseCivilDate(text, 'YYYY-MM-DD');
  if (day === undefined) throw new UsageError(`--as-of is a day written YYYY-MM-DD; "${text}" is none.`);
  return day;
}

async function createIfAsked(context: CommandContext): Promise<string | undefined> {
  const name = context.text('create');
  const folder = projectFolder(context);
  if (name === undefined) {
    if (!isProject(folder) && !existsSync(folder)) {
      throw new UsageError(
        `There is no project in ${folder}. Add --create "NAME" --county CODE to make one there.`,
      );
    }
    return undefined;
  }
  const county = context.text('county') ?? '';
  if (!counties.some(({ code }) => code === county)) {
    throw new UsageError(
      '--create needs --county with a state county code from 01 to 58, such as 40 for San Luis Obispo.',
    );
  }
  const passphrase = await askPassphrase(context, 'Passphrase for the new project');
  const { recoveryKey } = await createProject(folder, passphrase, {
    name,
    county,
    synthetic: context.flag('synthetic'),
    at: new Date().toISOString(),
  });
  return recoveryKey;
}

function fileJson({ fileName, title, record, already, notices, rejectsFile }: ImportedFile) {
  const counts =
    record === undefined
      ? { alreadyImported: already }
      : {
          read: record.read,
          imported: record.imported,
          rejected: record.rejected,
          fresh: record.fresh,
          changed: record.changed,
          unchanged: record.unchanged,
          absent: record.absent,
          findings: record.findings,
        };
  return { fileName, title, ...counts, notices: notices.map(({ sentence }) => sentence), rejectsFile };
}

/** Read, imported and rejected rows of each file, in columns. */
export function importTable(files: readonly ImportedFile[]): readonly string[] {
  const width = Math.max(...files.map(({ title }) => title.length));
  const number = (value: number) => value.toLocaleString('en-US').padStart(10);
  return [
    `  ${''.padEnd(width)}${'read'.padStart(10)}${'imported'.padStart(10)}${'rejected'.padStart(10)}${'findings'.padStart(10)}`,
    ...files.flatMap(({ title, record, already, notices, rejectsFile }) => [
      record === undefined
        ? `  ${title.padEnd(width)}  ${already ?? ''}`
        : `  ${title.padEnd(width)}${number(record.read)}${number(record.imported)}${number(record.rejected)}${number(record.findings)}${rejectsFile === undefined ? '' : `  rejects/${rejectsFile}`}`,
      ...notices.map(({ sentence }) => `    ${sentence}`),
    ]),
  ];
}
