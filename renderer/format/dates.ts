import { displayDate, parseCivilDate } from '../../src/domain/civilDate.ts';

/** "5 Nov 2026" from ISO text; an em dash when there is none, so that a column keeps its shape. */
export function dayText(iso: string | null): string {
  if (iso === null) return '–';
  const day = parseCivilDate(iso, 'YYYY-MM-DD');
  return day === undefined ? iso : displayDate(day);
}

/** "31 Oct", where the month shown beside it tells the year. */
export function shortDayText(iso: string): string {
  return dayText(iso).replace(/ \d{4}$/, '');
}

/** "31 Oct and 2 Nov", or the one day when both are the same. */
export function bothDaysText(left: string, right: string): string {
  return left === right ? shortDayText(left) : `${shortDayText(left)} and ${shortDayText(right)}`;
}

/** Clock time of this workstation, "14:02:11". */
export function clockText(isoTime: string): string {
  const time = new Date(isoTime);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** "5 Nov 2026, 14:02" on this workstation's clock. */
export function momentText(isoTime: string): string {
  const time = new Date(isoTime);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${dayText(day)}, ${two(time.getHours())}:${two(time.getMinutes())}`;
}
