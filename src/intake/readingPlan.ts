import type { BlankWordOf } from '../domain/blankWords.ts';
import type { ExtractKind, FieldType } from '../domain/extract.ts';
import type { RowColumn } from './checkRow.ts';
import type { FileNotice } from './extractBatch.ts';

/** A record that each row of the file may give. */
export interface RecordPlan {
  readonly columns: readonly RowColumn[];
  /** Cells of which at least one must be filled for the record to be there at all; empty: it always is */
  readonly onlyWith: readonly { readonly place: number; readonly blankWord?: BlankWordOf }[];
}

/** A column of the file that is looked at as a whole. */
export interface WatchedColumn {
  readonly column: string;
  readonly type: FieldType;
  readonly place: number;
  /** The words that stand for blank there */
  readonly blankWord?: BlankWordOf;
}

/** How the rows of one file become rows of one extract kind. */
export interface ReadingPlan {
  /** Name of the file in sentences */
  readonly label: string;
  readonly kind: ExtractKind;
  readonly records: readonly RecordPlan[];
  /** Columns that hold a field's value as it is */
  readonly watched: readonly WatchedColumn[];
  /** Cells of a row: the columns of the header */
  readonly width: number;
  /**
   * What a record is that has come before, the same in every value: a fault of the file, or the usual thing where
   * a person stands in several rows (merged: counted once, not rejected).
   */
  readonly sameAgain: 'rejected' | 'merged';
  /** Key fields that are made from the month of the report: the row goes on for as long as it says the same. */
  readonly sinceFields: readonly string[];
  readonly notices: readonly FileNotice[];
}
