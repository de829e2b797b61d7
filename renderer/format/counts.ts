const grouped = new Intl.NumberFormat('en-US');

/** "1,180" */
export function countText(count: number): string {
  return grouped.format(count);
}

/** "1 near match", "37 near matches": the number before the noun, the noun in its number. */
export function counted(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** "38.2 %", never broken before the sign. */
export function percentText(percent: number): string {
  return `${percent.toFixed(1)}\u00a0%`;
}

/** Share done in whole percent; 0 of 0 is 0, and only the whole is 100. */
export function wholePercent(done: number, total: number): number {
  if (total <= 0) return 0;
  return done >= total ? 100 : Math.min(99, Math.floor((100 * done) / total));
}
