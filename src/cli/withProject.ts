import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { closeProject, openProject, type OpenProject } from '../app/project.ts';
import type { Work } from '../app/work.ts';
import { isMonth, type Month } from '../domain/month.ts';
import type { CommandContext, OptionSpec } from './command.ts';
import { askPassphrase, passphraseOption } from './passphrase.ts';
import { UsageError } from './usage.ts';

/** Options of every command that works on a project. */
export const projectOptions: Readonly<Record<string, OptionSpec>> = {
  project: { type: 'text', value: 'DIR', help: 'project folder', default: 'linkdesk-project' },
  ...passphraseOption,
};

export const projectFolder = (context: CommandContext): string => resolve(context.text('project')!);

/** Whoever runs the command, for the audit log. */
export const operator = (): string => userInfo().username;

const now = (): string => new Date().toISOString();

/** How a use-case reports to this command and is stopped by it. */
export const workOf = ({ progress, signal }: CommandContext): Work => ({ progress, signal, now });

/** The month named by `--month`. Throws UsageError. */
export function monthOption(context: CommandContext): Month {
  const month = context.text('month') ?? '';
  const refusal = new UsageError(`--month is written YYYY-MM, such as 2026-10; "${month}" is not.`);
  if (!isMonth(month)) throw refusal;
  return month;
}

/** Opens the project named by the options, does the work, and closes it again whatever happens. */
export async function withProject<T>(
  context: CommandContext,
  work: (project: OpenProject) => Promise<T>,
): Promise<T> {
  const passphrase = await askPassphrase(context, 'Passphrase of the project');
  const project = await openProject(projectFolder(context), passphrase, operator(), now());
  try {
    return await work(project);
  } finally {
    closeProject(project, now());
  }
}
