import type { ExtractKindName } from '../domain/extract.ts';
import type { TalliedFinding } from './findingTally.ts';
import type { Value } from './fieldReading.ts';
import type { LocatedFinding } from './rejects.ts';
import type { RowIdentity } from '../store/rowIdentity.ts';

export interface ExtractRow extends RowIdentity {
  /** Line of the file, from 1 */
  readonly line: number;
  /** The cells as written, joined by U+001F */
  readonly raw: string;
  /** Normalised, in the order of the extract kind's fields */
  readonly values: readonly Value[];
}

/** Rows read so far; `read` is always `imported` + `rejected`. */
export interface RowCounts {
  readonly read: number;
  readonly imported: number;
  readonly rejected: number;
}

/** Something worth knowing about the file as a whole, which did not stop it. */
export interface FileNotice {
  readonly code: 'ENCODING_NOT_UTF8' | 'OTHER_DELIMITER' | 'NO_ROWS' | 'BLANK_WORDS' | 'TEXT_FORMULAS';
  readonly sentence: string;
}

export interface ExtractSummary {
  /** The column names of the file, in file order */
  readonly header: readonly string[];
  readonly counts: RowCounts;
  readonly sha256: string;
  readonly bytes: number;
  readonly notices: readonly FileNotice[];
  readonly findings: readonly TalliedFinding[];
}

export interface ExtractBatch {
  /** What the rows are of */
  readonly kind: ExtractKindName;
  /** Line of the first row read in this batch, imported or not */
  readonly firstLine: number;
  readonly rows: readonly ExtractRow[];
  /** Rows of this batch that were rejected; why is in `findings` */
  readonly rejected: number;
  readonly findings: readonly LocatedFinding[];
  /** Totals up to and with this batch */
  readonly counts: RowCounts;
  /** On the last batch of the kind only */
  readonly summary?: ExtractSummary;
}
