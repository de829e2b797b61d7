import { truncateSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { civilDay } from '../../src/domain/civilDate.ts';
import { FieldQuality } from '../../src/intake/fieldQuality.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import { checkProfile, previewFile } from '../../src/intake/previewFile.ts';
import { santaClaraList } from '../../src/intake/profiles/builtIn/santaClaraList.ts';
import { profileOfLayout } from '../../src/intake/profiles/profileOfLayout.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import { madeUpFile } from './madeUpFile.ts';
import { readAll } from './profiles/readAll.ts';

const persons = builtInLayouts.find((layout) => layout.kind === 'cw_person')!;
const header = persons.columns.map((column) => column.header);
const row = (cells: Readonly<Record<string, string>>): string =>
  header.map((name) => cells[name] ?? '').join(',');
const fileOf = (rows: readonly string[]): string => `${[header.join(','), ...rows].join('\n')}\n`;

describe('the quality of fields', () => {
  it('counts what is filled, distinct, invalid, suspicious, shared and heaped', async () => {
    const rows = Array.from({ length: 200 }, (_, n) =>
      row({
        PERSON_ID: `P${n}`,
        FIRST_NAME: n < 5 ? 'BABY BOY' : 'ANA',
        DOB: n < 40 ? '01/01/1980' : `0${1 + (n % 9)}/${String(10 + (n % 18))}/${1960 + (n % 60)}`,
        SSN: n < 2 ? '912345678' : n < 4 ? '000121234' : '',
      }),
    );
    const quality = new FieldQuality(
      'cw_person',
      Object.fromEntries(persons.columns.map((c) => [c.field, c.header])),
    );
    for await (const batch of readExtract(madeUpFile('p.csv', fileOf([...rows, row({})])), persons))
      quality.add(batch);
    const table = quality.table();
    expect([table.rows, table.rejected]).toEqual([200, 1]);
    const of = (field: string) => table.fields.find((one) => one.field === field)!;
    expect(of('cwin')).toMatchObject({ filled: 200, distinct: 200, invalid: 0 });
    expect(of('first_name')).toMatchObject({ filled: 200, distinct: 2, suspicious: 5 });
    expect(of('ssn')).toMatchObject({ filled: 2, distinct: 1, invalid: 2, repeated: 1 });
    expect(of('birth_date').heapedDates).toEqual(['1980-01-01']);
    expect(of('cin')).toMatchObject({ filled: 0, distinct: 0 });
  });
});

describe('a file in the wizard', () => {
  it('shows its first 200 rows, and what a profile makes of them', async () => {
    const lines = Array.from({ length: 300 }, (_, n) => `"Diaz, Ana",1/2/2015,9121${String(10_000 + n)}`);
    const file = madeUpFile('list.csv', `Full Name,DOB,SSN\n${lines.join('\n')}\n`);
    const preview = await previewFile(file, santaClaraList);
    expect(preview.header).toEqual(['Full Name', 'DOB', 'SSN']);
    expect(preview.rows).toHaveLength(200);
    expect(preview.lines.slice(0, 2)).toEqual([2, 3]);
    const check = await checkProfile(file, santaClaraList, { acceptDemo: true });
    expect(check.drift.fits).toBe(true);
    expect(check.kinds.map(({ kind, batch }) => [kind, batch.counts.imported])).toEqual([['cw_person', 300]]);
    const other = madeUpFile('list.csv', 'Full Name,Birth,SSN\n');
    expect(await checkProfile(other, santaClaraList, { acceptDemo: true })).toMatchObject({
      drift: { fits: false, missing: ['DOB'], extra: ['Birth'] },
      kinds: [],
    });
  });

  it('of a built-in layout may as well be a workbook', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Persons',
          rows: [
            header,
            header.map((name) => (name === 'PERSON_ID' ? '0012' : name === 'DOB' ? '03/04/1990' : '')),
          ],
        },
      ],
    });
    const profile = profileOfLayout(persons, { type: 'workbook' });
    const { rows } = await readAll(madeUpFile('persons.xlsx', bytes), profile, 'cw_person');
    expect(rows).toEqual([{ cwin: '0012', birth_date: civilDay(1990, 3, 4) }]);
  });
});

describe('a file that changes while it is read', () => {
  it('is refused, because its rest is gone', async () => {
    const file = madeUpFile(
      'p.csv',
      fileOf(Array.from({ length: 60_000 }, (_, n) => row({ PERSON_ID: `P${n}` }))),
    );
    const reading = readExtract(file, persons);
    await reading.next();
    truncateSync(file, 1000);
    const rest = async (): Promise<void> => {
      for await (const batch of reading) expect(batch.summary).toBeUndefined();
    };
    await expect(rest()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});
