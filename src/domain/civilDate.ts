/**
 * Civil dates as whole days, so that an interval is two integers and never meets a time zone.
 * Day 0 is 1 January 1970, proleptic Gregorian; years 1800 to 9999.
 */
export type CivilDay = number;

/** How a source spells a date. `M/D/YYYY` also reads padded parts; all others want exactly their digits. */
export type DateFormat =
  | 'YYYY-MM-DD'
  | 'MM/DD/YYYY'
  | 'DD/MM/YYYY'
  | 'M/D/YYYY'
  | 'YYYYMMDD'
  | 'MMDDYYYY'
  | 'YYYY/MM/DD';

export const dateFormats: readonly DateFormat[] = [
  'YYYY-MM-DD',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'M/D/YYYY',
  'YYYYMMDD',
  'MMDDYYYY',
  'YYYY/MM/DD',
];

export interface CivilParts {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

const FIRST_YEAR = 1800;
const LAST_YEAR = 9999;
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month, 28 to 31; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1]!;
}

const exists = (year: number, month: number, day: number): boolean =>
  year >= FIRST_YEAR &&
  year <= LAST_YEAR &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysInMonth(year, month);

/** Days since 1970-01-01; years are counted from March so that the leap day comes last (Hinnant's algorithm). */
function count(year: number, month: number, day: number): CivilDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of a calendar date. Throws a RangeError when the calendar has no such date or its year is out of range. */
export function civilDay(year: number, month: number, day: number): CivilDay {
  if (!Number.isInteger(year + month + day) || !exists(year, month, day)) {
    throw new RangeError(`no such date: year ${year}, month ${month}, day ${day}`);
  }
  return count(year, month, day);
}

/** The calendar date of a day. */
export function civilParts(day: CivilDay): CivilParts {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** `length` decimal digits from `start`, or NaN. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Year, month, day as written, not yet checked against the calendar; undefined when the shape is another. */
function partsAsWritten(text: string, format: DateFormat): CivilParts | undefined {
  if (format === 'M/D/YYYY') {
    const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    return match === null
      ? undefined
      : { year: Number(match[3]), month: Number(match[1]), day: Number(match[2]) };
  }
  if (text.length !== format.length) return undefined;
  let parts: CivilParts;
  switch (format) {
    case 'YYYY-MM-DD':
    case 'YYYY/MM/DD':
      if (text[4] !== format[4] || text[7] !== format[7]) return undefined;
      parts = { year: digits(text, 0, 4), month: digits(text, 5, 2), day: digits(text, 8, 2) };
      break;
    case 'MM/DD/YYYY':
    case 'DD/MM/YYYY': {
      if (text[2] !== '/' || text[5] !== '/') return undefined;
      const [first, second] = [digits(text, 0, 2), digits(text, 3, 2)];
      const year = digits(text, 6, 4);
      parts =
        format === 'MM/DD/YYYY' ? { year, month: first, day: second } : { year, month: second, day: first };
      break;
    }
    case 'YYYYMMDD':
      parts = { year: digits(text, 0, 4), month: digits(text, 4, 2), day: digits(text, 6, 2) };
      break;
    case 'MMDDYYYY':
      parts = { year: digits(text, 4, 4), month: digits(text, 0, 2), day: digits(text, 2, 2) };
      break;
  }
  return Number.isNaN(parts.year + parts.month + parts.day) ? undefined : parts;
}

/**
 * Reads a date spelt in the given format. Undefined when the text has another shape, the calendar has no such
 * date (31 February), or the year is outside 1800 to 9999.
 */
export function parseCivilDate(text: string, format: DateFormat): CivilDay | undefined {
  const parts = partsAsWritten(text, format);
  if (parts === undefined || !exists(parts.year, parts.month, parts.day)) return undefined;
  return count(parts.year, parts.month, parts.day);
}

/**
 * Why a text is no date of the format, in words without the value itself: "31 February", "month 13", "year 0202"
 * say what is wrong with the calendar date; undefined when the text has another shape or is a date.
 */
export function impossibleDate(text: string, format: DateFormat): string | undefined {
  const parts = partsAsWritten(text, format);
  if (parts === undefined || exists(parts.year, parts.month, parts.day)) return undefined;
  const { year, month, day } = parts;
  if (year < FIRST_YEAR) return 'a year before 1800';
  if (month < 1 || month > 12) return `month ${month}`;
  if (day < 1) return 'day 0';
  return day > 31 ? `day ${day}` : `${day} ${LONG_MONTH_NAMES[month - 1]}`;
}

const LONG_MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** English name of a month, 1 to 12. */
export function monthName(month: number): string {
  return LONG_MONTH_NAMES[month - 1]!;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** "2026-11-05" */
export function isoDate(day: CivilDay): string {
  const { year, month, day: dayOfMonth } = civilParts(day);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** A day in the given spelling; `M/D/YYYY` is written without zeros in front. */
export function spellDate(day: CivilDay, format: DateFormat): string {
  const { year, month, day: dayOfMonth } = civilParts(day);
  if (format === 'M/D/YYYY') return `${month}/${dayOfMonth}/${year}`;
  return format.replace('YYYY', String(year)).replace('MM', two(month)).replace('DD', two(dayOfMonth));
}

/** "5 Nov 2026", for people; the month is a word so that day and month cannot be confused. */
export function displayDate(day: CivilDay): string {
  const { year, month, day: dayOfMonth } = civilParts(day);
  return `${dayOfMonth} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** The same day of the month `months` later (or earlier), or the last day of a shorter month. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const parts = civilParts(day);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return civilDay(year, month, Math.min(parts.day, daysInMonth(year, month)));
}

/** The same date `years` later (or earlier); 29 February becomes the 28th in a common year. */
export function addYears(day: CivilDay, years: number): CivilDay {
  return addMonths(day, years * 12);
}

/** Completed years of life on a day, negative before birth. Who is born on 29 February has a birthday on 1 March. */
export function ageAt(birth: CivilDay, on: CivilDay): number {
  const born = civilParts(birth);
  const then = civilParts(on);
  const hadBirthday = then.month > born.month || (then.month === born.month && then.day >= born.day);
  return then.year - born.year - (hadBirthday ? 0 : 1);
}
