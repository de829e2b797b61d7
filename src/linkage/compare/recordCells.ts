import type { EncodedRecords } from '../encode/encodedRecords.ts';
import { sharedInt32 } from '../encode/sharedArrays.ts';
import type { PlannedComparison } from './comparisonPlan.ts';

/**
 * What is compared of every record, record by record, so that a record is one look into memory: the compact value of
 * each comparison's column (of a date its digits, four bits each), −1 where it says nothing.
 */
export type RecordCells = { readonly cells: Int32Array; readonly width: number };

/** The cells of a plan's columns. */
export function recordCells(records: EncodedRecords, plan: readonly PlannedComparison[]): RecordCells {
  const width = plan.length;
  const cells = sharedInt32(records.rows * width);
  plan.forEach(({ column }, place) => {
    const { keys, kind, table } = records.columns[column]!;
    const { dates } = records.tables[table]!;
    for (let record = 0; record < records.rows; record++) {
      const key = keys[record]!;
      cells[record * width + place] = kind === 'date' && key >= 0 ? dates[key]! : key;
    }
  });
  return { cells, width };
}
