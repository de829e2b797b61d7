import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSeries } from '../../src/app/exportSeries.ts';
import { lastDay } from '../../src/domain/month.ts';
import { listColumn } from '../../src/lists/columns.ts';
import type { ListColumnId } from '../../src/lists/columns.ts';
import { listDefinition, listDefinitions } from '../../src/lists/definitions/index.ts';
import { prepareList } from '../../src/lists/prepare.ts';
import { outcomeSeries } from '../../src/reports/outcomeSeries.ts';
import type { OutcomeSeries, SeriesRequest } from '../../src/reports/outcomeSeries.ts';
import { countableChildren, countChildren } from '../../src/reports/childrenWithCashAid.ts';
import { factSources } from '../../src/store/facts/factSources.ts';
import { readOutcomeFacts } from '../../src/store/facts/outcomeFacts.ts';
import { listRows } from '../../src/store/lists.ts';
import type { ListRow } from '../../src/store/lists.ts';
import { matchedCounty, october, september } from './matchedCounty.ts';
import type { MatchedCounty } from './matchedCounty.ts';

let county: MatchedCounty;
const prepared = new Map<string, readonly ListRow[]>();

beforeAll(async () => {
  county = await matchedCounty();
  for (const month of [september, october]) {
    for (const { id } of listDefinitions) {
      const run = prepareList(county.project, { listId: id, month, at: '2026-11-05T10:00:00.000Z' });
      prepared.set(`${id} ${month}`, [...listRows(county.project, run.listRunId)]);
    }
  }
}, 120_000);
afterAll(() => county.close());

const rowsOf = (listId: string, month = october): readonly ListRow[] =>
  prepared.get(`${listId} ${month}`)!.filter(({ change }) => change !== 'ended');

/** Rows of a list that are about a person of a named case. */
function rowsAbout(listId: string, name: string, label: string, month = october): readonly ListRow[] {
  const keys = county.named(name);
  const [clientKey, cwin] = [keys[`${label}.client_key`], keys[`${label}.cwin`]];
  if (clientKey === undefined && cwin === undefined) throw new Error(`${name} has no ${label}`);
  return rowsOf(listId, month).filter(
    (row) =>
      (clientKey !== undefined && row.clientKey === clientKey) || (cwin !== undefined && row.cwin === cwin),
  );
}

const branches = (rows: readonly ListRow[]): readonly string[] => rows.map(({ branch }) => branch);
const cell = (listId: string, row: ListRow, id: ListColumnId): string =>
  row.cells[listDefinition(listId).columns.indexOf(id)]!;

