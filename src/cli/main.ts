import { LinkdeskError } from '../domain/error.ts';
import { readArguments } from './arguments.ts';
import type { Command, CommandOutcome } from './command.ts';
import { allCommands, commandNamed } from './commands/index.ts';
import { progressBar } from './progressBar.ts';
import { commandHelp, overallHelp, UsageError } from './usage.ts';

const interruptedExit = 130;

/** Runs one command line; gives the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(overallHelp(await allCommands()));
    return name === undefined ? 2 : 0;
  }
  try {
    const command = await commandNamed(name);
    if (command === undefined)
      throw new UsageError(`There is no command "${name}". Run "linkdesk --help" for the list.`);
    return await run(command, rest);
  } catch (error) {
    return report(error);
  }
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  const { json, help, context } = readArguments(command, args);
  if (help) {
    process.stdout.write(commandHelp(command));
    return 0;
  }
  const bar = progressBar(process.stderr);
  const interrupt = new AbortController();
  const onInterrupt = () =>
    interrupt.abort(
      new LinkdeskError('INTERRUPTED', 'Stopped on request. Nothing of the running step was kept.'),
    );
  process.once('SIGINT', onInterrupt);
  try {
    const outcome = await command.run({ ...context, progress: bar.show, signal: interrupt.signal });
    bar.clear();
    print(outcome, json);
    return outcome.passed === false ? 1 : 0;
  } finally {
    bar.clear();
    process.removeListener('SIGINT', onInterrupt);
  }
}

function print(outcome: CommandOutcome, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(outcome.json)}\n` : `${outcome.summary.join('\n')}\n`);
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`usage: ${error.message}\n`);
    return 2;
  }
  if (error instanceof LinkdeskError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return error.code === 'INTERRUPTED' ? interruptedExit : 1;
  }
  // Nothing of an unforeseen error's own words is printed: they may quote a file or a person.
  process.stderr.write(
    `UNEXPECTED: A fault in Linkdesk itself (${kindOf(error)}). Nothing of the running step was kept.\n`,
  );
  if (process.env['LINKDESK_DEBUG'] === '1')
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  return 1;
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}
