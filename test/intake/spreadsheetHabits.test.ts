import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { blankWordFinder, usualBlankWord } from '../../src/domain/blankWords.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import type { ExtractBatch } from '../../src/intake/extractBatch.ts';
import { calworksLayouts } from '../../src/intake/layouts/calworks.ts';
import { columnEvidence } from '../../src/intake/profiles/columnEvidence.ts';
import type { Profile } from '../../src/intake/profiles/profile.ts';
import { parseProfile, profileText } from '../../src/intake/profiles/profileFile.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import { CELL_SEPARATOR } from '../../src/intake/splitRecords.ts';
import { madeUpFile } from './madeUpFile.ts';
import { readAll } from './profiles/readAll.ts';

const persons: Profile = {
  id: 'persons',
  version: 1,
  title: 'Persons',
  system: 'calworks',
  format: { type: 'delimited' },
  dateFormat: 'MM/DD/YYYY',
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
            birth_date: { column: 'DOB' },
            sex: { column: 'SEX' },
            ssn: { column: 'SSN' },
            phone: { column: 'PHONE' },
          },
        },
      ],
    },
  ],
};
const header = 'ID,LAST,FIRST,DOB,SEX,SSN,PHONE\n';
const read = (rows: string, profile: Profile = persons) =>
  readAll(madeUpFile('persons.csv', header + rows), profile, 'cw_person');

describe('words for blank', () => {
  it('SCC-5, SLO-6: are blank in ids, dates and codes, counted by column; a family is called Null', async () => {
    const { rows, findings, summary } = await read(
      '900001,Null,Ana,NULL,N/A,null,(null)\n900002,NA,Eva,\\N,F,NULL,555-0100\n900003,Soto,Null,#N/A,nan,,<NULL>\n',
    );
    expect(rows).toEqual([
      { cwin: '900001', last_name: 'NULL', first_name: 'ANA' },
      { cwin: '900002', last_name: 'NA', first_name: 'EVA', sex: 'F', phone: '555-0100' },
      { cwin: '900003', last_name: 'SOTO', first_name: 'NULL' },
    ]);
    expect(findings).toEqual([]);
    expect(summary.notices).toEqual([
      {
        code: 'BLANK_WORDS',
        sentence: String.raw`persons.csv: NULL read as blank in 2 cells of SSN, 1 of DOB; \N in 1 cell of DOB; #N/A in 1 cell of DOB; N/A in 1 cell of SEX; NaN in 1 cell of SEX; (NULL) in 1 cell of PHONE; <NULL> in 1 cell of PHONE. Names are kept as they stand. Where such a word means something, take it out of the words that the profile reads as blank.`,
      },
    ]);
  });

  it('SLO-6: a row whose id is one is rejected as blank; a family key NULL is no family', async () => {
    const { rows, findings } = await read('NULL,Soto,Eva,01/02/2015,F,,\n');
    expect(rows).toEqual([]);
    expect(findings.map(({ finding }) => finding.code)).toEqual(['REQUIRED_BLANK']);
    const cases: Profile = {
      ...persons,
      system: 'cws',
      parts: [
        {
          kind: 'cws_case',
          records: [
            {
              fields: {
                case_key: { column: 'CASE' },
                client_key: { column: 'CHILD' },
                case_name: { column: 'NAME' },
                state_id: { column: 'STATE' },
                start_date: { column: 'START' },
              },
            },
          ],
        },
      ],
    };
    const file = madeUpFile(
      'cases.csv',
      'CASE,CHILD,NAME,STATE,START\n5Y3vKVs0X5,3ZYcRF404Z,Null,NULL,01/02/2026\n',
    );
    expect((await readAll(file, cases, 'cws_case')).rows[0]).not.toHaveProperty('state_id');
    expect((await readAll(file, cases, 'cws_case')).rows[0]).toMatchObject({ case_name: 'Null' });
  });

  it('SLO-6: the profile says which they are; none, others, and what its code list knows', async () => {
    const row = '900001,Soto,Eva,01/02/2015,F,,NULL\n900002,Soto,Ana,01/02/2015,F,,not given\n';
    const none = { ...persons, blankWords: [] };
    expect((await read(row, none)).rows.map((one) => one['phone'])).toEqual(['NULL', 'not given']);
    const own = { ...persons, blankWords: ['Not given'] };
    const told = await read(row, own);
    expect(told.rows.map((one) => one['phone'])).toEqual(['NULL', undefined]);
    expect(told.summary.notices[0]!.sentence).toMatch(/: Not given read as blank in 1 cell of PHONE\./);
    expect(parseProfile(profileText(own))).toEqual(own);
    expect(() => parseProfile(profileText(own).replace('Not given', ' '))).toThrow(/blankWords\[0\]/);
    const { fields } = persons.parts[0]!.records[0]!;
    const mapped = (entries: Profile['valueMaps'][string]): Profile => ({
      ...persons,
      valueMaps: { sex: entries },
      parts: [
        { kind: 'cw_person', records: [{ fields: { ...fields, sex: { column: 'SEX', map: 'sex' } } }] },
      ],
    });
    const sexOf = async (profile: Profile, cell: string) =>
      (await read(`900001,Soto,Eva,01/02/2015,${cell},,\n`, profile)).rows[0]!['sex'];
    expect(await sexOf(mapped([{ from: '*', to: 'X' }]), 'NULL')).toBeUndefined();
    expect(await sexOf(mapped([{ from: '*', to: 'X' }]), '7')).toBe('X');
    expect(await sexOf(mapped([{ from: 'NA', to: 'X' }]), 'NA')).toBe('X');
  });

  it('SLO-6: the first column of several that says something is read, a record without any is not there', async () => {
    const fallback: Profile = {
      ...persons,
      parts: [
        {
          kind: 'cw_person',
          records: [
            {
              onlyWith: ['ID2'],
              fields: {
                cwin: { column: 'ID2' },
                last_name: { column: 'LAST' },
                phone: { firstOf: [{ column: 'CELL' }, { column: 'HOME' }] },
              },
            },
          ],
        },
      ],
    };
    const file = madeUpFile('two.csv', 'ID2,LAST,CELL,HOME\n900001,Soto,NULL,555-0100\nNULL,Lee,N/A,\n');
    const { rows, findings } = await readAll(file, fallback, 'cw_person');
    expect(rows).toEqual([{ cwin: '900001', last_name: 'SOTO', phone: '555-0100' }]);
    expect(findings).toEqual([]);
  });

  it('SLO-6: built-in layouts read them so too, and they do not hide what a column holds', async () => {
    const layout = calworksLayouts.find(({ kind }) => kind === 'cw_person')!;
    const cell: Readonly<Record<string, string>> = { cwin: '900000001', last_name: 'Null', ssn: 'NULL' };
    const line = layout.columns.map(({ field }) => cell[field] ?? 'NULL').join(layout.delimiter);
    const names = layout.columns.map((column) => column.header).join(layout.delimiter);
    const batches: ExtractBatch[] = [];
    for await (const batch of readExtract(madeUpFile('p.csv', `${names}\n${line}\n`), layout))
      batches.push(batch);
    const [row] = batches.flatMap(({ rows }) => rows);
    expect(row!.values.filter((value) => value !== null)).toEqual(['900000001', 'NULL', 'NULL', 'NULL']);
    expect(batches.at(-1)!.summary!.notices[0]!.sentence).toMatch(/NULL read as blank in 1 cell of /);
    expect(columnEvidence(['01/02/2015', 'NULL', 'NULL', '11/30/2016']).types).toContain('date');
  });

  it('are found whatever their case, as a whole cell only', () => {
    expect(usualBlankWord('null')).toBe('NULL');
    expect(usualBlankWord('NULLAN')).toBeUndefined();
    expect(usualBlankWord('')).toBeUndefined();
    expect(blankWordFinder([])('NULL')).toBeUndefined();
  });
});

