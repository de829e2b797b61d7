import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wizardDemo } from './wizardDemo.ts';

const month = '2026-11';
let demo: Awaited<ReturnType<typeof wizardDemo>>;

beforeAll(async () => {
  demo = await wizardDemo();
}, 180_000);
afterAll(() => demo.close());

const headerOf = (text: string): readonly string[] =>
  text.split(/\r?\n/, 1)[0]!.replaceAll('"', '').split(',');
/** The rows of a CSV without quotes changed cell by cell. */
const edited = (
  text: string,
  edit: (cells: string[], header: readonly string[]) => readonly string[],
): string =>
  text
    .split('\n')
    .map((line, at) =>
      at === 0 || line === '' ? line : edit(line.replace('\r', '').split(','), headerOf(text)).join(','),
    )
    .join('\n');

/** What a check says of one of October's files as it would be imported for a month. */
async function verdictsOf(grant: string, wanted: RegExp, edit: (text: string) => string, of = month) {
  demo.folderOf(grant, wanted, edit);
  const { files } = await demo.value('intake.look', { grant, month: of });
  const { jobId } = await demo.value('intake.check', { grant, month: of, files: [files[0]!.file] });
  expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
  const [extract] = (await demo.value('intake.checked', { grant })).extracts;
  return {
    file: files[0]!.file,
    extract: extract!,
    codes: extract!.verdicts.map(({ code }) => code),
    of: (code: string) => extract!.verdicts.find((one) => one.code === code)!,
  };
}

/** October's file as November's: its name changed, so that only what is in it speaks. */
const same = (text: string): string => text;

describe('an extract against last month', () => {
  it('as it should be, nothing is unusual', async () => {
    const { codes } = await verdictsOf('usual', /cws-clients/, same, '2026-10');
    expect(codes.filter((code) => code !== 'CODES_UNKNOWN')).toEqual([]);
  });

  it('half the usual size: rows and people against last month', async () => {
    const { codes, of, extract } = await verdictsOf('halved', /cw-persons/, (text) => {
      return text
        .split('\n')
        .filter((_, at) => at % 2 === 0)
        .join('\n');
    });
    expect(codes).toEqual(
      expect.arrayContaining(['EXTRACT_HALVED', 'PERSONS_CHANGED', 'FILE_NAME_OTHER_MONTH']),
    );
    expect(of('EXTRACT_HALVED')).toMatchObject({
      what: expect.stringMatching(
        /^The extract is far smaller than usual: [\d,]+ rows, \d+\.\d % fewer than the [\d,]+ of October 2026\.$/,
      ),
      how: expect.stringContaining('Get the whole extract'),
    });
    expect(extract.persons).toBeGreaterThan(0);
    // all ages shrank together, which is said once and not for every age
    expect(codes).not.toContain('AGES_CHANGED');
  });

  it('without its children: the age profile says so', async () => {
    const { of } = await verdictsOf('ages', /cw-persons/, (text) => {
      const at = headerOf(text).indexOf('DOB');
      return text
        .split('\n')
        .filter((line, index) => index === 0 || Number(line.split(',')[at]?.slice(-4)) < 2009 || line === '')
        .join('\n');
    });
    expect(of('AGES_CHANGED').what).toMatch(/under 3: 0, before \d+/);
  });

  it('imported under the wrong month: the dates and the name of the file say another', async () => {
    const { of, codes } = await verdictsOf('wrong-month', /cw-cases/, same, '2027-01');
    expect(codes).toContain('DATES_OTHER_MONTH');
    expect(of('DATES_OTHER_MONTH').what).toMatch(
      /^No date lies in January 2027, .* the newest is of October 2026: the extract is probably of an earlier month\.$/,
    );
    expect(of('FILE_NAME_OTHER_MONTH').what).toBe(
      'The name of the file says October 2026, and it would be imported as January 2027.',
    );
    const early = await verdictsOf('too-early', /cw-cases/, same, '2026-08');
    expect(early.of('DATES_OTHER_MONTH').what).toMatch(/dates lie after August 2026, up to October 2026/);
  });

  it('with first and last names in each other’s columns', async () => {
    const { of } = await verdictsOf('names', /cws-clients/, (text) => {
      const [header, ...rows] = text.split('\n');
      return [
        header!.replace('COM_FST_NM', 'X').replace('COM_LST_NM', 'COM_FST_NM').replace(/\bX\b/, 'COM_LST_NM'),
        ...rows,
      ].join('\n');
    });
    expect(of('NAMES_SWAPPED')).toMatchObject({
      what: expect.stringMatching(/^First and last names stand in each other’s columns: of [\d,]+ rows/),
      where: 'COM_FST_NM, COM_LST_NM',
    });
  });

  it('with names in the column of birth dates: refused, and what stands there is said', async () => {
    const { extract } = await verdictsOf('dob', /cws-clients/, (text) => {
      const [header, ...rows] = text.split('\n');
      return [
        header!.replace('BIRTH_DT', 'X').replace('COM_LST_NM', 'BIRTH_DT').replace(/\bX\b/, 'COM_LST_NM'),
        ...rows,
      ].join('\n');
    });
    expect(extract.refused).toMatch(
      /column COM_LST_NM: \d+ of the first \d+ values cannot be used; they look like dates\. .* Nor can BIRTH_DT \(names\)\./,
    );
  });

  it('with start and end dates swapped, with an empty column, with codes of no list', async () => {
    const swapped = await verdictsOf('dates', /cws-components/, (text) =>
      edited(text, (cells, header) => {
        const [start, end] = [header.indexOf('EFFECT_DT'), header.indexOf('END_DT')];
        if (cells[end] === '""') return cells;
        return cells.map((cell, at) => (at === start ? cells[end]! : at === end ? cells[start]! : cell));
      }),
    );
    expect(swapped.codes).toContain('DATES_SWAPPED');
    const emptied = await verdictsOf('emptied', /cw-persons/, (text) =>
      edited(text, (cells, header) => cells.map((cell, at) => (at === header.indexOf('SSN') ? '' : cell))),
    );
    expect(emptied.of('FIELD_EMPTIED')).toMatchObject({
      what: expect.stringMatching(/^SSN is filled in 0\.0 % of the rows; in October 2026 it was/),
      where: 'SSN',
    });
    const coded = await verdictsOf('coded', /cw-persons/, (text) =>
      edited(text, (cells, header) =>
        cells.map((cell, at) => (at === header.indexOf('SEX') && cells[0]!.endsWith('2') ? '7' : cell)),
      ),
    );
    expect(coded.of('CODES_UNKNOWN')).toMatchObject({
      where: 'SEX',
      open: { field: 'sex', which: 'invalid' },
    });
  });

  it('with one SSN for many, one birth date for all, and letters lost to an encoding', async () => {
    const set = (name: string, value: (cell: string) => string) => (text: string) =>
      edited(text, (cells, header) =>
        cells.map((cell, at) => (at === header.indexOf(name) && cell !== '' ? value(cell) : cell)),
      );
    const shared = await verdictsOf(
      'shared',
      /cw-persons/,
      set('SSN', () => '912034444'),
    );
    expect(shared.of('NUMBERS_REPEATED')).toMatchObject({
      what: expect.stringMatching(/^([\d,]+) of \1 rows share their SSN with another row\.$/),
      where: 'SSN',
      open: { field: 'ssn', which: 'repeated' },
    });
    const born = await verdictsOf(
      'born',
      /cw-persons/,
      set('DOB', () => '05/17/1990'),
    );
    expect(born.of('DATES_ALL_ONE').what).toMatch(/^All [\d,]+ birth dates are the same day\.$/);
    const lost = await verdictsOf(
      'lost',
      /cw-persons/,
      set('LAST_NAME', () => 'NU?EZ'),
    );
    expect(lost.of('NAME_LETTERS_LOST')).toMatchObject({
      what: expect.stringMatching(/^In [\d,]+ names letters with accents were lost/),
      how: expect.stringMatching(/^Export as UTF-8/),
      where: 'LAST_NAME',
    });
  });

  it('SSNs that lost their zeros are left out until somebody has them restored, and each stays marked', async () => {
    const { of, file } = await verdictsOf('zeros', /cw-persons/, (text) => {
      let n = 0;
      return edited(text, (cells, header) =>
        cells.map((cell, at) =>
          at === header.indexOf('SSN') && cell !== '' && n++ < 30 ? `1203${1000 + n}` : cell,
        ),
      );
    });
    expect(of('SSN_ZEROS_LOST').what).toMatch(/^30 SSNs have 7 or 8 digits/);
    await demo.value('intake.restoreZeros', { grant: 'zeros', file });
    const { jobId } = await demo.value('intake.check', { grant: 'zeros', month, files: [file] });
    expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
    const [extract] = (await demo.value('intake.checked', { grant: 'zeros' })).extracts;
    expect(extract!.verdicts.map(({ code }) => code)).not.toContain('SSN_ZEROS_LOST');
    const { rows } = await demo.value('intake.findings', {
      grant: 'zeros',
      file,
      kind: 'cw_person',
      field: 'ssn',
      which: 'suspicious',
    });
    expect(rows.filter(({ reason }) => reason.startsWith('Leading zeros were put')).length).toBe(30);
  });
});

