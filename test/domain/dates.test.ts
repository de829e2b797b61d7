import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  addYears,
  ageAt,
  civilDay,
  civilParts,
  dateFormats,
  daysInMonth,
  displayDate,
  impossibleDate,
  isoDate,
  parseCivilDate,
} from '../../src/domain/civilDate.ts';
import {
  displayMonth,
  federalFiscalYear,
  firstDay,
  isMonth,
  lastDay,
  monthOf,
  monthsBetween,
  nextMonth,
  previousMonth,
  stateFiscalYear,
} from '../../src/domain/month.ts';

const first = civilDay(1800, 1, 1);
const last = civilDay(9999, 12, 31);
const days = fc.integer({ min: first, max: last });
const recentDays = fc.integer({ min: civilDay(1900, 1, 1), max: civilDay(2100, 12, 31) });

describe('civil dates', () => {
  it('count the same days as the platform calendar', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        expect(civilParts(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        const { year, month, day: dayOfMonth } = civilParts(day);
        expect(civilDay(year, month, dayOfMonth)).toBe(day);
        expect(isoDate(day)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  it('are read in every spelling and refused in every other', () => {
    const texts = {
      'YYYY-MM-DD': '2026-02-05',
      'MM/DD/YYYY': '02/05/2026',
      'DD/MM/YYYY': '05/02/2026',
      'M/D/YYYY': '2/5/2026',
      YYYYMMDD: '20260205',
      MMDDYYYY: '02052026',
      'YYYY/MM/DD': '2026/02/05',
    } as const;
    for (const format of dateFormats) {
      expect(parseCivilDate(texts[format], format)).toBe(civilDay(2026, 2, 5));
    }
    for (const text of [
      '',
      ' ',
      '2026-2-5',
      '2026-02-05 ',
      '2026/02/05',
      '46058',
      '2026-02-0x',
      '+026-02-05',
    ]) {
      expect(parseCivilDate(text, 'YYYY-MM-DD')).toBeUndefined();
    }
  });

  it('that the calendar does not have are refused, in words without the value', () => {
    expect(parseCivilDate('2026-02-31', 'YYYY-MM-DD')).toBeUndefined();
    expect(impossibleDate('2026-02-31', 'YYYY-MM-DD')).toBe('31 February');
    expect(impossibleDate('13/01/2026', 'MM/DD/YYYY')).toBe('month 13');
    expect(impossibleDate('02/00/2026', 'MM/DD/YYYY')).toBe('day 0');
    expect(impossibleDate('0202-01-01', 'YYYY-MM-DD')).toBe('a year before 1800');
    expect(impossibleDate('nonsense', 'YYYY-MM-DD')).toBeUndefined();
    expect(impossibleDate('2024-02-29', 'YYYY-MM-DD')).toBeUndefined();
    expect(parseCivilDate('2023-02-29', 'YYYY-MM-DD')).toBeUndefined();
    expect(() => civilDay(2026, 2, 29)).toThrow(RangeError);
    expect(() => civilDay(2026.5, 2, 2)).toThrow(RangeError);
  });

  it('move by months without leaving the month they reach', () => {
    expect(isoDate(addMonths(civilDay(2026, 1, 31), 1))).toBe('2026-02-28');
    expect(isoDate(addMonths(civilDay(2026, 3, 31), -13))).toBe('2025-02-28');
    expect(isoDate(addYears(civilDay(2024, 2, 29), 1))).toBe('2025-02-28');
    fc.assert(
      fc.property(recentDays, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const from = civilParts(day);
        const to = civilParts(addMonths(day, months));
        expect((to.year - from.year) * 12 + to.month - from.month).toBe(months);
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to.year, to.month)));
      }),
    );
  });

  it('give ages that step up on the birthday and on no other day', () => {
    expect(ageAt(civilDay(2008, 11, 5), civilDay(2026, 11, 4))).toBe(17);
    expect(ageAt(civilDay(2008, 11, 5), civilDay(2026, 11, 5))).toBe(18);
    expect(ageAt(civilDay(2024, 2, 29), civilDay(2025, 2, 28))).toBe(0);
    expect(ageAt(civilDay(2024, 2, 29), civilDay(2025, 3, 1))).toBe(1);
    fc.assert(
      fc.property(recentDays, fc.integer({ min: 0, max: 40_000 }), (birth, lived) => {
        const age = ageAt(birth, birth + lived);
        const before = ageAt(birth, birth + lived - 1);
        const { month, day } = civilParts(birth + lived);
        const born = civilParts(birth);
        const birthday =
          (month === born.month && day === born.day) ||
          (born.month === 2 &&
            born.day === 29 &&
            month === 3 &&
            day === 1 &&
            civilParts(birth + lived - 1).day === 28);
        expect(age - before).toBe(birthday ? 1 : 0);
      }),
    );
  });

  it('are shown with the month as a word', () => {
    expect(displayDate(civilDay(2026, 11, 5))).toBe('5 Nov 2026');
  });
});

describe('months', () => {
  it('know their days, neighbours and names', () => {
    expect(isoDate(firstDay('2026-02'))).toBe('2026-02-01');
    expect(isoDate(lastDay('2026-02'))).toBe('2026-02-28');
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(previousMonth('2026-01')).toBe('2025-12');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2025-11')).toEqual([]);
    expect(displayMonth('2026-10')).toBe('October 2026');
    expect(isMonth('2026-13')).toBe(false);
    expect(() => firstDay('2026-1')).toThrow(RangeError);
    fc.assert(
      fc.property(recentDays, (day) => {
        const month = monthOf(day);
        expect(firstDay(month) <= day && day <= lastDay(month)).toBe(true);
        expect(previousMonth(nextMonth(month))).toBe(month);
        expect(firstDay(nextMonth(month))).toBe(lastDay(month) + 1);
      }),
    );
  });

  it('have state and federal fiscal labels', () => {
    expect(stateFiscalYear('2026-07')).toBe('SFY 26-27 Q1');
    expect(federalFiscalYear('2026-07')).toBe('FFY 25-26 Q4');
    expect(stateFiscalYear('2026-10')).toBe('SFY 26-27 Q2');
    expect(federalFiscalYear('2026-10')).toBe('FFY 26-27 Q1');
    expect(stateFiscalYear('2026-06')).toBe('SFY 25-26 Q4');
    expect(stateFiscalYear('1999-12')).toBe('SFY 99-00 Q2');
  });
});
