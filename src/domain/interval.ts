import type { CivilDay } from './civilDate.ts';

/**
 * A half-open span of days: `from` is in it, `to` is not, null is still running (domain.md 7.1).
 */
export interface Interval {
  readonly from: CivilDay;
  readonly to: CivilDay | null;
}

const end = (interval: Interval): number => interval.to ?? Number.POSITIVE_INFINITY;
const closed = (from: number, to: number): Interval => ({
  from,
  to: to === Number.POSITIVE_INFINITY ? null : to,
});

/** Whether a day lies in the interval. */
export function contains(interval: Interval, day: CivilDay): boolean {
  return interval.from <= day && day < end(interval);
}

/** Whether two intervals share at least one day; an empty interval shares none. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.from, b.from) < Math.min(end(a), end(b));
}

/** The shared days, or undefined when there are none. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  return overlaps(a, b) ? closed(Math.max(a.from, b.from), Math.min(end(a), end(b))) : undefined;
}

/** What of each interval lies inside the window; those outside fall away. */
export function clip(intervals: readonly Interval[], window: Interval): readonly Interval[] {
  return intervals.flatMap((interval) => intersect(interval, window) ?? []);
}

/** The same days as the fewest intervals in order of time: overlapping and touching ones are joined, empty ones dropped. */
export function coalesce(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  const ordered = intervals.filter((i) => i.from < end(i)).sort((a, b) => a.from - b.from);
  for (const interval of ordered) {
    const last = joined.at(-1);
    if (last !== undefined && interval.from <= end(last)) {
      joined[joined.length - 1] = closed(last.from, Math.max(end(last), end(interval)));
    } else {
      joined.push(interval);
    }
  }
  return joined;
}
