import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilParts } from '../../src/domain/civilDate.ts';
import { parseCaseNumber } from '../../src/domain/caseNumber.ts';
import { parseCin } from '../../src/domain/cin.ts';
import { parseCountyId } from '../../src/domain/countyId.ts';
import { cwsKeyStamp, parseCwsKey } from '../../src/domain/cwsKey.ts';
import { extractKind } from '../../src/domain/extract.ts';
import type { ExtractKindName } from '../../src/domain/extract.ts';
import { lastDay } from '../../src/domain/month.ts';
import { relationship } from '../../src/domain/relationships.ts';
import { classifySsn } from '../../src/domain/ssn.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import { dayOf, layoutOf, readLines, readRows, readTable, writeCounty } from './readCounty.ts';
import type { ReadRow } from './readCounty.ts';

const MONTH = '2026-10';
let folder = '';
const read = new Map<ExtractKindName, readonly ReadRow[]>();
function rows(kind: ExtractKindName): readonly ReadRow[] {
  let found = read.get(kind);
  if (found === undefined) {
    found = readRows(folder, MONTH, kind);
    read.set(kind, found);
  }
  return found;
}
const keys = (kind: ExtractKindName, field: string): ReadonlySet<string> =>
  new Set(rows(kind).map((row) => row[field]!));

