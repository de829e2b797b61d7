import { describe, expect, it } from 'vitest';
import { civilDay } from '../../../src/domain/civilDate.ts';
import { toUiIdentifier } from '../../../src/domain/cwsKey.ts';
import { extractKind } from '../../../src/domain/extract.ts';
import { builtInProfiles } from '../../../src/intake/profiles/builtIn/index.ts';
import { civLinkages } from '../../../src/intake/profiles/builtIn/civLinkages.ts';
import { calsawsPersonMonth, calwinPersonMonth } from '../../../src/intake/profiles/builtIn/personMonth.ts';
import { santaClaraList } from '../../../src/intake/profiles/builtIn/santaClaraList.ts';
import { smartCases, smartReferrals } from '../../../src/intake/profiles/builtIn/smart.ts';
import { profileColumns } from '../../../src/intake/profiles/profile.ts';
import type { Profile } from '../../../src/intake/profiles/profile.ts';
import { parseProfile, profileText } from '../../../src/intake/profiles/profileFile.ts';
import { recogniseProfile } from '../../../src/intake/profiles/recogniseProfile.ts';
import { madeUpFile } from '../madeUpFile.ts';
import { readAll } from './readAll.ts';

const october = { asOf: civilDay(2026, 10, 31) };

/** A file with a profile's columns; each row gives the cells it fills. */
function fileOf(profile: Profile, rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = profileColumns(profile);
  const lines = rows.map((row) => columns.map((column) => `"${row[column] ?? ''}"`).join(','));
  return madeUpFile('report.csv', `${[columns.join(','), ...lines].join('\r\n')}\r\n`);
}

