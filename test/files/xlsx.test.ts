import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Publication } from '../../src/files/publication.ts';
import { publicationWorkbook } from '../../src/files/publicationWorkbook.ts';
import type { Workbook } from '../../src/files/workbook.ts';
import { writeXlsx } from '../../src/files/xlsx.ts';
import { temporaryFolder } from './folder.ts';
import { madeUpPublication } from './publication.ts';

async function writtenSheets(
  workbook: Workbook,
): Promise<ReadonlyMap<string, readonly (readonly unknown[])[]>> {
  const path = join(await temporaryFolder(), 'list.xlsx');
  await writeXlsx(path, workbook, { replace: false });
  const sheets = await readWorkbook(path);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

describe('writeXlsx, read back by another library', () => {
  it('has the sheets that research staff expect, in order, opening on the cover', async () => {
    const sheets = await writtenSheets(publicationWorkbook(madeUpPublication));
    expect([...sheets.keys()]).toEqual([
      'Cover',
      'Contents',
      'Methodology',
      'Data',
      'Data dictionary',
      'Changes since last',
    ]);
    expect(sheets.get('Cover')![0]![0]).toBe('Mutual cases of Made-up County, October 2026');
    expect(
      sheets
        .get('Contents')!
        .slice(1)
        .map(([name]) => name),
    ).toEqual([...sheets.keys()].slice(2));
    expect(
      sheets
        .get('Data dictionary')!
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(['Name', 'CWS id', 'Since', 'Months']);
  });

  it('keeps identifiers as text to the last digit, dates as dates, numbers as numbers, formulas as text', async () => {
    const data = (await writtenSheets(publicationWorkbook(madeUpPublication))).get('Data')!;
    expect(data[0]).toEqual(['Name', 'CWS id', 'Since', 'Months']);
    expect(data[1]).toEqual(['MUSTER, MARIA', '0315-2076-8676-8002051', new Date('2026-03-05'), 12]);
    expect(data[2]).toEqual(['=1+1', '0012345', null, -3]);
    expect(data[3]![1]).toBe('1234567E89');
    expect(data[4]).toEqual(['-12.5', '+1 555', '1899-12-31', 0]);
  });

  it('says draft on the cover and at the foot of a draft, and nowhere else', async () => {
    const draft: Publication = { ...madeUpPublication, draft: true };
    expect(publicationWorkbook(draft).footer).toMatch(/^DRAFT/);
    expect(publicationWorkbook(madeUpPublication).footer).not.toMatch(/DRAFT/);
    const cover = (await writtenSheets(publicationWorkbook(draft))).get('Cover')!;
    expect(cover.map((row) => row[0])).toContain('Draft');
  });

  it('shows the changes since the last list on their own sheet', async () => {
    const { columns } = madeUpPublication.data;
    const changes = {
      since: 'September 2026',
      table: { columns: columns.slice(0, 2), rows: [['MUSTER, MARIA', '0012345']] },
    };
    const sheets = await writtenSheets(publicationWorkbook({ ...madeUpPublication, changes }));
    expect(sheets.get('Changes since last')).toEqual([
      ['Name', 'CWS id'],
      ['MUSTER, MARIA', '0012345'],
    ]);
  });

  it('gives the same bytes for the same content', async () => {
    const folder = await temporaryFolder();
    const first = join(folder, 'first.xlsx');
    const second = join(folder, 'second.xlsx');
    await writeXlsx(first, publicationWorkbook(madeUpPublication), { replace: false });
    await writeXlsx(second, publicationWorkbook(madeUpPublication), { replace: false });
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
  });

  it('survives characters that XML cannot hold', async () => {
    const rows = [['a\u0000b\u000bc', 'lone \ud800 surrogate', '', '']];
    const publication = { ...madeUpPublication, data: { ...madeUpPublication.data, rows } };
    const data = (await writtenSheets(publicationWorkbook(publication))).get('Data')!;
    expect(data[1]!.slice(0, 2)).toEqual(['abc', 'lone  surrogate']);
  });

  it('refuses more rows than a spreadsheet holds and points to CSV', async () => {
    const path = join(await temporaryFolder(), 'long.xlsx');
    const long: Workbook = {
      title: 'Long',
      date: madeUpPublication.asOf,
      footer: '',
      sheets: [
        {
          name: 'Data',
          columns: [{ kind: 'text', width: 8 }],
          rows: Array.from({ length: 1_048_577 }, () => ['']),
          table: true,
        },
      ],
    };
    await expect(writeXlsx(path, long, { replace: false })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  });
});
