import type { ComparisonKind } from '../compare/comparisonKinds.ts';
import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedColumn, EncodedRecords } from '../encode/encodedRecords.ts';
import type { Role } from './role.ts';

const kindOfRole: Readonly<Partial<Record<Role, ComparisonKind>>> = {
  first_name: 'given_name',
  last_name: 'family_name',
  middle_name: 'middle_name',
  nickname: 'given_name',
  suffix: 'category',
  dob: 'birth_date',
  birth_year: 'birth_year',
  sex: 'category',
  ssn: 'number',
  cin: 'number',
  identifier: 'number',
  phone: 'number',
  street: 'text',
  city: 'text',
  house_number: 'short_code',
  zip: 'short_code',
  state: 'short_code',
  category: 'category',
  email: 'email',
  household: 'category',
};

/**
 * The comparisons that fit the records: one for each column with something to say. A column that is empty, or has
 * one value only, tells no two records apart and is left out.
 */
export function chooseComparisons(records: EncodedRecords): {
  readonly comparisons: readonly PlannedComparison[];
  /** Columns not compared, with the reason, for the user. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
} {
  const comparisons: PlannedComparison[] = [];
  const leftOut: { column: string; reason: string }[] = [];
  const indexOf = (role: Role): number | undefined => {
    const index = records.columns.findIndex((column) => column.role === role && tells(column));
    return index < 0 ? undefined : index;
  };
  const middle = indexOf('middle_name');
  const streets = records.columns.flatMap((column, index) => (column.role === 'street' ? [index] : []));
  records.columns.forEach((column, index) => {
    const kind = kindOfRole[column.role];
    if (column.role === 'nickname') {
      leftOut.push({
        column: column.name,
        reason: 'a nickname is no name of its own; short forms such as Bob are known without it',
      });
    }
    if (kind === undefined || column.role === 'nickname') return;
    if (column.role === 'household' && !isInBothFiles(records, column)) {
      leftOut.push({ column: column.name, reason: 'no household has the same id in both files' });
      return;
    }
    if (!tells(column)) {
      leftOut.push({
        column: column.name,
        reason:
          column.filled === 0
            ? 'no record holds anything there that can be compared'
            : 'all records have the same value',
      });
      return;
    }
    comparisons.push({
      name: column.name,
      kind,
      column: index,
      ...(kind === 'given_name' && middle !== undefined ? { middleColumn: middle } : {}),
      ...(kind === 'text' && streets.length > 1 && streets[0] === index ? { crossColumn: streets[1]! } : {}),
      termFrequency: true,
    });
  });
  return { comparisons, leftOut };
}

/** Whether a value of a column occurs on both sides; in one file every value does. */
function isInBothFiles({ linkType, leftRows }: EncodedRecords, { keys }: EncodedColumn): boolean {
  if (linkType === 'dedupe') return true;
  const left = new Set(keys.subarray(0, leftRows));
  return keys.subarray(leftRows).some((key) => key >= 0 && left.has(key));
}

/** Whether a column has at least two values. */
function tells(column: EncodedColumn): boolean {
  if (column.filled === 0) return false;
  return !column.counts.includes(column.filled);
}
