import { sharedInt32 } from './sharedArrays.ts';

/** A date that so many times as many records have as the average one is no birthday but what is typed for want of one. */
const TIMES_AVERAGE = 15;
/** Fewer records than this are a family, or one person's many records. */
const LEAST_RECORDS = 20;

/**
 * Which dates of a column are placeholders (1 January 1900, 11 November 1911 …), by how many records have each: a date
 * that stands out so far says that the birth date is not known, so its records have none. Of twins, and of immigrants
 * all put down for 1 January, there are never so many.
 */
export function placeholderDates(counts: Int32Array): readonly number[] {
  let filled = 0;
  let used = 0;
  for (let date = 0; date < counts.length; date++) {
    const count = counts[date]!;
    if (count === 0) continue;
    filled += count;
    used++;
  }
  const most = Math.max(LEAST_RECORDS, (TIMES_AVERAGE * filled) / Math.max(used, 1));
  const placeholders: number[] = [];
  counts.forEach((count, date) => {
    if (count > most) placeholders.push(date);
  });
  return placeholders;
}

/** A column of dates without its placeholders; the same where there are none. */
export function withoutPlaceholders(dates: Int32Array, placeholders: readonly number[]): Int32Array {
  if (placeholders.length === 0) return dates;
  const isPlaceholder = new Set(placeholders);
  const cleared = sharedInt32(dates.length);
  for (let record = 0; record < dates.length; record++) {
    cleared[record] = isPlaceholder.has(dates[record]!) ? -1 : dates[record]!;
  }
  return cleared;
}
