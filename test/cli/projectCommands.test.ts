import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolders, demoPassphrase } from '../../src/app/demoCounty.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { allCommands, commandNamed } from '../../src/cli/commands/index.ts';
import { commandHelp } from '../../src/cli/usage.ts';
import { madeDemo } from '../contract/demoProject.ts';

let demo: Awaited<ReturnType<typeof madeDemo>>;
let folder: string;
let passphrase: readonly string[];

beforeAll(async () => {
  demo = await madeDemo();
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-cli-'));
  writeFileSync(join(folder, 'passphrase'), `${demoPassphrase}\n`);
  passphrase = [
    '--passphrase-file',
    join(folder, 'passphrase'),
    '--project',
    demoFolders(demo.folder).project,
  ];
}, 180_000);
afterAll(() => {
  demo.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function linkdesk(name: string, ...args: readonly string[]) {
  const command = (await commandNamed(name))!;
  const { context } = readArguments(command, args);
  const outcome = await command.run({ ...context, progress: () => {}, signal: new AbortController().signal });
  return { ...outcome, text: outcome.summary.join('\n') };
}

describe('commands on a project', () => {
  it('OCP-11: clears a person by the ids that the crosswalk gives; no SSN and no CIN in full', async () => {
    const file = join(folder, 'crosswalk.csv');
    const { json } = await linkdesk('crosswalk', '--out', file, ...passphrase);
    const rows = readFileSync(file, 'utf8').trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(Number(json['rows']));
    const cells = rows.map((row) => row.replaceAll('"', '').split(','));
    expect(new Set(cells.map(([, type]) => type))).toEqual(new Set(['cws_key', 'cwin', 'cin']));
    const [id, , cin] = cells.find(([, type, , status]) => type === 'cin' && status === 'active')!;
    const found = await linkdesk('person', cin!, ...passphrase);
    expect(found.passed).toBe(true);
    expect(found.text).toContain(id);
    expect(found.text).not.toContain(cin);
    expect((await linkdesk('person', id!, ...passphrase)).text).toMatch(
      /Programs, \* running on \d{4}-\d{2}-\d{2}\n[^]*History\n/,
    );
    expect(await linkdesk('person', 'Zzyzx, Qwert', ...passphrase)).toMatchObject({ passed: false });
  });

  it('LA-2, SLO-12: looks back: a published list comes out as it was published, a person as known then', async () => {
    const known = ['--as-known-on', '2026-11-05', ...passphrase];
    const list = await linkdesk('lists', '--month', '2026-09', '--list', 'OC-Mutual', ...known);
    expect(list.text).toMatch(
      /AS KNOWN ON 2026-11-0[56]T.*nothing is stored\n[^]*the same as version 1, published/,
    );
    expect(list.json['lists']).toMatchObject([
      { published: { version: 1, different: 0, onlyNow: 0, onlyPublished: 0 } },
    ]);
    const out = join(folder, 'looked-back');
    const at = ['--month', '2026-09', '--list', 'OC-Mutual', '--as-of', '2026-09-15', '--out', out];
    const written = await linkdesk('lists', ...at, ...known);
    expect(written.text).toMatch(/OC-Mutual, as of 2026-09-15: [^]*\nFiles: /);
    const [csv, csvManifest, xlsx] = readdirSync(out);
    expect(csv).toMatch(/-2026-09-as-known-2026-11-0[56]t\d{6}z-as-of-2026-09-15\.csv$/);
    expect([csvManifest, xlsx]).toEqual([`${csv}.manifest.json`, csv!.replace('.csv', '.xlsx')]);
    const manifest = JSON.parse(readFileSync(join(out, csvManifest!), 'utf8')) as {
      settings: object;
      outputs: { fileName: string; sha256: string; rows: number }[];
    };
    expect(manifest.settings).toMatchObject({
      list: 'OC-Mutual',
      asOf: '2026-09-15',
      published: null,
      state: expect.stringMatching(/^as known on \d Nov 2026, \d\d:\d\d UTC$/),
    });
    const [output] = manifest.outputs;
    const bytes = readFileSync(join(out, csv!));
    expect(output).toMatchObject({ fileName: csv, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(bytes.toString('utf8').trim().split('\r\n')).toHaveLength(output!.rows + 1);
    const sheets = await readXlsx(readFileSync(join(out, xlsx!)));
    const cover = sheets.sheets[0]!.rows.flat().join('\n');
    expect(cover).toMatch(/as known on \d Nov 2026, \d\d:\d\d UTC\n/);
    expect(cover).toContain('to look back at; not a list for use');
    expect(cover).toContain('evaluated anew with what was known then and not kept');
    const person = await linkdesk('person', 'P-000001', '--as-of', '2026-10-15', ...known);
    expect(person.text).toMatch(/AS KNOWN ON .*\nPrograms, \* running on 2026-10-15\n/);
    await expect(
      linkdesk('lists', '--month', '2026-09', '--as-known-on', '2026-01-01', ...passphrase),
    ).rejects.toMatchObject({ code: 'NOT_KNOWN_THEN' });
    await expect(linkdesk('lists', '--month', '2026-09', '--publish', ...known)).rejects.toThrow(
      /only looks back/,
    );
    await expect(linkdesk('person', 'P-1', '--as-known-on', 'May', ...passphrase)).rejects.toThrow(/neither/);
  });

  it('SLO-12: parts a person, and takes it back', async () => {
    const file = join(folder, 'ids.csv');
    await linkdesk('crosswalk', '--out', file, ...passphrase);
    const cells = readFileSync(file, 'utf8')
      .trim()
      .split('\r\n')
      .map((row) => row.replaceAll('"', '').split(','));
    const ids = (type: string) => cells.filter((row) => row[1] === type);
    const cwins = new Set(ids('cwin').map(([id]) => id));
    const [id = '', , key = ''] = ids('cws_key').find((row) => cwins.has(row[0]))!;
    const split = ['--split', id, '--cws', key, '--note', 'not the same'];
    const parted = await linkdesk('change-person', ...split, ...passphrase);
    expect(parted.json['persons']).toHaveLength(2);
    const told = await linkdesk('person', id, ...passphrase);
    const change = /Changes by people, by their numbers\n {4}(\d+) /.exec(told.text)![1]!;
    const undone = await linkdesk('change-person', '--undo', change, ...passphrase);
    expect(undone.text).toBe(`One person: ${id}`);
    await expect(linkdesk('change-person', '--merge', id, ...passphrase)).rejects.toThrow(/--with/);
    await expect(linkdesk('change-person', ...passphrase)).rejects.toThrow(/exactly one/);
  });

  it('SLO-5: a crosswalk that is there is replaced only when asked', async () => {
    const file = join(folder, 'kept.csv');
    writeFileSync(file, 'kept');
    await expect(linkdesk('crosswalk', '--out', file, ...passphrase)).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    await linkdesk('crosswalk', '--out', file, '--replace', ...passphrase);
    expect(readFileSync(file, 'utf8')).toContain('cws_key');
  });

  it('SCC-5, SLO-6: ="00123" and NULL of a county file are read as meant, and the import says so', async () => {
    const file = join(folder, 'office-list-2026-10.csv');
    const cells = Array.from(
      { length: 30 },
      (_, n) => `="00090${String(n).padStart(4, '0')}",Null,Ana,NULL,"=""9120${String(10_000 + n)}"""`,
    );
    writeFileSync(file, `CWIN,LAST_NAME,FIRST_NAME,BIRTH_DATE,SSN\n${cells.join('\n')}\n`);
    const profile = join(folder, 'office-list.profile.json');
    await linkdesk('profile', 'learn', file, '--kind', 'cw_person', '--out', profile);
    const passphraseFile = ['--passphrase-file', join(folder, 'passphrase')];
    const project = ['--project', join(folder, 'fresh'), ...passphraseFile];
    const create = ['--create', 'Fresh', '--county', '40', '--synthetic'];
    const args = [file, '--month', '2026-10', '--profile', profile, ...project];
    const { text } = await linkdesk('import', ...args, ...create);
    expect(text).toMatch(/CalWORKs persons +30 +30 +0 /);
    expect(text).toContain(
      'office-list-2026-10.csv: NULL read as blank in 30 cells of BIRTH_DATE. Names are kept',
    );
    expect(text).toContain('="…" of a spreadsheet taken off 30 cells of CWIN, 30 of SSN.');
    const report = join(folder, 'office.xlsx');
    const quality = await linkdesk('quality', '--month', '2026-10', '--out', report, ...project);
    expect(quality.text).toContain('NULL read as blank in 30 cells of BIRTH_DATE');
    const { sheets } = await readXlsx(readFileSync(report));
    const methodology = sheets
      .find(({ name }) => name === 'Methodology')!
      .rows.flat()
      .join('\n');
    expect(methodology).toContain(
      'How files were read\noffice-list-2026-10.csv: NULL read as blank in 30 cells',
    );
    const person = await linkdesk('import', '--check', ...args);
    expect(person.text).toContain('NULL read as blank in 30 cells of BIRTH_DATE');
    const invalidSsns = async (): Promise<number | undefined> => {
      const { extracts } = (await linkdesk('import', '--check', ...args)).json as {
        extracts: { fields: { field: string; invalid: number }[] }[];
      };
      return extracts[0]!.fields.find(({ field }) => field === 'ssn')?.invalid;
    };
    const before = (await invalidSsns())!;
    await linkdesk(
      'profile',
      'map',
      profile,
      '--field',
      'ssn',
      '--set',
      '912-01-0005=',
      '--until',
      '2027-01-01',
    );
    expect(await invalidSsns()).toBe(before + 1);
    await linkdesk(
      'profile',
      'learn',
      file,
      '--kind',
      'cw_person',
      '--blank',
      'UNK',
      '--out',
      profile,
      '--replace',
    );
    expect(JSON.parse(readFileSync(profile, 'utf8'))).toMatchObject({ blankWords: ['UNK'] });
    await expect(linkdesk('import', '--check', ...args)).rejects.toMatchObject({ code: 'PROFILE_DRIFT' });
  });

  it('SLO-4: reports the data quality of a month', async () => {
    const { text, json } = await linkdesk('quality', '--month', '2026-10', ...passphrase);
    expect(text).toMatch(/CWS clients: [\d,]+ rows/);
    expect(text).toMatch(/of [\d,]+ active CalWORKs persons are in the index/);
    expect(json).toMatchObject({ month: '2026-10', index: { active: expect.any(Number) } });
  });

  it('SLO-4: the quality report is a file of counts with the day of every source, audited, replaced when asked', async () => {
    const file = join(folder, 'quality.csv');
    const { json } = await linkdesk('quality', '--month', '2026-10', '--out', file, ...passphrase);
    const text = readFileSync(file, 'utf8');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(1 + Number(json['rows']));
    expect(text).toMatch(/"extract","CWS clients",2026-1\d-\d\d,"CWS clients",/);
    expect(text).toMatch(/"check","",,"Families without a birth mother"/);
    expect(text).toMatch(/"index",.*"Active CalWORKs persons in the index"/);
    // counts only: no identifier of anybody, neither whole nor masked
    expect(text).not.toMatch(/\d{3}-\d{2}-\d{4}|\*\*\*|P-\d{6}/);
    const again = ['quality', '--month', '2026-10', '--out'] as const;
    await expect(linkdesk(...again, file, ...passphrase)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    expect(readFileSync(file, 'utf8')).toBe(text);
    await linkdesk(...again, file, '--replace', ...passphrase);
    const book = join(folder, 'quality.xlsx');
    await linkdesk(...again, book, ...passphrase);
    expect(readFileSync(book).subarray(0, 2).toString()).toBe('PK');
    await expect(linkdesk(...again, join(folder, 'q.pdf'), ...passphrase)).rejects.toMatchObject({
      code: 'BAD_FILE_NAME',
    });
    await expect(
      linkdesk('quality', '--month', '2031-01', '--out', join(folder, 'none.csv'), ...passphrase),
    ).rejects.toMatchObject({ code: 'MONTH_EMPTY' });
  });

  it('SLO-6: learns a profile from a county’s own list, says how files fit, and imports by it', async () => {
    const list = join(folder, 'aid-list.csv');
    const own = join(folder, 'aid-list.profile.json');
    writeFileSync(
      list,
      'CWIN,LAST_NAME,FIRST_NAME,BIRTH_DATE,SSN,Remark\n' +
        '900000001,LOPEZ,ANA,03/04/1991,912-03-1111,a\n900000002,KIM,JO,11/25/1988,912-03-2222,b\n',
    );
    expect(await linkdesk('profile', 'check', list)).toMatchObject({ passed: false });
    const learned = await linkdesk('profile', 'learn', list, '--out', own, '--kind', 'cw_person');
    expect(learned.text).toMatch(/Remark\s+ignored/);
    expect(await linkdesk('profile', 'check', list, '--profile', own, '--synthetic')).toMatchObject({
      passed: true,
    });
    const imported = await linkdesk('import', list, '--month', '2026-12', '--profile', own, ...passphrase);
    expect(imported.json).toMatchObject({ files: [{ read: 2, imported: 2, rejected: 0 }] });
  });

  it('SLO-6: fixed columns are found or given, codes listed and mapped, the profile written out again', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, n) =>
        `90100${String(n).padStart(4, '0')} SOTO${'ABC'[n % 3]}     EVA${'XY'[n % 2]}  19910${1 + (n % 9)}15 ${1 + (n % 2)}`,
    );
    const file = join(folder, 'aid-fixed.txt');
    writeFileSync(file, `PERSON_ID LAST_NAME FIRST DOB      S\n${rows.join('\n')}\n`);
    const own = join(folder, 'aid-fixed.profile.json');
    const columns = 'PERSON_ID 1-10, LAST_NAME 11-20, FIRST_NAME 21-26, DOB 27-35, SEX 36-36';
    const learn = ['profile', 'learn', file, '--out', own, '--kind', 'cw_person'] as const;
    await expect(linkdesk(...learn, '--columns', 'PERSON_ID 10-1')).rejects.toThrow(
      /"PERSON_ID 10-1" is none/,
    );
    const learned = await linkdesk(...learn, '--columns', columns, '--lines-above', '1');
    expect(learned.text).toContain('fixed columns as given, 1 lines above: PERSON_ID 1-10, LAST_NAME 11-20');
    expect(learned.text).toContain('SEX: 1 becomes M (as usual (ISO/IEC 5218))');
    const found = await linkdesk(...learn, '--replace');
    expect(found.text).toContain('fixed columns found by blanks');
    await linkdesk(...learn, '--columns', columns, '--lines-above', '1', '--replace');
    writeFileSync(file, `${'x'.repeat(36)}\n${rows.join('\n').replaceAll(/ 2$/gm, ' 7')}\n`);
    const checked = await linkdesk('profile', 'check', file, '--profile', own, '--synthetic');
    expect(checked.text).toContain('Sex (SEX): 7 in 15 rows is in no list');
    const map = ['profile', 'map', own, '--field', 'sex'] as const;
    await expect(linkdesk(...map, '--set', '7=SEVEN')).rejects.toMatchObject({ code: 'VALUE_MAP_WRONG' });
    const mapped = await linkdesk(...map, '--set', '7=F', '--since', '2026-01-01');
    expect(mapped.json).toMatchObject({ profile: { version: 2 } });
    const imported = await linkdesk('import', file, '--month', '2027-01', '--profile', own, ...passphrase);
    expect(imported.json).toMatchObject({ files: [{ read: 30, imported: 30 }] });
    const out = join(folder, 'passed-on.profile.json');
    const exported = await linkdesk('profile', 'export', 'county-aid-fixed', '--out', out, ...passphrase);
    expect(exported.json).toMatchObject({ profile: { version: 2 } });
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(own, 'utf8'));
    await expect(linkdesk('profile', 'export', 'nothing', ...passphrase)).rejects.toMatchObject({
      code: 'PROFILE_MISSING',
    });
  });

  it('SCC-5: the list of full name, DOB and SSN is read below titles, and with dates spelt otherwise', async () => {
    const people = ['"SOTO, EVA"', '"KIM, JO"', '"DE LA CRUZ, LUZ"'];
    const rows = (spell: (n: number) => string) =>
      Array.from({ length: 24 }, (_, n) => `${people[n % 3]},${spell(n)},91203${1000 + n}`).join('\n');
    const american = rows((n) => `${1 + (n % 12)}/${10 + n}/1990`.replace(/\/(2[9]|3\d)\//, '/28/'));
    const file = join(folder, 'debs.csv');
    writeFileSync(file, `DEBS list\nRun 12/01/2026\n\nFull Name,DOB,SSN\n${american}\n`);
    const imported = await linkdesk('import', file, '--month', '2027-02', ...passphrase);
    expect(imported.json).toMatchObject({ files: [{ read: 24, imported: 24 }] });
    const iso = rows((n) => `1990-${String(1 + (n % 12)).padStart(2, '0')}-${10 + (n % 18)}`);
    const second = join(folder, 'debs-iso.csv');
    writeFileSync(second, `Full Name,DOB,SSN\n${iso}\n`);
    const checked = await linkdesk('profile', 'check', second, '--synthetic');
    expect(checked.text).toMatch(
      /DOB holds something else .* They are dates written YYYY-MM-DD: choose that/,
    );
    const own = join(folder, 'debs-iso.profile.json');
    const learned = await linkdesk('profile', 'learn', second, '--out', own);
    expect(learned.text).toMatch(/Full Name\s+first_name, middle_name, last_name, name_suffix/);
    const again = await linkdesk('profile', 'check', second, '--profile', own, '--synthetic');
    expect(again.passed).toBe(true);
  });

  it('SLO-6: profile says what is wrong: an action, a file, a kind, a spoilt key, an --out that is there', async () => {
    await expect(linkdesk('profile', 'chek', 'x')).rejects.toThrow(
      /takes check, learn, map or export first; "chek"/,
    );
    await expect(linkdesk('profile', 'check', join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await expect(linkdesk('profile', 'check', 'x.csv', '--month', 'May')).rejects.toThrow(
      /--month is written/,
    );
    await expect(linkdesk('profile', 'learn', 'x.csv')).rejects.toThrow(/needs --out/);
    await expect(linkdesk('profile', 'map', 'x.json', '--field', 'sex')).rejects.toThrow(
      /needs --field and --set/,
    );
    await expect(linkdesk('profile', 'map', 'x.json', '--field', 'sex', '--set', '1')).rejects.toThrow(
      /--set is written CODE=OURS/,
    );
    const broken = join(folder, 'broken.profile.json');
    writeFileSync(broken, '{"file":"linkdesk-profile-1","id":""}');
    await expect(linkdesk('profile', 'check', broken, '--profile', broken)).rejects.toMatchObject({
      code: 'PROFILE_UNREADABLE',
    });
    const keys = join(folder, 'keys.csv');
    const rounded = Array.from({ length: 25 }, (_, n) => `0315207686${10_000 + n}0000,SOTO,EVA,2015-03-04`);
    writeFileSync(keys, `IDENTIFIER,COM_LST_NM,COM_FST_NM,BIRTH_DT\n${rounded.join('\n')}\n`);
    const out = join(folder, 'keys.profile.json');
    await expect(linkdesk('profile', 'learn', keys, '--out', out, '--kind', 'cws_client')).rejects.toThrow(
      /The column IDENTIFIER: .*keeps only 15 digits.* no profile was written\.$/,
    );
    const good = join(folder, 'good.csv');
    writeFileSync(good, 'CWIN,LAST_NAME,FIRST_NAME,BIRTH_DATE\n900000001,SOTO,EVA,2015-03-04\n');
    writeFileSync(out, 'kept');
    await expect(linkdesk('profile', 'learn', good, '--out', out)).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    expect(readFileSync(out, 'utf8')).toBe('kept');
  });

  it('import --check says when most rows are rejected, and why', async () => {
    const file = join(folder, 'one-cwin.csv');
    const own = join(folder, 'one-cwin.profile.json');
    const rows = Array.from({ length: 30 }, (_, n) => `900000001,SOTO,EVA${'ABC'[n % 3]},19${60 + n}-03-04`);
    writeFileSync(file, `CWIN,LAST_NAME,FIRST_NAME,BIRTH_DATE\n${rows.join('\n')}\n`);
    await linkdesk('profile', 'learn', file, '--out', own);
    const checked = await linkdesk(
      'import',
      file,
      '--month',
      '2027-03',
      '--profile',
      own,
      '--check',
      ...passphrase,
    );
    expect(checked.passed).toBe(false);
    expect(checked.text).toMatch(
      /UNUSUAL one-cwin\.csv: 29 of 30 rows cannot be imported\. Most often: An earlier row has the same key/,
    );
  });

  it('SLO-6: import --check says what is unusual and stores nothing', async () => {
    const cases = join(demoFolders(demo.folder).extracts, '2026-10', 'cw-cases-2026-10.csv');
    const checked = await linkdesk('import', cases, '--month', '2027-03', '--check', ...passphrase);
    expect(checked.passed).toBe(false);
    expect(checked.text).toMatch(/UNUSUAL STATUS_DATE: No date lies in March 2027/);
    expect(checked.text).toMatch(/The name of the file says October 2026/);
    const quality = await linkdesk('quality', '--month', '2027-03', ...passphrase);
    expect(quality.json['extracts']).toEqual([]);
  });

  it('every command shows its example in its help', async () => {
    for (const command of await allCommands()) expect(commandHelp(command)).toContain(command.example);
  });
});
