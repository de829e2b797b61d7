import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpKey } from './madeUpKeys.ts';
import { wizardDemo } from './wizardDemo.ts';

const month = '2026-11';
let demo: Awaited<ReturnType<typeof wizardDemo>>;

beforeAll(async () => {
  demo = await wizardDemo();
}, 180_000);
afterAll(() => demo.close());

/** Rows of made-up clients in fixed columns: key, last name, first name, birth date and sex without a blank, SSN. */
const fixedRows = (count: number, sexes: readonly string[] = ['M', 'F']): string =>
  Array.from({ length: count }, (_, n) =>
    [
      madeUpKey(n).padEnd(11),
      `SOTO${'ABC'[n % 3]}`.padEnd(12),
      `EVA${'XYZ'[n % 3]}`.padEnd(10),
      `20${String(10 + (n % 9))}0${1 + (n % 9)}15${sexes[n % sexes.length]}  `,
      `91203${1000 + n}`,
    ].join(''),
  ).join('\n') + '\n';

const columns = [
  { name: 'CLIENT', start: 1, width: 11 },
  { name: 'LAST', start: 12, width: 12 },
  { name: 'FIRST', start: 24, width: 10 },
  { name: 'BORN', start: 34, width: 8 },
  { name: 'SEX', start: 42, width: 3 },
  { name: 'SSN', start: 45, width: 9 },
];
const fields: Readonly<Record<string, string>> = {
  CLIENT: 'client_key',
  LAST: 'last_name',
  FIRST: 'first_name',
  BORN: 'birth_date',
  SEX: 'sex',
  SSN: 'ssn',
};

async function mapFixed(grant: string, file: string, title: string) {
  await demo.value('intake.shape', { grant, file, format: { type: 'fixed', linesAbove: 0, columns } });
  return demo.value('intake.map', {
    grant,
    file,
    title,
    kind: 'cws_client',
    dateFormat: 'YYYYMMDD',
    columns: columns.map(({ name }) => ({ column: name, field: fields[name] ?? null })),
  });
}

describe('words for blank', () => {
  it('SCC-5, SLO-6: are told by the check, kept with the import, and can be chosen in the mapping', async () => {
    const rows = Array.from({ length: 25 }, (_, n) => `${madeUpKey(n)},Null,Eva,NULL,M,="91204${1000 + n}"`);
    demo.grantFolder('blank', {
      'own-clients-2026-11.csv': `CLIENT,LAST,FIRST,BORN,SEX,SSN\n${rows.join('\n')}\nnone,Lee,Tom,,M,\n`,
    });
    const [seen] = (await demo.value('intake.look', { grant: 'blank', month })).files;
    const file = seen!.file;
    const about = { grant: 'blank', file };
    const suggested = await demo.value('intake.suggest', { ...about, kind: 'cws_client' });
    expect(suggested.blankWords).toContain('NULL');
    const mapping = {
      ...about,
      title: 'Own clients',
      kind: 'cws_client',
      dateFormat: 'MM/DD/YYYY',
      columns: columns.map(({ name }) => ({ column: name, field: fields[name] ?? null })),
    } as const;
    await demo.value('intake.map', { ...mapping, blankWords: ['NULL', 'none'] });
    expect((await demo.value('intake.suggest', { ...about, kind: 'cws_client' })).blankWords).toEqual([
      'NULL',
      'none',
    ]);
    // a mapping that says nothing of them leaves them as they are
    await demo.value('intake.map', mapping);
    const { jobId } = await demo.value('intake.check', { grant: 'blank', month, files: [file] });
    expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
    const note = `${file}: NULL read as blank in 25 cells of BORN; none in 1 cell of CLIENT.`;
    const [extract] = (await demo.value('intake.checked', { grant: 'blank' })).extracts;
    expect(extract).toMatchObject({ usable: 25, rejected: 1 });
    expect(extract!.notices[0]).toContain(note);
    expect(extract!.notices[1]).toContain('="…" of a spreadsheet taken off 25 cells of SSN');
    expect((await demo.value('intake.preview', about)).rows[0]!.cells.at(-1)).toBe('***-**-1000');
    const started = await demo.value('imports.start', { grant: 'blank', month, files: [file] });
    expect(await demo.finished(started.jobId)).toMatchObject({ state: 'done' });
    const { extracts } = await demo.value('quality.month', { month });
    const kept = extracts.find(({ fileName }) => fileName === file)!;
    expect(kept.notes[0]).toContain(note);
    await demo.value('imports.undo', { importId: kept.importId });
    expect(
      demo.project.db
        .prepare('SELECT count(*) AS notes FROM import_note WHERE import_id = ?')
        .get(kept.importId),
    ).toEqual({ notes: 0 });
  });

  it('SLO-6: a code that is one is shown as blank, not as a code of no list', async () => {
    const rows = Array.from({ length: 25 }, (_, n) => `${madeUpKey(n)},Soto,Eva,01/02/2015,NULL,`);
    demo.grantFolder('blank-code', {
      'own-codes-2026-11.csv': `CLIENT,LAST,FIRST,BORN,SEX,SSN\n${rows.join('\n')}\n`,
    });
    const [seen] = (await demo.value('intake.look', { grant: 'blank-code', month })).files;
    const about = { grant: 'blank-code', file: seen!.file };
    await demo.value('intake.map', {
      ...about,
      title: 'Own codes',
      kind: 'cws_client',
      dateFormat: 'MM/DD/YYYY',
      columns: columns.map(({ name }) => ({ column: name, field: fields[name] ?? null })),
    });
    const { fields: coded } = await demo.value('intake.codes', { ...about, month });
    expect(coded.find(({ field }) => field === 'sex')).toMatchObject({
      unmapped: 0,
      values: [{ value: 'NULL', count: 25, becomes: '', state: 'blank' }],
    });
  });
});

