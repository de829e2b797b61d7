import type {
  ListLookBack,
  ListRow,
  ListView,
  Moment,
  OutcomeSeries,
} from '../../../src/app/contract/lists.ts';
import type { ListChange } from '../../../src/app/contract/shapes.ts';
import { displayMonth, lastDay, monthsBetween, previousMonth } from '../../../src/domain/month.ts';
import { isoDate } from '../../../src/domain/civilDate.ts';
import { listedName, madeUpPerson, mixed } from './madeUpPeople.ts';

const statuses = ['Sanction', 'Noncompliance', 'Active', 'Exempt', 'Good cause'] as const;

const changeAt = (index: number): ListChange => {
  const seed = mixed(index + 9_000) % 20;
  return seed < 2 ? 'new' : seed === 2 ? 'ended' : 'continuing';
};

export function fakeListRow(index: number): ListRow {
  const parent = madeUpPerson(index + 3_000);
  const child = madeUpPerson(index + 63_000);
  return {
    rowId: `row-${index}`,
    change: changeAt(index),
    cells: [
      listedName(parent),
      parent.birth,
      `***-**-${parent.ssnEnd}`,
      String(1_000_000 + (mixed(index) % 900_000)),
      listedName({ ...child, last: parent.last }),
      index % 3 === 0 ? 'B' : 'A',
      statuses[mixed(index + 1) % statuses.length] ?? 'Active',
      `Worker ${10 + (index % 23)}`,
    ],
  };
}

export function fakeListView(
  month: string,
  rows: number,
  state: ListView['state'],
  openQuestions: number,
): ListView {
  const changes = { new: 0, continuing: 0, ended: 0 };
  for (let index = 0; index < rows; index++) changes[changeAt(index)] += 1;
  const prepared = state !== 'none';
  return {
    listId: 'LA-Mutual',
    title: 'Mutual clients',
    definition:
      'Parents on a court or voluntary family maintenance plan, or whose child is placed with a relative in receipt of aid, who are active or pending in CalWORKs as of the last day of the month.',
    version: 1,
    unit: 'parent or caretaker relative, with an involved child',
    requirement: 'LA-1 to LA-9',
    state,
    asOf: prepared ? isoDate(lastDay(month)) : null,
    preparedAt: prepared ? '2026-11-04T10:20:00Z' : null,
    publishedAt: state === 'published' ? '2026-11-05T15:30:00Z' : null,
    rows: prepared ? rows : 0,
    changes: prepared ? changes : { new: 0, continuing: 0, ended: 0 },
    branches: prepared
      ? [
          { branch: 'A', title: 'Family maintenance', rows: Math.round(rows * 0.67) },
          { branch: 'B', title: 'Relative placement', rows: rows - Math.round(rows * 0.67) },
        ]
      : [],
    columns: [
      { id: 'parent', label: 'Parent', kind: 'text', width: 24 },
      { id: 'parent_birth', label: 'Born', kind: 'date', width: 12 },
      { id: 'ssn', label: 'SSN', kind: 'identifier', width: 11 },
      { id: 'case_number', label: 'CalWORKs case', kind: 'identifier', width: 12 },
      { id: 'child', label: 'Involved child', kind: 'text', width: 24 },
      { id: 'branch', label: 'Branch', kind: 'badge', width: 7 },
      { id: 'wtw_status', label: 'Welfare-to-Work', kind: 'text', width: 16 },
      { id: 'worker', label: 'Caseworker', kind: 'text', width: 14 },
    ],
    openQuestions,
    excluded: prepared
      ? [
          { reason: 'Primary responsibility: probation', count: 41 },
          { reason: 'Case of another county', count: 18 },
          { reason: 'Sealed case', count: 3 },
        ]
      : [],
  };
}

