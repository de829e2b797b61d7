import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptRows } from '../../src/app/keptRows.ts';
import { readRecords, type RecordsRead } from '../../src/app/readRecords.ts';
import { type EncodedRecords, recordId } from '../../src/linkage/encode/encodedRecords.ts';
import { textAt } from '../../src/linkage/encode/textTable.ts';
import { fingerprints } from '../../src/linkage/incremental/fingerprints.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import { parseRoleMap } from '../../src/linkage/roles/roleMap.ts';
import { seededRandom } from '../../src/linkage/train/random.ts';
import { CLEAN, peopleRoles, personColumns, writeTwoFiles } from '../bench/madeUpPeople.ts';

let folder: string;
const roles = parseRoleMap(JSON.stringify(peopleRoles));
const lines: { left: readonly string[]; right: readonly string[] } = { left: [], right: [] };
const header = ['id', ...personColumns].join(',');
type Side = 'left' | 'right';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-rows-'));
  const files = { left: join(folder, 'left'), right: join(folder, 'right') };
  await writeTwoFiles(files, { left: 700, right: 900, shared: 500 }, CLEAN, 5);
  for (const side of ['left', 'right'] as const)
    lines[side] = (await readFile(files[side], 'utf8')).trim().split('\n').slice(1);
});
afterAll(() => rm(folder, { recursive: true }));

/** Two files, or one, given whole; files keep their names from month to month. */
async function written(left: string | Buffer, right?: string | Buffer) {
  const files = { left: join(folder, 'left.csv'), right: join(folder, 'right.csv') };
  await writeFile(files.left, left);
  if (right === undefined) return { left: files.left };
  await writeFile(files.right, right);
  return files;
}

const progress = (): void => {};

/** What an earlier month keeps, then the next month by it and in full; a failure stands for a reading that fails. */
async function nextMonth(
  first: readonly [string | Buffer, (string | Buffer)?],
  next: readonly [string | Buffer, (string | Buffer)?],
  map = roles,
) {
  const read = async (before?: KeptRows): Promise<RecordsRead> =>
    readRecords(files, map, { progress, isKept: true, ...(before === undefined ? {} : { before }) }).catch(
      (error: unknown) => {
        if (!(error instanceof LinkdeskError)) throw error;
        return { failure: error.message } as unknown as RecordsRead;
      },
    );
  let files = await written(...first);
  const { kept, records: earlier } = await read();
  files = await written(...next);
  const full = await read();
  const { since, sameRows, ...byRows } = await read(kept);
  expect(meaningOf(byRows)).toEqual(meaningOf(full));
  // a row said to be the same must mean what it meant: its values, their parts and formal names, its placeholders
  const before = sameRows === undefined ? undefined : fingerprints(earlier);
  const prints = sameRows === undefined ? undefined : fingerprints(byRows.records);
  const changed = Array.from(sameRows ?? []).filter(
    (old, row) =>
      old >= 0 && (before![old * 2] !== prints![row * 2] || before![old * 2 + 1] !== prints![row * 2 + 1]),
  );
  expect(changed).toEqual([]);
  return { since, full, kept, same: sameRows };
}

/** What is compared of each record, in words; numbers of values are the reading's own affair. */
function meaningOf({ records, kept, ...rest }: RecordsRead) {
  if (records === undefined) return rest;
  return {
    ...rest,
    lines: kept?.files.map(({ lines: hashes }) => hashes),
    // which cells say nothing, in any order
    unread: kept?.files.map(({ unread }) =>
      Array.from({ length: unread.length / 2 }, (_, i) => `${unread[i * 2]!} ${unread[i * 2 + 1]!}`).sort(),
    ),
    rows: Array.from({ length: records.rows }, (_, record) => meaningOfRecord(records, record)),
    filled: records.columns.map(({ filled }) => filled),
  };
}

