import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluatePairs } from '../../src/app/evaluatePairs.ts';
import { explainFiles } from '../../src/app/explainFiles.ts';
import { linkFiles } from '../../src/app/linkFiles.ts';
import { matchRecords } from '../../src/jobs/link.ts';
import { CLEAN, peopleRoles, writeTwoFiles } from '../bench/madeUpPeople.ts';

const options = { engine: matchRecords, threads: 1 };
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-link-'));
  await writeTwoFiles(
    { left: at('left.csv'), right: at('right.csv') },
    { left: 400, right: 500, shared: 250 },
    CLEAN,
    3,
  );
  await writeFile(at('roles.json'), JSON.stringify(peopleRoles));
  const truth = Array.from({ length: 250 }, (_, i) => `L${i},R${i}`);
  await writeFile(at('truth.csv'), ['left_id,right_id', ...truth, ''].join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('linking two files', () => {
  it('writes the linked and review pairs and reports the run', async () => {
    const report = await linkFiles(
      {
        left: at('left.csv'),
        right: at('right.csv'),
        roles: at('roles.json'),
        out: at('pairs.csv'),
      },
      options,
    );
    const [header, ...lines] = (await readFile(at('pairs.csv'), 'utf8')).trim().split('\n');
    expect(header).toBe('left_id,right_id,match_weight,match_probability,decision,tier,held');
    expect(lines.length).toBe(report.pairs.links + report.pairs.review + report.pairs.mismatches);
    expect(
      lines.every((line) =>
        /^L\d+,R\d+,-?\d+\.\d{6},[\d.e-]+,(link|review|mismatch),\w+,[a-z ]*$/.test(line),
      ),
    ).toBe(true);
    const result = await evaluatePairs(at('pairs.csv'), at('truth.csv'));
    expect(result.wrong).toBe(0);
    expect(result.recall).toBeGreaterThan(0.98);
    expect(report.records).toEqual({ left: 400, right: 500 });
    expect(report.estimated.precision).toBeGreaterThan(0.98);
    expect(Object.values(report.pairs.linksByTier).reduce((a, b) => a + b, 0)).toBe(report.pairs.links);
  });

  it('leaves out rows whose values cannot be told apart, says so, and refuses a file that is cut off', async () => {
    const header = ['id', ...Object.keys(peopleRoles.columns)].join(',');
    const row = (id: string, first: string) =>
      `${id},${first},Ruiz,2001-02-03,F,12 Main St,Fresno,93701,912310001`;
    const request = { left: at('ragged.csv'), roles: at('roles.json') };
    const rows = [
      row('1', 'Ana'),
      `${row('2', 'Eva')},`,
      '3,Eva,Ruiz',
      row('4', 'Eva'),
      row('5', 'Jos\u00e9'),
    ];
    await writeFile(request.left, Buffer.from([header, ...rows, ''].join('\n'), 'latin1'));
    const { records, files } = await linkFiles(request, options);
    expect(records.left).toBe(3);
    expect(files).toEqual([
      { file: 'ragged.csv', records: 3, leftOut: 2, firstLeftOut: 3, isDoubtfulText: true },
    ]);

    for (const end of ['9,"Eva,Ruiz,2001', '9,Eva']) {
      await writeFile(request.left, [header, ...rows.slice(0, 1), end].join('\n'));
      await expect(linkFiles({ ...request, out: at('cut.csv') }, options)).rejects.toMatchObject({
        code: 'FILE_TRUNCATED',
        message: expect.stringContaining('ragged.csv, line 3') as string,
      });
      await expect(readFile(at('cut.csv'))).rejects.toThrow('ENOENT');
    }
  });

  it('gives the same bytes again, and more rows on request', async () => {
    const request = { left: at('left.csv'), right: at('right.csv'), roles: at('roles.json') };
    await linkFiles({ ...request, out: at('again.csv') }, options);
    expect(await readFile(at('again.csv'))).toEqual(await readFile(at('pairs.csv')));
    await linkFiles({ ...request, out: at('all.csv'), all: true }, options);
    expect((await readFile(at('all.csv'))).length).toBeGreaterThan((await readFile(at('again.csv'))).length);
  });

  it('says in the pairs what speaks against one: a tie, a number that agrees against name and date', async () => {
    const [left, right, roles] = [at('tie-left.csv'), at('tie-right.csv'), at('tie.json')];
    const row = (id: string, i: number, ssn = `91231${1000 + i}`) =>
      `${id},Ana${i},Ruiz${i},19${20 + i}-0${1 + (i % 9)}-03,${ssn}`;
    const rows = Array.from({ length: 60 }, (_, i) => i);
    const header = 'id,first,last,born,ssn';
    await writeFile(left, [header, ...rows.map((i) => row(`L${i}`, i)), ''].join('\n'));
    const others = [row('twice', 7), row('other', 61, '912311009')];
    await writeFile(right, [header, ...rows.map((i) => row(`R${i}`, i)), ...others, ''].join('\n'));
    const columns = { first: 'first_name', last: 'last_name', born: 'dob', ssn: 'ssn' };
    await writeFile(roles, JSON.stringify({ id: 'id', columns }));
    const { pairs } = await linkFiles({ left, right, roles, out: at('tie.csv') }, options);
    const held = (await readFile(at('tie.csv'), 'utf8')).split('\n').map((line) => line.split(','));
    const of = (l: string, r: string) => held.find((cells) => cells[0] === l && cells[1] === r)?.slice(4);
    expect(of('L7', 'R7')).toEqual(['link', 'ssn', 'tie']);
    expect(of('L7', 'twice')).toEqual(['review', 'ssn', 'tie']);
    expect(of('L9', 'other')).toEqual(['mismatch', 'ssn', 'mismatch']);
    expect(of('L8', 'R8')).toEqual(['link', 'ssn', '']);
    expect(pairs.tied).toBe(2);
  });

  it('explains a pair that no rule proposed', async () => {
    const pair = await explainFiles(
      { left: at('left.csv'), right: at('right.csv'), roles: at('roles.json') },
      'L1',
      'R400',
      options,
    );
    expect(pair.decision).toBe('none');
    expect(pair.weight).toBeLessThan(0);
    expect(pair.reasons[0]).toMatch(/below/);
    expect(pair.run.files.map(({ records }) => records)).toEqual([400, 500]);
    expect(pair.run.timingsMs['read']).toBeGreaterThanOrEqual(0);
  });

  it('explains without opening numbers that say who somebody is, and tells what is missing where', async () => {
    const [left, roles] = [at('explained.csv'), at('explained.json')];
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},Ana${i},Ruiz${i},19${20 + i}-02-03,91231${1000 + i},A${2000 + i},`,
    );
    rows[7] = '7,Ruiz6,Ana6,,912311006,A2006,';
    await writeFile(left, ['id,first,last,born,ssn,key,mail', ...rows, ''].join('\n'));
    const columns = { first: 'first_name', last: 'last_name', born: 'dob', ssn: 'ssn', key: 'identifier' };
    await writeFile(roles, JSON.stringify({ id: 'id', columns }));
    const pair = await explainFiles({ left, roles }, '6', '7', options);
    const words = pair.comparisons.map((comparison) => comparison.words);
    expect(words).toEqual([
      expect.stringMatching(/^first: first and last name swapped: /),
      'last: counted with the given name; no evidence of its own',
      'born: missing or not known in the second record; no evidence',
      expect.stringMatching(/^ssn \*\*\*-\*\*-1006 is shared by 2 records here: /),
      expect.stringMatching(/^key \*\*006 is shared by 2 records here: /),
    ]);
    expect(JSON.stringify(pair)).not.toContain('912311006');
    rows[8] = rows[9]!.replace('9,Ana9', '8,Anna9');
    await writeFile(left, ['id,first,last,born,ssn,key,mail', ...rows, ''].join('\n'));
    const dates = await explainFiles({ left, roles }, '8', '9', options);
    expect(dates.comparisons[2]!.words).toMatch(/^born 1929-02-03 is shared by 2 records here: /);
  });

  it('writes nothing when it is stopped between deciding and writing', async () => {
    const stop = new AbortController();
    const engine: typeof matchRecords = async (input, more) => {
      const result = await matchRecords(input, more);
      stop.abort(new Error('stopped late'));
      return result;
    };
    const request = {
      left: at('left.csv'),
      roles: at('roles.json'),
      out: at('late.csv'),
      clusters: at('lates.csv'),
    };
    await expect(linkFiles(request, { engine, threads: 1, signal: stop.signal })).rejects.toThrow(
      'stopped late',
    );
    for (const file of ['late.csv', 'lates.csv']) await expect(readFile(at(file))).rejects.toThrow('ENOENT');
  });

  it('says that one record is no pair', async () => {
    const request = { left: at('left.csv'), roles: at('roles.json') };
    await expect(explainFiles(request, 'L1', 'L1', options)).rejects.toMatchObject({ code: 'SAME_RECORD' });
  });
});

describe('bad input', () => {
  const twice = { id: 'id', columns: { first: 'first_name', last: 'last_name' } };
  const run = async (files: { left?: string; roles?: object }) => {
    if (files.left !== undefined) await writeFile(at('bad.csv'), files.left);
    if (files.roles !== undefined) await writeFile(at('bad.json'), JSON.stringify(files.roles));
    return linkFiles(
      {
        left: files.left === undefined ? at('left.csv') : at('bad.csv'),
        roles: files.roles === undefined ? at('roles.json') : at('bad.json'),
      },
      options,
    );
  };

  it.each([
    [
      'a column that is not there',
      { roles: { id: 'id', columns: { surname: 'last_name' } } },
      'ROLE_COLUMN_MISSING',
      /"surname".*left\.csv/,
    ],
    ['an unknown role', { roles: { id: 'id', columns: { last: 'family' } } }, 'ROLE_MAP_INVALID', /"family"/],
    [
      'a file with one row',
      { left: 'id,first,last,birth,sex,street,city,zip,ssn\n1,Ana,Ruiz,2001-02-03,F,,,,\n' },
      'NOTHING_TO_MATCH',
      /one record/,
    ],
    [
      'a file of column names only',
      { left: 'id,first,last,birth,sex,street,city,zip,ssn\n' },
      'NOTHING_TO_MATCH',
      /bad\.csv has no rows below its column names/,
    ],
    [
      'a file whose rows are all left out',
      { left: 'id,first,last,birth,sex,street,city,zip,ssn\n1,Ana,Ruiz\n2,Eva,Ruiz\n' },
      'NOTHING_TO_MATCH',
      /All 2 rows of bad\.csv were left out.*line 2/,
    ],
    [
      'a column of the role map twice',
      { left: 'id,first,last,birth,sex,street,city,last,ssn\n1,Ana,Ruiz,2001-02-03,F,,,,\n', roles: twice },
      'COLUMN_TWICE',
      /bad\.csv has two columns with the name "last"/,
    ],
    [
      'a row without an id',
      { left: 'id,first,last,birth,sex,street,city,zip,ssn\n1,Ana,,,,,,,\n,Eva,,,,,,,\n' },
      'RECORD_ID_MISSING',
      /Line 3 of bad\.csv/,
    ],
    [
      'an id twice',
      { left: 'id,first,last,birth,sex,street,city,zip,ssn\n1,Ana,,,,,,,\n1,Eva,,,,,,,\n' },
      'RECORD_ID_REPEATED',
      /Line 3 of bad\.csv has the id of an earlier row in its id column "id"/,
    ],
  ])('%s: a sentence that names the place', async (_, files, code, words) => {
    await expect(run(files)).rejects.toMatchObject({ code });
    await expect(run(files)).rejects.toThrow(words);
  });
});
