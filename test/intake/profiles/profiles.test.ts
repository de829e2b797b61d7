import { describe, expect, it } from 'vitest';
import { civilDay } from '../../../src/domain/civilDate.ts';
import { guessFixedColumns } from '../../../src/intake/guessFixedFormat.ts';
import { calwinPersonMonth } from '../../../src/intake/profiles/builtIn/personMonth.ts';
import { santaClaraList } from '../../../src/intake/profiles/builtIn/santaClaraList.ts';
import { columnEvidence } from '../../../src/intake/profiles/columnEvidence.ts';
import { learnProfile } from '../../../src/intake/profiles/learnProfile.ts';
import { mendProfile } from '../../../src/intake/profiles/mendProfile.ts';
import type { Profile } from '../../../src/intake/profiles/profile.ts';
import { profileColumns } from '../../../src/intake/profiles/profile.ts';
import { profileDrift } from '../../../src/intake/profiles/profileDrift.ts';
import { parseProfile, profileText } from '../../../src/intake/profiles/profileFile.ts';
import { compileValueMap } from '../../../src/intake/profiles/valueMap.ts';
import { madeUpFile } from '../madeUpFile.ts';
import { readAll } from './readAll.ts';

/** A wide CWS report: two aliases in columns. */
const wide: Profile = {
  id: 'wide',
  version: 1,
  title: 'Clients with aliases in columns',
  system: 'cws',
  format: { type: 'delimited', delimiter: '|' },
  dateFormat: 'YYYYMMDD',
  flag: ['1', '0'],
  ignored: ['NOTE'],
  optional: ['NOTE'],
  valueMaps: {},
  parts: [
    {
      kind: 'cws_client',
      records: [
        {
          fields: {
            client_key: { column: 'KEY' },
            first_name: { column: 'FIRST' },
            last_name: { column: 'LAST' },
            birth_date: { column: 'DOB' },
            sealed: { column: 'SEALED' },
          },
        },
      ],
    },
    {
      kind: 'cws_other_name',
      records: [1, 2].map((n) => ({
        onlyWith: [`AKA${n}_LAST`],
        fields: {
          client_key: { column: 'KEY' },
          name_type: { constant: 'AKA' },
          first_name: { firstOf: [{ column: `AKA${n}_FIRST` }, { column: 'FIRST' }] },
          last_name: { column: `AKA${n}_LAST` },
        },
      })),
    },
  ],
};
const wideFile = [
  'KEY|FIRST|LAST|DOB|SEALED|AKA1_FIRST|AKA1_LAST|AKA2_FIRST|AKA2_LAST',
  '5Y3vKVs0X5|ANA|DIAZ|20150304|0||LOPEZ|ANITA|RUIZ',
  '3ZYcRF404Z|EVA|SOTO|20150304|1||||',
].join('\n');

