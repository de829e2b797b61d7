import type { NumbersTaken } from './numbers.ts';

/** One option of a command: `--name VALUE`, or `--name` alone for a `boolean`. */
export interface OptionSpec {
  readonly type: 'text' | 'number' | 'boolean';
  readonly help: string;
  /** Word for the value in the help text, e.g. `FILE`. */
  readonly value?: string;
  readonly required?: true;
  readonly choices?: readonly string[];
  /** Which numbers a `number` takes; every finite one when absent. */
  readonly takes?: NumbersTaken;
  readonly default?: string | number;
  /** May be given several times; read with `texts`. */
  readonly repeats?: true;
}

export interface CommandContext {
  readonly positionals: readonly string[];
  text(option: string): string | undefined;
  /** Every value of an option that may be given several times, in order. */
  texts(option: string): readonly string[];
  number(option: string): number | undefined;
  flag(option: string): boolean;
  /** Long work says how far it is; `total` 0 when not known. Shown as a bar on a terminal, else silent. */
  progress(label: string, done: number, total: number): void;
  /** Aborted by Ctrl+C: stop at the next safe point, leave nothing half-written. */
  readonly signal: AbortSignal;
}

export interface CommandOutcome {
  /** What people read, line by line. */
  readonly summary: readonly string[];
  /** The one object that `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>;
  /** False: the work was done but its answer is no (`verify`); exit code 1. */
  readonly passed?: boolean;
}

/** One verb of the command line: a thin layer over a use-case of `src/app`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Words for the positional arguments, e.g. `['LEFT.csv', 'RIGHT.csv']`; one ending in `...` may repeat. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** A whole line that can be typed. */
  readonly example: string;
  /** Paragraphs below the options in `--help`. */
  readonly notes?: readonly string[];
  run(context: CommandContext): Promise<CommandOutcome>;
}
