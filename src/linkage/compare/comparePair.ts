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

/**
 * The comparators of a plan, over its records: run them all on a left record and a batch of rights and every
 * `out[i * plan.length + c]` holds γ + 1 of comparison `c`. They keep scratch memory: make one set a thread.
 */
export function comparatorsOf(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
): readonly Comparator[] {
  const stride = plan.length;
  const given = plan.findIndex(({ kind }) => kind === 'given_name');
  const family = plan.findIndex(({ kind }) => kind === 'family_name');
  const column = (index: number | undefined) => (index === undefined ? undefined : records.columns[index]);
  const comparators: Comparator[] = [];
  if (given >= 0 || family >= 0) {
    comparators.push(
      compareNames(
        records,
        {
          given: column(plan[given]?.column),
          family: column(plan[family]?.column),
          middle: column(plan[given]?.middleColumn),
        },
        { given, family, stride },
      ),
    );
  }
  plan.forEach((comparison, place) => {
    const own = records.columns[comparison.column]!;
    switch (comparison.kind) {
      case 'given_name':
      case 'family_name':
        break;
      case 'birth_date':
        comparators.push(compareDates(records, own, place, stride));
        break;
      case 'birth_year':
        comparators.push(compareYears(records, own, place, stride));
        break;
      case 'middle_name':
        comparators.push(compareMiddleNames(records, own, place, stride));
        break;
      case 'number':
        comparators.push(compareNumbers(records, own, place, stride));
        break;
      case 'short_code':
        comparators.push(compareShortCodes(records, own, place, stride));
        break;
      case 'category':
        comparators.push(compareCategories(records, own, place, stride));
        break;
      case 'email':
        comparators.push(compareEmails(records, own, place, stride));
        break;
      case 'text':
        comparators.push(compareTexts(records, own, column(comparison.crossColumn), place, stride));
        break;
    }
  });
  return comparators;
}