describe('profiles', () => {
  it('read wide rows: one person, as many names as are filled', async () => {
    const file = madeUpFile('wide.txt', wideFile);
    expect((await readAll(file, wide, 'cws_client')).rows).toEqual([
      {
        client_key: '5Y3vKVs0X5',
        first_name: 'ANA',
        last_name: 'DIAZ',
        birth_date: civilDay(2015, 3, 4),
        sealed: 0,
      },
      {
        client_key: '3ZYcRF404Z',
        first_name: 'EVA',
        last_name: 'SOTO',
        birth_date: civilDay(2015, 3, 4),
        sealed: 1,
      },
    ]);
    const names = await readAll(file, wide, 'cws_other_name');
    expect(names.rows.map((row) => [row['first_name'], row['last_name']])).toEqual([
      ['ANA', 'LOPEZ'],
      ['ANITA', 'RUIZ'],
    ]);
    expect(names.lines).toEqual([2, 2]);
  });

  it('merge the same record and reject the same key with other content', async () => {
    const file = madeUpFile(
      'wide.txt',
      `${wideFile}\n${wideFile.split('\n')[1]}\n3ZYcRF404Z|EVA|OTHER|20150304|1||||\n`,
    );
    const { summary, findings } = await readAll(file, wide, 'cws_client');
    expect(summary.counts).toEqual({ read: 3, imported: 2, rejected: 1 });
    expect(findings.map(({ line, finding }) => [line, finding.code])).toEqual([[5, 'KEY_REPEATED']]);
  });

  it('have no rows of a kind that they do not give', async () => {
    const file = madeUpFile('wide.txt', wideFile);
    await expect(readAll(file, wide, 'cw_person')).rejects.toMatchObject({ code: 'PROFILE_WITHOUT_KIND' });
  });

  it('that no longer fit say every difference, and are mended in one place', async () => {
    const drifted = wideFile
      .replace('DOB', 'DATE_OF_BIRTH')
      .replace('|AKA2_LAST', '|AKA2_LAST|EXTRA')
      .replace(/$/m, '');
    const content = drifted
      .split('\n')
      .map((line, index) => (index === 0 ? line : `${line}|x`))
      .join('\n');
    const file = madeUpFile('wide.txt', content);
    const error = await readAll(file, wide, 'cws_client').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'PROFILE_DRIFT', details: { missing: 1, extra: 2 } });
    expect((error as Error).message).toContain('The column DOB is missing: have it put back');
    expect((error as Error).message).toContain('The column EXTRA is new');
    const mended = mendProfile(wide, { renamed: { DOB: 'DATE_OF_BIRTH' }, ignored: ['EXTRA'] });
    expect(mended.version).toBe(2);
    expect((await readAll(file, mended, 'cws_client')).rows[0]).toMatchObject({
      birth_date: civilDay(2015, 3, 4),
    });
  });

  it('suggest the new column that an old one has become', () => {
    const header = profileColumns(calwinPersonMonth).map((column) =>
      column === 'AID_CODE' ? 'AIDCODE' : column,
    );
    expect(profileDrift(calwinPersonMonth, header)).toMatchObject({
      fits: false,
      missing: ['AID_CODE'],
      extra: ['AIDCODE'],
      renamed: [{ missing: 'AID_CODE', found: 'AIDCODE' }],
      sentences: ['The column AID_CODE is missing and AIDCODE is new: if it is the same, map it.'],
    });
    const renamedEverywhere = mendProfile(calwinPersonMonth, { renamed: { CASE_NUM: 'CASE_NO' } });
    expect(profileColumns(renamedEverywhere)).toContain('CASE_NO');
    expect(profileColumns(renamedEverywhere)).not.toContain('CASE_NUM');
  });

  it('map values by the day of the extract', () => {
    const entries = [
      { from: 'FM', to: '1693', until: '2026-01-01' },
      { from: 'FM', to: '6540', since: '2026-01-01' },
      { from: 'X', to: '' },
    ];
    expect(compileValueMap(entries, civilDay(2025, 12, 31))(' fm ')).toBe('1693');
    expect(compileValueMap(entries, civilDay(2026, 1, 1))('FM')).toBe('6540');
    expect(compileValueMap(entries, undefined)('FM')).toBe('6540');
    expect(compileValueMap(entries, undefined)('X')).toBe('');
    expect(compileValueMap(entries, undefined)('other')).toBe('other');
    expect(compileValueMap([...entries, { from: '*', to: 'rest' }], undefined)('other')).toBe('rest');
  });

  it('are passed on as files, and refused with the place of the fault', () => {
    const text = profileText(wide);
    expect(parseProfile(text)).toEqual(wide);
    expect(profileText(parseProfile(text))).toBe(text);
    const faults: readonly (readonly [string, string, string])[] = [
      ['"version": 1', '"version": 0', 'version must be a whole number from 1'],
      ['"cws_client"', '"cws_clients"', 'parts[0].kind must be one of'],
      ['"client_key"', '"client_id"', 'parts[0].records[0].fields.client_id is not known'],
      ['"YYYYMMDD"', '"YYMMDD"', 'dateFormat must be one of'],
      ['linkdesk-profile-1', 'other', '"file" must be "linkdesk-profile-1"'],
      ['"column": "KEY"', '"column": ""', 'parts[0].records[0].fields.client_key.column must not be blank'],
      ['"column": "KEY"', '"column": "KEY", "map": "m"', 'the value map m of column KEY is missing'],
    ];
    for (const [from, to, message] of faults) {
      let said = '';
      try {
        parseProfile(text.replace(from, to));
      } catch (error) {
        said = (error as Error).message;
      }
      expect(said).toContain(message);
    }
    expect(() => parseProfile('{')).toThrow('it is not JSON');
    expect(() => parseProfile('[]')).toThrow('The file must be an object');
  });
});