beforeAll(async () => {
  // Surnames change so often here that one month shows some.
  folder = await writeCounty({ months: 2, scale: 0.4, rates: { surnameChanged: 0.5 } });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(builtInLayouts.map((layout) => [layout.stem, layout.kind] as const))('%s', (_, kind) => {
  const layout = layoutOf(kind);
  const fields = new Map(extractKind(kind).fields.map((field) => [field.name, field]));

  it('has the header of the layout and columns of their width', () => {
    const [header, ...lines] = readLines(folder, MONTH, kind);
    expect(header).toEqual(layout.columns.map((column) => column.header));
    expect(lines.length).toBeGreaterThan(19);
    for (const line of lines) {
      expect(line.length).toBe(layout.columns.length);
      for (const [index, { width, header: name }] of layout.columns.entries()) {
        if (width !== undefined && line[index]!.length !== width)
          expect([name, line[index]!.length]).toBe(width);
      }
    }
  });

  it('writes child welfare in capitals', () => {
    if (extractKind(kind).system !== 'cws') return;
    const names = layout.columns.map(({ field }) => field).filter((field) => /name|street|city/.test(field));
    const lower = rows(kind).flatMap((row) => names.filter((name) => row[name] !== row[name]!.toUpperCase()));
    expect(lower).toEqual([]);
  });

  it('holds values of the type of each field, and nothing after the month', () => {
    const asOf = lastDay(MONTH);
    const wrong = new Set<string>();
    for (const row of rows(kind)) {
      for (const [name, { type, codes, required }] of fields) {
        const value = row[name]!;
        if (value === '') {
          if (required === true) wrong.add(`${name} blank`);
          continue;
        }
        const known = codes === undefined || codes.includes(value);
        if (!known) wrong.add(`${name} has no code ${value}`);
        if (type === 'flag' && !/^[YN]$/.test(value)) wrong.add(`${name} flag`);
        if (type === 'integer' && !/^\d+$/.test(value)) wrong.add(`${name} integer`);
        if (type === 'cents' && !/^\d+\.\d\d$/.test(value)) wrong.add(`${name} dollars`);
        if (type === 'zip' && !/^\d{5}$/.test(value)) wrong.add(`${name} zip`);
        if (type === 'cin' && parseCin(value)?.cin !== value) wrong.add(`${name} cin`);
        if (type === 'cws_key' && !('key' in parseCwsKey(value))) wrong.add(`${name} key`);
        if (type === 'cwin' && !/^\d{9,10}$/.test(value)) wrong.add(`${name} cwin`);
        if (type === 'case_number' && parseCaseNumber(value)?.unusual === true)
          wrong.add(`${name} case number`);
        if (type === 'county_id' && parseCountyId(value)?.county !== '40') wrong.add(`${name} county id`);
        if (type === 'date') {
          const planned = name === 'exemption_end_date' || name === 'redetermination_date';
          if (dayOf(kind, value)! > asOf && !planned) wrong.add(`${name} after the month`);
        }
        if (/phone/.test(name) && !/55501\d\d$/.test(value.replace(/\D/g, '')))
          wrong.add(`${name} real phone`);
        if (/email/.test(name) && !value.endsWith('@example.invalid')) wrong.add(`${name} real address`);
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it('ends nothing before it begins', () => {
    const ends = [
      ['start_date', 'end_date'],
      ['status_date', 'status_end_date'],
      ['received_date', 'closed_date'],
      ['removal_date', 'episode_end_date'],
    ] as const;
    for (const [start, end] of ends) {
      if (!fields.has(start) || !fields.has(end)) continue;
      const bad = rows(kind).filter(
        (row) => row[end] !== '' && dayOf(kind, row[end])! < dayOf(kind, row[start])!,
      );
      expect(bad).toEqual([]);
    }
  });

  it('names each row by its key once', () => {
    const key = extractKind(kind).key;
    const seen = rows(kind).map((row) => key.map((field) => row[field]).join('|'));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('the extracts together', () => {
  const references: readonly (readonly [ExtractKindName, string, ExtractKindName, string])[] = [
    ['cws_other_name', 'client_key', 'cws_client', 'client_key'],
    ['cws_case', 'client_key', 'cws_client', 'client_key'],
    ['cws_component', 'case_key', 'cws_case', 'case_key'],
    ['cws_voluntary', 'case_key', 'cws_case', 'case_key'],
    ['cws_participant', 'case_key', 'cws_case', 'case_key'],
    ['cws_participant', 'client_key', 'cws_client', 'client_key'],
    ['cws_referral', 'client_key', 'cws_client', 'client_key'],
    ['cws_placement', 'client_key', 'cws_client', 'client_key'],
    ['cws_relationship', 'client_key', 'cws_client', 'client_key'],
    ['cws_relationship', 'related_client_key', 'cws_client', 'client_key'],
    ['cw_member', 'cwin', 'cw_person', 'cwin'],
    ['cw_member', 'case_number', 'cw_case', 'case_number'],
    ['cw_wtw', 'cwin', 'cw_person', 'cwin'],
    ['cw_clock', 'cwin', 'cw_person', 'cwin'],
    ['cw_homeless', 'case_number', 'cw_case', 'case_number'],
  ];
  it.each(references)('%s.%s is found in %s', (kind, field, target, targetField) => {
    const known = keys(target, targetField);
    expect(rows(kind).filter((row) => !known.has(row[field]!)).length).toBe(0);
  });

  it('assigns workers to cases and referrals that exist', () => {
    const known = new Set([...keys('cws_case', 'case_key'), ...keys('cws_referral', 'referral_key')]);
    expect(rows('cws_assignment').filter((row) => !known.has(row['case_key']!))).toEqual([]);
    const workers = keys('cw_worker', 'worker_id');
    const cases = rows('cw_case').filter((row) => row['worker_id'] !== '');
    expect(cases.filter((row) => !workers.has(row['worker_id']!))).toEqual([]);
  });

  it('has every client and every person in use', () => {
    const used = new Set([
      ...keys('cws_case', 'client_key'),
      ...keys('cws_participant', 'client_key'),
      ...keys('cws_referral', 'client_key'),
      ...keys('cws_relationship', 'client_key'),
      ...keys('cws_relationship', 'related_client_key'),
    ]);
    expect(rows('cws_client').filter((row) => !used.has(row['client_key']!))).toEqual([]);
    const members = keys('cw_member', 'cwin');
    expect(rows('cw_person').filter((row) => !members.has(row['cwin']!))).toEqual([]);
  });

  it('holds no SSN but those of made-up people and impossible placeholders', () => {
    for (const kind of ['cws_client', 'cw_person'] as const) {
      const classes = rows(kind)
        .map((row) => row['ssn']!)
        .filter((ssn) => ssn !== '')
        .map((ssn) => (/^(\d)\1{8}$/.test(ssn) ? 'placeholder' : classifySsn(ssn, { acceptDemo: true })));
      expect(new Set(classes)).toEqual(new Set(['demo', 'placeholder']));
      expect(rows(kind).filter((row) => /^(?:1{9}|333333333|123456789)$/.test(row['ssn']!))).toEqual([]);
    }
  });

  it('makes keys with the time stamp of an office day', () => {
    for (const row of rows('cws_case')) {
      const stamp = cwsKeyStamp(row['case_key']!);
      const start = dayOf('cws_case', row['start_date'])!;
      const { year, month, day } = civilParts(start);
      expect([stamp.year, stamp.month, stamp.day]).toEqual([year, month, day]);
      expect(stamp.hour).toBeGreaterThanOrEqual(7);
    }
  });

  it('relates clients by known codes, mothers from both sides', () => {
    const codes = keys('cws_relationship', 'relationship');
    for (const code of codes) expect(relationship(code)).toBeDefined();
    for (const code of ['247', '252', '196', '291', '205', '204', '214']) expect(codes).toContain(code);
  });

  it('keeps one component in effect in an open case', () => {
    const open = new Set(
      rows('cws_case')
        .filter((row) => row['end_date'] === '')
        .map((row) => row['case_key']),
    );
    const current = rows('cws_component').filter(
      (row) => row['end_date'] === '' && open.has(row['case_key']),
    );
    expect(current.length).toBe(open.size);
    expect(new Set(current.map((row) => row['case_key'])).size).toBe(open.size);
  });

  it('gives each CalWORKs case one status in effect', () => {
    const current = rows('cw_case').filter((row) => row['status_end_date'] === '');
    expect(current.length).toBe(keys('cw_case', 'case_number').size);
  });

  it('has the true pairs of the month among its records, by the truth table', () => {
    const clients = keys('cws_client', 'client_key');
    const persons = keys('cw_person', 'cwin');
    const truth = new Map(
      readTable(join(folder, 'truth.csv')).map((row) => [
        `${row['system']}:${row['source_key']}`,
        row['person_id']!,
      ]),
    );
    const pairs = readTable(join(folder, `truth-pairs-${MONTH}.csv`));
    for (const { client_key: client, cwin } of pairs) {
      expect(clients.has(client!) && persons.has(cwin!)).toBe(true);
      expect(truth.get(`cws:${client}`)).toBe(truth.get(`calworks:${cwin}`));
    }
    const byPerson = new Map<string, number>();
    for (const key of clients) {
      const person = truth.get(`cws:${key}`)!;
      byPerson.set(person, (byPerson.get(person) ?? 0) + 1);
    }
    const expected = [...persons].reduce(
      (sum, key) => sum + (byPerson.get(truth.get(`calworks:${key}`)!) ?? 0),
      0,
    );
    expect(pairs.length).toBe(expected);
  });

  it('changes from one month to the next', () => {
    const [before, after] = ['2026-09', MONTH].map((month) => {
      const open = readRows(folder, month, 'cws_case').filter((row) => row['end_date'] === '');
      return new Set(open.map((row) => row['case_key']!));
    });
    const opened = [...after!].filter((key) => !before!.has(key));
    const closed = [...before!].filter((key) => !after!.has(key));
    expect(opened.length).toBeGreaterThan(3);
    expect(closed.length).toBeGreaterThan(3);
    expect(after!.size - opened.length).toBeGreaterThan(150);
    const people = (month: string): ReadonlyMap<string, ReadRow> =>
      new Map(readRows(folder, month, 'cws_client').map((row) => [row['client_key']!, row]));
    const [old, now] = [people('2026-09'), people(MONTH)];
    const changed = (field: string): number =>
      [...now].filter(([key, row]) => old.has(key) && old.get(key)![field] !== row[field]).length;
    for (const field of ['street', 'last_name', 'ssn']) expect(changed(field)).toBeGreaterThan(0);
    expect(changed('sensitivity')).toBe(0);
  });
});