describe('the counts of a check', () => {
  it('SCC-13: open their rows, repeated numbers too; SSNs and CINs masked, sealed and sensitive people withheld', async () => {
    const { extract, file } = await verdictsOf('open', /cws-clients/, (text) => {
      const lines = text.split('\n');
      const at = headerOf(text).indexOf('SS_NO');
      const ssn = lines
        .slice(1)
        .map((line) => line.split(',')[at]!)
        .find((cell) => /^"?9\d\d(0[1-9]|[1-4]\d)\d{4}/.test(cell))!;
      return lines
        .map((line, index) => {
          const cells = line.split(',');
          return index > 0 && index < 6
            ? cells.map((cell, place) => (place === at ? ssn : cell)).join(',')
            : line;
        })
        .join('\n');
    });
    expect(extract.fields.find(({ field }) => field === 'ssn')!.repeated).toBeGreaterThan(0);
    const { rows } = await demo.value('intake.findings', {
      grant: 'open',
      file,
      kind: 'cws_client',
      field: 'ssn',
      which: 'repeated',
    });
    expect(rows.map(({ line }) => line)).toEqual(expect.arrayContaining([2, 3, 4, 5, 6]));
    const shown = await demo.value('intake.rows', {
      grant: 'open',
      file,
      lines: rows.map(({ line }) => line),
    });
    expect(shown.rows.length + shown.withheld).toBe(rows.length);
    const place = shown.columns.findIndex(({ field }) => field === 'ssn');
    for (const { cells } of shown.rows) expect(cells[place]).toMatch(/^(\*\*\*-\*\*-\d{4})?$/);
    const marks = shown.columns.findIndex(({ field }) => field === 'sensitivity');
    expect(shown.rows.some(({ cells }) => /^[SR]/.test(cells[marks]!))).toBe(false);
  });
});
