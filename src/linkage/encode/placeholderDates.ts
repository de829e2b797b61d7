/** A date that so many times as many records have as the average one is no birthday but what is typed for want of one. */
const TIMES_AVERAGE = 15;
/** Fewer records than this are a family, or one person's many records. */
const LEAST_RECORDS = 20;

/**
 * Takes the placeholders out of a column of dates (1 January 1900, 11 November 1911 …): a date that stands out so far
 * says that the birth date is not known, so its records have none. Of twins, and of immigrants all put down for 1
 * January, there are never so many.
 */
export function withoutPlaceholders(dates: Int32Array, distinct: number): Int32Array {
  const counts = new Int32Array(distinct);
  let filled = 0;
  let used = 0;
  for (const date of dates) {
    if (date < 0) continue;
    filled++;
    if (counts[date] === 0) used++;
    counts[date] = counts[date]! + 1;
  }
  const most = Math.max(LEAST_RECORDS, (TIMES_AVERAGE * filled) / Math.max(used, 1));
  if (!counts.some((count) => count > most)) return dates;
  for (let record = 0; record < dates.length; record++) {
    if (dates[record]! >= 0 && counts[dates[record]!]! > most) dates[record] = -1;
  }
  return dates;
}
