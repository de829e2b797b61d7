import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Long enough for pip to fetch Spark, short enough to notice a dead network. */
const PATIENCE = 540_000;

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: PATIENCE }).status === 0;
}

/**
 * Waits until this process alone may make an environment: tests that need the same one run at the same time. A lock
 * that a dead process left is taken over. False when it takes too long.
 */
function isTaken(lock: string): boolean {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < PATIENCE; waited += 500) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (!isHeld(lock)) rmSync(lock, { force: true });
      else Atomics.wait(clock, 0, 0, 500);
    }
  }
  return false;
}

/** Whether the process that wrote a lock still runs; a lock without a number is just being written. */
function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
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
  const lock = join(home, 'making');
  if (!isTaken(lock))
    return { reason: `another run has been installing ${packages.join(' and ')} for too long` };
  try {
    return existsSync(ready) ? { python } : made(home, python, ready, packages);
  } finally {
    rmSync(lock, { force: true });
  }
}

function made(home: string, python: string, ready: string, packages: readonly string[]): PythonEnvironment {
  if (!succeeds(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', home]))
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
