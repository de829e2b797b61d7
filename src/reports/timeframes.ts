import { monthName } from '../domain/civilDate.ts';
import type { Interval } from '../domain/interval.ts';
import { firstDay, lastDay, monthsBetween, stateFiscalYear } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';

/** Periods a measure can be counted over (OCM-6): month, quarter, state and county fiscal year (1 July to 30 June), calendar year. */
export type Timeframe = 'month' | 'quarter' | 'sfy' | 'calendar_year';

export interface Frame {
  /** Last month of the period. */
  readonly month: Month;
  /** "Oct 2026", "SFY 26-27 Q2", "SFY 26-27", "2026" */
  readonly label: string;
  /** Half-open. */
  readonly days: Interval & { readonly to: number };
  readonly months: readonly Month[];
}

/** The periods of a kind that hold at least one of the months, in order; each has only those of its months that are given. */
export function framesOf(timeframe: Timeframe, first: Month, last: Month): readonly Frame[] {
  const groups = Map.groupBy(monthsBetween(first, last), (month) => labelOf(timeframe, month));
  return [...groups].map(([label, months]) => {
    const from = firstDay(months[0]!);
    const month = months.at(-1)!;
    return { month, label, months, days: { from, to: lastDay(month) + 1 } };
  });
}

/** How many months a whole period has. */
export const monthsIn: Readonly<Record<Timeframe, number>> = {
  month: 1,
  quarter: 3,
  sfy: 12,
  calendar_year: 12,
};

function labelOf(timeframe: Timeframe, month: Month): string {
  switch (timeframe) {
    case 'month':
      return shortMonth(month);
    case 'quarter':
      return stateFiscalYear(month);
    case 'sfy':
      return stateFiscalYear(month).replace(/ Q\d$/, '');
    case 'calendar_year':
      return month.slice(0, 4);
  }
}

/** "Oct 2026" */
export function shortMonth(month: Month): string {
  return `${monthName(Number(month.slice(5))).slice(0, 3)} ${month.slice(0, 4)}`;
}
