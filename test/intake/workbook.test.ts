import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { LinkdeskError } from '../../src/domain/error.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import { santaClaraList } from '../../src/intake/profiles/builtIn/santaClaraList.ts';
import { smartReferrals } from '../../src/intake/profiles/builtIn/smart.ts';
import { profileColumns } from '../../src/intake/profiles/profile.ts';
import type { Profile, WorkbookFormat } from '../../src/intake/profiles/profile.ts';
import { madeUpFile } from './madeUpFile.ts';
import { readAll } from './profiles/readAll.ts';

const inWorkbook = (profile: Profile, format: Partial<WorkbookFormat> = {}): Profile => ({
  ...profile,
  format: { type: 'workbook', ...format },
});
const listProfile = inWorkbook(santaClaraList);

async function workbook(rows: CellValue[][], password?: string): Promise<string> {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'People', rows },
      { name: 'Other', rows: [['x']] },
    ],
    ...(password === undefined ? {} : { encryption: { password, spinCount: 100 } }),
  });
  return madeUpFile('list.xlsx', bytes);
}

describe('workbooks', () => {
  it('give their rows: text, real dates, numbers in full, blank ends', async () => {
    const file = await workbook([
      ['Full Name', 'DOB', 'SSN', null],
      ['Ana Díaz', '3/4/1990', '912345678'],
      ['Eva Soto', new Date(Date.UTC(1991, 11, 24)), 912_345_679],
      [null, null, null],
      ['Tom Lee'],
    ]);
    const { rows, lines, summary } = await readAll(file, listProfile, 'cw_person');
    expect(rows.map((row) => [row['last_name'], row['birth_date'], row['ssn']])).toEqual([
      ['DIAZ', civilDay(1990, 3, 4), '912345678'],
      ['SOTO', civilDay(1991, 12, 24), '912345679'],
      ['LEE', undefined, undefined],
    ]);
    expect(lines).toEqual([2, 3, 5]);
    expect(summary.counts.read).toBe(3);
  });

  it('may have titles above the column names and several sheets', async () => {
    const file = await workbook([['Made up'], [], ['Full Name', 'DOB', 'SSN'], ['Ana Díaz']]);
    const profile = inWorkbook(santaClaraList, { sheet: 'People', headerRow: 3 });
    expect((await readAll(file, profile, 'cw_person')).lines).toEqual([4]);
  });

  it('with ids kept as numbers are refused', async () => {
    const columns = profileColumns(smartReferrals);
    const row = (id: CellValue): CellValue[] =>
      columns.map((column) =>
        column === 'Referral ID'
          ? id
          : column === 'Client ID'
            ? '5Y3vKVs0X5'
            : column === 'Received Date'
              ? '1/2/2026'
              : '',
      );
    const file = await workbook([
      columns as string[],
      row(315_207_686_768_002_000),
      row(315_207_686_768_003_000),
    ]);
    await expect(readAll(file, inWorkbook(smartReferrals), 'cws_referral')).rejects.toMatchObject({
      code: 'KEYS_ROUNDED',
      details: { column: 'Referral ID' },
    });
  });

  it('that are damaged inside are called so, and no network share is blamed', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'People', rows: [['Full Name', 'DOB', 'SSN'], ['Ana Díaz']] }],
    });
    const codes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = damaged[at]! ^ 0xff;
      await readAll(madeUpFile('list.xlsx', damaged), listProfile, 'cw_person').catch((error: unknown) => {
        if (!(error instanceof LinkdeskError)) throw error;
        codes.add(error.code);
      });
    }
    expect(codes).toContain('WORKBOOK_UNREADABLE');
    expect(codes).not.toContain('FILE_UNREADABLE');
  });

  it('that cannot be read say why', async () => {
    const rows: CellValue[][] = [['Full Name', 'DOB', 'SSN']];
    await expect(readAll(await workbook(rows, 'made up'), listProfile, 'cw_person')).rejects.toMatchObject({
      code: 'WORKBOOK_ENCRYPTED',
    });
    await expect(
      readAll(await workbook(rows), inWorkbook(santaClaraList, { sheet: 'Nowhere' }), 'cw_person'),
    ).rejects.toMatchObject({
      code: 'FILE_WITHOUT_HEADER',
      message: expect.stringContaining('no column names in row 1 of a sheet Nowhere'),
    });
    await expect(
      readAll(await workbook(rows), inWorkbook(santaClaraList, { headerRow: 7 }), 'cw_person'),
    ).rejects.toMatchObject({ code: 'FILE_WITHOUT_HEADER' });
    for (const bytes of [
      Buffer.from('PK\u0003\u0004 and then nothing'),
      Buffer.from('Full Name,DOB,SSN\n'),
    ]) {
      await expect(readAll(madeUpFile('list.xlsx', bytes), listProfile, 'cw_person')).rejects.toMatchObject({
        code: 'WORKBOOK_UNREADABLE',
      });
    }
  });
});
