import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Usage } from './usage.ts';

/** What a process took, from its start to its end. */
export type ProcessRun = Usage & {
  readonly seconds: number;
  /** Share of all cores that other programs took meanwhile, 0 to 1: what makes wall time say little. */
  readonly othersShare: number;
  /** What it wrote to standard output. */
  readonly text: string;
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Runs a command of Linkdesk as a user types it, in a process of its own, with `--json`. */
export function linkdesk(folder: string, args: readonly string[]): Promise<ProcessRun> {
  const nodeArgs = ['--disable-warning=ExperimentalWarning', '--import', here('usage.ts')];
  return measuredRun(folder, process.execPath, [
    ...nodeArgs,
    here('../../src/cli/run.ts'),
    ...args,
    '--json',
  ]);
}

/**
 * Runs a program that leaves its `Usage` as JSON in the file named by LINKDESK_BENCH_USAGE. Throws when it fails.
 */
export async function measuredRun(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<ProcessRun> {
  const usageFile = join(folder, 'usage.json');
  const [started, busyBefore] = [performance.now(), busySeconds()];
  const text = await outputOf(program, args, { ...process.env, LINKDESK_BENCH_USAGE: usageFile });
  const seconds = (performance.now() - started) / 1000;
  const busy = busySeconds() - busyBefore;
  const usage = JSON.parse(await readFile(usageFile, 'utf8')) as Usage;
  const others = (busy - usage.cpuSeconds) / (seconds * cpus().length);
  return { ...usage, seconds, othersShare: Math.min(1, Math.max(0, others)), text };
}

/** Seconds that all cores together have worked since the machine started. */
function busySeconds(): number {
  const ofCores = cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq);
  return ofCores.reduce((sum, ms) => sum + ms, 0) / 1000;
}

function outputOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let [text, words] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-2000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve(text)
        : reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}: ${words.trim()}`)),
    );
  });
}