describe('LA-Mutual on the named cases', () => {
  it('LA-5: case 8, the aunt by branch B, the mother whose case is pending not at all', () => {
    expect(branches(rowsAbout('LA-Mutual', 'named-08-aunt-needy-relative', 'aunt'))).toEqual(['B']);
    expect(rowsAbout('LA-Mutual', 'named-08-aunt-needy-relative', 'mother')).toEqual([]);
  });

  it('LA-5: case 9, the non-needy grandmother by branch B, not aided', () => {
    const [row] = rowsAbout('LA-Mutual', 'named-09-grandmother-child-only', 'grandmother');
    expect(row!.branch).toBe('B');
    expect(cell('LA-Mutual', row!, 'household')).toBe('In household, not aided (optional)');
    expect(cell('LA-Mutual', row!, 'standing')).toBe('Non-needy caretaker relative');
  });

  it('LA-5: cases 10, 11 and 12, reunification parents while their case is active only', () => {
    expect(branches(rowsAbout('LA-Mutual', 'named-10-reunification-month-3', 'parent'))).toEqual(['A', 'A']);
    expect(rowsAbout('LA-Mutual', 'named-11-reunification-month-7', 'parent')).toEqual([]);
    expect(rowsAbout('LA-Mutual', 'named-12-reunification-services-sanctioned', 'parent')).toEqual([]);
  });

  it('LA-2: case 11 ended since September, with the reason', () => {
    const key = county.named('named-11-reunification-month-7')['parent.client_key'];
    const ended = prepared
      .get(`LA-Mutual ${october}`)!
      .filter(({ change, clientKey }) => change === 'ended' && clientKey === key);
    expect(ended).toHaveLength(2);
    expect(ended[0]!.reasons).toEqual([
      'On the list of September 2026.',
      'Ended: CalWORKs case discontinued since 1 Oct 2026.',
    ]);
  });

  it('LA-5: case 13, court at the end of September, voluntary at the end of October', () => {
    const program = (month: string): string => {
      const [row] = rowsAbout('LA-Mutual', 'named-13-court-to-voluntary-mid-month', 'parent', month);
      return cell('LA-Mutual', row!, 'program');
    };
    expect(program(september)).toBe('Court FM');
    expect(program(october)).toBe('Voluntary FM');
  });

  it('LA-5: case 14, family maintenance after reunification is marked', () => {
    const [row] = rowsAbout('LA-Mutual', 'named-14-maintenance-post-placement', 'parent');
    expect(cell('LA-Mutual', row!, 'program')).toBe('Court FM, post-placement');
  });

  it.each([
    'named-16-probation-case',
    'named-26-other-county-primary',
    'named-27-incoming-icpc',
    'named-38-death-date',
  ])('OCM-7: %s is not listed', (name) => {
    expect(rowsAbout('LA-Mutual', name, 'parent')).toEqual([]);
  });

  it('SCC-13: case 17, neither the sensitive nor the sealed family is on any list', () => {
    for (const { id } of listDefinitions) {
      for (const label of ['sensitive-parent', 'sealed-parent', 'sensitive-child1', 'sealed-child1']) {
        expect(rowsAbout(id, 'named-17-sensitive-and-sealed', label)).toEqual([]);
      }
    }
  });

  it('LA-5: case 24, a parent on SSI is listed as in the household, not aided', () => {
    const [row] = rowsAbout('LA-Mutual', 'named-24-ssi-parent-not-aided', 'parent');
    expect(cell('LA-Mutual', row!, 'household')).toBe('In household, not aided (ssi)');
  });

  it('LA-5: case 36, the mother of 16 as a parent, and her own mother because of her', () => {
    const keys = county.named('named-36-minor-parent');
    const clients = new Set(['child1', 'parent'].map((label) => keys[`${label}.client_key`]));
    const listed = rowsOf('LA-Mutual').filter(({ clientKey }) => clients.has(clientKey ?? ''));
    expect(listed).toHaveLength(2);
    expect(new Set(listed.map(({ clientKey }) => clientKey))).toEqual(clients);
  });

  it('LA-8: case 37, a missing worker is an empty cell, not a guess', () => {
    const name = 'named-37-worker-missing-on-one-side';
    const [noAidWorker] = rowsAbout('LA-Mutual', name, 'calworks-parent');
    const [noSocialWorker] = rowsAbout('LA-Mutual', name, 'cws-parent');
    expect(cell('LA-Mutual', noAidWorker!, 'aid_worker')).toBe('');
    expect(cell('LA-Mutual', noAidWorker!, 'social_worker')).not.toBe('');
    expect(cell('LA-Mutual', noSocialWorker!, 'social_worker')).toBe('');
    expect(cell('LA-Mutual', noSocialWorker!, 'aid_worker')).not.toBe('');
  });

  it('LA-5: cases 39 and 40, neither the stepfather nor the alleged father is named on the plan', () => {
    expect(rowsAbout('LA-Mutual', 'named-39-stepfather-not-on-plan', 'stepfather')).toEqual([]);
    expect(rowsAbout('LA-Mutual', 'named-40-alleged-father-elsewhere', 'father')).toEqual([]);
  });

  it('LA-2: every row is new, continuing or ended, and the counts follow from September to October', () => {
    const before = new Set(rowsOf('LA-Mutual', september).map(({ rowId }) => rowId));
    const now = prepared.get(`LA-Mutual ${october}`)!;
    const of = (change: string): number => now.filter((row) => row.change === change).length;
    expect(of('continuing') + of('ended')).toBe(before.size);
    expect(of('new')).toBeGreaterThan(0);
    expect(now.filter(({ change, rowId }) => (change === 'new') === before.has(rowId))).toEqual([]);
  });
});

