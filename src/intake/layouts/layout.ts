import type { DateFormat } from '../../domain/civilDate.ts';
import type { ExtractKindName } from '../../domain/extract.ts';

/** How a county system writes one extract: which column holds which field, and how dates and flags are spelt. */
export interface Layout {
  readonly id: string;
  readonly version: number;
  readonly kind: ExtractKindName;
  readonly title: string;
  /** Made-up people only: SSNs 9xx-01…49 are accepted (domain.md 2.6). */
  readonly demo: boolean;
  /** File name stem, e.g. `cws-clients`: the demo writes `cws-clients-2026-09.csv`. */
  readonly stem: string;
  readonly delimiter: ',' | '\t' | '|' | ';';
  readonly dateFormat: DateFormat;
  /** Spelling of a true and a false flag; blank is not recorded. */
  readonly flag: readonly [yes: string, no: string];
  /** Columns in file order. `width`: blank-padded to so many characters, longer values were cut off by the source. */
  readonly columns: readonly { readonly header: string; readonly field: string; readonly width?: number }[];
}
