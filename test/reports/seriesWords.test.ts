import { describe, expect, it } from 'vitest';
import type { CountedFrame, SeriesPoint, SeriesRequest } from '../../src/reports/outcomeSeries.ts';
import { excludedWords, notesWords, subtitleWords, titleWords } from '../../src/reports/seriesWords.ts';
import type { Said } from '../../src/reports/seriesWords.ts';

const request: SeriesRequest = {
  measure: 'OC-%',
  timing: 'any_day',
  population: 'in_household',
  release: false,
  timeframe: 'month',
};
const point = (label: string, numerator: number | null, denominator: number | null): SeriesPoint => ({
  month: '2026-10',
  label,
  numerator,
  denominator,
  percent:
    numerator === null || denominator === null || denominator === 0
      ? null
      : Math.round((numerator / denominator) * 1000) / 10,
  partial: false,
});
const counted = {
  numerator: 120,
  denominator: 1500,
  youngAdults: 4,
  excluded: new Map([
    ['Sealed in child welfare', 3],
    ['Primary responsibility: probation', 35],
  ]),
  byTier: new Map([
    ['ssn', 20],
    ['cin', 95],
    ['name_dob', 5],
  ]),
};
const newest: CountedFrame = {
  frame: { month: '2026-10', label: 'Oct 2026', days: { from: 0, to: 31 }, months: ['2026-10'] },
  counted,
  partial: false,
};
const said = (points: readonly SeriesPoint[], more: Partial<SeriesRequest> = {}): Said => ({
  request: { ...request, ...more },
  points,
  newest,
  sources: {
    month: '2026-10',
    imports: new Map(),
    known: { at: '', newestImport: 0, newestRun: 0, lastDecision: 0, indexUpdate: 0 },
  },
  first: '2026-09',
  county: 'Orange',
});
const september = point('Sep 2026', 100, 1500);

describe('words of a series', () => {
  it('OCM-5: the title states the finding and its direction', () => {
    expect(titleWords(said([september, point('Oct 2026', 120, 1500)]))).toBe(
      'In Oct 2026, 8.0 % of children with an open child welfare case lived in a CalWORKs household, up from 6.7 % in Sep 2026',
    );
    expect(titleWords(said([september, point('Oct 2026', 100, 1500)]))).toMatch(/, as in Sep 2026$/);
    expect(titleWords(said([september, point('Oct 2026', 90, 1500)], { population: 'aided' }))).toMatch(
      /were aided by CalWORKs, down from 6\.7 % in Sep 2026$/,
    );
    expect(titleWords(said([point('Oct 2026', 120, 1500)], { timing: 'last_day' }))).toMatch(
      /^At the end of Oct 2026, 8\.0 % of children .* household$/,
    );
    expect(titleWords(said([point('Oct 2026', 0, 0)]))).toMatch(/no child had an open child welfare case$/);
  });

  it('the title of a withheld month tells no figure, and a withheld month before is not compared with', () => {
    const title = titleWords(said([september, point('Oct 2026', null, 1500)], { release: true }));
    expect(title).toMatch(/withheld for Oct 2026/);
    expect(title).not.toMatch(/\d\.\d/);
    expect(titleWords(said([point('Sep 2026', null, 1500), point('Oct 2026', 120, 1500)]))).not.toMatch(
      /from/,
    );
  });

  it('the subtitle has population, n, period and unit, n withheld where it is', () => {
    const points = [september, point('Oct 2026', 120, 1500)];
    expect(subtitleWords(said(points))).toMatch(
      /of Orange, n = 1,500 in Oct 2026 · Sep 2026 to Oct 2026 · CWS/,
    );
    expect(subtitleWords(said([point('Oct 2026', null, null)]))).toMatch(
      /n withheld in Oct 2026 · Oct 2026 ·/,
    );
  });

  it('OCM-7, OCM-8: exclusions and yields, with small counts only in the internal version', () => {
    const points = [september, point('Oct 2026', 120, 1500)];
    expect(excludedWords(said(points))).toEqual([
      { reason: 'Primary responsibility: probation', count: 35 },
      { reason: 'Sealed in child welfare', count: 3 },
    ]);
    expect(notesWords(said(points)).join(' ')).toMatch(
      /Client Index Number 95, Social Security number 20, name and birth date 5\..*18 and over.*: 4 in Oct 2026.*Confidential/,
    );
  });

  it('a version for release shows no count of 1 to 10, nor what would give one away', () => {
    const released = said([september, point('Oct 2026', 120, 1500)], { release: true });
    expect(excludedWords(released)).toEqual([
      { reason: 'Primary responsibility: probation', count: null },
      { reason: 'Sealed in child welfare', count: null },
    ]);
    const notes = notesWords(released).join(' ');
    expect(notes).toMatch(/Client Index Number 95, Social Security number \*, name and birth date \*/);
    expect(notes).toMatch(/18 and over in extended care are counted: \* in/);
    expect(notes).toMatch(/No period is withheld/);
  });
});
