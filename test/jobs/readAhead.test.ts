import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reading, type ReadingOptions, readKinds } from '../../src/app/intake/reading.ts';
import { lastDay } from '../../src/domain/month.ts';
import type { ExtractBatch, ExtractRow } from '../../src/intake/extractBatch.ts';
import { inspectFile } from '../../src/intake/inspectFile.ts';
import { calwinPersonMonth } from '../../src/intake/profiles/builtIn/personMonth.ts';
import { readAhead, readUpTo } from '../../src/jobs/readAhead.ts';
import { KeyTable } from '../../src/store/keyTable.ts';
import { writePersonMonths } from '../bench/personMonths.ts';

const reading: Reading = { by: 'profile', profile: calwinPersonMonth };
const kinds = ['cw_person', 'cw_member'] as const;
let folder: string;
const fileOf = (month: string): string => join(folder, `${month}.csv`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-read-'));
  await writePersonMonths(fileOf, { persons: 12_000, months: 2, first: '2026-07', seed: 9 });
  // some ZIP codes that are none
  writeFileSync(fileOf('2026-07'), readFileSync(fileOf('2026-07'), 'utf8').replaceAll('TON,9', 'TON,X'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const optionsOf = async (month: string): Promise<ReadingOptions> => ({
  asOf: lastDay(month),
  acceptDemo: true,
  inspection: await inspectFile(fileOf(month)),
  onProgress: () => {},
});
/** Every batch as one text, getters and all. */
async function plain(batches: AsyncIterable<ExtractBatch>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { rows, ...about } of batches) {
    const cells = rows.map((row) => [row.line, row.raw, row.values, row.keyHigh, row.keyLow, row.content]);
    all.push(JSON.stringify({ ...about, cells }));
  }
  return all;
}

describe('a file read on a thread of its own', () => {
  it('gives what this thread would give: rows, findings, counts; one file after the other, however late they are taken', async () => {
    const reader = readUpTo(8);
    try {
      const options = [await optionsOf('2026-07'), await optionsOf('2026-08')] as const;
      const [july, august] = [
        reader.begin(fileOf('2026-07'), reading, kinds, options[0]),
        reader.begin(fileOf('2026-08'), reading, kinds, options[1]),
      ];
      await new Promise((resume) => setTimeout(resume, 100));
      const here = await plain(readKinds(fileOf('2026-07'), reading, kinds, options[0]));
      expect(here.length).toBeGreaterThan(20);
      expect(here.some((batch) => batch.includes('ZIP_FORM'))).toBe(true);
      expect(await plain(july)).toEqual(here);
      expect(await plain(august)).toEqual(
        await plain(readKinds(fileOf('2026-08'), reading, kinds, options[1])),
      );
    } finally {
      await reader.close();
    }
  });

  it('leaves out values and text of rows that stood in the import before, and of no others', async () => {
    const options = await optionsOf('2026-07');
    async function rowsOf(batches: AsyncIterable<ExtractBatch>): Promise<readonly ExtractRow[]> {
      const all: ExtractRow[] = [];
      for await (const { kind, rows } of batches) if (kind === 'cw_member') all.push(...rows);
      return all;
    }
    const here = await rowsOf(readKinds(fileOf('2026-07'), reading, kinds, options));
    const table = new KeyTable();
    const contents = new Float64Array(new SharedArrayBuffer(8 * here.length));
    for (const [number, { keyHigh, keyLow, content }] of here.entries()) {
      // a third is new, a third says something else, a third stood so
      if (number % 3 === 0) continue;
      table.add(keyHigh, keyLow, number);
      contents[number] = number % 3 === 1 ? content + 1 : content;
    }
    const reader = readUpTo(1);
    try {
      const batches = reader.begin(fileOf('2026-07'), reading, kinds, options);
      reader.leaveOut(fileOf('2026-07'), 'cw_member', { places: table.places, contents: [contents] });
      const read = await rowsOf(batches);
      expect(read.map(({ line, content }) => [line, content])).toEqual(
        here.map(({ line, content }) => [line, content]),
      );
      const isLeftOut = (row: ExtractRow): boolean => {
        try {
          return row.raw === '' && row.values.length === 0;
        } catch {
          return true;
        }
      };
      const leftOut = read.flatMap((row, number) => (isLeftOut(row) ? [number] : []));
      expect(leftOut.length).toBeGreaterThan(here.length / 6);
      expect(leftOut.every((number) => number % 3 === 2)).toBe(true);
      const others = here.flatMap((row, number) => (leftOut.includes(number) ? [] : [[row.raw, row.values]]));
      expect(read.filter((row) => !isLeftOut(row)).map((row) => [row.raw, row.values])).toEqual(others);
    } finally {
      await reader.close();
    }
  });

  it('tells how far it is, and what stops the file, with its sentence', async () => {
    const reader = readAhead();
    const told: (readonly [number, number])[] = [];
    try {
      const options = await optionsOf('2026-07');
      const onProgress = (bytes: number, total: number): void => void told.push([bytes, total]);
      await plain(reader.begin(fileOf('2026-07'), reading, kinds, { ...options, onProgress }));
      expect(told.at(-1)).toEqual([options.inspection.bytes, options.inspection.bytes]);
      const wrongMonth = { ...options, asOf: lastDay('2026-09') };
      await expect(plain(reader.begin(fileOf('2026-07'), reading, kinds, wrongMonth))).rejects.toMatchObject({
        code: 'WRONG_MONTH',
        message: expect.stringContaining('speaks of July 2026') as string,
      });
    } finally {
      await reader.close();
    }
  });

  it('says that the thread stopped when it dies', async () => {
    const reader = readAhead();
    try {
      const unknown = ['cw_nothing' as 'cw_person'];
      const batches = reader.begin(fileOf('2026-07'), reading, unknown, await optionsOf('2026-07'));
      await expect(plain(batches)).rejects.toMatchObject({ code: 'READING_STOPPED' });
    } finally {
      await reader.close();
    }
  });
});