describe('the other lists on the named cases', () => {
  it('LA-3: case 23, Homeless Assistance 11 months ago, not 13', () => {
    const name = 'named-23-homeless-payment-13-and-11-months';
    expect(rowsAbout('LA-Homeless', name, 'paid13-parent')).toEqual([]);
    const [row] = rowsAbout('LA-Homeless', name, 'paid11-parent');
    expect(cell('LA-Homeless', row!, 'homeless_fact')).toBe('THA');
  });

  it('LA-4: case 22, the imposed sanction, not noncompliance on its 20th day, not the cured one', () => {
    const name = 'named-22-sanction-imposed-day-20-cured';
    expect(rowsAbout('LA-Sanction', name, 'imposed-parent')).toHaveLength(1);
    expect(rowsAbout('LA-Sanction', name, 'day20-parent')).toEqual([]);
    expect(rowsAbout('LA-Sanction', name, 'cured-parent')).toEqual([]);
  });

  it('SCC-4: cases 20 and 21, time on aid remains at 59 months, not at 60 or 61', () => {
    const name = 'named-21-months-59-60-61';
    expect(branches(rowsAbout('SCC-Common', name, 'months59-parent'))).toEqual(['P']);
    expect(rowsAbout('SCC-Common', name, 'months60-parent')).toEqual([]);
    expect(rowsAbout('SCC-Common', name, 'months61-parent')).toEqual([]);
    expect(rowsAbout('SCC-Common', 'named-20-timed-out-adult', 'parent')).toEqual([]);
  });

  it('SCC-9: a sanctioned parent, a pending application, a parent without benefits, each in its tab', () => {
    expect(
      branches(rowsAbout('SCC-Common', 'named-22-sanction-imposed-day-20-cured', 'imposed-parent')),
    ).toEqual(['S']);
    expect(branches(rowsAbout('SCC-Common', 'named-08-aunt-needy-relative', 'mother'))).toEqual(['A']);
    expect(branches(rowsAbout('SCC-Common', 'named-11-reunification-month-7', 'parent'))).toEqual(['N', 'N']);
  });

  it('OCP-2: case 8, the mother with a pending application and her child on aid elsewhere', () => {
    expect(branches(rowsAbout('OC-Mutual', 'named-08-aunt-needy-relative', 'mother'))).toEqual(['P']);
    expect(branches(rowsAbout('OC-Mutual', 'named-08-aunt-needy-relative', 'child'))).toEqual(['C']);
  });

  it('SLO-9, SLO-21: case 18, a referral under investigation carries the caution', () => {
    const [row] = rowsAbout('SLO-CommonCase', 'named-18-referral-pending', 'mother');
    expect(cell('SLO-CommonCase', row!, 'involvement')).toBe('Referral');
    expect(cell('SLO-CommonCase', row!, 'caution')).toBe('Do not inform the family');
  });

  it('SLO-9: case 19, an evaluated-out referral is on no list', () => {
    for (const { id } of listDefinitions) {
      expect(rowsAbout(id, 'named-19-referral-evaluated-out', 'mother')).toEqual([]);
    }
  });
});

describe('OC-% on the named cases', () => {
  const counted = (childKey: string | undefined): readonly [numerator: number, denominator: number] => {
    const sources = factSources(county.project, october);
    const day = lastDay(october);
    const from = day - 30;
    const facts = readOutcomeFacts(county.project, {
      sources,
      runId: 2,
      window: { since: from, day },
      ownEntity: '1107',
    });
    const cases = facts.cases.filter((one) => one.childKey === childKey);
    expect(cases.length).toBeGreaterThan(0);
    const children = countableChildren({ ...facts, cases });
    const { numerator, denominator } = countChildren(
      children,
      facts.ownEntity,
      { from, to: day + 1 },
      'any_day',
      'in_household',
    );
    return [numerator, denominator];
  };

  it('OCM-9: case 15, the case that ended the day after CalWORKs began counts, the other two do not', () => {
    const keys = county.named('named-15-closed-before-on-after-calworks');
    expect(counted(keys['before-child1.client_key'])).toEqual([0, 1]);
    expect(counted(keys['on-child1.client_key'])).toEqual([0, 1]);
    expect(counted(keys['after-child1.client_key'])).toEqual([1, 1]);
  });

  it('OCM-10: case 25, listed on the case but absent, does not count', () => {
    expect(counted(county.named('named-25-listed-but-absent')['child1.client_key'])).toEqual([0, 1]);
  });

  it('OCM-10: cases 8 and 9, a child aided in a relative’s household counts', () => {
    expect(counted(county.named('named-08-aunt-needy-relative')['child.client_key'])).toEqual([1, 1]);
    expect(counted(county.named('named-09-grandmother-child-only')['child.client_key'])).toEqual([1, 1]);
  });

  it('OCM-10: case 10, removed children are on the case but not in the household', () => {
    expect(counted(county.named('named-10-reunification-month-3')['child1.client_key'])).toEqual([0, 1]);
  });

  it('OCM-7: cases 16, 17, 26 and 27 are not in the denominator', () => {
    expect(counted(county.named('named-16-probation-case')['child1.client_key'])).toEqual([0, 0]);
    expect(counted(county.named('named-17-sensitive-and-sealed')['sealed-child1.client_key'])).toEqual([
      0, 0,
    ]);
    expect(counted(county.named('named-26-other-county-primary')['child1.client_key'])).toEqual([0, 0]);
    expect(counted(county.named('named-27-incoming-icpc')['child1.client_key'])).toEqual([0, 0]);
  });
});

