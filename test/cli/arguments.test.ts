import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import type { Command } from '../../src/cli/command.ts';
import { openShare, shareAboveNone, wholeFrom } from '../../src/cli/numbers.ts';
import { commandHelp, overallHelp, UsageError } from '../../src/cli/usage.ts';

const link: Command = {
  name: 'link',
  summary: 'links two files',
  positionals: ['LEFT.csv', 'RIGHT.csv'],
  options: {
    roles: { type: 'text', value: 'FILE', help: 'column roles', required: true },
    threads: { type: 'number', takes: wholeFrom(1), help: 'workers', default: 2 },
    all: { type: 'boolean', help: 'write every scored pair' },
    order: { type: 'text', help: 'sort order', choices: ['weight', 'id'] },
    rule: { type: 'text', help: 'a rule', repeats: true },
    at: { type: 'number', help: 'a limit', repeats: true },
  },
  example: 'linkdesk link a.csv b.csv --roles roles.json',
  run: () => Promise.resolve({ summary: [], json: {} }),
};

describe('arguments of a command', () => {
  it('gives options by their kind, with defaults', () => {
    const { context, json } = readArguments(link, ['a.csv', 'b.csv', '--roles', 'r.json', '--json', '--all']);
    expect([
      context.positionals,
      context.text('roles'),
      context.number('threads'),
      context.flag('all'),
      json,
    ]).toEqual([['a.csv', 'b.csv'], 'r.json', 2, true, true]);
  });

  it.each([
    [['a.csv'], /takes LEFT\.csv RIGHT\.csv; 1 given\. Example: linkdesk link/],
    [['a.csv', 'b.csv'], /needs --roles/],
    [
      ['a.csv', 'b.csv', '--roles', 'r', '--threads', 'two'],
      /--threads takes a whole number from 1 up; "two" is none/,
    ],
    [
      ['a.csv', 'b.csv', '--roles', 'r', '--threads', '0'],
      /--threads takes a whole number from 1 up; "0" is none/,
    ],
    [['a.csv', 'b.csv', '--roles', 'r', '--threads', '1.5'], /"1\.5" is none/],
    [['a.csv', 'b.csv', '--roles', 'r', '--threads='], /"" is none/],
    [
      ['-5', 'b.csv', '--roles', 'r'],
      /^Unknown option '-5'\. A value that begins with a dash goes last, behind --\.$/,
    ],
    [
      ['a.csv', 'b.csv', '--roles', 'r', '--threads', '-1'],
      /^Option '--threads' argument is ambiguous\. Run /,
    ],
    [['a.csv', 'b.csv', '--roles', 'r', '--order', 'size'], /--order is one of weight, id; "size" is not/],
    [['a.csv', 'b.csv', '--roles', 'r', '--at', '1', '--at', 'two'], /--at takes a number; "two" is none/],
    [['a.csv', 'b.csv', '--rols', 'r'], /'--rols'.*linkdesk link --help/],
  ])('%j is wrong usage, said in a sentence', (args, sentence) => {
    expect(() => readArguments(link, args)).toThrow(UsageError);
    expect(() => readArguments(link, args)).toThrow(sentence);
  });

  it('an id that begins with a dash goes behind --', () => {
    const { context } = readArguments(link, ['--roles', 'r.json', '--', '-5', 'b.csv']);
    expect(context.positionals).toEqual(['-5', 'b.csv']);
  });

  it('shares have no 0, and what is expected no 1', () => {
    expect([0, 0.5, 1, 95, Number.NaN].map(openShare.isFit)).toEqual([false, true, false, false, false]);
    expect([0, 0.5, 1, 1.5].map(shareAboveNone.isFit)).toEqual([false, true, true, false]);
  });

  it('gives every value of an option that repeats', () => {
    const texts = (...more: readonly string[]) =>
      readArguments(link, ['a.csv', 'b.csv', '--roles', 'r', ...more]).context.texts('rule');
    expect([texts(), texts('--rule', 'x'), texts('--rule', 'x', '--rule', 'y')]).toEqual([
      [],
      ['x'],
      ['x', 'y'],
    ]);
    const numbers = ['--at', '0.5', '--at', '0.95'];
    expect(readArguments(link, ['a.csv', 'b.csv', '--roles', 'r', ...numbers]).context.texts('at')).toEqual([
      '0.5',
      '0.95',
    ]);
  });

  it('help is given even when arguments are missing', () => {
    expect(readArguments(link, ['--help']).help).toBe(true);
  });

  it('the help of a command shows every option and an example', () => {
    const text = commandHelp(link);
    for (const part of [
      '--roles FILE',
      'required',
      '--threads N',
      'default 2',
      'one of weight, id',
      link.example,
    ]) {
      expect(text).toContain(part);
    }
    expect(overallHelp([link])).toContain('links two files');
    expect(overallHelp([link])).toContain('130 stopped by Ctrl+C');
  });
});
