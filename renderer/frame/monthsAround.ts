import { nextMonth } from '../../src/domain/month.ts';

/**
 * The months that can be gone to from one: those with data, and the one after the newest, where the next extracts
 * will be imported. Null at either end.
 */
export function monthsAround(
  month: string,
  withData: readonly string[],
): { readonly previous: string | null; readonly next: string | null } {
  const newest = withData.at(-1);
  const reachable = newest === undefined ? [] : [...withData, nextMonth(newest)];
  return {
    previous: reachable.findLast((each) => each < month) ?? null,
    next: reachable.find((each) => each > month) ?? null,
  };
}
