import { type ExtractKindName } from '../../domain/extract.ts';
import { displayMonth, type Month, previousMonth } from '../../domain/month.ts';
import { newestImport } from '../../store/imports.ts';
import type { ReadStore } from '../../store/store.ts';
import type { CheckedExtract } from '../contract/intake.ts';

/** A month's extract that differs by more than this share from the one before is worth a question. */
const usualChange = 0.1;

/** The rows of an extract against those of its newest import before the month (review-ux.md 4.3: warns outside ±10 %). */
export function compareWithBefore(
  store: ReadStore,
  kind: ExtractKindName,
  month: Month,
  rows: number,
): CheckedExtract['comparison'] {
  const before = newestImport(store, kind, previousMonth(month));
  if (before === undefined || before.imported === 0) {
    return {
      before: before?.imported ?? 0,
      change: null,
      warns: false,
      words: 'no earlier extract to compare with',
    };
  }
  const change = (rows - before.imported) / before.imported;
  const percent = (Math.abs(change) * 100).toFixed(1);
  const than = displayMonth(before.month);
  const words =
    rows === before.imported
      ? `as many as in ${than}`
      : `${percent} % ${change > 0 ? 'more' : 'fewer'} than in ${than}`;
  return { before: before.imported, change, warns: Math.abs(change) > usualChange, words };
}
