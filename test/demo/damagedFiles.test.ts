import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCounty } from './readCounty.ts';

let folder = '';
const bytes = (name: string): Buffer => readFileSync(join(folder, 'damaged', name));
const text = (name: string): string => bytes(name).toString('utf8');

beforeAll(async () => {
  folder = await writeCounty({ scale: 0.2 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('named-32: files damaged on the way', () => {
  const ids = (name: string): readonly string[] =>
    text(name)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(1, line.indexOf('"', 1)));

  it('has 19-digit ids whose last digits a spreadsheet has lost', () => {
    for (const id of ids('cws-clients-2026-09-ids-ending-0000.csv')) expect(id).toMatch(/^\d{15}0000$/);
  });

  it('has ids shown as exponents', () => {
    for (const id of ids('cws-clients-2026-09-ids-as-exponents.csv')) expect(id).toMatch(/^\d\.\d\dE\+1\d$/);
  });

  it('has keys all in capitals, where the sound file has both cases', () => {
    for (const id of ids('cws-clients-2026-09-keys-upper-case.csv')) expect(id).toBe(id.toUpperCase());
    expect(ids('cws-clients-2026-09-truncated.csv').some((id) => id !== id.toUpperCase())).toBe(true);
  });

  it('has other encodings, another delimiter, a lost column, a broken end', () => {
    expect([...bytes('cws-clients-2026-09-utf-16.csv').subarray(0, 4)]).toEqual([0xff, 0xfe, 0x22, 0]);
    expect(bytes('cw-persons-2026-09-windows-1252.csv').includes(0xed)).toBe(true);
    expect(text('cw-persons-2026-09-windows-1252.csv')).toContain('\uFFFD');
    expect(text('cws-clients-2026-09-semicolons.csv').split('\n')[0]).toContain('";"');
    const [header, row] = text('cw-persons-2026-09-without-dob.csv').split('\n');
    expect(header!.split(',')).not.toContain('DOB');
    expect(row!.split(',').length).toBe(header!.split(',').length);
    expect(text('cws-clients-2026-09-truncated.csv').endsWith('\n')).toBe(false);
  });

  it('is described in county.json', () => {
    const county = JSON.parse(readFileSync(join(folder, 'county.json'), 'utf8')) as {
      damaged: { file: string; damage: string }[];
    };
    expect(county.damaged.length).toBe(8);
    for (const { file } of county.damaged) expect(bytes(file).length).toBeGreaterThan(1_000);
  });
});
