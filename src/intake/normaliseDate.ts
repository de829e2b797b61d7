import { addYears, civilDay, civilParts, impossibleDate, parseCivilDate } from '../domain/civilDate.ts';
import type { DateFormat } from '../domain/civilDate.ts';
import type { FieldReading, Normaliser, Report } from './fieldReading.ts';
import { valueClass } from './valueClass.ts';

const MIDNIGHT = /[ T]0?0:00(?::00(?:\.0+)?)?$/;
const NO_DATE =
  /^(?:0{4}-?0{2}-?0{2}|0{2}\/0{2}\/0{4}|0001-01-01|01\/01\/0001|11\/11\/1111|1111-11-11|11111111)$/;
const OLDEST_WITHOUT_EXTRACT_DAY = civilDay(1905, 1, 1);
const OLDEST_AGE = 110;

/**
 * Reads the dates of one field. A birth date is judged by the day of the extract as well; year 9999, zeros and ones
 * stand for no date; a time of day at midnight is left off (domain.md 2.7).
 */
export function dateNormaliser(fieldName: string, { dateFormat, asOf }: FieldReading): Normaliser {
  const isBirth = fieldName === 'birth_date';
  const oldest = asOf === undefined ? OLDEST_WITHOUT_EXTRACT_DAY : addYears(asOf, -OLDEST_AGE);
  return (raw, report) => {
    // a time of day at midnight is how some systems write a date
    const text = raw.length > 10 ? raw.replace(MIDNIGHT, '') : raw;
    const day = parseCivilDate(text, dateFormat);
    if (day === undefined) {
      reportNoDate(text, dateFormat, report);
      return null;
    }
    const { year, month, day: dayOfMonth } = civilParts(day);
    if (year === 9999 || (isBirth && (year === 1900 || year === 1901) && month === 1 && dayOfMonth === 1)) {
      report('DATE_PLACEHOLDER', isBirth ? 'blanked' : 'noted', `year ${year}`);
      return null;
    }
    if (!isBirth) return day;
    if (day < oldest) {
      report('BIRTH_DATE_OLD', 'blanked', `year ${year}`);
      return null;
    }
    if (asOf !== undefined && day > asOf) report('BIRTH_DATE_FUTURE', 'noted', 'a day after the extract');
    else if (dayOfMonth === 1 && (month === 1 || month === 7)) {
      report('BIRTH_DATE_ROUND', 'noted', month === 1 ? '1 January' : '1 July');
    }
    return day;
  };
}

function reportNoDate(text: string, format: DateFormat, report: Report): void {
  if (NO_DATE.test(text)) {
    report('DATE_PLACEHOLDER', 'noted', 'zeros or ones');
    return;
  }
  const impossible = impossibleDate(text, format);
  if (impossible !== undefined) report('DATE_IMPOSSIBLE', 'blanked', impossible);
  else if (/^[1-7]\d{4}$/.test(text)) report('DATE_SERIAL', 'blanked', '5 digits');
  else report('DATE_FORM', 'blanked', `${valueClass(text)}, not ${format}`);
}
