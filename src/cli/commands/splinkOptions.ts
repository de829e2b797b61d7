import type { SplinkFilesOptions, SplinkFilesRequest } from '../../app/splinkFiles.ts';
import { splinkRunner } from '../../jobs/splinkThreads.ts';
import type { CommandContext, OptionSpec } from '../command.ts';
import { wholeFrom } from '../numbers.ts';

/** Options of every command that works with a Splink model. */
export const splinkOptions: Readonly<Record<string, OptionSpec>> = {
  dialect: {
    type: 'text',
    help: 'spelling of the model’s SQL, when the model does not say',
    choices: ['duckdb', 'spark'],
  },
  threads: { type: 'number', takes: wholeFrom(1), help: 'threads to use; one a processor when absent' },
};

/** What the notes of these commands say about files. */
export const splinkNotes: readonly string[] = [
  'The files need every column that the model names. Cells are compared as they stand, and an empty one is missing. ' +
    'A record’s source dataset is the name of its file without the ending.',
];

/** Where the work is done, and how it reports. */
export function splinkFilesOptions(context: CommandContext): SplinkFilesOptions {
  const { progress, signal } = context;
  return { open: splinkRunner(context.number('threads'), signal), progress, signal };
}

/** The dialect that was asked for, as a part of a request. */
export function chosenDialect(context: CommandContext): Pick<SplinkFilesRequest, 'dialect'> {
  const dialect = context.text('dialect');
  return dialect === 'duckdb' || dialect === 'spark' ? { dialect } : {};
}
