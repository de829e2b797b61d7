import type { CivilDay } from '../domain/civilDate.ts';
import type { Month } from '../domain/month.ts';

/** How a column is written: identifiers and texts as text, dates as real dates (from ISO text), numbers as numbers. */
export type ColumnKind = 'text' | 'identifier' | 'date' | 'number';

export interface PublicationColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Characters. */
  readonly width: number;
  /** For the data dictionary: what the column says. */
  readonly description: string;
  /** For the data dictionary: where the value comes from, e.g. "CWS/CMS cases: START_DT". */
  readonly source: string;
}

export interface PublicationTable {
  readonly columns: readonly PublicationColumn[];
  /** One text a column; empty = not recorded. Can be walked more than once. */
  readonly rows: Iterable<readonly string[]>;
}

export interface PublicationSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/**
 * What a file for people says, apart from the format it is written in (review-ux.md 5.1): the same publication
 * gives the same bytes.
 */
export interface Publication {
  readonly title: string;
  /** Population, period, extract dates. */
  readonly subtitle: string;
  readonly month: Month;
  /** The day that stands as the file's own date: the list's as-of day, never the clock. */
  readonly asOf: CivilDay;
  readonly draft: boolean;
  /** "5 Nov 2026, 15:30 UTC": the moment whose knowledge it was made from, when that is not now. */
  readonly knownOn?: string;
  /** Purpose and confidentiality words that head the cover and foot every page. */
  readonly confidentiality: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly methodology: readonly PublicationSection[];
  readonly data: PublicationTable;
  /** Against the publication before it; null when there is none. */
  readonly changes: { readonly since: string; readonly table: PublicationTable } | null;
}
