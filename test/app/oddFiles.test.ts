import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../src/app/linkFiles.ts';
import { reportLines } from '../../src/cli/commands/matchOptions.ts';
import { matchRecords } from '../../src/jobs/link.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-odd-'));
});
afterAll(() => rm(folder, { recursive: true }));

const columns = { last: 'last_name', born: { role: 'dob', format: 'YYYY-MM-DD' } };

/** Finds the duplicates of rows of `id,last,born` and whatever columns the role map adds. */
async function dedupe(
  rows: readonly (readonly string[])[],
  { more = {}, pairs }: { readonly more?: Readonly<Record<string, string>>; readonly pairs?: number } = {},
) {
  const left = join(folder, 'people.csv');
  const roles = join(folder, 'roles.json');
  const header = ['id', ...Object.keys(columns), ...Object.keys(more)];
  await writeFile(left, [header, ...rows].map((row) => `${row.join(',')}\n`).join(''));
  await writeFile(roles, JSON.stringify({ id: 'id', columns: { ...columns, ...more } }));
  return linkFiles(
    { left, roles, ...(pairs === undefined ? {} : { settings: { budget: { pairs } } }) },
    { engine: matchRecords, threads: 1 },
  );
}

const surnames = ['Ruiz', 'Nguyen', 'Ortega'];
const births = ['1990-01-15', '1985-06-20'];
const common = (i: number): readonly string[] => [`${i}`, surnames[i % 3]!, births[(i >> 4) % 2]!];
const many = (count: number, row = common) => Array.from({ length: count }, (_, i) => row(i));

describe('records that hold the same few values', () => {
  it('say that every block is too large, how large, and how to mend it', async () => {
    await expect(dedupe(many(20_000))).rejects.toMatchObject({ code: 'NOTHING_COMPARED' });
    await expect(dedupe(many(20_000))).rejects.toThrow(
      /born \+ last, makes 6 blocks too large to search, the largest of 3,\d{3} records, 33,3\d\d,\d{3} pairs in all\. .*--pairs 37000000/,
    );
  });

  it('say when the finest pass is over the budget', async () => {
    await expect(dedupe(many(9_000))).rejects.toThrow(
      /born \+ last, proposes 6,7\d\d,\d{3} pairs, more than the 4,000,000/,
    );
  });

  it('are compared when the pairs are allowed', async () => {
    const report = await dedupe(many(5_000), { pairs: 3_000_000 });
    expect(report.pairs.compared).toBeGreaterThan(2_000_000);
    expect(report.plan.passes.every(({ pairs }) => pairs > 0)).toBe(true);
    expect(Number.isFinite(report.estimated.matches)).toBe(true);
  });

  it('say when no column brings records together', async () => {
    const left = join(folder, 'sexes.csv');
    const roles = join(folder, 'sexes.json');
    await writeFile(
      left,
      ['id,sex', ...many(3_000).map(([id], i) => `${id!},${'FM'[i % 2]!}`), ''].join('\n'),
    );
    await writeFile(roles, JSON.stringify({ id: 'id', columns: { sex: 'sex' } }));
    await expect(linkFiles({ left, roles }, { engine: matchRecords, threads: 1 })).rejects.toThrow(
      /4,498,500 possible pairs, and no column with a role brings alike records together/,
    );
  });

  it('are told as skipped blocks in the report where other passes have pairs', async () => {
    // every other record has a phone, and no birth date; the rest are of one name and date
    const row = (i: number) =>
      i % 2 === 0 ? [`${i}`, '', '', `555${(i >> 2) + 1_000_000}`] : [...common(1), ''].with(0, `${i}`);
    const report = await dedupe(many(9_000, row), { more: { phone: 'phone' } });
    const large = report.plan.passes.find(({ name }) => name === 'born + last');
    expect(large).toEqual({
      name: 'born + last',
      pairs: 0,
      skipped: { blocks: 1, pairs: expect.any(Number), largest: expect.any(Number) },
    });
    expect(large!.skipped.largest).toBeGreaterThan(2_000);
    expect(reportLines(report).join('\n')).toMatch(
      /born \+ last: 1 blocks too large to search .*pairs, largest 4,\d{3} records/,
    );
  });
});
