import type { TextTable } from './textTable.ts';

/**
 * The rows of one file or two by the numbers of their values, in order of first sight: what reading them gives, before
 * anything is worked out of the values.
 */
export type EncodedRows = {
  readonly rows: number;
  readonly leftRows: number;
  readonly ids: readonly [TextTable, TextTable];
  readonly tables: readonly TextTable[];
  /** A value number for every row, −1 for none. */
  readonly columns: readonly Int32Array[];
  /** Per table the values that were written in more than one way, kept as the first row wrote them. */
  readonly variants: readonly ReadonlySet<number>[];
};
