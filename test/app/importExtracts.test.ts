import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportedFile, importExtracts } from '../../src/app/importExtracts.ts';
import { readHere } from '../../src/app/intake/rowReader.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { readAhead } from '../../src/jobs/readAhead.ts';
import { checkStore } from '../../src/store/checkStore.ts';
import { rowsInImport } from '../../src/store/extractRows.ts';
import { allImports } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undoImport.ts';
import { writePersonMonths } from '../bench/personMonths.ts';
import { at, type TestStore, testStore } from '../store/testStore.ts';

const months = ['2026-07', '2026-08', '2026-09'] as const;
let files: string;
const fileOf = (month: string): string => join(files, `person-months-${month}.csv`);
let test: TestStore;

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'linkdesk-person-months-'));
  // large enough to be read on a thread
  await writePersonMonths(fileOf, { persons: 8000, months: months.length, first: months[0], seed: 3 });
});
afterAll(() => rmSync(files, { recursive: true, force: true }));
beforeEach(() => {
  test = testStore();
});
afterEach(() => test.close());

const work = { progress: () => {}, signal: new AbortController().signal, now: () => at };
const importMonth = (month: string, paths = [fileOf(month)], openReader = readHere) =>
  importExtracts(test.store, { paths, month }, work, openReader);
const recordOf = (imported: readonly ImportedFile[], kind: ExtractKindName) =>
  imported.find(({ record }) => record?.kind === kind)!.record!;
/** The lines of a month's file, as text of some of their cells. */
const linesOf = (month: string, places: readonly number[]): readonly string[] =>
  readFileSync(fileOf(month), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => places.map((place) => line.split(',')[place]).join(' '))
    .sort();
/** Everything that imports wrote. */
const tables = ['cw_person', 'cw_case', 'cw_member', 'cw_wtw', 'cw_clock', 'import_finding', 'import_raw'];
const contents = (): readonly string[] =>
  tables.map((table) => {
    const hash = createHash('sha256');
    const rows = test.store.db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().iterate();
    for (const row of rows) hash.update(JSON.stringify(row));
    return `${table} ${hash.digest('hex')}`;
  });

