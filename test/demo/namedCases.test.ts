import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, ageAt, civilDay } from '../../src/domain/civilDate.ts';
import type { CivilDay } from '../../src/domain/civilDate.ts';
import { extractKind } from '../../src/domain/extract.ts';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { firstDay, lastDay } from '../../src/domain/month.ts';
import { dayOf, readRows, readTable, writeCounty } from './readCounty.ts';
import type { ReadRow } from './readCounty.ts';

const MONTH = '2026-10';
const D = lastDay(MONTH);
let folder = '';
let named: Record<string, { about: string; keys: Record<string, string> }> = {};
const read = new Map<string, readonly ReadRow[]>();

beforeAll(async () => {
  folder = await writeCounty({ months: 2, scale: 0.02 });
  named = (JSON.parse(readFileSync(join(folder, 'county.json'), 'utf8')) as { named: typeof named }).named;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function rows(kind: ExtractKindName, month = MONTH): readonly ReadRow[] {
  const name = `${kind} ${month}`;
  const found = read.get(name) ?? readRows(folder, month, kind);
  read.set(name, found);
  return found;
}

/** The key that a named case keeps under a label. */
function key(number: string, label: string): string {
  const name = Object.keys(named).find((candidate) => candidate.startsWith(`named-${number}-`))!;
  const found = named[name]!.keys[label];
  if (found === undefined) throw new Error(`${name} has no ${label}`);
  return found;
}

const having = (kind: ExtractKindName, fields: ReadRow): readonly ReadRow[] =>
  rows(kind).filter((row) => Object.entries(fields).every(([field, value]) => row[field] === value));
function only(kind: ExtractKindName, fields: ReadRow): ReadRow {
  const found = having(kind, fields);
  expect(found.length, `${kind} ${JSON.stringify(fields)}`).toBe(1);
  return found[0]!;
}
const client = (number: string, label: string): ReadRow =>
  only('cws_client', { client_key: key(number, `${label}.client_key`) });
const person = (number: string, label: string): ReadRow =>
  only('cw_person', { cwin: key(number, `${label}.cwin`) });
const welfare = (number: string, label: string): ReadRow =>
  only('cws_case', { case_key: key(number, `${label}.case_key`) });
const components = (number: string, label: string): readonly ReadRow[] =>
  having('cws_component', { case_key: key(number, `${label}.case_key`) });
const statusNow = (number: string, label: string): ReadRow =>
  only('cw_case', { case_number: key(number, `${label}.case_number`), status_end_date: '' });
const memberNow = (number: string, label: string, family = 'family'): ReadRow =>
  only('cw_member', {
    case_number: key(number, `${family}.case_number`),
    cwin: key(number, `${label}.cwin`),
    end_date: '',
  });
const day = (kind: ExtractKindName, row: ReadRow, field: string): CivilDay | null => dayOf(kind, row[field]);

describe('the named cases (domain.md 6.3) at the end of the second month', () => {
  it('are 40, each with keys found in the extracts', () => {
    expect(Object.keys(named).map((name) => name.slice(0, 8))).toEqual(
      Array.from({ length: 40 }, (_, index) => `named-${String(index + 1).padStart(2, '0')}`),
    );
    const fields = {
      client_key: ['cws_client', 'client_key'],
      case_key: ['cws_case', 'case_key'],
      referral_key: ['cws_referral', 'referral_key'],
      cwin: ['cw_person', 'cwin'],
      case_number: ['cw_case', 'case_number'],
    } as const;
    for (const [name, { keys, about }] of Object.entries(named)) {
      expect(about.length, name).toBeGreaterThan(20);
      expect(Object.keys(keys).length, name).toBeGreaterThan(1);
      for (const [label, value] of Object.entries(keys)) {
        const [kind, field] = fields[label.split('.')[1] as keyof typeof fields];
        // After conversion the CalSAWS id stands in place of the CWIN.
        if (name.startsWith('named-34') && kind === 'cw_person') continue;
        expect(
          rows(kind).some((row) => row[field] === value),
          `${name} ${label}`,
        ).toBe(true);
      }
    }
  });

  it('are marked in the truth', () => {
    const truth = readTable(join(folder, 'truth.csv'));
    const marked = new Set(truth.map((row) => row['named_case']));
    for (const name of Object.keys(named)) expect(marked).toContain(name);
  });

  it('01, 02: twins', () => {
    const [a, b] = [client('01', 'child1'), client('01', 'child2')];
    expect([a['birth_date'], a['last_name'], a['first_name']![0]]).toEqual([
      b['birth_date'],
      b['last_name'],
      b['first_name']![0],
    ]);
    expect(Math.abs(Number(a['ssn']) - Number(b['ssn']))).toBe(1);
    expect(client('02', 'child1')['birth_date']).toBe(client('02', 'child2')['birth_date']);
    expect(client('02', 'child2')['ssn']).toBe('');
    expect(person('02', 'child2')['ssn']).not.toBe('');
  });

  it('03: Jr and Sr at one address', () => {
    const [senior, junior] = [client('03', 'parent'), client('03', 'child1')];
    for (const field of ['first_name', 'last_name', 'street']) expect(senior[field]).toBe(junior[field]);
    expect([senior['name_suffix'], junior['name_suffix']]).toEqual(['SR', 'JR']);
    expect(senior['birth_date']).not.toBe(junior['birth_date']);
    expect(person('03', 'child1')['name_suffix']).toBe('');
  });

  it('04, 05, 06: another’s SSN, another’s CIN, a frozen CIN', () => {
    expect(client('04', 'child1')['ssn']).toBe(person('04', 'parent')['ssn']);
    expect(person('04', 'child1')['ssn']).not.toBe(client('04', 'child1')['ssn']);
    expect(client('05', 'child2')['cin']).toBe(person('05', 'child1')['cin']);
    expect(client('06', 'child1')['cin']).toBe(person('06', 'child1')['frozen_cin']);
    expect(client('06', 'child1')['cin']).not.toBe(person('06', 'child1')['cin']);
  });

  it('07: the sealed record of an adopted child is in no true pair', () => {
    const [sealed, adopted] = [client('07', 'sealed'), person('07', 'adopted')];
    expect([sealed['sealed'], sealed['sensitivity']]).toEqual(['Y', 'R']);
    expect(dayOf('cws_client', sealed['birth_date'])).toBe(dayOf('cw_person', adopted['birth_date']));
    expect(sealed['cin']).not.toBe(adopted['cin']);
    const pairs = readTable(join(folder, `truth-pairs-${MONTH}.csv`));
    expect(pairs.filter((pair) => pair['client_key'] === sealed['client_key'])).toEqual([]);
    expect(pairs.some((pair) => pair['client_key'] === key('07', 'adopted.client_key'))).toBe(true);
  });

  it('08: child in the aunt’s case, mother’s own case pending', () => {
    expect(statusNow('08', 'aunt')['status']).toBe('ACTIVE');
    expect(memberNow('08', 'aunt', 'aunt')['role']).toBe('NEEDY CARETAKER RELATIVE');
    expect(memberNow('08', 'child', 'aunt')['aided']).toBe('Y');
    expect(statusNow('08', 'mother')['status']).toBe('PENDING');
    expect(welfare('08', 'child')['end_date']).toBe('');
  });

  it('09: non-needy grandmother, aid for the child only, relative placement (LA branch B)', () => {
    const grandmother = memberNow('09', 'grandmother', 'grandmother');
    expect([grandmother['role'], grandmother['aided']]).toEqual(['NON-NEEDY CARETAKER RELATIVE', 'N']);
    expect(memberNow('09', 'child', 'grandmother')['aided']).toBe('Y');
    const placement = only('cws_placement', { client_key: key('09', 'child.client_key'), end_date: '' });
    expect(placement['relative_home']).toBe('Y');
  });

  it('10, 11, 12: reunification in month 3, in month 7, and sanctioned', () => {
    const months = (number: string): number => {
      const removed = only('cws_placement', { client_key: key(number, 'child1.client_key') });
      const from = addMonths(firstDay(removed['removal_date']!.slice(0, 7)), 1);
      let full = 0;
      while (addMonths(from, full + 1) - 1 <= D) full += 1;
      return full;
    };
    expect([months('10'), months('11')]).toEqual([3, 7]);
    expect(statusNow('10', 'family')['status']).toBe('ACTIVE');
    expect(statusNow('11', 'family')['status']).toBe('DISCONTINUED');
    for (const label of ['child1', 'child2']) {
      expect(memberNow('10', label)['in_household']).toBe('N');
      expect(
        having('cws_placement', { client_key: key('10', `${label}.client_key`), end_date: '' }).length,
      ).toBe(1);
    }
    for (const number of ['10', '11', '12'])
      expect(components(number, 'child1')[0]!['component']).toBe('1694');
    only('cw_wtw', { cwin: key('12', 'parent.cwin'), status: 'SANCTION', end_date: '' });
    expect(statusNow('12', 'family')['status']).toBe('DISCONTINUED');
  });

  it('13: court turned voluntary in the middle of the month', () => {
    const [court, voluntary] = having('cws_voluntary', { case_key: key('13', 'child1.case_key') });
    expect([court!['voluntary'], voluntary!['voluntary']]).toEqual(['N', 'Y']);
    expect(court!['end_date']).toBe('2026-10-15');
    expect(voluntary!['start_date']).toBe('2026-10-15');
    const before = rows('cws_voluntary', '2026-09').filter((row) => row['case_key'] === court!['case_key']);
    expect(before.map((row) => [row['voluntary'], row['end_date']])).toEqual([['N', '']]);
  });

  it('14: family maintenance after placement', () => {
    expect(components('14', 'child1').map((row) => [row['component'], row['end_date'] === ''])).toEqual([
      ['1694', false],
      ['1693', true],
    ]);
  });

  it('15: closed one day before, on, and after the start of CalWORKs', () => {
    const distance = (label: string): number => {
      const ended = day('cws_case', welfare('15', `${label}child1`), 'end_date')!;
      const [active] = having('cw_case', {
        case_number: key('15', `${label}family.case_number`),
        status: 'ACTIVE',
      });
      return ended - day('cw_case', active!, 'status_date')!;
    };
    expect(['before-', 'on-', 'after-'].map(distance)).toEqual([-1, 0, 1]);
  });

  it('16, 17: probation, sensitive and sealed cases', () => {
    expect(welfare('16', 'child1')['responsible_agency']).toBe('P');
    expect(welfare('17', 'sensitive-child1')['limited_access']).toBe('S');
    expect(client('17', 'sensitive-child1')['sensitivity']).toBe('S');
    expect(client('17', 'sealed-child1')['sealed']).toBe('Y');
  });

  it('18, 19: a referral pending, a referral evaluated out', () => {
    for (const row of having('cws_referral', { referral_key: key('18', 'family.referral_key') })) {
      expect([row['disposition'], row['closed_date']]).toEqual(['PENDING', '']);
    }
    const [out] = having('cws_referral', { referral_key: key('19', 'family.referral_key') });
    expect([out!['response'], out!['disposition']]).toEqual(['EVALUATE OUT', 'EVALUATED OUT']);
    expect(statusNow('18', 'family')['status']).toBe('ACTIVE');
  });

  it('20, 21: timed out, and 59, 60, 61 months used', () => {
    const timedOut = memberNow('20', 'parent');
    expect([timedOut['aided'], timedOut['not_aided_reason'], timedOut['aid_code']]).toEqual([
      'N',
      'TIMED OUT',
      'K1',
    ]);
    expect(memberNow('20', 'child1')['aided']).toBe('Y');
    expect(only('cw_clock', { cwin: key('20', 'parent.cwin') })['months_used']).toBe('60');
    for (const months of ['59', '60', '61']) {
      const clock = only('cw_clock', { cwin: key('21', `months${months}-parent.cwin`) });
      expect([clock['months_used'], clock['months_limit']]).toEqual([months, '60']);
    }
    expect(memberNow('21', 'months59-parent', 'months59-family')['aided']).toBe('Y');
  });

  it('22: sanction imposed, noncompliance on day 20, cured yesterday', () => {
    const imposed = only('cw_wtw', { cwin: key('22', 'imposed-parent.cwin'), end_date: '' });
    expect(imposed['status']).toBe('SANCTION');
    expect(memberNow('22', 'imposed-parent', 'imposed-family')['not_aided_reason']).toBe('SANCTIONED');
    const pending = only('cw_wtw', { cwin: key('22', 'day20-parent.cwin'), end_date: '' });
    expect(pending['status']).toBe('NONCOMPLIANCE');
    expect(D - day('cw_wtw', pending, 'start_date')!).toBe(20);
    const cured = only('cw_wtw', { cwin: key('22', 'cured-parent.cwin'), status: 'SANCTION' });
    expect(day('cw_wtw', cured, 'end_date')).toBe(D - 1);
    expect(memberNow('22', 'cured-parent', 'cured-family')['aided']).toBe('Y');
  });

  it('23: temporary Homeless Assistance 13 and 11 months ago', () => {
    const paid = (months: number): CivilDay =>
      day(
        'cw_homeless',
        only('cw_homeless', { case_number: key('23', `paid${months}-family.case_number`), basis: 'THA' }),
        'start_date',
      )!;
    const yearAgo = addMonths(D, -12);
    expect(paid(13)).toBe(addMonths(D, -13));
    expect(paid(13)).toBeLessThan(yearAgo);
    expect(paid(11)).toBeGreaterThan(yearAgo);
  });

  it('24, 25: in the household and not aided; listed and absent', () => {
    const parent = memberNow('24', 'parent');
    expect([parent['in_household'], parent['aided'], parent['not_aided_reason']]).toEqual(['Y', 'N', 'SSI']);
    expect(memberNow('25', 'child1')['in_household']).toBe('N');
  });

  it('26, 27: another county’s case with a secondary assignment here; incoming ICPC', () => {
    expect(welfare('26', 'child1')['county_entity']).not.toBe('1107');
    const [assignment] = having('cws_assignment', { case_key: key('26', 'child1.case_key'), end_date: '' });
    expect([assignment!['assignment'], assignment!['county_entity']]).toEqual(['SECONDARY', '1107']);
    expect(welfare('27', 'child1')['incoming_icpc']).toBe('Y');
  });

  it('28, 29: a surname cut off, a Vietnamese name the other way round', () => {
    expect(client('28', 'parent')['last_name']).toBe('MONTENEGRO VILLASENOR DE LA GARZA'.slice(0, 25).trim());
    expect(person('28', 'parent')['last_name']!.length).toBeGreaterThan(25);
    expect([client('29', 'parent')['first_name'], person('29', 'parent')['last_name']]).toEqual([
      'HOA',
      'HOA',
    ]);
    expect([client('29', 'parent')['last_name'], person('29', 'parent')['first_name']]).toEqual([
      'NGUYEN',
      'NGUYEN',
    ]);
  });

  it('30: forty people with 1 January 1990', () => {
    const people = Array.from({ length: 40 }, (_, index) => client('30', `adult${index + 1}`));
    expect(new Set(people.map((row) => row['birth_date']))).toEqual(new Set(['1990-01-01']));
    expect(dayOf('cw_person', person('30', 'adult1')['birth_date'])).not.toBe(civilDay(1990, 1, 1));
  });

  it('31: two keys that differ only by case', () => {
    const [a, b] = [key('31', 'child1.client_key'), key('31', 'child2.client_key')];
    expect(a).not.toBe(b);
    expect(a.toLowerCase()).toBe(b.toLowerCase());
  });

  it('SLO-3: 33, one State ID over two birth mothers', () => {
    const [a, b] = [welfare('33', 'child1'), welfare('33', 'child2')];
    expect(a['state_id']).toBe(b['state_id']);
    const mother = (label: string): string =>
      only('cws_relationship', { related_client_key: key('33', `${label}.client_key`) })['client_key']!;
    expect(mother('child1')).not.toBe(mother('child2'));
  });

  it('34: a CWIN in the first month, a CalSAWS id with the former CWIN in the second', () => {
    const cwin = key('34', 'child1.cwin');
    expect(rows('cw_person', '2026-09').some((row) => row['cwin'] === cwin)).toBe(true);
    expect(rows('cw_person').some((row) => row['cwin'] === cwin)).toBe(false);
    const converted = only('cw_person', { former_cwin: cwin });
    expect(converted['cwin']).toMatch(/^1\d{9}$/);
    only('cw_member', { cwin: converted['cwin']!, end_date: '' });
    const pairs = (month: string): readonly string[] =>
      readTable(join(folder, `truth-pairs-${month}.csv`))
        .filter((pair) => pair['client_key'] === key('34', 'child1.client_key'))
        .map((pair) => pair['cwin']!);
    expect([pairs('2026-09'), pairs(MONTH)]).toEqual([[cwin], [converted['cwin']]]);
  });

  it('35, 36: a nonminor dependent with a case of her own, a minor who is child and parent', () => {
    expect(ageAt(day('cws_client', client('35', 'youth'), 'birth_date')!, D)).toBe(19);
    expect(components('35', 'youth')[0]!['component']).toBe('6540');
    expect(memberNow('35', 'youth', 'youth')['role']).toBe('PARENT');
    const minor = key('36', 'child1.client_key');
    expect(ageAt(day('cws_client', client('36', 'child1'), 'birth_date')!, D)).toBe(16);
    expect(welfare('36', 'child1')['client_key']).toBe(minor);
    only('cws_participant', { case_key: key('36', 'baby.case_key'), client_key: minor, plan_role: 'PARENT' });
    expect(memberNow('36', 'child1', 'family')['role']).toBe('CHILD');
    expect(memberNow('36', 'child1', 'minor')['role']).toBe('PARENT');
  });

  it('37: a worker missing on one side', () => {
    expect(statusNow('37', 'calworks-family')['worker_id']).toBe('');
    expect(
      having('cws_assignment', { case_key: key('37', 'calworks-child1.case_key') }).length,
    ).toBeGreaterThan(0);
    expect(statusNow('37', 'cws-family')['worker_id']).not.toBe('');
    expect(having('cws_assignment', { case_key: key('37', 'cws-child1.case_key') })).toEqual([]);
  });

  it('38: a date of death', () => {
    expect(day('cws_client', client('38', 'parent'), 'death_date')).toBe(D - 20);
    expect(day('cw_person', person('38', 'parent'), 'death_date')).toBe(D - 20);
    expect(
      rows('cw_person', '2026-09').find((row) => row['cwin'] === key('38', 'parent.cwin'))!['death_date'],
    ).toBe('');
  });

  it('39, 40: a stepfather off the plan, an alleged father in another case', () => {
    const stepfather = key('39', 'stepfather.client_key');
    expect([memberNow('39', 'stepfather')['role'], memberNow('39', 'stepfather')['aided']]).toEqual([
      'STEPPARENT',
      'Y',
    ]);
    expect(having('cws_participant', { client_key: stepfather })).toEqual([]);
    expect(only('cws_relationship', { client_key: stepfather })['relationship']).toBe('214');
    const father = key('40', 'father.client_key');
    expect(only('cws_relationship', { client_key: father })['relationship']).toBe('210');
    expect(key('40', 'father.case_number')).not.toBe(key('40', 'family.case_number'));
    expect(memberNow('40', 'father', 'father')['role']).toBe('PARENT');
  });

  it('are written with every field of their kinds', () => {
    for (const kind of ['cws_client', 'cw_person'] as const) {
      const fields = extractKind(kind).fields.map(({ name }) => name);
      expect(Object.keys(rows(kind)[0]!).sort()).toEqual([...fields].sort());
    }
  });
});
