import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, string } from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/files/csv.ts';
import type { PublicationTable } from '../../src/files/publication.ts';
import { temporaryFolder } from './folder.ts';
import { madeUpPublication } from './publication.ts';

const parse = (text: string): readonly string[][] =>
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data;

describe('writeCsv', () => {
  it('writes a byte order mark, CRLF, quoted identifiers and bare dates and numbers', async () => {
    const path = join(await temporaryFolder(), 'list.csv');
    await writeCsv(path, madeUpPublication.data, { replace: false });
    const bytes = await readFile(path);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text).not.toMatch(/(?<!\r)\n/);
    const [header, first] = text.slice(1).split('\r\n');
    expect(header).toBe('"Name","CWS id","Since","Months"');
    expect(first).toBe('"MUSTER, MARIA","0315-2076-8676-8002051",2026-03-05,12');
  });

  it('makes formulas harmless and leaves signed numbers alone', async () => {
    const path = join(await temporaryFolder(), 'list.csv');
    await writeCsv(path, madeUpPublication.data, { replace: false });
    const rows = parse(await readFile(path, 'utf8'));
    expect(rows.map((row) => row[0])).toEqual([
      'Name',
      'MUSTER, MARIA',
      "'=1+1",
      'Ñandú "Ana", Zoë',
      '-12.5',
    ]);
    expect(rows[4]![1]).toBe("'+1 555");
  });

  it('leaves no text that a spreadsheet would run, and loses no other', async () => {
    const folder = await temporaryFolder();
    let file = 0;
    await assert(
      asyncProperty(array(string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), async (texts) => {
        const path = join(folder, `run-${file++}.csv`);
        const table: PublicationTable = {
          columns: [madeUpPublication.data.columns[0]!],
          rows: texts.map((text) => [`x${text}`.slice(1) || 'empty']),
        };
        await writeCsv(path, table, { replace: false });
        const read = Papa.parse<string[]>((await readFile(path, 'utf8')).slice(1), {
          newline: '\r\n',
        }).data;
        for (const [cell] of read.slice(1, -1)) {
          expect(cell).not.toMatch(/^(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))/);
        }
        expect(read.length - 2).toBe(texts.length);
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it('streams long tables in blocks with no row lost', async () => {
    const path = join(await temporaryFolder(), 'long.csv');
    const columns = [madeUpPublication.data.columns[1]!];
    const rows = Array.from({ length: 4001 }, (_, index) => [String(index).padStart(7, '0')]);
    await writeCsv(path, { columns, rows }, { replace: false });
    const read = parse(await readFile(path, 'utf8'));
    expect(read).toHaveLength(4002);
    expect(read.at(-1)).toEqual(['0004000']);
  });
});
