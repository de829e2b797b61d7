import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../src/domain/civilDate.ts';
import { lastDay } from '../../src/domain/month.ts';
import { dayOf, readRows, readTable, writeCounty } from './readCounty.ts';
import type { ReadRow } from './readCounty.ts';

const MONTH = '2026-09';
const asOf = lastDay(MONTH);
let folder = '';
let clients: readonly ReadRow[] = [];
let cases: readonly ReadRow[] = [];
let members: readonly ReadRow[] = [];
const cwinsOf = new Map<string, string[]>();

const share = (rows: readonly ReadRow[], is: (row: ReadRow) => boolean): number =>
  rows.filter(is).length / rows.length;

beforeAll(async () => {
  folder = await writeCounty({ months: 1, seed: 5 });
  clients = readRows(folder, MONTH, 'cws_client');
  cases = readRows(folder, MONTH, 'cws_case');
  members = readRows(folder, MONTH, 'cw_member');
  for (const { client_key: client, cwin } of readTable(join(folder, `truth-pairs-${MONTH}.csv`))) {
    cwinsOf.set(client!, [...(cwinsOf.get(client!) ?? []), cwin!]);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether a client was in the household of a CalWORKs case on any day of the span. */
function overlaps(client: string, from: number, until: number): boolean {
  const cwins = cwinsOf.get(client) ?? [];
  return members.some(
    (row) =>
      cwins.includes(row['cwin']!) &&
      row['in_household'] === 'Y' &&
      dayOf('cw_member', row['start_date'])! <= until &&
      (dayOf('cw_member', row['end_date']) ?? asOf + 1) > from,
  );
}

describe('a county of the San Luis Obispo tier', () => {
  it('has the size of domain.md 4.4', () => {
    const open = cases.filter((row) => row['end_date'] === '');
    expect(clients.length).toBeGreaterThan(7_200);
    expect(clients.length).toBeLessThan(9_200);
    expect(open.length).toBeGreaterThan(420);
    expect(open.length).toBeLessThan(600);
    const onAid = new Set(members.filter((row) => row['end_date'] === '').map((row) => row['cwin']));
    expect(onAid.size).toBeGreaterThan(2_600);
    expect(new Set(members.map((row) => row['cwin'])).size).toBeLessThan(6_000);
  });

  it('has the case mix of domain.md 6.1', () => {
    const open = new Set(cases.filter((row) => row['end_date'] === '').map((row) => row['case_key']));
    const current = readRows(folder, MONTH, 'cws_component').filter(
      (row) => open.has(row['case_key']) && row['end_date'] === '',
    );
    const mix = (code: string): number => share(current, (row) => row['component'] === code);
    expect(mix('1693')).toBeCloseTo(0.34, 0.8);
    for (const [code, wanted] of [
      ['1692', 0.04],
      ['1693', 0.35],
      ['1694', 0.26],
      ['1695', 0.31],
      ['6540', 0.04],
    ] as const) {
      expect(Math.abs(mix(code) - wanted), code).toBeLessThan(0.07);
    }
  });

  it('OCM-9: about 26 % of children with a case are on CalWORKs on some day of it', () => {
    const since = addMonths(asOf, -12);
    const own = cases.filter((row) => row['responsible_agency'] === 'C');
    const any = share(own, (row) =>
      overlaps(
        row['client_key']!,
        Math.max(since, dayOf('cws_case', row['start_date'])!),
        dayOf('cws_case', row['end_date']) ?? asOf,
      ),
    );
    expect(any).toBeGreaterThan(0.2);
    expect(any).toBeLessThan(0.36);
    const open = own.filter((row) => row['end_date'] === '');
    const now = share(open, (row) => overlaps(row['client_key']!, asOf, asOf));
    expect(now).toBeGreaterThan(0.13);
    expect(now).toBeLessThan(any);
  });

  it('has parents of children in family maintenance on CalWORKs, 30 to 40 %', () => {
    const maintained = new Set(
      readRows(folder, MONTH, 'cws_component')
        .filter((row) => row['component'] === '1693' && row['end_date'] === '')
        .map((row) => row['case_key']),
    );
    const parents = readRows(folder, MONTH, 'cws_participant').filter(
      (row) => row['plan_role'] === 'PARENT' && maintained.has(row['case_key']),
    );
    const rate = share(parents, (row) => overlaps(row['client_key']!, addMonths(asOf, -12), asOf));
    expect(rate).toBeGreaterThan(0.27);
    expect(rate).toBeLessThan(0.48);
  });

  it('lacks identifiers at the rates of domain.md 6.2', () => {
    const children = new Set(cases.map((row) => row['client_key']));
    const ofCases = clients.filter((row) => children.has(row['client_key']));
    const others = clients.filter((row) => !children.has(row['client_key']));
    const adults = others.filter((row) => row['birth_date'] !== '' && row['birth_date']! < '2005');
    const referred = others.filter((row) => row['birth_date']! > '2009');
    const missing = (rows: readonly ReadRow[], field: string): number =>
      share(rows, (row) => row[field] === '');
    expect(Math.abs(missing(ofCases, 'ssn') - 0.33)).toBeLessThan(0.06);
    expect(Math.abs(missing(ofCases, 'cin') - 0.25)).toBeLessThan(0.05);
    expect(Math.abs(missing(referred, 'ssn') - 0.35)).toBeLessThan(0.04);
    expect(Math.abs(missing(referred, 'cin') - 0.6)).toBeLessThan(0.04);
    expect(Math.abs(missing(adults, 'ssn') - 0.25)).toBeLessThan(0.04);
    expect(Math.abs(missing(adults, 'cin') - 0.7)).toBeLessThan(0.04);
    const persons = readRows(folder, MONTH, 'cw_person');
    expect(missing(persons, 'ssn')).toBeLessThan(0.1);
    expect(missing(persons, 'cin')).toBeLessThan(0.012);
  });

  it('errs in what it records of one person twice, but seldom', () => {
    const persons = new Map(readRows(folder, MONTH, 'cw_person').map((row) => [row['cwin']!, row]));
    const pairs = clients.flatMap((client) =>
      (cwinsOf.get(client['client_key']!) ?? []).map((cwin) => ({ client, person: persons.get(cwin)! })),
    );
    const both = (field: string) =>
      pairs.filter(({ client, person }) => client[field] !== '' && person[field] !== '');
    const rate = (field: string, differs: (a: string, b: string) => boolean): number => {
      const compared = both(field);
      return (
        compared.filter(({ client, person }) => differs(client[field]!, person[field]!)).length /
        compared.length
      );
    };
    const other = (a: string, b: string): boolean => a !== b.toUpperCase();
    expect(pairs.length).toBeGreaterThan(600);
    expect(rate('ssn', other)).toBeGreaterThan(0.008);
    expect(rate('ssn', other)).toBeLessThan(0.05);
    const births = rate('birth_date', (a, b) => dayOf('cws_client', a) !== dayOf('cw_person', b));
    expect(births).toBeGreaterThan(0.015);
    expect(births).toBeLessThan(0.1);
    expect(rate('first_name', other)).toBeGreaterThan(0.05);
    expect(rate('first_name', other)).toBeLessThan(0.22);
    expect(rate('last_name', other)).toBeGreaterThan(0.08);
    expect(rate('last_name', other)).toBeLessThan(0.35);
  });

  it('has many names, some very common', () => {
    const count = new Map<string, number>();
    for (const row of clients) count.set(row['last_name']!, (count.get(row['last_name']!) ?? 0) + 1);
    const sorted = [...count.values()].sort((a, b) => b - a);
    expect(count.size).toBeGreaterThan(1_800);
    expect(sorted[0]! / clients.length).toBeGreaterThan(0.01);
    expect(sorted.filter((times) => times === 1).length / count.size).toBeGreaterThan(0.25);
  });

  it('has sanctions, exemptions and homelessness in proportion', () => {
    const wtw = readRows(folder, MONTH, 'cw_wtw').filter(
      (row) => row['end_date'] === '' && row['status'] !== 'CLOSED',
    );
    expect(Math.abs(share(wtw, (row) => row['status'] === 'SANCTION') - 0.125)).toBeLessThan(0.05);
    expect(Math.abs(share(wtw, (row) => row['status'] === 'EXEMPT') - 0.28)).toBeLessThan(0.07);
    expect(Math.abs(share(wtw, (row) => row['status'] === 'NONCOMPLIANCE') - 0.065)).toBeLessThan(0.035);
    const active = readRows(folder, MONTH, 'cw_case').filter(
      (row) => row['status'] === 'ACTIVE' && row['status_end_date'] === '',
    );
    const homeless = new Set(
      readRows(folder, MONTH, 'cw_homeless')
        .filter((row) => row['basis'] === 'INDICATOR' && row['end_date'] === '')
        .map((row) => row['case_number']),
    );
    const rate = share(active, (row) => homeless.has(row['case_number']));
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.13);
  });

  it('heeds other rates', async () => {
    const other = await writeCounty({
      months: 1,
      seed: 5,
      rates: { ssnMissingCwsChild: 1, ssnMissingCwsAdult: 1, duplicateCwsAdult: 0 },
    });
    const found = readRows(other, MONTH, 'cws_client').filter((row) => row['ssn'] !== '');
    // Some numbers come in later; the named cases keep theirs.
    expect(found.length / clients.length).toBeLessThan(0.2);
    rmSync(other, { recursive: true });
  });
});
