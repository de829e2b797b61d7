import type { Role } from '../roles/role.ts';
import { type TextTable, textAt } from './textTable.ts';
import type { ValueKind, ValueTable } from './valueTable.ts';

/** Facts about a record that stop it from linking by itself (domain.md 7.3) or weaken its date; bits of `flags`. */
export const FLAG_SEALED = 1;
export const FLAG_ADOPTED = 2;
export const FLAG_ESTIMATED_DOB = 4;

/** One column of evidence: a value number for every record, −1 where it says nothing. */
export type EncodedColumn = {
  readonly name: string;
  readonly role: Role;
  readonly kind: ValueKind;
  /** Which of `tables` the values are numbered in; columns that are compared crosswise share one. */
  readonly table: number;
  readonly values: Int32Array;
  /** The compact value of each record, −1 for none: what is compared. The same array where compact is the value. */
  readonly keys: Int32Array;
  /** Per compact value: how many records of both files have it in this column. */
  readonly counts: Int32Array;
  /** Records that have a value here. */
  readonly filled: number;
  /** Records without one because their date is so common that it stands for "not known". */
  readonly setAside: number;
};

/** Other names of a record (also known as, maiden): rows `starts[record]` to `starts[record + 1]`. −1 is none. */
export type OtherNames = {
  readonly starts: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
};

/**
 * The records of one file (dedupe) or of two, the left ones first (link), ready to be compared: dictionary-encoded
 * columns in shared memory. Records are numbered from 0; with two files, `leftRows` is the first right record.
 */
export type EncodedRecords = {
  readonly linkType: 'link' | 'dedupe';
  readonly rows: number;
  readonly leftRows: number;
  /** The records' own ids, as written: the left file's (or the only one's), then the right file's. */
  readonly ids: readonly [TextTable, TextTable];
  readonly columns: readonly EncodedColumn[];
  readonly tables: readonly ValueTable[];
  readonly otherNames?: OtherNames;
  /** The households records came with: numbers `groups[starts[record]]` up to `groups[starts[record + 1]]`. */
  readonly households?: { readonly starts: Int32Array; readonly groups: Int32Array };
  readonly flags: Uint8Array;
};

/** How many pairs there are to begin with: every left with every right, or every two of one file. */
export function possiblePairs({ linkType, rows, leftRows }: EncodedRecords): number {
  return linkType === 'link' ? leftRows * (rows - leftRows) : (rows * (rows - 1)) / 2;
}

/** The id a record has in its own file. */
export function recordId({ ids, leftRows }: EncodedRecords, record: number): string {
  return record < leftRows ? textAt(ids[0], record) : textAt(ids[1], record - leftRows);
}

/** The column of a role, or undefined; of several, the first. */
export function columnOf(records: EncodedRecords, role: Role): EncodedColumn | undefined {
  return records.columns.find((column) => column.role === role);
}
