import type { PlannedComparison } from '../compare/comparisonPlan.ts';
import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { TextInterner, type TextTable, textsOf } from '../encode/textTable.ts';

/**
 * The values of a comparison that so many records have had that their term frequency can tell, and the most records
 * that had each since pairs with it were last compared.
 */
export type CommonValues = {
  readonly texts: TextTable;
  /** Their compact numbers, which all but names keep from reading to reading. */
  readonly values: Int32Array;
  readonly most: Int32Array;
};

/** The most records that had each value of a comparison, under its number of today, −1 when it is there no more. */
export type MostBefore = Pick<CommonValues, 'values' | 'most'>;

/** A value that fewer records have is as rare as can be: it can become no rarer. */
const LEAST_COMMON = 3;

/**
 * The common values of each comparison, none where term frequencies do not count. `before` says how many had them
 * earlier; those in `isReset` have had all their pairs compared anew.
 */
export function commonValues(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  before?: readonly MostBefore[],
  isReset: (comparison: number, value: number) => boolean = () => false,
): readonly CommonValues[] {
  return plan.map(({ column, termFrequency }, c) => {
    const { counts, table } = records.columns[column]!;
    const most = termFrequency ? counts.slice() : new Int32Array(0);
    before?.[c]!.values.forEach((value, i) => {
      if (value >= 0 && !isReset(c, value)) most[value] = Math.max(most[value]!, before[c]!.most[i]!);
    });
    let size = 0;
    const values = new Int32Array(most.length);
    for (let value = 0; value < most.length; value++)
      if (most[value]! >= LEAST_COMMON) values[size++] = value;
    const common = values.slice(0, size);
    return {
      texts: textsOf(records.tables[table]!.texts, common),
      values: common,
      most: common.map((value) => most[value]!),
    };
  });
}

/**
 * What an earlier run knew of common values, by today's numbers. `hasNumbers`: all but names have kept theirs; without
 * it all are found by their texts.
 */
export function mostBefore(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  common: readonly CommonValues[],
  hasNumbers: boolean,
): readonly MostBefore[] {
  const hashes = new Map<number, Int32Array>();
  return common.map(({ texts, values, most }, c) => {
    const { kind, table } = records.columns[plan[c]!.column]!;
    if (hasNumbers && kind !== 'name') return { values, most };
    const { texts: all, compact } = records.tables[table]!;
    const interner = new TextInterner({ ignoresBlanks: kind === 'text' });
    const places = interner.internAll(texts);
    const now = new Int32Array(interner.size).fill(-1);
    const ofAll = hashes.get(table) ?? interner.hashesOf(all);
    hashes.set(table, ofAll);
    interner.shared(all, ofAll, (here, there) => {
      now[here] = compact[there]!;
    });
    return { values: places.map((place) => now[place]!), most };
  });
}