describe('text formulas', () => {
  const quoted = (value: string): string => `="${value}"`;

  it('SCC-5: ="00123" is read as 00123, quoted or not, with its leading zeros; what stood there is kept', async () => {
    const rows =
      `${quoted('000123')},Soto,"Eva",${quoted('01/02/2015')},F,"=""912-34-5678""",\n` +
      `${quoted('000124')},Lee,Tom,01/02/2016,M,,${quoted('NULL')}\n`;
    const all = await read(rows);
    expect(all.rows).toEqual([
      {
        cwin: '000123',
        last_name: 'SOTO',
        first_name: 'EVA',
        birth_date: civilDay(2015, 1, 2),
        sex: 'F',
        ssn: '912345678',
      },
      { cwin: '000124', last_name: 'LEE', first_name: 'TOM', birth_date: civilDay(2016, 1, 2), sex: 'M' },
    ]);
    expect(all.summary.notices.map(({ code }) => code)).toEqual(['BLANK_WORDS', 'TEXT_FORMULAS']);
    expect(all.summary.notices[1]!.sentence).toBe(
      'persons.csv: the formula ="…" of a spreadsheet taken off 2 cells of ID, 1 of DOB, 1 of SSN, 1 of PHONE. What stands inside was read; nothing needs doing.',
    );
    expect(all.raws[1]).toBe(
      ['="000124"', 'Lee', 'Tom', '01/02/2016', 'M', '', '="NULL"'].join(CELL_SEPARATOR),
    );
  });

  it('SCC-5: also over the column names and in a workbook; any other formula stays as it is', async () => {
    const file = madeUpFile(
      'named.csv',
      header.replaceAll(/(\w+)/g, '="$1"') + '="000123",Soto,Eva,01/02/2015,F,,=A1\n',
    );
    expect((await readAll(file, persons, 'cw_person')).rows[0]).toMatchObject({
      cwin: '000123',
      phone: '=A1',
    });
    const bytes = await writeXlsx({
      sheets: [
        { name: 'P', rows: [header.trim().split(','), ['="000123"', 'Soto', 'Eva', null, 'F', null, null]] },
      ],
    });
    const workbook: Profile = { ...persons, format: { type: 'workbook' } };
    const inSheet = await readAll(madeUpFile('p.xlsx', bytes), workbook, 'cw_person');
    expect(inSheet.rows[0]).toMatchObject({ cwin: '000123' });
    expect(inSheet.summary.notices.map(({ code }) => code)).toEqual(['TEXT_FORMULAS']);
  });
});
