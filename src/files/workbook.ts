import type { CivilDay } from '../domain/civilDate.ts';

/** What a column of a sheet holds; `prose` is text that wraps. Dates are given as ISO text and written as real dates. */
export type SheetColumnKind = 'text' | 'prose' | 'date' | 'number';

export interface SheetColumn {
  readonly kind: SheetColumnKind;
  /** Characters. */
  readonly width: number;
}

/** Rows that stand apart from the body by their look. */
export type RowStyle = 'title' | 'heading';

export interface WorkbookSheet {
  /** At most 30 characters (review-ux.md 5.1). */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** One text a column; empty = nothing in the cell. */
  readonly rows: Iterable<readonly string[]>;
  /** The first row names the columns of one table: it stays in view and can be filtered by. */
  readonly table: boolean;
  /** Look of rows by their number from 0; body where nothing is said. */
  readonly styles?: ReadonlyMap<number, RowStyle>;
  /** Cells of the first column that lead to another sheet: row number to sheet name. */
  readonly links?: ReadonlyMap<number, string>;
}

/** A workbook as its content, apart from the library that writes it. */
export interface Workbook {
  readonly title: string;
  /** Stands as the file's creation date, so that the same content gives the same bytes. */
  readonly date: CivilDay;
  /** Printed at the foot of every page. */
  readonly footer: string;
  readonly sheets: readonly WorkbookSheet[];
}
