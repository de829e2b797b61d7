import { describe, expect, it } from 'vitest';
import { civilDay } from '../../../src/domain/civilDate.ts';
import { extractKind } from '../../../src/domain/extract.ts';
import { knownCodes } from '../../../src/intake/knownCodes.ts';
import { calwinPersonMonth } from '../../../src/intake/profiles/builtIn/personMonth.ts';
import { smartCases } from '../../../src/intake/profiles/builtIn/smart.ts';
import { codedColumns } from '../../../src/intake/profiles/codedColumns.ts';
import { learnProfile } from '../../../src/intake/profiles/learnProfile.ts';
import type { Profile } from '../../../src/intake/profiles/profile.ts';
import { parseProfile, profileText } from '../../../src/intake/profiles/profileFile.ts';
import { withValueMap } from '../../../src/intake/profiles/withValueMap.ts';
import { madeUpFile } from '../madeUpFile.ts';
import { readAll } from './readAll.ts';

const clients: Profile = {
  id: 'clients',
  version: 1,
  title: 'Clients',
  system: 'cws',
  format: { type: 'delimited' },
  dateFormat: 'MM/DD/YYYY',
  flag: ['Y', 'N'],
  ignored: [],
  valueMaps: {},
  parts: [
    {
      kind: 'cws_client',
      records: [
        {
          fields: {
            client_key: { column: 'KEY' },
            last_name: { column: 'LAST' },
            sex: { column: 'SEX' },
            sealed: { column: 'SEALED' },
          },
        },
      ],
    },
  ],
};
const codesFile = () =>
  madeUpFile(
    'codes.csv',
    'KEY,LAST,SEX,SEALED\n5Y3vKVs0X5,DIAZ,1,N\n3ZYcRF404Z,SOTO,2,N\n3ZYcRF404b,LEE,9,J\n',
  );
const sexes = [
  { from: '1', to: 'M' },
  { from: '2', to: 'F' },
  { from: '9', to: '' },
];

