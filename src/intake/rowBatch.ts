/** Some thousand rows of a file of any format. */
export interface RowBatch {
  readonly header: readonly string[];
  /** Cells as written, padding kept, but the text formulas of a spreadsheet taken off; a row may have more or fewer cells than the header. */
  readonly rows: readonly (readonly string[])[];
  /** The cells of each row as written, joined by U+001F; absent when the join is still to be made */
  readonly raws?: readonly string[];
  /** Line of the file (from 1) on which the first row begins */
  readonly firstLine: number;
  /** Line of the file on which each row begins; quoted cells may hold line breaks, blank lines are skipped */
  readonly lines: Int32Array;
  /** By column the cells that were written as formulas, ="…", and are given without; absent when there are none */
  readonly formulas?: ReadonlyMap<number, number>;
  /** In the last batch, when the file ends in the middle of its last row. That row is still in `rows`. */
  readonly truncated?: true;
}
