import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

describe('odd files', () => {
  const role = { first: 'first_name', last: 'last_name', born: { role: 'dob', format: 'YYYY-MM-DD' } };
  const header = 'id,first,last,born';

  /** Finds the duplicates of a file of these bytes and gives the report and the written pairs. */
  async function run(bytes: string | Buffer, map: object = { id: 'id', columns: role }) {
    const left = join(folder, 'odd.csv');
    const roles = join(folder, 'odd.json');
    const out = join(folder, 'odd-pairs.csv');
    await rm(out, { force: true });
    await writeFile(left, bytes);
    await writeFile(roles, JSON.stringify(map));
    const report = await linkFiles({ left, roles, out }, { engine: matchRecords, threads: 1 });
    const [, ...lines] = (await readFile(out, 'utf8')).trim().split('\n');
    const links = lines.filter((line) => line.includes(',link,')).map((line) => line.split(',', 2).join('-'));
    return { report, links };
  }
  const people = (count: number): readonly string[] =>
    Array.from(
      { length: count },
      (_, i) =>
        `${i},${NAMES[i % 12]!}${i % 7},${NAMES[(i * 5) % 12]!}${i % 11},19${40 + (i % 50)}-0${1 + (i % 9)}-1${i % 9}`,
    );
  const file = (...rows: readonly string[]): string => [header, ...rows, ''].join('\n');

  it('two roles of one kind on two columns, and a role on the id: the role map is refused', async () => {
    await expect(
      run(file(...people(3)), { id: 'id', columns: { first: 'last_name', last: 'last_name' } }),
    ).rejects.toThrow(/"first" and "last" both have the role last_name.*Set one of them to "ignore"/);
    await expect(
      run(file(...people(3)), { id: 'id', columns: { ...role, id: 'identifier' } }),
    ).rejects.toThrow(/"id" is the id.* Give every column one role/);
  });

  it('an empty column and a column of one value are left out, with the reason', async () => {
    const rows = people(60).map((row) => `${row},,CA`);
    const { report } = await run([`${header},sex,state`, ...rows, ''].join('\n'), {
      id: 'id',
      columns: { ...role, sex: 'sex', state: 'state' },
    });
    expect(report.plan.leftOut.map(({ column }) => column).sort()).toEqual(['sex', 'state']);
    expect(report.plan.leftOut.every(({ reason }) => reason.length > 5)).toBe(true);
  });

  it('cells that hold something and yet say nothing are counted by column and told, by why', async () => {
    const more = (i: number): string =>
      [
        i % 3 === 0 ? 'NULL' : i % 3 === 1 ? '999-99-9999' : `9${String(i).padStart(2, '0')}-11-20${i % 9}1`,
        i % 2 === 0 ? 'Unknown' : ' ',
        i === 5 ? '1234' : '8315550101',
      ].join(',');
    const rows = people(60).map((row, i) => `${row},${more(i)}`);
    rows[10] = rows[10]!.replace(/19\d\d-/, '');
    rows[11] = rows[11]!.replace(/19\d\d-..-../, '1900-01-01');
    rows[12] = rows[12]!.replace(/^12,[^,]+,[^,]+/, '12,Baby Boy,Null');
    rows[13] = rows[13]!.replace(/^13,[^,]+/, '13,\u738b');
    const { report } = await run([`${header},ssn,sex,phone`, ...rows, ''].join('\n'), {
      id: 'id',
      columns: { ...role, ssn: 'ssn', sex: 'sex', phone: 'phone' },
    });
    const unread = (
      column: string,
      as: string,
      blankWords: number,
      notKnown: number,
      unreadable: number,
    ) => ({
      column,
      role: as,
      blankWords,
      notKnown,
      unreadable,
    });
    expect(report.files[0]!.unread).toEqual([
      unread('first', 'first_name', 0, 1, 1),
      unread('born', 'dob', 0, 1, 1),
      unread('ssn', 'ssn', 20, 20, 0),
      unread('sex', 'sex', 0, 30, 0),
      unread('phone', 'phone', 0, 0, 1),
    ]);
    const told = reportLines(report).join('\n');
    expect(told).toContain('odd.csv, born: 1 cells are no dates that can be read');
    expect(told).toContain(
      'odd.csv, ssn: 20 cells stand for not known; 20 cells hold a word for blank, such as NULL',
    );
    expect(told).toContain('not compared: sex, since no record holds anything there that can be compared');
  });

  it('a date too common to be a birthday counts as not known, and for how many records is told', async () => {
    const rows = people(60).map((row, i) => (i % 2 === 0 ? row.replace(/19\d\d-..-../, '1980-01-01') : row));
    const { report } = await run(file(...rows));
    expect(report.plan.setAside).toEqual([{ column: 'born', records: 30 }]);
    expect(reportLines(report).join('\n')).toContain(
      'born: 30 records have a date so common that it counts as',
    );
  });

  it('a full name in one file is compared with its parts in the other', async () => {
    const [parts, whole, roles] = [
      join(folder, 'parts.csv'),
      join(folder, 'whole.csv'),
      join(folder, 'whole.json'),
    ];
    await writeFile(parts, file(...people(60)));
    const names = people(60).map((row, i) => {
      const [id, first, last, born] = row.split(',');
      return `W${id!},"${i % 2 === 0 ? `${last!}, ${first!}` : `${first!} ${last!}`}",${born!}`;
    });
    await writeFile(whole, ['id,name,born', ...names, ''].join('\n'));
    const ofParts = { id: 'id', columns: role };
    const ofWhole = { id: 'id', columns: { name: 'full_name', born: role.born } };
    const linked = async (left: string, right: string, map: object) => {
      await writeFile(roles, JSON.stringify(map));
      return linkFiles({ left, right, roles }, { engine: matchRecords, threads: 1 });
    };
    const there = await linked(parts, whole, { left: ofParts, right: ofWhole });
    const back = await linked(whole, parts, { left: ofWhole, right: ofParts });
    const alike = await linked(parts, parts, ofParts);
    for (const { pairs, plan } of [there, back]) {
      expect(pairs.links).toBe(60);
      expect(pairs.linksByTier).toEqual(alike.pairs.linksByTier);
      expect(plan.comparisons.map(({ column }) => column).sort()).toEqual(['born', 'first', 'last']);
      expect(plan.leftOut).toEqual([]);
    }
  });

  it('columns that the other file has none to compare with are told', async () => {
    const [left, right, roles] = [
      join(folder, 'one.csv'),
      join(folder, 'other.csv'),
      join(folder, 'two.json'),
    ];
    await writeFile(left, file(...people(60)));
    await writeFile(right, file(...people(60)));
    const sides = {
      left: { id: 'id', columns: role },
      right: { id: 'id', columns: { ...role, last: 'city' } },
    };
    await writeFile(roles, JSON.stringify(sides));
    const { plan } = await linkFiles({ left, right, roles }, { engine: matchRecords, threads: 1 });
    expect(plan.leftOut).toEqual([
      { column: 'last', reason: expect.stringContaining('right file has no column with the role last_name') },
      { column: 'last', reason: expect.stringContaining('left file has no column with the role city') },
    ]);
  });

  it('one row, and rows that are all equal: nothing to match, and nothing is written', async () => {
    await expect(run(file('1,Ana,Ruiz,1990-02-03'))).rejects.toThrow(/one record.*nothing was written/);
    const same = Array.from({ length: 50 }, (_, i) => `${i},Ana,Ruiz,1990-02-03`);
    await expect(run(file(...same))).rejects.toThrow(/No column with a role tells two records apart/);
    await expect(readFile(join(folder, 'odd-pairs.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('names of 200 characters, emoji and NULs are compared as they are', async () => {
    const long = 'Wolfeschlegelsteinhausen'.repeat(9).slice(0, 200);
    const { report, links } = await run(
      file(
        ...people(60),
        `a,${long},Ortega,1951-07-09`,
        `b,${long.slice(0, 199)}a,Ortega,1951-07-09`,
        'c,\u{1F600}\u{1F47B},Quiros,1963-11-02',
        'd,\u{1F600}\u{1F47B},Quiros,1963-11-02',
        'e,Ma\u0000rta,Villa,1972-12-24',
        'f,Marta,Villa,1972-12-24',
      ),
    );
    expect(links.filter((pair) => /[a-f]/.test(pair)).sort()).toEqual(['a-b', 'c-d', 'e-f']);
    expect(Number.isFinite(report.estimated.recall)).toBe(true);
  });

  it('a file that is not UTF-8 throughout is read as Windows-1252; accents are no difference', async () => {
    const bytes = Buffer.from(
      file(...people(60), 'a,Jos\u00e9,Nu\u00f1ez,1951-07-09', 'b,Jose,Nunez,1951-07-09'),
      'latin1',
    );
    expect((await run(bytes)).links.filter((pair) => /[a-f]/.test(pair))).toEqual(['a-b']);
    const mixed = Buffer.concat([
      Buffer.from(file(...people(60), 'a,Jos\u00e9,Ortega,1951-07-09')),
      Buffer.from('b,Jos\u00e9,Ortega,1951-07-09\n', 'latin1'),
    ]);
    expect((await run(mixed)).links.filter((pair) => /[a-f]/.test(pair))).toEqual(['a-b']);
  });
});

const NAMES = [
  'Ada',
  'Boris',
  'Celia',
  'Dario',
  'Elva',
  'Fermin',
  'Gilda',
  'Hugo',
  'Irma',
  'Joel',
  'Kasia',
  'Lorenz',
];
