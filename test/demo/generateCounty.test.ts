import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateCounty } from '../../src/demo/generateCounty.ts';
import { hashes, readTable, writeCounty } from './readCounty.ts';

describe('a synthetic county over time', () => {
  let long = '';
  let short = '';

  beforeAll(async () => {
    // Seven months are more than are written side by side.
    long = await writeCounty({ months: 7, scale: 0.1 });
    short = await writeCounty({ months: 2, scale: 0.1 });
  }, 120_000);
  afterAll(() => {
    for (const folder of [long, short]) rmSync(folder, { recursive: true });
  });

  it('writes the same bytes for the same seed, and tells how far it has come', async () => {
    const progress: number[] = [];
    const again = mkdtempSync(join(tmpdir(), 'linkdesk-county-'));
    await generateCounty({ county: 'slo', months: 2, seed: 11, scale: 0.1, outDir: again }, (done) =>
      progress.push(done),
    );
    expect(hashes(again)).toEqual(hashes(short));
    expect(progress.at(-1)).toBe(2);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    rmSync(again, { recursive: true });
  });

  it('writes other people for another seed', async () => {
    const other = await writeCounty({ months: 1, seed: 12, scale: 0.1 });
    const file = '2026-09/cws-clients-2026-09.csv';
    expect(hashes(other).get(file)).not.toBe(hashes(short).get(file));
    rmSync(other, { recursive: true });
  });

  it('writes a month the same however many months are asked for', () => {
    const all = hashes(long);
    const months = [...hashes(short)].filter(([file]) => /2026-(?:09|10)/.test(file));
    expect(months.length).toBeGreaterThan(2 * 17);
    for (const [file, hash] of months) expect([file, all.get(file)]).toEqual([file, hash]);
  });

  it('names each record once in the truth, in the first month that holds it', () => {
    const rows = readTable(join(long, 'truth.csv'));
    const keys = rows.map((row) => `${row['system']} ${row['source_key']}`);
    expect(new Set(keys).size).toBe(keys.length);
    const early = (row: Readonly<Record<string, string>>): boolean => row['month_first']! <= '2026-10';
    const wanted = readTable(join(short, 'truth.csv')).map((row) => JSON.stringify(row));
    expect(new Set(rows.filter(early).map((row) => JSON.stringify(row)))).toEqual(new Set(wanted));
    expect(rows.some((row) => row['month_first'] === '2027-03')).toBe(true);
  });

  it.each([
    [{ county: 'alpine' as 'slo' }, 'UNKNOWN_COUNTY'],
    [{ months: 0 }, 'MONTHS_OUT_OF_RANGE'],
    [{ months: 37 }, 'MONTHS_OUT_OF_RANGE'],
    [{ scale: 0 }, 'SCALE_OUT_OF_RANGE'],
    [{ seed: 1.5 }, 'SEED_NOT_A_NUMBER'],
    [{ firstMonth: '2026-13' }, 'MONTH_NOT_READ'],
  ])('refuses settings out of range: %j', async (settings, code) => {
    await expect(
      generateCounty({ county: 'slo', months: 1, seed: 1, outDir: short, ...settings }),
    ).rejects.toMatchObject({ code });
  });
});