export const fakeMoments: readonly Moment[] = [
  {
    at: '2026-11-09T16:12:00Z',
    kind: 'imported',
    month: '2026-10',
    listId: null,
    words: 'October 2026: 2 files imported',
  },
  {
    at: '2026-11-05T15:30:00Z',
    kind: 'published',
    month: '2026-10',
    listId: 'LA-Mutual',
    words: 'October 2026: LA-Mutual published, version 1',
  },
  {
    at: '2026-11-03T17:40:00Z',
    kind: 'matched',
    month: '2026-10',
    listId: null,
    words: 'October 2026: matched',
  },
  {
    at: '2026-11-03T17:05:00Z',
    kind: 'imported',
    month: '2026-10',
    listId: null,
    words: 'October 2026: 17 files imported',
  },
];

/** The list as known at a moment: as published on its day, with a few rows otherwise later. */
export function fakeLookBack(list: ListView, knownAt: string, asOf: string | null): ListLookBack {
  const changed = knownAt > '2026-11-05T15:30:00Z' ? 3 : 0;
  const { rows, changes, branches, columns, excluded } = list;
  return {
    knownAt,
    asOf: asOf ?? list.asOf ?? '2026-10-31',
    rows,
    changes,
    branches,
    columns,
    excluded,
    published:
      knownAt < '2026-11-05T15:30:00Z' || asOf !== null
        ? null
        : {
            version: 1,
            publishedAt: '2026-11-05T15:30:00Z',
            same: rows - changed,
            different: changed,
            onlyPublished: 0,
            onlyNow: 0,
          },
  };
}

export function fakeRowsSelected(
  rows: number,
  filter: {
    readonly change?: ListChange | 'all' | undefined;
    readonly text?: string | undefined;
    readonly sort?: string | undefined;
    readonly descending?: boolean | undefined;
  },
  columns: ListView['columns'],
): readonly number[] {
  const text = (filter.text ?? '').toLowerCase();
  const found: number[] = [];
  for (let index = 0; index < rows; index++) {
    if (filter.change !== undefined && filter.change !== 'all' && changeAt(index) !== filter.change) continue;
    if (text !== '' && !fakeListRow(index).cells.some((cell) => cell.toLowerCase().includes(text))) continue;
    found.push(index);
  }
  const sort = filter.sort ?? '';
  if (sort !== '') {
    const column = columns.findIndex((each) => each.id === sort);
    const keyOf = (index: number): string => {
      const row = fakeListRow(index);
      return column < 0 ? row.change : (row.cells[column] ?? '');
    };
    found.sort((a, b) => keyOf(a).localeCompare(keyOf(b)) * (filter.descending === true ? -1 : 1) || a - b);
  }
  return found;
}

export function fakeSeries(month: string, length: number, release: boolean): OutcomeSeries {
  let first = month;
  for (let step = 1; step < length; step++) first = previousMonth(first);
  const points = monthsBetween(first, month).map((each, index) => {
    const denominator = 1_040 + (mixed(index + 40) % 90);
    const numerator = Math.round(denominator * (0.36 + index * 0.002 + (mixed(index) % 20) / 1000));
    const suppressed = release && index === 3;
    return {
      month: each,
      label: `${displayMonth(each).slice(0, 3)} ${each.slice(2, 4)}`,
      numerator: suppressed ? null : numerator,
      denominator: suppressed ? null : denominator,
      percent: suppressed ? null : (100 * numerator) / denominator,
      partial: index === length - 1,
    };
  });
  const lastPoint = points.findLast((point) => point.percent !== null);
  return {
    measure: 'OC-%',
    title:
      length === 0
        ? 'No month to show'
        : `${(lastPoint?.percent ?? 0).toFixed(1)} % of children in open child welfare cases were in a CalWORKs case in ${displayMonth(month)}`,
    subtitle: `Children with an open case under the county's primary responsibility, n = ${(lastPoint?.denominator ?? 0).toLocaleString('en-US')}; CWS as of 31 Oct 2026, CalWORKs as of 2 Nov 2026`,
    unit: 'children',
    definition:
      'Children with an open CFS case under primary county responsibility who are in the household of a CalWORKs case while their case is open, divided by all such children.',
    methodVersion: 1,
    points,
    excluded: [
      { reason: 'Primary responsibility: probation', count: 41 },
      { reason: 'Case of another county', count: release ? null : 7 },
    ],
    notes: [
      'A child counts once a month, however many cases overlap.',
      'Recent months still change as extracts are refreshed.',
    ],
  };
}
