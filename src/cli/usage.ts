import type { Command, OptionSpec } from './command.ts';

/** Wrong usage of the command line: exit code 2, with the line that would help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const everyCommand: readonly (readonly [string, string])[] = [
  ['--json', 'one JSON object on standard output, progress on standard error'],
  ['--help', 'this text'],
];

/** The help text of one command, with its example. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(command.options).map(([name, option]) => [
    spelling(name, option),
    describe(option),
  ]);
  const lines = [
    `linkdesk ${command.name}: ${command.summary}`,
    '',
    `Usage: linkdesk ${[command.name, ...command.positionals].join(' ')}${rows.length > 0 ? ' [options]' : ''}`,
    '',
    'Options',
    ...table([...rows, ...everyCommand]),
    '',
    'Example',
    `  ${command.example}`,
  ];
  return [...lines, ...(command.notes ?? []).flatMap((note) => ['', note]), ''].join('\n');
}

/** The help text of the whole command line. */
export function overallHelp(commands: readonly Command[]): string {
  return [
    'linkdesk: finds and tracks the people that child welfare and cash aid share',
    '',
    'Usage: linkdesk COMMAND [arguments] [options]',
    '',
    'Commands',
    ...table(commands.map((command) => [command.name, command.summary])),
    '',
    'linkdesk COMMAND --help explains one command.',
    'Exit code: 0 done, 1 failed (code: sentence on standard error), 2 wrong usage, 130 stopped by Ctrl+C.',
    '',
  ].join('\n');
}

function spelling(name: string, option: OptionSpec): string {
  return option.type === 'boolean'
    ? `--${name}`
    : `--${name} ${option.value ?? (option.type === 'number' ? 'N' : 'TEXT')}`;
}

function describe(option: OptionSpec): string {
  const facts = [
    option.choices === undefined ? '' : `one of ${option.choices.join(', ')}`,
    option.required === true ? 'required' : '',
    option.repeats === true ? 'may be given several times' : '',
    option.default === undefined ? '' : `default ${option.default}`,
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? option.help : `${option.help} (${facts.join('; ')})`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...rows.map((row) => row[0]!.length));
  return rows.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`);
}
