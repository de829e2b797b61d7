import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toUiIdentifier } from '../domain/cwsKey.ts';
import type { Month } from '../domain/month.ts';

/** Rows kept of a sound file in each spoilt copy: enough for a check by sample, quick to read. */
const ROWS = 400;

/** A spoilt copy of an extract and what was done to it. */
export interface DamagedFile {
  readonly file: string;
  readonly damage: string;
}

const KEY = /^"([0-9A-Za-z]{10})"/;

/** A long number as a spreadsheet keeps it: fifteen digits, the rest noughts. */
const fifteenDigits = (identifier: string): string => {
  const digits = identifier.replaceAll('-', '');
  return digits.slice(0, 15) + '0'.repeat(digits.length - 15);
};

/** A long number as a spreadsheet shows it. */
const exponent = (identifier: string): string => {
  const digits = identifier.replaceAll('-', '').replace(/^0+/, '');
  return `${digits[0]}.${digits.slice(1, 3)}E+${digits.length - 1}`;
};

/** The text in Windows-1252, of which the demo uses only the part it shares with Latin-1. */
const westernBytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** UTF-16 with byte order mark, low byte first, as spreadsheets export it. */
const utf16Bytes = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

/**
 * Writes spoilt copies of one month's child welfare clients and CalWORKs persons into `damaged`, as they come back
 * from a spreadsheet or a broken transfer (domain.md 2.4, named case 32); returns what was done to each.
 */
export function writeDamagedFiles(outDir: string, month: Month): readonly DamagedFile[] {
  const folder = join(outDir, 'damaged');
  mkdirSync(folder, { recursive: true });
  const head = (stem: string): readonly string[] =>
    readFileSync(join(outDir, month, `${stem}-${month}.csv`), 'utf8')
      .split('\n')
      .slice(0, ROWS + 1);
  const [clientHeader = '', ...clients] = head('cws-clients');
  const persons = head('cw-persons');
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  const withKeys = (spell: (key: string) => string): string =>
    text([clientHeader, ...clients.map((line) => line.replace(KEY, (_, key: string) => `"${spell(key)}"`))]);

  const copies: readonly (readonly [file: string, damage: string, content: string | Buffer])[] = [
    [
      `cws-clients-${month}-ids-ending-0000.csv`,
      '19-digit ids kept by a spreadsheet as numbers: the last four digits are 0000',
      withKeys((key) => fifteenDigits(toUiIdentifier(key))),
    ],
    [
      `cws-clients-${month}-ids-as-exponents.csv`,
      'ids shown by a spreadsheet as 3.15E+17',
      withKeys((key) => exponent(toUiIdentifier(key))),
    ],
    [
      `cws-clients-${month}-keys-upper-case.csv`,
      'all keys in capitals: different people share a key',
      withKeys((key) => key.toUpperCase()),
    ],
    [
      `cws-clients-${month}-utf-16.csv`,
      'UTF-16 with a byte order mark',
      utf16Bytes(text([clientHeader, ...clients])),
    ],
    [
      `cw-persons-${month}-windows-1252.csv`,
      'Windows-1252 with accented letters',
      westernBytes(
        text(persons)
          .replaceAll('Garcia', 'García')
          .replaceAll('Martinez', 'Martínez')
          .replaceAll('Nunez', 'Núñez'),
      ),
    ],
    [
      `cws-clients-${month}-truncated.csv`,
      'the transfer broke off in the middle of a row',
      text([clientHeader, ...clients]).slice(0, -97),
    ],
    [
      `cws-clients-${month}-semicolons.csv`,
      'semicolons between the columns in place of commas',
      text([clientHeader, ...clients]).replaceAll('","', '";"'),
    ],
    [
      `cw-persons-${month}-without-dob.csv`,
      'the column DOB is missing',
      text(persons.map((line) => line.split(',').toSpliced(8, 1).join(','))),
    ],
  ];
  for (const [file, , content] of copies) writeFileSync(join(folder, file), content);
  return copies.map(([file, damage]) => ({ file, damage }));
}
