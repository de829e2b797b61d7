import { describe, expect, it } from 'vitest';
import { lookAtFile } from '../../src/app/intake/sourceFile.ts';
import { rulerOf } from '../../src/app/intake/ruler.ts';
import { guessFixedFormat } from '../../src/intake/guessFixedFormat.ts';
import type { FixedWidthFormat, Profile } from '../../src/intake/profiles/profile.ts';
import { profileMisfits } from '../../src/intake/profiles/profileMisfits.ts';
import { madeUpFile } from './madeUpFile.ts';

const names = ['ANA', 'MARIAN', 'JO', 'EVA', 'LUZ'];
/** Key, last name, first name, birth date with the sex at its end, SSN: forty people of no file that exists. */
const row = (n: number): string =>
  [
    `CW${String(10_000 + n)}`.padEnd(10),
    `GARCIA ${'XYZ'[n % 3]}`.padEnd(14),
    (names[n % 5] ?? '').padEnd(10),
    `19${String(60 + (n % 40))}0${1 + (n % 9)}1${n % 10}${n % 2 === 0 ? 'F' : 'M'}`.padEnd(10),
    n % 7 === 0 ? ''.padEnd(9) : `91203${String(1000 + n)}`,
  ].join('');
const rows = Array.from({ length: 40 }, (_, n) => row(n));
const places = ({ columns }: FixedWidthFormat) =>
  columns.map(({ name, start, width }) => [name, start, width]);

describe('the ruler', () => {
  it('SLO-6: is guessed from blanks and dates, and named by the line above the rule', () => {
    const guess = guessFixedFormat([
      'CalWORKs persons of October',
      'PERSON_ID LAST_NAME     FIRST     BORN    S SSN',
      '------------------------------------------------',
      ...rows,
    ]);
    expect(guess.linesAbove).toBe(3);
    expect(places(guess)).toEqual([
      ['PERSON_ID', 1, 10],
      ['LAST_NAME', 11, 14],
      ['FIRST', 25, 10],
      ['BORN', 35, 8],
      ['S', 43, 2],
      ['SSN', 45, 9],
    ]);
  });

  it('takes names from a header without a rule, and none where columns would share one', () => {
    const short = rows.map((line) => `${line.slice(0, 9)} ${line.slice(24)}`);
    const named = guessFixedFormat(['PERSON_ID FIRST     BORN    S SSN', ...short]);
    expect(named.linesAbove).toBe(1);
    expect(named.columns.map(({ name }) => name)).toEqual(['PERSON_ID', 'FIRST', 'BORN', 'S', 'SSN']);
    expect(guessFixedFormat(short).columns.map(({ name }) => name)[0]).toBe('Column 1');
    expect(guessFixedFormat(['one', 'two']).columns).toEqual([]);
  });

  const format: FixedWidthFormat = {
    type: 'fixed',
    columns: [
      { name: 'ID', start: 1, width: 10 },
      { name: 'LAST', start: 11, width: 14 },
      { name: 'FIRST', start: 25, width: 10 },
      { name: 'BORN', start: 35, width: 8 },
      { name: 'SEX', start: 43, width: 2 },
      { name: 'SSN', start: 45, width: 9 },
    ],
  };
  const profile: Profile = {
    id: 'county-persons',
    version: 1,
    title: 'persons',
    system: 'calworks',
    format,
    dateFormat: 'YYYYMMDD',
    flag: ['Y', 'N'],
    ignored: [],
    valueMaps: {},
    parts: [
      {
        kind: 'cw_person',
        records: [
          {
            fields: {
              cwin: { column: 'ID' },
              last_name: { column: 'LAST' },
              first_name: { column: 'FIRST' },
              birth_date: { column: 'BORN' },
              sex: { column: 'SEX' },
              ssn: { column: 'SSN' },
            },
          },
        ],
      },
    ],
  };

  it('SLO-6: of last month is found again by what stands under it; moved columns are said with their places', async () => {
    const file = madeUpFile('persons-2026-11.txt', `${rows.join('\n')}\n`);
    const fits = await lookAtFile(file, [profile]);
    expect(fits.reading).toEqual({ by: 'profile', profile });
    expect(fits.problems).toEqual([]);
    const moved = madeUpFile('moved.txt', `${rows.map((line) => `  ${line}`).join('\n')}\n`);
    const { problems, format: shown } = await lookAtFile(moved, [profile]);
    expect(shown).toEqual(format);
    expect(problems.join('\n')).toMatch(
      /The column BORN \(characters 35 to 42\) holds something else than birth date written YYYYMMDD: 40 of its first 40 values cannot be used\. Move its boundaries on the ruler/,
    );
  });

  it('of a new file starts from the guess, with identifiers masked in their places', async () => {
    const file = await lookAtFile(madeUpFile('new.txt', `${rows.join('\r\n')}\r\n`), []);
    expect(file.format.type).toBe('fixed');
    expect(file.reading).toBeUndefined();
    const ruler = await rulerOf(file);
    expect(ruler.lines).toHaveLength(40);
    expect(ruler.lines[1]).toHaveLength(rows[1]!.length);
    expect(ruler.lines.join('')).not.toMatch(/91203\d{4}/);
    expect(ruler.lines[1]!.endsWith('1001')).toBe(true);
    expect(ruler.width).toBe(53);
    expect(ruler.columns).toEqual(ruler.guessed.columns);
  });

  it('says when most lines go on behind its last column', () => {
    const cut = rows.map((line) => [
      ...format.columns.map(({ start, width }) => line.slice(start - 1, start - 1 + width)),
      'rest',
    ]);
    expect(
      profileMisfits(
        profile,
        format.columns.map(({ name }) => name),
        cut,
      )[0],
    ).toMatch(/^40 of the first 40 lines go on behind the last column/);
  });
});