function meaningOfRecord(records: EncodedRecords, record: number) {
  return [
    recordId(records, record),
    ...records.columns.map(({ keys, counts, table, kind }) => {
      const { texts, parts, formal, dates } = records.tables[table]!;
      const key = keys[record]!;
      if (key < 0) return undefined;
      const textOf = (value: number) => (value < 0 ? '' : textAt(texts, value).replaceAll(' ', ''));
      const listOf = (list: Int32Array) => Array.from(list.subarray(key * 3, key * 3 + 3), textOf);
      return [
        textOf(key),
        counts[key],
        ...(kind === 'date' ? [dates[key]] : []),
        listOf(parts),
        listOf(formal),
      ];
    }),
  ];
}

/** A row, of which some have a cell that holds something and says nothing. */
const sayingLess = (row: string, i: number): string =>
  i % 7 === 0 ? row.replace(/\d{9}$/, 'NULL') : i % 11 === 0 ? row.replace(/,[FM],/, ',UNKNOWN,') : row;

const file = (rows: readonly string[], end = '\n'): string =>
  [header, ...rows].map((row) => row + end).join('');

describe('a reading by the rows of the one before', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'SLO-10: after rows were moved, dropped, added and changed (%i), gives what reading every row gives',
    async (seed) => {
      const random = seededRandom(seed);
      const earlier = (side: Side): readonly string[] => lines[side].map(sayingLess);
      const changed = (side: Side): readonly string[] => {
        const strange = lines[side === 'left' ? 'right' : 'left'];
        const rows = earlier(side).flatMap((row, i) => {
          const chance = random();
          if (chance < 0.03) return [];
          if (chance < 0.06) return [`N${i}${strange[Math.floor(random() * strange.length)]!}`, row];
          if (chance < 0.09) return [row.replace(/,(\w+)/, ',DE $1').replace(/(\d+) (\w+) /, '$1$2 ')];
          if (chance < 0.1) return ['', row, '   '];
          if (chance < 0.12) return [row.replace(/\d{9}$/, '999999999')];
          return [row];
        });
        // most months keep their order; some turn blocks about or shuffle
        if (seed % 3 === 1) return rows;
        if (seed % 3 === 2) return [...rows.slice(300), ...rows.slice(0, 300)];
        return rows
          .map((row) => [random(), row] as const)
          .sort(([a], [b]) => a - b)
          .map(([, row]) => row);
      };
      const left = file(changed('left'), seed % 4 === 0 ? '\r\n' : '\n');
      const right = file(changed('right'));
      const { since, full } = await nextMonth(
        [file(earlier('left')), file(earlier('right'))],
        [seed % 2 === 0 ? left : left.trimEnd(), right],
      );
      expect(full.files.map(({ unread }) => unread?.map(({ column }) => column))).toEqual([
        ['sex', 'ssn'],
        ['sex', 'ssn'],
      ]);
      expect(since).toHaveProperty('taken');
      expect((since as { taken: number }).taken).toBeGreaterThan(1200);
    },
  );

  it('finds rows of a long file that was turned about or shuffled, and lines ended in another way', async () => {
    const many = Array.from({ length: 4 }, (_, i) => lines.left.map((row) => `${i}${row}`)).flat();
    const random = seededRandom(9);
    const shuffled = many
      .map((row) => [random(), row] as const)
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row);
    for (const next of [[...many.slice(1500), ...many.slice(0, 1500)], shuffled, many.toReversed()]) {
      const changed = next.map((row, i) => (i % 50 === 0 ? row.replace(/,F,|,M,/, ',X,') : row));
      expect((await nextMonth([file(many)], [file(changed, '\r\n')])).since).toEqual({ taken: 2744 });
    }
  }, 60_000);

  it('takes all rows of the same files, and of one file', async () => {
    const both = [file(lines.left), file(lines.right)] as const;
    expect((await nextMonth(both, both)).since).toEqual({ taken: 1600 });
    expect((await nextMonth([both[0]], [both[0]])).since).toEqual({ taken: 700 });
  });

  it('writes a value as the first row has it, also when that row is gone or new', async () => {
    const row = (id: string, last: string, street: string): string =>
      `${id},ANA,${last},2001-02-03,F,${street},DAVIS,95616,912010001`;
    const some = lines.left.slice(0, 200);
    const wide = row('A1', 'DE LA CRUZ', '12 OAK ST');
    const narrow = row('A2', 'DELACRUZ', '12OAK ST');
    for (const [first, next] of [
      [
        [wide, narrow, ...some],
        [narrow, ...some],
      ],
      [
        [wide, ...some],
        [narrow, wide, ...some],
      ],
      [
        [wide, ...some],
        [wide, ...some, narrow],
      ],
      [
        [...some, wide],
        [...some, row('A3', 'DELA CRUZ', '12 OAKST'), wide],
      ],
      [
        [narrow, wide, ...some],
        [...some, wide],
      ],
    ] as const) {
      const { since } = await nextMonth([file(first)], [file(next)]);
      expect(since).toHaveProperty('taken');
      await nextMonth([file(some), file(first)], [file(next), file(some)]);
      await nextMonth([file(first), file(first)], [file(first), file(next)]);
    }
  });

  it('leaves out and counts ragged rows, before and after', async () => {
    const some = lines.left.slice(0, 300);
    const ragged = [some[0]!, 'X1,ONLY,THREE', ...some.slice(1), 'X2,,,,,,,,,,,,'];
    const { since, full } = await nextMonth([file(ragged)], [file(['X3,SHORT', ...ragged])]);
    expect(since).toEqual({ taken: 300 });
    expect(full.files[0]).toMatchObject({ leftOut: 3, firstLeftOut: 2 });
  });

  it('refuses what reading every row refuses', async () => {
    const some = lines.left.slice(0, 300);
    for (const next of [
      `${file(some)}X1,CUT,SH`,
      file([...some, some[0]!]),
      file([...some, some[7]!.replace('M', 'F').replace(/\d{5},/, '90001,')]),
      file([...some, ',NO,ID,,,,,,']),
      file(some).replace('ssn', 'number'),
      '',
      header,
    ]) {
      const { full } = await nextMonth([file(some)], [next]);
      if (next !== header) expect(full).toHaveProperty('failure');
    }
  });

  it.each([
    ['quotes', (text: string) => `${text}Q1,"ANA, EVA",RUIZ,2001-02-03,F,,,,\n`],
    ['text', (text: string) => `${text}Q1,ANA\0,RUIZ,2001-02-03,F,,,,\n`],
    ['text', (text: string) => `${text}Q1,ANA\u001f,RUIZ,2001-02-03,F,,,,\n`],
    ['text', (text: string) => Buffer.from(`${text}Q1,JOS\u00c9,RUIZ,2001-02-03,F,,,,\n`, 'latin1')],
    ['shape', (text: string) => text.replaceAll(',', ';')],
    ['shape', (text: string) => text.replace(header, header.replace('zip,ssn', 'ssn,zip'))],
    ['shape', (text: string) => `\ufeff${text}`],
    ['changes', (text: string) => text.replaceAll(',F,', ',X,')],
  ])('reads all anew for %s and says so (%#)', async (reason, next) => {
    const some = file(lines.left.slice(0, 400));
    const { since } = await nextMonth([some], [next(some)]);
    expect(since).toEqual({ anew: reason });
  });

  it('finds dates, accents and marks as before', async () => {
    const noFormat = parseRoleMap(
      JSON.stringify({ ...peopleRoles, columns: { ...peopleRoles.columns, birth: 'dob' } }),
    );
    const some = lines.left.slice(0, 400);
    const turned = some.map((row) => row.replace(/(\d{4})-(\d\d)-(\d\d)/, '$3/$2/$1'));
    expect((await nextMonth([file(some)], [file(turned)], noFormat)).since).toEqual({ anew: 'shape' });
    const accents = file([...some, 'Z1,JOSÉ,NUÑEZ,2001-02-03,M,,,,']);
    expect((await nextMonth([file(some)], [accents], noFormat)).since).toEqual({ taken: 400 });
    expect((await nextMonth([`\ufeff${accents}`], [`\ufeff${accents}`])).since).toEqual({ taken: 401 });
    const placeholders = file(
      some.map((row, i) => (i % 3 > 0 ? row : row.replace(/\d{4}-\d\d-\d\d/, '1950-01-01'))),
    );
    expect((await nextMonth([placeholders], [`${placeholders}Z2,,,,,,,,\n`])).since).toEqual({ taken: 400 });
  });
});
