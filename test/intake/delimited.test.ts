import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readDelimited } from '../../src/intake/delimited.ts';
import type { DelimitedBatch, DelimitedOptions } from '../../src/intake/delimited.ts';
import { detectDelimiter } from '../../src/intake/detectDelimiter.ts';
import { inspectFile } from '../../src/intake/inspectFile.ts';
import { splitRecords } from '../../src/intake/splitRecords.ts';
import { madeUpFile } from './madeUpFile.ts';

interface WholeFile {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly last: DelimitedBatch;
}

async function readAll(file: string, options?: DelimitedOptions): Promise<WholeFile> {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let last: DelimitedBatch | undefined;
  for await (const batch of readDelimited(file, options)) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    for (const [index, raw] of batch.raws?.entries() ?? [])
      expect(raw).toBe(batch.rows[index]!.join('\u001f'));
    last = batch;
  }
  return { header: last!.header, rows, lines, last: last! };
}

const read = (content: string | Uint8Array, options?: DelimitedOptions): Promise<WholeFile> =>
  readAll(madeUpFile('rows.csv', content), options);

describe('delimited files', () => {
  it('are cut into rows with the line on which each begins', async () => {
    const { header, rows, lines } = await read('A,B\r\n1,"two\r\nlines"\r\n\r\n"3 ""x""",4\r\n5,\r\n');
    expect(header).toEqual(['A', 'B']);
    expect(rows).toEqual([
      ['1', 'two\r\nlines'],
      ['3 "x"', '4'],
      ['5', ''],
    ]);
    expect(lines).toEqual([2, 5, 6]);
  });

  it('give the header when there are no rows, and no batch twice', async () => {
    const batches: DelimitedBatch[] = [];
    for await (const batch of readDelimited(madeUpFile('empty.csv', 'A,B\n'))) batches.push(batch);
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ header: ['A', 'B'], rows: [] });
    expect(batches[0]!.truncated).toBeUndefined();
  });

  it('may have any usual line end, also at none at the end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows, last } = await read(['A,B', '1,2', '3,4'].join(end));
      expect(rows).toEqual([
        ['1', '2'],
        ['3', '4'],
      ]);
      expect(last.truncated).toBeUndefined();
    }
  });

  it('are read in UTF-8 with and without mark, UTF-16 in both orders, and Windows-1252', async () => {
    const text = 'NAME,B\nNÚÑEZ,1\n';
    const swapped = Buffer.from(text, 'utf16le').swap16();
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\uFEFF${text}`)],
      ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['utf-16le', Buffer.from(text, 'utf16le')],
      ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
      ['utf-16be', swapped],
      ['windows-1252', Buffer.from(text, 'latin1')],
    ];
    for (const [encoding, bytes] of files) {
      const file = madeUpFile('names.csv', bytes);
      expect((await inspectFile(file)).encoding).toBe(encoding);
      const { header, rows } = await readAll(file);
      expect(header).toEqual(['NAME', 'B']);
      expect(rows).toEqual([['NÚÑEZ', '1']]);
    }
  });

  it('are UTF-8 also when a character lies across two reads', async () => {
    // the mebibyte ends within a sign of three bytes
    const file = madeUpFile('long.csv', `AAA,BBB\n${'€,x\n'.repeat(200_000)}`);
    expect((await inspectFile(file)).encoding).toBe('utf-8');
    const { rows } = await readAll(file);
    expect(rows).toHaveLength(200_000);
    expect(rows.every((row) => row[0] === '€')).toBe(true);
  });

  it('have the hash of their bytes', async () => {
    const content = 'A,B\n1,2\n';
    const inspection = await inspectFile(madeUpFile('a.csv', content));
    expect(inspection.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(inspection.bytes).toBe(8);
  });

  it('show a last row that was cut off: fewer cells and no line end, or an open quote', async () => {
    expect((await read('A,B\n1,2\n3')).last.truncated).toBe(true);
    expect((await read('A,B\n1,2\n3,"4')).last.truncated).toBe(true);
    expect((await read('A,B\n1,2\n3\n')).last.truncated).toBeUndefined();
    expect((await read('A,B\n1,2\n3,4')).last.truncated).toBeUndefined();
  });

  it('may have their column names further down', async () => {
    const { header, rows, lines } = await read('Report of October,\n\nA,B\n1,2\n', { headerLine: 3 });
    expect([header, rows, lines]).toEqual([['A', 'B'], [['1', '2']], [4]]);
  });

  it('that cannot be read say why', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    await expect(read('\n \n')).rejects.toMatchObject({ code: 'FILE_WITHOUT_HEADER' });
    await expect(read(Buffer.from('PK\u0003\u0004rest'))).rejects.toMatchObject({ code: 'FILE_NOT_TEXT' });
    await expect(readAll('/nowhere/rows.csv')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: 'There is no file rows.csv. Check the name and the folder.',
    });
    await expect(read(`A,B\n1,"${'x,\n'.repeat(6_000_000)}`)).rejects.toMatchObject({
      code: 'QUOTE_NOT_CLOSED',
    });
  });
});

describe('the delimiter', () => {
  it('is found in the header and confirmed by the rows', () => {
    expect(detectDelimiter('A,B\n1,2\n')).toBe(',');
    expect(detectDelimiter('A\tB\n1,5\t2\n')).toBe('\t');
    expect(detectDelimiter('A|B\n"1,2,3"|2\n')).toBe('|');
    expect(detectDelimiter('A;B\n1,5;2\n')).toBe(';');
    expect(detectDelimiter('A\n1\n')).toBe(',');
    expect(detectDelimiter('')).toBe(',');
  });
});

describe('records', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z ]{0,4}$/),
    fc.stringMatching(/^[a-z",\n\r;]{0,6}$/),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  it('come back from any well-formed text as they were written', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(true, false),
        (rows, newline, quotes) => {
          const text = Papa.unparse(rows, { newline, quotes, delimiter: ',' });
          const { records } = splitRecords(text, ',', '\n', true);
          expect(records).toEqual(rows);
        },
      ),
    );
  });

  it('are the same however the text is cut into pieces', () => {
    fc.assert(
      fc.property(table, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }), (rows, cuts) => {
        const text = Papa.unparse(rows, { newline: '\r\n' });
        const whole = splitRecords(text, ',', '\n', true).records;
        const pieces: string[][] = [];
        let pending = '';
        let from = 0;
        for (const at of [...cuts].sort((a, b) => a - b)) {
          pending += text.slice(from, Math.max(from, at));
          from = Math.max(from, at);
          const { records, consumed } = splitRecords(pending, ',', '\n', false);
          pieces.push(...records);
          pending = pending.slice(consumed);
        }
        pieces.push(...splitRecords(pending + text.slice(from), ',', '\n', true).records);
        expect(pieces).toEqual(whole);
      }),
    );
  });

  it('with quotation marks where none may be are read as papaparse reads them', () => {
    for (const text of ['a,"b"x,c\nd,e,f\n', 'a,"b\nc,d\n', '"a" ,b\nc,d\n', 'a,b"c\n1,2\n', '"a""b,c\n']) {
      const { records } = splitRecords(text, ',', '\n', true);
      const reference = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data;
      const withoutBlankEnd = reference.filter(
        (row, index) => index < reference.length - 1 || row.length > 1 || row[0] !== '',
      );
      const found = records.filter(
        (row, index) => index < records.length - 1 || row.length > 1 || row[0] !== '',
      );
      expect(found).toEqual(withoutBlankEnd);
    }
  });
});
