import { describe, expect, it } from 'vitest';
import { lastDay } from '../../src/domain/month.ts';
import { framesOf } from '../../src/reports/timeframes.ts';

describe('framesOf', () => {
  it('OCM-6: state fiscal quarters and years run from July', () => {
    const labels = (timeframe: 'month' | 'quarter' | 'sfy' | 'calendar_year') =>
      framesOf(timeframe, '2026-05', '2026-10').map(({ label }) => label);
    expect(labels('month')).toEqual(['May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026']);
    expect(labels('quarter')).toEqual(['SFY 25-26 Q4', 'SFY 26-27 Q1', 'SFY 26-27 Q2']);
    expect(labels('sfy')).toEqual(['SFY 25-26', 'SFY 26-27']);
    expect(labels('calendar_year')).toEqual(['2026']);
  });

  it('OCM-6: a period ends with its last day, and one follows the other without a gap', () => {
    const frames = framesOf('quarter', '2025-07', '2026-06');
    expect(frames).toHaveLength(4);
    for (const [index, { days, month }] of frames.entries()) {
      expect(days.to).toBe(lastDay(month) + 1);
      if (index > 0) expect(days.from).toBe(frames[index - 1]!.days.to);
    }
  });
});