describe('the ruler', () => {
  it('SLO-6: fixed columns are guessed, placed, mapped, imported, and found again next month', async () => {
    demo.grantFolder('fixed', { 'bo-clients-2026-11.txt': fixedRows(40) });
    const [seen] = (await demo.value('intake.look', { grant: 'fixed', month })).files;
    expect(seen).toMatchObject({ format: 'fixed', state: 'unknown' });
    const file = seen!.file;
    const ruler = await demo.value('intake.ruler', { grant: 'fixed', file });
    expect(ruler.columns.map(({ start }) => start)).toEqual([1, 12, 24, 34, 42, 45]);
    expect(ruler.lines[0]).toHaveLength(53);
    expect(ruler.lines.join('')).not.toMatch(/91203\d{4}/);
    expect(
      await demo.app.call('intake.shape', {
        grant: 'fixed',
        file,
        format: { type: 'fixed', linesAbove: 0, columns: [columns[0], { ...columns[1], name: 'client' }] },
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'COLUMNS_WRONG', message: expect.stringMatching(/two columns are named/) },
    });
    expect(await mapFixed('fixed', file, 'BO clients')).toMatchObject({ state: 'fits', format: 'fixed' });
    const { jobId } = await demo.value('imports.start', { grant: 'fixed', month, files: [file] });
    expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
    const { imports } = await demo.value('month.overview', { month });
    expect(imports.find(({ fileName }) => fileName === file)).toMatchObject({ read: 40, imported: 40 });

    demo.grantFolder('fixed-next', { 'bo-clients-2026-12.txt': fixedRows(44) });
    const [next] = (await demo.value('intake.look', { grant: 'fixed-next', month: '2026-12' })).files;
    expect(next).toMatchObject({ state: 'fits', title: 'BO clients', format: 'fixed' });
    const moved = await demo.value('intake.shape', {
      grant: 'fixed-next',
      file: next!.file,
      format: {
        type: 'fixed',
        linesAbove: 0,
        columns: columns.map((one) => (one.name === 'SEX' ? { ...one, width: 2 } : one)),
      },
    });
    expect(moved).toMatchObject({ state: 'fits', title: 'BO clients', version: next!.version + 1 });
  });

  it('SLO-6: column names below a title are found; further down, or under another delimiter, they can be told', async () => {
    const cases = readFileSync(join(demo.extracts, 'cws-cases-2026-10.csv'), 'latin1');
    demo.grantFolder('titled', {
      'found.csv': `Report of the north office\nRun 10/31/2026\n${cases}`,
      'list.csv': `${'Report of the north office\n'.repeat(20)}${cases}`,
    });
    const look = await demo.value('intake.look', { grant: 'titled', month });
    const states = new Map(look.files.map((each) => [each.file, each]));
    expect(states.get('found.csv')).toMatchObject({ state: 'fits', columns: 11, title: 'CWS/CMS cases' });
    expect(states.get('list.csv')!.state).not.toBe('fits');
    const shaped = await demo.value('intake.shape', {
      grant: 'titled',
      file: 'list.csv',
      format: { type: 'delimited', delimiter: ',', headerLine: 21 },
    });
    expect(shaped.columns).toBe(11);
  });
});

