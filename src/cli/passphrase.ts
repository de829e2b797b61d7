import { readFileSync } from 'node:fs';
import { LinkdeskError } from '../domain/error.ts';
import type { CommandContext, OptionSpec } from './command.ts';

export const passphraseOption: Readonly<Record<string, OptionSpec>> = {
  'passphrase-file': {
    type: 'text',
    value: 'FILE',
    help: 'file whose first line is the passphrase; else the variable LINKDESK_PASSPHRASE, else it is asked for',
  },
};

/**
 * The passphrase from the file named, the variable LINKDESK_PASSPHRASE, or the person at the terminal; never from the
 * command line itself, where other users of the machine could read it. Throws NO_PASSPHRASE.
 */
export async function askPassphrase(context: CommandContext, question: string): Promise<string> {
  const file = context.text('passphrase-file');
  if (file !== undefined) return firstLine(file);
  const variable = process.env['LINKDESK_PASSPHRASE'];
  if (variable !== undefined && variable !== '') return variable;
  if (process.stdin.isTTY) return typed(question);
  throw new LinkdeskError(
    'NO_PASSPHRASE',
    'The project is locked and no passphrase was given. Name a file with --passphrase-file, or set LINKDESK_PASSPHRASE.',
  );
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0]!;
  } catch {
    throw new LinkdeskError(
      'NO_PASSPHRASE',
      `The passphrase file ${file} cannot be read. Check the path; nothing was changed.`,
    );
  }
}

const enter = new Set(['\r', '\n']);
const interrupt = '\u0003';
const erase = new Set(['\u007f', '\b']);

/** Reads a line without showing it. */
function typed(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(`${question}: `);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (settle: () => void) => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const onData = (chunk: string) => {
      for (const character of chunk) {
        if (enter.has(character)) {
          finish(() => resolve(text));
          return;
        }
        if (character === interrupt) {
          finish(() => reject(new LinkdeskError('INTERRUPTED', 'Stopped on request. Nothing was changed.')));
          return;
        }
        text = erase.has(character) ? text.slice(0, -1) : text + character;
      }
    };
    stdin.on('data', onData);
    stdin.resume();
  });
}