describe('built-in profiles', () => {
  it('name fields that exist, all required ones, and are recognised by their own columns', () => {
    for (const profile of builtInProfiles) {
      for (const { kind, records } of profile.parts) {
        const { fields, system } = extractKind(kind);
        expect(system).toBe(profile.system);
        for (const record of records) {
          const named = Object.keys(record.fields);
          expect(named.filter((name) => !fields.some((field) => field.name === name))).toEqual([]);
          const required = fields.filter((field) => field.required === true).map((field) => field.name);
          expect(required.filter((name) => !named.includes(name))).toEqual([]);
        }
      }
      expect(recogniseProfile(profileColumns(profile))?.id).toBe(profile.id);
      expect(parseProfile(profileText(profile))).toEqual(profile);
    }
  });

  it('SCC-5: full name, DOB and SSN are enough for a person', async () => {
    const file = madeUpFile(
      'debs.csv',
      'Full Name,DOB,SSN\r\n"GARCIA LOPEZ, ANA MARIA JR",3/4/1990,912-34-5678\r\nTuan Nguyen,12/24/1985,\r\n',
    );
    const { rows, findings } = await readAll(file, santaClaraList, 'cw_person', october);
    expect(findings).toEqual([]);
    expect(rows).toEqual([
      {
        cwin: expect.stringMatching(/^M[0-9A-F]{19}$/),
        first_name: 'ANA',
        middle_name: 'MARIA',
        last_name: 'GARCIA LOPEZ',
        name_suffix: 'JR',
        birth_date: civilDay(1990, 3, 4),
        ssn: '912345678',
      },
      {
        cwin: expect.stringMatching(/^M[0-9A-F]{19}$/),
        first_name: 'TUAN',
        last_name: 'NGUYEN',
        birth_date: civilDay(1985, 12, 24),
      },
    ]);
    const again = await readAll(file, santaClaraList, 'cw_person', october);
    expect(again.rows).toEqual(rows);
  });

  describe('a C-IV Linkages extract', () => {
    const family = {
      CASE_NUMBER: '1B2K111',
      PARENT_CIN: '91111111A',
      PARENT_FIRST_NAME: 'ROSA',
      PARENT_LAST_NAME: 'DIAZ',
      WTW_STATUS: '1',
    };
    const rowsOf = (kind: Parameters<typeof readAll>[2]) =>
      readAll(
        fileOf(civLinkages, [
          {
            ...family,
            CHILD_FIRST_NAME: 'LUIS',
            CHILD_LAST_NAME: 'DIAZ',
            CHILD_CIN: '92222222C',
            CHILD_DOB: '01/02/2015',
          },
          { ...family, CHILD_FIRST_NAME: 'EVA', CHILD_LAST_NAME: 'DIAZ', CHILD_DOB: '03/04/2018' },
        ]),
        civLinkages,
        kind,
        october,
      );

    it('gives the children and, once, the parent', async () => {
      const { rows, summary } = await rowsOf('cw_person');
      expect(rows.map((row) => row['first_name'])).toEqual(['LUIS', 'ROSA', 'EVA']);
      expect(rows.map((row) => row['cwin'])).toEqual([
        '92222222C',
        '91111111A',
        expect.stringMatching(/^M[0-9A-F]{19}$/),
      ]);
      expect(summary.counts).toEqual({ read: 3, imported: 3, rejected: 0 });
    });

    it('gives case, members and Welfare-to-Work status; a sanctioned parent is not aided', async () => {
      const from = civilDay(2026, 10, 1);
      expect((await rowsOf('cw_case')).rows).toEqual([
        { case_number: '1B2K111', status: 'ACTIVE', status_date: from },
      ]);
      const members = (await rowsOf('cw_member')).rows;
      expect(members).toHaveLength(3);
      expect(members.find((row) => row['role'] === 'PARENT')).toEqual({
        case_number: '1B2K111',
        person_number: '91111111A',
        cwin: '91111111A',
        role: 'PARENT',
        in_household: 1,
        aided: 0,
        not_aided_reason: 'SANCTIONED',
        start_date: from,
      });
      expect(members.filter((row) => row['aided'] === 1)).toHaveLength(2);
      expect((await rowsOf('cw_wtw')).rows).toEqual([
        { cwin: '91111111A', status: 'SANCTION', start_date: from },
      ]);
    });

    it('cannot be read without its month', async () => {
      const file = fileOf(civLinkages, [family]);
      await expect(readAll(file, civLinkages, 'cw_case')).rejects.toMatchObject({ code: 'MONTH_NEEDED' });
    });
  });

  it('SLO-6: SMART cases and referrals from Business Objects, ids in their long form', async () => {
    const [caseKey, client] = ['5Y3vKVs0X5', '3ZYcRF404Z'];
    const common = {
      'Client ID': toUiIdentifier(client),
      'First Name': 'Ana',
      'Last Name': 'Díaz',
      Sensitivity: 'Sensitive',
    };
    const cases = fileOf(smartCases, [
      {
        ...common,
        'Case ID': toUiIdentifier(caseKey),
        'State ID': '4711',
        'Case Start Date': '1/5/2026',
        'Responsible Agency': 'County Welfare Department',
        'Service Component': 'Family Maintenance',
        'Component Start Date': '2/1/2026',
        Voluntary: 'N',
        'Worker ID': 'W1',
        'Worker Name': 'Made Up',
      },
    ]);
    expect((await readAll(cases, smartCases, 'cws_client', october)).rows).toEqual([
      { client_key: client, first_name: 'ANA', last_name: 'DIAZ', sensitivity: 'S' },
    ]);
    expect((await readAll(cases, smartCases, 'cws_case', october)).rows).toEqual([
      {
        case_key: caseKey,
        client_key: client,
        state_id: '4711',
        start_date: civilDay(2026, 1, 5),
        responsible_agency: 'C',
        limited_access: 'S',
      },
    ]);
    expect((await readAll(cases, smartCases, 'cws_component', october)).rows).toEqual([
      { case_key: caseKey, component: '1693', start_date: civilDay(2026, 2, 1) },
    ]);
    expect((await readAll(cases, smartCases, 'cws_voluntary', october)).rows).toMatchObject([
      { voluntary: 0 },
    ]);
    expect((await readAll(cases, smartCases, 'cws_assignment', october)).rows).toMatchObject([
      { worker_id: 'W1', assignment: 'PRIMARY' },
    ]);
    const referrals = fileOf(smartReferrals, [
      { ...common, 'Referral ID': toUiIdentifier(caseKey), 'Received Date': '10/7/2026', Response: '3 Day' },
    ]);
    expect((await readAll(referrals, smartReferrals, 'cws_referral', october)).rows).toEqual([
      {
        referral_key: caseKey,
        client_key: client,
        received_date: civilDay(2026, 10, 7),
        response: '3 DAY',
        disposition: 'PENDING',
      },
    ]);
  });

  it('person-months of CalWIN and CalSAWS: person, case, member, status and clock from one row', async () => {
    const calwin = fileOf(calwinPersonMonth, [
      {
        BENEFIT_MONTH: '202610',
        CASE_NUM: '1B2K111',
        PGM_STATUS: 'AC',
        PERS_NUM: '01',
        CWIN: '001234567',
        CIN: '91111111A',
        CIN_2: '92222222C',
        FIRST_NAME: 'ROSA',
        LAST_NAME: 'DIAZ',
        DOB: '03/04/1990',
        SSN: '912345678',
        AID_CODE: '30',
        PERS_ROLE: 'PA',
        IN_HOME: 'Y',
        AIDED: 'Y',
        WTW_STATUS: 'NON-COMP',
        TOA_MONTHS: '14',
      },
    ]);
    const from = civilDay(2026, 10, 1);
    expect((await readAll(calwin, calwinPersonMonth, 'cw_person', october)).rows).toMatchObject([
      { cwin: '001234567', cin: '91111111A', frozen_cin: '92222222C' },
    ]);
    expect((await readAll(calwin, calwinPersonMonth, 'cw_case', october)).rows).toEqual([
      { case_number: '1B2K111', status: 'ACTIVE', status_date: from },
    ]);
    expect((await readAll(calwin, calwinPersonMonth, 'cw_member', october)).rows).toMatchObject([
      { person_number: '01', role: 'PARENT', in_household: 1, aided: 1, start_date: from },
    ]);
    expect((await readAll(calwin, calwinPersonMonth, 'cw_wtw', october)).rows).toEqual([
      { cwin: '001234567', status: 'NONCOMPLIANCE', start_date: from },
    ]);
    expect((await readAll(calwin, calwinPersonMonth, 'cw_clock', october)).rows).toEqual([
      { cwin: '001234567', as_of_date: civilDay(2026, 10, 31), months_used: 14, months_limit: 60 },
    ]);
    const calsaws = fileOf(calsawsPersonMonth, [
      { 'Benefit Month': '10/2026', 'Person ID': '55501', CWIN: '001234567', 'First Name': 'ROSA' },
    ]);
    expect((await readAll(calsaws, calsawsPersonMonth, 'cw_person', october)).rows).toEqual([
      { cwin: '55501', former_cwin: '001234567', first_name: 'ROSA' },
    ]);
  });

  it('a month imported under the wrong month: refused, both named', async () => {
    const file = fileOf(calwinPersonMonth, [
      { BENEFIT_MONTH: '202609', CASE_NUM: '1B2K111', PGM_STATUS: 'AC' },
    ]);
    await expect(readAll(file, calwinPersonMonth, 'cw_case', october)).rejects.toMatchObject({
      code: 'WRONG_MONTH',
      message: expect.stringContaining('speaks of September 2026, but the file is imported as October 2026'),
    });
  });
});
