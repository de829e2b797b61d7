import { isAbsolute, join } from 'node:path';

const argument = '--project=';

/**
 * The folder of the project that this window works on: the one named by `--project=` with an absolute path, as a
 * shortcut for a second project has it, else `project` in the person's own data folder.
 */
export function projectFolder(commandLine: readonly string[], userData: string): string {
  const named = commandLine.findLast((word) => word.startsWith(argument))?.slice(argument.length);
  return named !== undefined && isAbsolute(named) ? named : join(userData, 'project');
}
