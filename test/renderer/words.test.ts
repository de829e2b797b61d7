import { describe, expect, it } from 'vitest';
import { counted, percentText, wholePercent } from '../../renderer/format/counts.ts';
import { dayText, shortDayText } from '../../renderer/format/dates.ts';
import { monthsAround } from '../../renderer/frame/monthsAround.ts';
import { lastFullMonth } from '../../renderer/frame/lastFullMonth.ts';
import { axisTop, pointWords } from '../../renderer/screens/outcomes/pointWords.ts';
import { nextUndecided } from '../../renderer/screens/pairs/nextUndecided.ts';
import { bothNames } from '../../renderer/screens/pairs/bothNames.ts';
import { savedWords } from '../../renderer/screens/pairs/savedWords.ts';
import { keyMap } from '../../renderer/keyboard/keyMap.ts';

describe('counts and dates', () => {
  it('puts the number before the noun, in its number', () => {
    expect(counted(1, 'near match', 'near matches')).toBe('1 near match');
    expect(counted(1_180, 'near match', 'near matches')).toBe('1,180 near matches');
  });
  it('says 100 % only when all is done', () => {
    expect(wholePercent(999, 1_000)).toBe(99);
    expect(wholePercent(1_000, 1_000)).toBe(100);
    expect(wholePercent(0, 0)).toBe(0);
  });
  it('never breaks a percent before its sign', () => {
    expect(percentText(38.24)).toBe('38.2\u00a0%');
  });
  it('writes dates with the month as a word, and leaves what is no date alone', () => {
    expect(dayText('2026-11-05')).toBe('5 Nov 2026');
    expect(shortDayText('2026-10-31')).toBe('31 Oct');
    expect(dayText(null)).toBe('–');
    expect(dayText('2026-02-31')).toBe('2026-02-31');
  });
});

describe('months', () => {
  it('can be gone to where there are data, and one further to import the next', () => {
    expect(monthsAround('2026-10', ['2026-08', '2026-10'])).toEqual({ previous: '2026-08', next: '2026-11' });
    expect(monthsAround('2026-11', ['2026-08', '2026-10'])).toEqual({ previous: '2026-10', next: null });
    expect(monthsAround('2026-10', [])).toEqual({ previous: null, next: null });
  });
  it('an empty project begins with the last full month', () => {
    expect(lastFullMonth(new Date(2026, 0, 3))).toBe('2025-12');
  });
});

describe('the next pair after a decision', () => {
  const states = ['todo', 'same', 'different', 'todo', 'hold'] as const;
  it('is the next one to do', () => {
    expect(nextUndecided(0, 5, (index) => states[index])).toBe(3);
  });
  it('is the next row when all after it are decided, and none at the end', () => {
    expect(nextUndecided(3, 5, (index) => states[index])).toBe(4);
    expect(nextUndecided(4, 5, (index) => states[index])).toBeUndefined();
  });
  it('is a row whose page is not there yet, rather than a decided one', () => {
    expect(nextUndecided(0, 9, (index) => (index < 5 ? 'same' : undefined))).toBe(5);
  });
});

describe('words of the review', () => {
  it('announces what was saved and how far the queue is', () => {
    expect(savedWords('same', { todo: 767, same: 300, different: 76, hold: 37 })).toBe(
      'Saved: same person. 413 of 1,180 decided.',
    );
  });
  it('writes both names in as few words as tell them apart', () => {
    expect(bothNames('Garcia, Maria L', 'Garcia, Maria')).toBe('Garcia, Maria L · Maria');
    expect(bothNames('Garcia, Maria', 'Reyes, Maria')).toBe('Garcia, Maria · Reyes, Maria');
    expect(bothNames('Garcia, Maria', 'Garcia, Maria')).toBe('Garcia, Maria');
    expect(bothNames('MARIA GARCIA', 'MARIA GARZA')).toBe('MARIA GARCIA · MARIA GARZA');
  });
});

describe('words of a chart point', () => {
  const point = {
    month: '2026-09',
    label: 'Sep 26',
    numerator: 412,
    denominator: 1_078,
    percent: 38.22,
    partial: false,
  };
  it('reads value and counts', () => {
    expect(pointWords(point)).toBe('September 2026: 38.2\u00a0%, 412 of 1,078');
  });
  it('says suppressed and never zero, and says partial', () => {
    const suppressed = { ...point, numerator: null, denominator: null, percent: null, partial: true };
    expect(pointWords(suppressed)).toMatch(/^September 2026: suppressed.*\(partial month\)$/);
    expect(pointWords(suppressed)).not.toContain('0 of');
  });
  it('the axis begins at zero and leaves air above the highest point', () => {
    expect(axisTop([point])).toBe(50);
    expect(axisTop([])).toBe(10);
    expect(axisTop([{ ...point, percent: 99 }])).toBe(100);
  });
});

describe('the key map', () => {
  it('names no key twice where both could act', () => {
    for (const scope of ['review', 'compare', 'table', 'chart'] as const) {
      const keys = [...keyMap.everywhere, ...keyMap[scope]].map((binding) => binding.keys);
      expect(new Set(keys).size, scope).toBe(keys.length);
    }
  });
});