describe('fixed width', () => {
  const fixed: Profile = {
    ...wide,
    id: 'fixed',
    format: {
      type: 'fixed',
      linesAbove: 1,
      columns: [
        { name: 'KEY', start: 1, width: 10 },
        { name: 'FIRST', start: 12, width: 6 },
        { name: 'LAST', start: 19, width: 8 },
        { name: 'DOB', start: 28, width: 8 },
        { name: 'SEALED', start: 37, width: 1 },
      ],
    },
    parts: [wide.parts[0]!],
  };
  const line = (key: string, first: string, last: string, dob: string, sealed: string): string =>
    [key.padEnd(10), first.padEnd(6), last.padEnd(8), dob.padEnd(8), sealed].join(' ');

  it('is cut at the ruler; blanks left off at the end do not matter', async () => {
    const rows = [
      '----+----1----+----2----+----3----+----4',
      line('5Y3vKVs0X5', 'ANA', 'DIAZ', '20150304', '0'),
      line('3ZYcRF404Z', 'EVA', 'SOTOMAYO', '20150304', '').trimEnd(),
      '',
    ];
    const {
      rows: read,
      lines,
      findings,
    } = await readAll(madeUpFile('f.txt', rows.join('\r\n')), fixed, 'cws_client');
    expect(read.map((row) => [row['first_name'], row['last_name'], row['sealed']])).toEqual([
      ['ANA', 'DIAZ', 0],
      ['EVA', 'SOTOMAYO', undefined],
    ]);
    expect(lines).toEqual([2, 3]);
    expect(findings.map(({ finding }) => finding.code)).toEqual(['NAME_CUT_OFF']);
  });

  it('rejects a longer line and refuses a file cut off', async () => {
    const good = line('5Y3vKVs0X5', 'ANA', 'DIAZ', '20150304', '0');
    const { findings } = await readAll(
      madeUpFile('f.txt', `ruler\n${good}\n${good}xx\n`),
      fixed,
      'cws_client',
    );
    expect(findings.map(({ line: at, finding }) => [at, finding.code])).toEqual([[3, 'RAGGED_ROW']]);
    const cut = madeUpFile('f.txt', `ruler\n${good}\n${good}\n${good.slice(0, 15)}`);
    await expect(readAll(cut, fixed, 'cws_client')).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
  });

  it('has a ruler guessed from the blanks that all lines share', () => {
    const lines = [
      line('5Y3vKVs0X5', 'ANA', 'DIAZ', '20150304', '0'),
      line('3ZYcRF404Z', 'EVA', 'SOTOMAYO', '20150304', '1'),
      line('3ZYcRF404A', 'MARIAN', 'LI', '20150304', '1'),
    ];
    expect(guessFixedColumns(lines).map(({ start, width }) => [start, width])).toEqual([
      [1, 11],
      [12, 7],
      [19, 9],
      [28, 9],
      [37, 1],
    ]);
    expect(guessFixedColumns(['one line'])).toEqual([]);
  });
});