describe('code lists', () => {
  it('SLO-6: values in no list are counted, mapped in one place, and the list stays with the profile', async () => {
    demo.grantFolder('codes', { 'own-clients-2026-11.txt': fixedRows(60, ['1', '2', '7']) });
    const file = 'own-clients-2026-11.txt';
    await demo.value('intake.look', { grant: 'codes', month });
    await mapFixed('codes', file, 'Own clients');
    const sexes = async () =>
      (await demo.value('intake.codes', { grant: 'codes', file, month })).fields.find(
        ({ field }) => field === 'sex',
      )!;
    const before = await sexes();
    expect(
      before.values.map(({ value, count, state, suggestion }) => [value, count, state, suggestion?.to]),
    ).toEqual([
      ['1', 20, 'unmapped', 'M'],
      ['2', 20, 'unmapped', 'F'],
      ['7', 20, 'unmapped', undefined],
    ]);
    expect(before).toMatchObject({ unmapped: 60, hasList: true });
    const wrong = await demo.app.call('intake.mapCodes', {
      grant: 'codes',
      file,
      kind: 'cws_client',
      field: 'sex',
      entries: [{ from: '7', to: 'SEVEN' }],
    });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'VALUE_MAP_WRONG' } });
    await demo.value('intake.mapCodes', {
      grant: 'codes',
      file,
      kind: 'cws_client',
      field: 'sex',
      entries: [
        { from: '1', to: 'M' },
        { from: '2', to: 'F' },
        { from: '7', to: 'X', since: '2026-11-01' },
        { from: '7', to: 'U', until: '2026-11-01' },
      ],
    });
    expect((await sexes()).unmapped).toBe(0);
    const { jobId } = await demo.value('imports.start', { grant: 'codes', month: '2026-12', files: [file] });
    expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
    const stored = demo.project.db
      .prepare(`SELECT sex, count(*) AS rows FROM cws_client WHERE last_import = 2147483647 GROUP BY sex`)
      .all();
    expect(stored).toEqual(expect.arrayContaining([{ sex: 'X', rows: 20 }]));
    demo.grantFolder('codes-next', { 'own-clients-2027-01.txt': fixedRows(61, ['1', '2', '7']) });
    await demo.value('intake.look', { grant: 'codes-next', month: '2027-01' });
    const { fields: next } = await demo.value('intake.codes', {
      grant: 'codes-next',
      file: 'own-clients-2027-01.txt',
      month: '2027-01',
    });
    expect(next.find(({ field }) => field === 'sex')!.entries).toHaveLength(4);
  });

  it('a column that holds no codes does not show its values', async () => {
    demo.folderOf('names', /cws-clients/, (text) => {
      const [header, ...rows] = text.split('\n');
      return [
        header!.replace('COM_LST_NM', 'X').replace('ADPTN_STCD', 'COM_LST_NM').replace(/\bX\b/, 'ADPTN_STCD'),
        ...rows,
      ].join('\n');
    });
    await demo.value('intake.look', { grant: 'names', month });
    const { fields: coded } = await demo.value('intake.codes', {
      grant: 'names',
      file: 'cws-clients-2026-10.csv',
      month,
    });
    expect(coded.find(({ field }) => field === 'adoption_status')).toMatchObject({
      tooMany: true,
      values: [],
    });
  });
});