describe('person-months', () => {
  it('are kept as intervals: a month costs what changed, and each month still reads as its file', async () => {
    const [first, second, third] = [
      await importMonth(months[0]),
      await importMonth(months[1]),
      await importMonth(months[2]),
    ];
    const rows = linesOf(months[1], [0]).length;
    for (const kind of ['cw_person', 'cw_member'] as const) {
      const { read, unchanged, fresh, absent } = recordOf(second, kind);
      expect(read).toBe(rows);
      expect(unchanged / read).toBeGreaterThan(0.9);
      expect([fresh, absent].every((count) => count > 0 && count < rows * 0.08)).toBe(true);
    }
    for (const [index, imported] of [first, second, third].entries()) {
      const { importId } = recordOf(imported, 'cw_member');
      const fields = ['case_number', 'person_number', 'cwin', 'aided'];
      const members = [...rowsInImport(test.store, 'cw_member', importId, fields)];
      const kept = members.map((row) => `${row[0]} ${row[1]} ${row[2]} ${row[3] === 1 ? 'Y' : 'N'}`).sort();
      expect(kept).toEqual(linesOf(months[index]!, [1, 5, 6, 17]));
    }
    const since = test.store.db
      .prepare<[], { start: number; count: number }>(
        'SELECT start_date AS start, count(*) AS count FROM cw_member WHERE last_import = 2147483647 GROUP BY 1 ORDER BY 1',
      )
      .all();
    expect(since.map(({ start }) => start)).toEqual([7, 8, 9].map((month) => civilDay(2026, month, 1)));
    expect(since[0]!.count).toBeGreaterThan(since[1]!.count + since[2]!.count);
  });

  it('a status that changes begins a new interval, and the one before ends with its month', async () => {
    const edited = (month: string, from: string, to: string): string => {
      const path = join(files, `edited-${month}.csv`);
      writeFileSync(path, readFileSync(fileOf(months[0]), 'utf8').replaceAll(from, to));
      return path;
    };
    const line = readFileSync(fileOf(months[0]), 'utf8').split('\n')[1]!.split(',');
    const cwin = line[6]!;
    await importMonth(months[0], [fileOf(months[0])]);
    const august = await importMonth(months[1], [edited(months[1], '202607,', '202608,')]);
    expect(recordOf(august, 'cw_member')).toMatchObject({ fresh: 0, changed: 0, absent: 0 });
    const other = line.join(',').replace(',Y,Y,', ',Y,N,').replace('202607', '202609');
    const text = readFileSync(fileOf(months[0]), 'utf8').replaceAll('202607,', '202609,');
    const september = join(files, 'edited-2026-09.csv');
    writeFileSync(september, text.replace(line.join(',').replace('202607', '202609'), other));
    expect(recordOf(await importMonth(months[2], [september]), 'cw_member')).toMatchObject({
      fresh: 0,
      changed: 1,
      absent: 0,
    });
    const episodes = test.store.db
      .prepare('SELECT start_date, aided, first_import, last_import FROM cw_member WHERE cwin = ? ORDER BY 1')
      .all(cwin);
    expect(episodes).toEqual([
      { start_date: civilDay(2026, 7, 1), aided: 1, first_import: 3, last_import: 8 },
      { start_date: civilDay(2026, 9, 1), aided: 0, first_import: 13, last_import: 2147483647 },
    ]);
    undoImport(test.store, 13, at);
    expect(
      test.store.db.prepare('SELECT aided, last_import FROM cw_member WHERE cwin = ?').all(cwin),
    ).toEqual([{ aided: 1, last_import: 2147483647 }]);
  });

  it('a file is one transaction, whatever kinds of rows it holds', async () => {
    const empty = contents();
    const cut = join(files, 'cut.csv');
    copyFileSync(fileOf(months[0]), cut);
    appendFileSync(cut, '202607,1BZZZZZ,AC');
    await expect(importMonth(months[0], [cut])).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    await expect(importMonth(months[0], [cut], readAhead)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    expect(allImports(test.store)).toEqual([]);
    expect(contents()).toEqual(empty);
    expect(checkStore(test.store)).toEqual([]);
    expect(await importMonth(months[0])).toHaveLength(5);
  });

  it('give the same store, byte for byte of every row, on a thread of their own', async () => {
    await importMonth(months[0]);
    await importMonth(months[1]);
    const here = contents();
    const audit = test.store.db.prepare('SELECT action, details FROM audit_event').all();
    test.close();
    test = testStore();
    await importMonth(months[0], undefined, readAhead);
    await importMonth(months[1], undefined, readAhead);
    expect(contents()).toEqual(here);
    expect(test.store.db.prepare('SELECT action, details FROM audit_event').all()).toEqual(audit);
  });

  it('the same file again is passed over, and the file behind it is read all the same', async () => {
    await importMonth(months[0], undefined, readAhead);
    const workersFile = join(files, 'workers.csv');
    const workers = Array.from(
      { length: 20_000 },
      (_, index) => `W${index},Made Up,CM,North office,Unit 1,,,Regional desk,Y`,
    );
    const columns = 'WORKER_ID,WORKER_NAME,WORKER_ROLE,OFFICE,UNIT,PHONE,EMAIL,REGIONAL_CONTACT,SPECIALIZED';
    writeFileSync(workersFile, `${[columns, ...workers].join('\r\n')}\r\n`);
    const again = await importMonth(months[0], [fileOf(months[0]), workersFile], readAhead);
    expect(again.map(({ already }) => already?.includes('already imported for July 2026'))).toEqual([
      ...Array.from({ length: 5 }, () => true),
      undefined,
    ]);
    expect(again.at(-1)!.record).toMatchObject({ kind: 'cw_worker', imported: 20_000 });
  });
});

describe('a file on a share that goes away or changes while it is read', () => {
  const damages: readonly (readonly [string, string, (path: string) => void])[] = [
    ['is cut short', 'FILE_CHANGED', (path) => truncateSync(path, 300_000)],
    [
      'still grows',
      'FILE_CHANGED',
      (path) => appendFileSync(path, '202608,1BZZZZZ,AC,,,,,,,,,,,,,,,,,,,,,,,,W1\n'),
    ],
    [
      'is written again with other bytes of the same number',
      'FILE_CHANGED',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replaceAll(',PA,', ',CH,')),
    ],
    ['is not there any more', 'FILE_NOT_FOUND', (path) => rmSync(path)],
  ];
  it.each(damages)('%s: %s, and nothing of it is kept', async (_what, code, damage) => {
    await importMonth(months[0]);
    const before = contents();
    const share = join(files, 'share.csv');
    copyFileSync(fileOf(months[1]), share);
    const damaged: typeof readHere = () => {
      const reader = readAhead();
      return {
        ...reader,
        begin(...asked) {
          // the file was looked at; now it is read
          damage(share);
          return reader.begin(...asked);
        },
      };
    };
    await expect(importMonth(months[1], [share], damaged)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/share\.csv.*\. (Wait|Check)/) as string,
    });
    expect(contents()).toEqual(before);
    expect(checkStore(test.store)).toEqual([]);
    expect(await importMonth(months[1])).toHaveLength(5);
  });

  it.skipIf(process.platform !== 'linux')('cannot be read: says so, and what to do', async () => {
    // reading it fails with an input/output error, as of a share that is gone
    await expect(importMonth(months[0], ['/proc/self/mem'])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(
        'mem could not be read to its end (EIO). If it is on a network share',
      ) as string,
    });
  });
});