describe('a profile learned from a file', () => {
  it('takes columns by name and by value, with reasons, and says what is left', () => {
    const header = ['Client ID', 'First Name', 'Family Name', 'Born', 'Soc', 'Remark'];
    const sample = [
      ['5Y3vKVs0X5', 'Ana', 'Diaz', '3/14/2015', '912-34-5678', 'a'],
      ['3ZYcRF404Z', 'Eva', 'Soto', '12/1/2011', '', ''],
      ['3ZYcRF404b', 'Tom', 'Lee', '1/30/2012', '913-34-5678', 'b c'],
    ];
    const learned = learnProfile({ id: 'own', title: 'Own', header, sample, format: { type: 'delimited' } });
    expect(learned.profile.parts[0]!.kind).toBe('cws_client');
    expect(learned.profile.dateFormat).toBe('M/D/YYYY');
    expect(learned.profile.ignored).toContain('Remark');
    const fields = new Map(learned.suggestions.map((one) => [one.column, one]));
    expect(fields.get('Client ID')).toEqual({
      column: 'Client ID',
      field: 'client_key',
      reason: 'named so in San Luis Obispo SMART: CWS/CMS cases; its values are CWS/CMS keys',
    });
    expect(fields.get('First Name')!.field).toBe('first_name');
    expect(fields.get('Soc')).toMatchObject({ field: 'ssn', reason: 'its values are SSNs' });
    expect(fields.get('Remark')).toEqual({
      column: 'Remark',
      reason: 'neither its name nor its values fit a field',
    });
    expect(learned.unmapped).toEqual([]);
    expect(parseProfile(profileText(learned.profile))).toEqual(learned.profile);
  });

  it('OCM-8, SLO-6: says what has happened to a column whose name fits and whose values do not', () => {
    const reasonsOf = (values: readonly string[], column: string, kind: 'cws_client' | 'cw_person') =>
      learnProfile({
        id: 'own',
        title: 'Own',
        header: [column],
        sample: values.map((value) => [value]),
        format: { type: 'delimited' },
        kind,
      }).suggestions[0]!;
    expect(
      reasonsOf(['0315207686768000000', '202976912480000'.padEnd(18, '0')], 'IDENTIFIER', 'cws_client'),
    ).toEqual({
      column: 'IDENTIFIER',
      spoilt: true,
      reason:
        'named so in CWS/CMS clients, but its values are long ids that end in zeros, because a spreadsheet keeps only 15 digits: export them as text and do not open the file in a spreadsheet',
    });
    const said = (values: readonly string[], column: string, kind: 'cws_client' | 'cw_person') =>
      reasonsOf(values, column, kind).reason;
    expect(said(['5Y3VKVS0X5', '3ZYCRF404Z'], 'IDENTIFIER', 'cws_client')).toMatch(/all letters in one case/);
    expect(said(['3.15E+17', '2.02E+17'], 'IDENTIFIER', 'cws_client')).toMatch(/numbers in exponent form/);
    expect(said(['03/14/15', '12/01/11'], 'DOB', 'cw_person')).toMatch(/two digits for the year/);
    expect(said(['=A1&B1'], 'SSN', 'cw_person')).toMatch(/formulas of a spreadsheet/);
    expect(said(['red', 'blue'], 'DOB', 'cw_person')).toMatch(/but its values are no dates$/);
    expect(said(['Ana'], ' ', 'cw_person')).toBe('it has no name: have the extract give it one');
    expect(reasonsOf(['1203456', '12034567'], 'SSN', 'cw_person')).toMatchObject({
      field: 'ssn',
      reason: expect.stringMatching(/leading zeros a spreadsheet may have dropped/),
    });
  });

  it('a column without a name does not get in the way of saving', () => {
    const learned = learnProfile({
      id: 'own',
      title: 'Own',
      header: ['CWIN', '', 'DOB'],
      sample: [['900000001', 'Ana', '2015-01-02']],
      format: { type: 'delimited' },
      kind: 'cw_person',
    });
    expect(parseProfile(profileText(learned.profile))).toEqual(learned.profile);
  });

  it('names the required fields that it could not find', () => {
    const learned = learnProfile({
      id: 'own',
      title: 'Own',
      header: ['Name', 'DOB'],
      sample: [['A', '2015-01-02']],
      format: { type: 'delimited' },
      kind: 'cw_person',
    });
    expect(learned.unmapped).toEqual(['cwin']);
    expect(learned.profile.dateFormat).toBe('YYYY-MM-DD');
  });

  it('knows columns of the built-in profiles again', () => {
    const header = profileColumns(santaClaraList);
    const learned = learnProfile({
      id: 'x',
      title: 'X',
      header,
      sample: [],
      format: { type: 'delimited' },
      kind: 'cw_person',
    });
    expect(learned.suggestions.find((one) => one.column === 'SSN')!.field).toBe('ssn');
    expect(learned.suggestions.find((one) => one.column === 'DOB')!.field).toBe('birth_date');
  });

  it('sees what a column holds', () => {
    expect(columnEvidence(['Y', 'N', ' ', 'Y'])).toMatchObject({ filled: 3, distinct: 2, flag: ['Y', 'N'] });
    expect(columnEvidence(['91234567A', '91234568C']).types[0]).toBe('cin');
    expect(columnEvidence(['01/02/2020', '13/02/2020']).dateFormats).toEqual(['DD/MM/YYYY']);
    expect(columnEvidence([]).types).toEqual([]);
  });
});
