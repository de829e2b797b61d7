import { addMonths, civilDay, civilParts, monthName } from './civilDate.ts';
import type { CivilDay } from './civilDate.ts';

/** A calendar month, "YYYY-MM"; text order is time order. */
export type Month = string;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
const parts = (month: Month): readonly [year: number, month: number] => {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) throw new RangeError(`a month is written YYYY-MM, not ${JSON.stringify(month)}`);
  return [Number(match[1]), Number(match[2])];
};
const monthOfIndex = (index: number): Month =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${two((index % 12) + 1)}`;
const indexOf = (month: Month): number => {
  const [year, number] = parts(month);
  return year * 12 + number - 1;
};

/** Whether a text is a month: "YYYY-MM" with a month from 01 to 12. */
export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The month a day lies in. */
export function monthOf(day: CivilDay): Month {
  const { year, month } = civilParts(day);
  return `${year}-${two(month)}`;
}

export function firstDay(month: Month): CivilDay {
  const [year, number] = parts(month);
  return civilDay(year, number, 1);
}

/** The last day, inclusive: "as of the end of the month". */
export function lastDay(month: Month): CivilDay {
  return addMonths(firstDay(month), 1) - 1;
}

export function nextMonth(month: Month): Month {
  return monthOfIndex(indexOf(month) + 1);
}

export function previousMonth(month: Month): Month {
  return monthOfIndex(indexOf(month) - 1);
}

/** The months from `first` to `last`, both included; none when `last` is earlier. */
export function monthsBetween(first: Month, last: Month): readonly Month[] {
  const months: Month[] = [];
  for (let index = indexOf(first); index <= indexOf(last); index++) months.push(monthOfIndex(index));
  return months;
}

/** "October 2026" */
export function displayMonth(month: Month): string {
  const [year, number] = parts(month);
  return `${monthName(number)} ${year}`;
}

/** Fiscal year that begins in `startMonth`, as counties write it: "26-27 Q2". */
function fiscalYear(month: Month, startMonth: number): string {
  const [year, number] = parts(month);
  const begin = number >= startMonth ? year : year - 1;
  const quarter = Math.floor(((number - startMonth + 12) % 12) / 3) + 1;
  return `${two(begin % 100)}-${two((begin + 1) % 100)} Q${quarter}`;
}

/** State fiscal year, July to June: "SFY 26-27 Q2" (review-ux.md 5.3). */
export function stateFiscalYear(month: Month): string {
  return `SFY ${fiscalYear(month, 7)}`;
}

/** Federal fiscal year, October to September: "FFY 26-27 Q1" (review-ux.md 5.3). */
export function federalFiscalYear(month: Month): string {
  return `FFY ${fiscalYear(month, 10)}`;
}
