import { parseArgs } from 'node:util';
import type { Command, CommandContext, OptionSpec } from './command.ts';
import { UsageError } from './usage.ts';

export interface ReadArguments {
  readonly json: boolean;
  readonly help: boolean;
  readonly context: Omit<CommandContext, 'progress' | 'signal'>;
}

/** Reads a command's arguments by its own description. Throws UsageError with a sentence that says what to change. */
export function readArguments(command: Command, args: readonly string[]): ReadArguments {
  const { values, positionals } = parse(command, args);
  const help = values['help'] === true;
  if (!help) {
    checkPositionals(command, positionals);
    checkOptions(command, values);
  }
  const valueOf = (name: string) => [values[name]].flat().at(-1) ?? command.options[name]?.default;
  return {
    json: values['json'] === true,
    help,
    context: {
      positionals,
      text: (name) => (valueOf(name) === undefined ? undefined : String(valueOf(name))),
      texts: (name) => [values[name] ?? []].flat().map(String),
      number: (name) => (valueOf(name) === undefined ? undefined : Number(valueOf(name))),
      flag: (name) => values[name] === true,
    },
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function parse(command: Command, args: readonly string[]): Parsed {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      {
        type: option.type === 'boolean' ? ('boolean' as const) : ('string' as const),
        multiple: option.repeats === true,
      },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (cause) {
    // Node's sentence names the option; its advice about `--` does not fit here
    const sentence = cause instanceof Error ? cause.message.split(/\.\s/)[0]! : String(cause);
    throw new UsageError(`${sentence}. ${adviceFor(sentence, command)}`);
  }
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const repeats = command.positionals.at(-1)?.endsWith('...') === true;
  const wanted = command.positionals.length;
  if (positionals.length >= wanted && (repeats || positionals.length === wanted)) return;
  const words = wanted === 0 ? 'no arguments' : command.positionals.join(' ');
  throw new UsageError(
    `linkdesk ${command.name} takes ${words}; ${positionals.length} given. Example: ${command.example}`,
  );
}

function checkOptions(command: Command, values: Parsed['values']): void {
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name];
    if (value === undefined) {
      if (option.required === true) {
        throw new UsageError(`linkdesk ${command.name} needs --${name}. Example: ${command.example}`);
      }
      continue;
    }
    for (const each of [value].flat()) {
      if (option.type === 'number') checkNumber(name, option, String(each));
      if (option.choices !== undefined && !option.choices.includes(String(each))) {
        throw new UsageError(`--${name} is one of ${option.choices.join(', ')}; "${String(each)}" is not.`);
      }
    }
  }
}

function checkNumber(name: string, { takes }: OptionSpec, text: string): void {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && (takes === undefined || takes.isFit(value))) return;
  throw new UsageError(`--${name} takes ${takes?.words ?? 'a number'}; "${text}" is none.`);
}

function adviceFor(sentence: string, command: Command): string {
  // an id may begin with a dash
  if (/^Unknown option '-[^-]/.test(sentence) && command.positionals.length > 0)
    return 'A value that begins with a dash goes last, behind --.';
  return `Run "linkdesk ${command.name} --help" for the options.`;
}
