import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { closeProject, type OpenProject, openProject } from '../app/project.ts';
import type { CommandContext, OptionSpec } from './command.ts';
import { askPassphrase, passphraseOption } from './passphrase.ts';

/** Options of every command that works on a project. */
export const projectOptions: Readonly<Record<string, OptionSpec>> = {
  project: { type: 'text', value: 'DIR', help: 'project folder', default: 'linkdesk-project' },
  ...passphraseOption,
};

export const projectFolder = (context: CommandContext): string => resolve(context.text('project')!);

/** Whoever runs the command, for the audit log. */
export const operator = (): string => userInfo().username;

/** Opens the project named by the options, does the work, and closes it again whatever happens. */
export async function withProject<T>(
  context: CommandContext,
  work: (project: OpenProject) => Promise<T>,
): Promise<T> {
  const passphrase = await askPassphrase(context, 'Passphrase of the project');
  const store = await openProject(projectFolder(context), passphrase, operator(), new Date().toISOString());
  try {
    return await work(store);
  } finally {
    closeProject(store, new Date().toISOString());
  }
}