describe('OC-% over time', () => {
  const series = (more: Partial<SeriesRequest> = {}): OutcomeSeries =>
    outcomeSeries(county.project, {
      measure: 'OC-%',
      timing: 'any_day',
      population: 'in_household',
      release: false,
      timeframe: 'month',
      ...more,
    });

  it('OCM-6: ends with the newest month and goes back as far as the extracts hold history', () => {
    const { points, subtitle } = series();
    expect(points.at(-1)!.month).toBe(october);
    expect(points.length).toBeGreaterThan(9);
    expect(points.length).toBeLessThanOrEqual(12);
    expect(points.every(({ partial }) => !partial)).toBe(true);
    expect(subtitle).toContain('San Luis Obispo');
    // the band that counties report (domain.md 4.3)
    for (const { percent } of points) expect(percent).toBeGreaterThan(15);
    for (const { percent } of points) expect(percent).toBeLessThan(35);
  });

  it('OCM-6: a quarter has at least the children of each of its months; one that is not whole is partial', () => {
    const months = series().points;
    const quarters = series({ timeframe: 'quarter' }).points;
    expect(quarters.at(-1)).toMatchObject({ label: 'SFY 26-27 Q2', month: october, partial: true });
    expect(quarters.at(-2)).toMatchObject({ label: 'SFY 26-27 Q1', month: september, partial: false });
    const inQuarter = months.filter(({ month }) => month >= '2026-07' && month <= september);
    expect(inQuarter).toHaveLength(3);
    for (const month of inQuarter) {
      expect(quarters.at(-2)!.denominator).toBeGreaterThanOrEqual(month.denominator!);
      expect(quarters.at(-2)!.numerator).toBeGreaterThanOrEqual(month.numerator!);
    }
  });

  it('OCM-10: aided only and last day only never count more', () => {
    const wide = series().points;
    for (const variant of [series({ population: 'aided' }), series({ timing: 'last_day' })]) {
      variant.points.forEach(({ numerator }, index) =>
        expect(numerator).toBeLessThanOrEqual(wide[index]!.numerator!),
      );
    }
  });

  it('the version for release has the same figures or none', () => {
    const internal = series().points;
    const released = series({ release: true });
    released.points.forEach(({ numerator, percent }, index) => {
      expect([null, internal[index]!.numerator]).toContain(numerator);
      if (numerator === null) expect(percent).toBeNull();
    });
    for (const { count } of released.excluded) expect(count === null || count === 0 || count > 10).toBe(true);
  });
});

describe('the file of OC-%', () => {
  it('OCM-4, OCM-12: has the numbers, the finding, the method with its version, and the glossary', async () => {
    const { fileName, folder, rows } = await exportSeries(county.project, {
      measure: 'OC-%',
      timing: 'any_day',
      population: 'in_household',
      release: true,
      timeframe: 'month',
      format: 'xlsx',
      folder: county.folder,
      replace: false,
      at: '2026-11-05T10:00:00.000Z',
    });
    expect(fileName).toBe('children-with-calworks-release-2026-10-v1.xlsx');
    const sheets = new Map(
      (await readWorkbook(join(folder, fileName))).map(({ sheet, data }) => [sheet, data]),
    );
    const data = sheets.get('Data')!;
    expect(data).toHaveLength(rows + 1);
    expect(data.at(-1)!.slice(0, 2)).toEqual(['Oct 2026', '2026-10']);
    expect(data.slice(1).every((row) => row[2] === '*' || typeof row[2] === 'number')).toBe(true);
    const words = JSON.stringify([...sheets.get('Cover')!, ...sheets.get('Methodology')!]);
    for (const expected of [
      'OC-%, version 1',
      'For release',
      'Denominator',
      'probation',
      'Glossary',
      'Made up',
    ]) {
      expect(words).toContain(expected);
    }
  });
});

describe('columns', () => {
  it('every column of every definition is known, named and described', () => {
    for (const { columns, sort } of listDefinitions) {
      for (const id of [...columns, ...sort]) {
        const { label, description, source, width } = listColumn(id);
        expect([label, description, source].every((text) => text !== '')).toBe(true);
        expect(width).toBeGreaterThan(0);
      }
      expect(new Set(columns).size).toBe(columns.length);
      expect(sort.every((id) => columns.includes(id))).toBe(true);
    }
  });
});
