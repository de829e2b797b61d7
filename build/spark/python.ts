import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Long enough for pip to fetch Spark, short enough to notice a dead network. */
const PATIENCE = 540_000;

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: PATIENCE }).status === 0;
}

/** The interpreter of a Python environment, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly reason: string };

/**
 * Finds or makes a Python of its own with these packages (as pip takes them, with versions) below `build/out`;
 * nothing is installed into the machine's Python.
 */
export function pythonWith(packages: readonly string[]): PythonEnvironment {
  const name = packages.join('-').replaceAll(/[^\w.-]/g, '-');
  const home = join(import.meta.dirname, '..', 'out', 'python', name);
  const windows = process.platform === 'win32';
  const python = windows ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python');
  const ready = join(home, 'ready');
  if (existsSync(ready)) return { python };
  mkdirSync(home, { recursive: true });
  if (!succeeds(windows ? 'python' : 'python3', ['-m', 'venv', home]))
    return { reason: 'Python with venv is not there' };
  if (
    !succeeds(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--retries',
      '1',
      '--timeout',
      '20',
      ...packages,
    ])
  ) {
    return { reason: `pip cannot install ${packages.join(' and ')}` };
  }
  writeFileSync(ready, '');
  return { python };
}

/** Whether a Java runtime answers. */
export function hasJava(): boolean {
  return succeeds('java', ['-version']);
}
