import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { compareDates } from './compareDates.ts';
import { compareNames } from './compareNames.ts';
import {
  compareCategories,
  compareEmails,
  compareMiddleNames,
  compareNumbers,
  compareShortCodes,
  compareTexts,
  compareYears,
} from './compareTexts.ts';
import type { Comparator, PlannedComparison } from './comparisonPlan.ts';
import type { RecordCells } from './recordCells.ts';

/**
 * The comparators of a plan, over its records: run them all on a batch of pairs and every
 * `out[i * plan.length + c]` holds γ + 1 of comparison `c`. They keep scratch memory: make one set a thread.
 */
export function comparatorsOf(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  cells: RecordCells,
): readonly Comparator[] {
  const placeOf = (column: number | undefined): number =>
    column === undefined ? -1 : plan.findIndex((comparison) => comparison.column === column);
  const tableOf = (place: number) => records.tables[records.columns[plan[place]!.column]!.table]!;
  const given = plan.findIndex(({ kind }) => kind === 'given_name');
  const family = plan.findIndex(({ kind }) => kind === 'family_name');
  const comparators: Comparator[] = [];
  if (given >= 0 || family >= 0) {
    comparators.push(
      compareNames(cells, records, tableOf(Math.max(given, family)), {
        given,
        family,
        middle: placeOf(plan[given]?.middleColumn),
      }),
    );
  }
  plan.forEach((comparison, place) => {
    const table = tableOf(place);
    switch (comparison.kind) {
      case 'given_name':
      case 'family_name':
        break;
      case 'birth_date':
        comparators.push(compareDates(cells, records, place));
        break;
      case 'birth_year':
        comparators.push(compareYears(cells, table, place));
        break;
      case 'middle_name':
        comparators.push(compareMiddleNames(cells, table, place));
        break;
      case 'number':
        comparators.push(compareNumbers(cells, table, place));
        break;
      case 'short_code':
        comparators.push(compareShortCodes(cells, table, place));
        break;
      case 'category':
        comparators.push(compareCategories(cells, table, place));
        break;
      case 'email':
        comparators.push(compareEmails(cells, table, place));
        break;
      case 'text': {
        const cross = placeOf(comparison.crossColumn);
        comparators.push(compareTexts(cells, table, cross < 0 ? undefined : cross, place));
        break;
      }
    }
  });
  return comparators;
}
