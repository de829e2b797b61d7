import { type EncodedRecords, FLAG_ESTIMATED_DOB } from '../encode/encodedRecords.ts';
import { sharedInt32 } from '../encode/sharedArrays.ts';
import { SLOT } from '../encode/valueTable.ts';
import type { PlannedComparison } from './comparisonPlan.ts';

/**
 * What is compared of every record, record by record, so that a record is one look into memory. A record's cells are
 * `cells[record * stride …]`: first the compact value of each comparison's column (of a date its digits, four bits
 * each), −1 where it says nothing; then the signatures of the values that have letters; last the record's marks.
 */
export type RecordCells = {
  readonly cells: Int32Array;
  /** Comparisons. */
  readonly width: number;
  readonly stride: number;
  /** Where a comparison's signature stands among a record's cells; −1: its values have no letters to look at. */
  readonly signatures: readonly number[];
  /** Where the marks stand: bits `MARK_…`, and the first letters of given and family name. */
  readonly marks: number;
};

/** The record's given name is a single word with no formal names. */
export const MARK_PLAIN_GIVEN = 1;
/** The record's family name is a single word. */
export const MARK_PLAIN_FAMILY = 2;
/** The record has other names. */
export const MARK_OTHER_NAMES = 4;
/** The record's date of birth is an estimate. */
export const MARK_ESTIMATED_BIRTH = 8;
/** Where the first letters of given and family name stand in the marks, eight bits each. */
export const GIVEN_INITIAL_SHIFT = 8;
export const FAMILY_INITIAL_SHIFT = 16;

/** Ints of a cache line: records that start on one are one look into memory. */
const LINE = 16;

/** The cells of a plan's columns. */
export function recordCells(records: EncodedRecords, plan: readonly PlannedComparison[]): RecordCells {
  const width = plan.length;
  let used = width;
  const signatures = plan.map(({ column }) => (records.columns[column]!.kind === 'date' ? -1 : used++));
  const marks = used++;
  const stride = used <= LINE ? LINE : used;
  const cells = sharedInt32(records.rows * stride);
  plan.forEach(({ column }, place) => {
    const { keys, kind, table } = records.columns[column]!;
    const { dates, signatures: ofValue } = records.tables[table]!;
    const at = signatures[place]!;
    for (let record = 0; record < records.rows; record++) {
      const key = keys[record]!;
      cells[record * stride + place] = kind === 'date' && key >= 0 ? dates[key]! : key;
      if (at >= 0 && key >= 0) cells[record * stride + at] = ofValue[key]!;
    }
  });
  writeMarks(records, plan, cells, stride, marks);
  return { cells, width, stride, signatures, marks };
}

function writeMarks(
  records: EncodedRecords,
  plan: readonly PlannedComparison[],
  cells: Int32Array,
  stride: number,
  marks: number,
): void {
  const { rows, flags, otherNames } = records;
  const names = (
    [
      ['given_name', MARK_PLAIN_GIVEN, GIVEN_INITIAL_SHIFT],
      ['family_name', MARK_PLAIN_FAMILY, FAMILY_INITIAL_SHIFT],
    ] as const
  ).flatMap(([kind, plainMark, shift]) => {
    const comparison = plan.find((item) => item.kind === kind);
    if (comparison === undefined) return [];
    const { keys, table } = records.columns[comparison.column]!;
    return [{ keys, plainMark, shift, table: records.tables[table]! }];
  });
  for (let record = 0; record < rows; record++) {
    let mark = (flags[record]! & FLAG_ESTIMATED_DOB) === 0 ? 0 : MARK_ESTIMATED_BIRTH;
    if (otherNames !== undefined && otherNames.starts[record + 1]! > otherNames.starts[record]!) {
      mark |= MARK_OTHER_NAMES;
    }
    for (const { keys, plainMark, shift, table } of names) {
      const key = keys[record]!;
      if (key < 0) continue;
      if (table.plain[key] === 1) mark |= plainMark;
      mark |= table.slots[key * SLOT + 1]! << shift;
    }
    cells[record * stride + marks] = mark;
  }
}