describe('a preparation', () => {
  it('is left, taken up after the project was closed, and forgotten when the import is done', async () => {
    demo.grantFolder('held', { 'kept-clients-2026-12.txt': fixedRows(30) });
    const file = 'kept-clients-2026-12.txt';
    await demo.value('intake.look', { grant: 'held', month });
    await demo.value('intake.hold', { grant: 'held', month, step: 'shape', file, leftOut: [] });
    await mapFixed('held', file, 'Kept clients');
    await demo.value('intake.hold', { grant: 'held', month, step: 'columns', file, leftOut: ['x.csv'] });
    const counts = demo.counts();

    const again = demo.reopened();
    const { held } = await again.value('intake.resume', {});
    expect(held).toMatchObject({ folder: 'held', month, step: 'columns', file, leftOut: ['x.csv'] });
    const { files } = await again.value('intake.look', { grant: held!.grant, month });
    expect(files[0]).toMatchObject({ state: 'fits', title: 'Kept clients' });
    expect(demo.counts()).toEqual(counts);
    await again.value('intake.drop', {});
    expect(await again.value('intake.resume', {})).toEqual({ held: null });
  });

  it('SLO-6: a profile that lies beside the file reads it and stays with the project', async () => {
    const folder = demo.grantFolder('shared', { 'sent-clients-2026-12.txt': fixedRows(32) });
    const profile = {
      file: 'linkdesk-profile-1',
      id: 'north-clients',
      version: 3,
      title: 'North clients',
      system: 'cws',
      format: { type: 'fixed', columns },
      dateFormat: 'YYYYMMDD',
      flag: ['Y', 'N'],
      ignored: ['LAST'],
      valueMaps: {},
      parts: [
        {
          kind: 'cws_client',
          records: [
            {
              fields: Object.fromEntries(
                Object.entries(fields)
                  .filter(([column]) => column !== 'LAST')
                  .map(([column, field]) => [field, { column }]),
              ),
            },
          ],
        },
      ],
    };
    writeFileSync(join(folder, 'north.profile.json'), JSON.stringify(profile));
    const [seen] = (await demo.value('intake.look', { grant: 'shared', month: '2027-02' })).files;
    expect(seen).toMatchObject({ state: 'fits', title: 'North clients', version: 3 });
    const { jobId } = await demo.value('imports.start', {
      grant: 'shared',
      month: '2027-02',
      files: [seen!.file],
    });
    expect(await demo.finished(jobId)).toMatchObject({ state: 'done' });
    const kept = demo.project.db.prepare(
      `SELECT count(*) FROM setting WHERE name = 'profile/north-clients/3'`,
    );
    expect(kept.pluck().get()).toBe(1);
    const { profiles } = await demo.value('profiles.all', {});
    expect(profiles.find(({ id }) => id === 'north-clients')).toMatchObject({ version: 3, format: 'fixed' });
    const written = await demo.value('profiles.export', { id: 'north-clients' });
    expect(JSON.parse(readFileSync(join(written.folder, written.fileName), 'utf8'))).toEqual(profile);
    writeFileSync(join(folder, 'north.profile.json'), '{"file":');
    demo.granted.set('broken', folder);
    expect(await demo.app.call('intake.look', { grant: 'broken', month })).toMatchObject({
      ok: false,
      error: { code: 'PROFILE_UNREADABLE', message: expect.stringContaining('north.profile.json') },
    });
  });

  it('last month’s mapping is taken over with its code lists', async () => {
    demo.grantFolder('again', {
      'clients-of-another-name.csv': `CLIENT,LAST,BORN,SEX,NEW\n${madeUpKey(1)},SOTO,20150304,1,x\n`,
    });
    const file = 'clients-of-another-name.csv';
    await demo.value('intake.look', { grant: 'again', month });
    const suggested = await demo.value('intake.suggest', { grant: 'again', file, kind: 'cws_client' });
    expect(suggested.lastMonth).toMatchObject({
      dateFormat: 'YYYYMMDD',
      columns: [
        { column: 'CLIENT', field: 'client_key' },
        { column: 'LAST', field: null },
        { column: 'BORN', field: 'birth_date' },
        { column: 'SEX', field: 'sex' },
        { column: 'NEW', field: null },
      ],
    });
    const mapped = await demo.value('intake.map', {
      grant: 'again',
      file,
      title: 'Clients of another name',
      kind: 'cws_client',
      dateFormat: suggested.lastMonth!.dateFormat,
      columns: suggested.lastMonth!.columns,
      base: 'last',
    });
    expect(mapped).toMatchObject({ state: 'fits', format: 'delimited' });
  });

  it('the mapping of a file of several kinds keeps what one list of columns cannot say', async () => {
    const header = 'Full Name,DOB,SSN';
    demo.grantFolder('three', { 'aid-list-2026-11.csv': `${header}\nEva Soto,3/4/2015,912-03-4567\n` });
    const file = 'aid-list-2026-11.csv';
    await demo.value('intake.look', { grant: 'three', month });
    const map = await demo.value('intake.suggest', { grant: 'three', file });
    expect(map.columns.map(({ column, field, reason }) => [column, field, reason])).toEqual([
      ['Full Name', null, 'read as CWIN'],
      ['DOB', 'birth_date', 'read so before'],
      ['SSN', 'ssn', 'read so before'],
    ]);
    expect(map.unmapped).toEqual([]);
    await demo.value('intake.map', {
      grant: 'three',
      file,
      title: 'Aid list',
      kind: map.kind,
      dateFormat: map.dateFormat,
      columns: map.columns.map(({ column, field }) => ({ column, field })),
    });
    const preview = await demo.value('intake.preview', { grant: 'three', file });
    expect(preview.columns.find(({ column }) => column === 'Full Name')!.field).not.toBeNull();
  });
});