describe('code lists', () => {
  it('SLO-6: map sex 1 and 2 and a flag of another language; without a list both are left out and noted', async () => {
    const file = codesFile();
    const plain = await readAll(file, clients, 'cws_client');
    expect(plain.rows.map((row) => row['sex'])).toEqual([undefined, undefined, undefined]);
    expect(plain.findings.map(({ finding }) => finding.code)).toEqual([
      'SEX_UNKNOWN',
      'SEX_UNKNOWN',
      'SEX_UNKNOWN',
      'FLAG_UNKNOWN',
    ]);
    const mapped = withValueMap(withValueMap(clients, 'cws_client', 'sex', sexes), 'cws_client', 'sealed', [
      { from: 'J', to: 'Y' },
    ]);
    const { rows, findings } = await readAll(file, mapped, 'cws_client');
    expect(rows.map((row) => [row['sex'], row['sealed']])).toEqual([
      ['M', 0],
      ['F', 0],
      [undefined, 1],
    ]);
    expect(findings).toEqual([]);
    expect(parseProfile(profileText(mapped))).toEqual(mapped);
  });

  it('SLO-6: hold from a day and until a day: the day of the extract decides', async () => {
    const dated = withValueMap(clients, 'cws_client', 'sex', [
      { from: '1', to: 'F', until: '2020-01-01' },
      { from: '1', to: 'M', since: '2020-01-01' },
      { from: '2', to: 'F' },
    ]);
    const sexOn = async (year: number): Promise<unknown> =>
      (await readAll(codesFile(), dated, 'cws_client', { asOf: civilDay(year, 6, 30) })).rows[0]!['sex'];
    expect([await sexOn(2019), await sexOn(2020)]).toEqual(['F', 'M']);
  });

  it('are refused with the place: a code that the field does not know, two entries for one day, an end before the start', () => {
    const refusal = (entries: Parameters<typeof withValueMap>[3]): string => {
      try {
        withValueMap(clients, 'cws_client', 'sex', entries);
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
      return 'taken';
    };
    expect(refusal([{ from: '1', to: 'MAN' }])).toBe(
      '1 cannot become MAN: sex knows M, F, X, U. Correct the code list; nothing was changed.',
    );
    expect(
      refusal([
        { from: 'a', to: 'M', until: '2026-02-01' },
        { from: 'A', to: 'F', since: '2026-01-01' },
      ]),
    ).toMatch(/^Two entries of A hold on the same day/);
    expect(refusal([{ from: '1', to: 'M', since: '2026-02-01', until: '2026-02-01' }])).toMatch(
      /is not after 2026-02-01/,
    );
    expect(() => withValueMap(clients, 'cws_client', 'ssn', [])).toThrow(/no column with codes of ssn/);
  });

  it('that two fields share change for both, and go away with their last entry', () => {
    const changed = withValueMap(smartCases, 'cws_case', 'limited_access', [{ from: 'Offen', to: 'N' }]);
    expect(changed.valueMaps['sensitivity']).toEqual([{ from: 'Offen', to: 'N' }]);
    const gone = withValueMap(smartCases, 'cws_client', 'sensitivity', []);
    expect(gone.valueMaps['sensitivity']).toBeUndefined();
    expect(JSON.stringify(gone.parts)).not.toContain('"map":"sensitivity"');
    expect(parseProfile(profileText(gone))).toEqual(gone);
  });

  it('of fields with the same name in one file keep apart', () => {
    const own = withValueMap(
      withValueMap(
        { ...calwinPersonMonth, valueMaps: {}, parts: unmapped(calwinPersonMonth) },
        'cw_case',
        'status',
        [{ from: 'A', to: 'ACTIVE' }],
      ),
      'cw_wtw',
      'status',
      [{ from: 'A', to: 'SANCTION' }],
    );
    expect(own.valueMaps).toEqual({
      status: [{ from: 'A', to: 'ACTIVE' }],
      cw_wtw_status: [{ from: 'A', to: 'SANCTION' }],
    });
  });

  it('exist for every coded field of a profile, aid codes as they stood on the day', () => {
    expect(codedColumns(calwinPersonMonth).map(({ field }) => field.name)).toContain('aid_code');
    const aid = extractKind('cw_member').fields.find(({ name }) => name === 'aid_code')!;
    const known = knownCodes(aid, ['Y', 'N'], civilDay(2026, 10, 31))!;
    expect([known.knows('30'), known.knows('k1'), known.knows('3N')]).toEqual([true, true, false]);
    expect(known.codes.filter(({ code }) => code === '35')).toHaveLength(1);
  });

  it('are suggested when a profile is learned: sexes by number, words of a built-in list', () => {
    const { profile, codes } = learnProfile({
      id: 'own',
      title: 'Own',
      kind: 'cws_component',
      format: { type: 'delimited' },
      header: ['Case ID', 'Service Component', 'Component Start Date'],
      sample: [
        ['5Y3vKVs0X5', 'Family Maintenance', '01/31/2026'],
        ['3ZYcRF404Z', '1694', '02/01/2026'],
      ],
    });
    expect(codes).toEqual([
      {
        column: 'Service Component',
        from: 'Family Maintenance',
        to: '1693',
        reason: '1693 means Family Maintenance',
      },
    ]);
    expect(profile.valueMaps).toEqual({ component: [{ from: 'Family Maintenance', to: '1693' }] });
    const numbered = learnProfile({
      id: 'own',
      title: 'Own',
      kind: 'cw_person',
      format: { type: 'delimited' },
      header: ['Person ID', 'Sex'],
      sample: [
        ['0001', '1'],
        ['0002', '2'],
      ],
    });
    expect(numbered.profile.valueMaps['sex']).toEqual([
      { from: '1', to: 'M' },
      { from: '2', to: 'F' },
    ]);
  });
});

const unmapped = (profile: Profile): Profile['parts'] =>
  profile.parts.map((part) => ({
    ...part,
    records: part.records.map((record) => ({
      ...record,
      fields: Object.fromEntries(
        Object.entries(record.fields).map(([name, source]) => [
          name,
          'column' in source ? { column: source.column } : source,
        ]),
      ),
    })),
  }));

describe('placeholders for SSNs', () => {
  const people: Profile = {
    ...clients,
    parts: [
      {
        kind: 'cws_client',
        records: [{ fields: { client_key: { column: 'KEY' }, ssn: { column: 'SSN', restoreZeros: true } } }],
      },
    ],
  };
  const file = () =>
    madeUpFile(
      'ssns.csv',
      'KEY,SSN\n5Y3vKVs0X5,912-03-4567\n3ZYcRF404Z,912034567\n3ZYcRF404b,912-03-4568\n3ZYcRF404c,123456789\n',
    );
  const read = (profile: Profile, year = 2026) =>
    readAll(file(), profile, 'cws_client', { asOf: civilDay(year, 10, 31) });

  it('SCC-5, OCM-8: a county adds its own, however they are spelt, for some days; they are reported as such', async () => {
    const own = withValueMap(people, 'cws_client', 'ssn', [
      { from: '912 03 4567', to: '', since: '2026-01-01' },
    ]);
    const { rows, findings } = await read(own);
    expect(rows.map((row) => row['ssn'])).toEqual([undefined, undefined, '912034568', undefined]);
    expect(findings.map(({ line, finding }) => [line, finding.code, finding.severity])).toEqual([
      [2, 'SSN_PLACEHOLDER', 'blanked'],
      [3, 'SSN_PLACEHOLDER', 'blanked'],
      [5, 'SSN_PLACEHOLDER', 'blanked'],
    ]);
    expect((await read(own, 2025)).rows.map((row) => row['ssn'])).toEqual([
      '912034567',
      '912034567',
      '912034568',
      undefined,
    ]);
    expect(parseProfile(profileText(own))).toEqual(own);
  });

  it('SCC-5: are refused when they are no nine digits, become something else, or stand there twice', () => {
    const list = (...entries: Parameters<typeof withValueMap>[3]) =>
      withValueMap(people, 'cws_client', 'ssn', entries);
    expect(() => list({ from: '91203', to: '' })).toThrow(/has nine digits/);
    expect(() => list({ from: '912034567', to: '912034568' })).toThrow(/nothing else than not recorded/);
    expect(() => list({ from: '912034567', to: '' }, { from: '912-03-4567', to: '' })).toThrow(/same day/);
    expect(list().valueMaps).toEqual({});
  });
});
