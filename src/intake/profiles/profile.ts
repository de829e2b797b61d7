import { usualBlankWords } from '../../domain/blankWords.ts';
import type { DateFormat } from '../../domain/civilDate.ts';
import { extractKind } from '../../domain/extract.ts';
import type { ExtractKindName, SourceSystem } from '../../domain/extract.ts';
import type { NameOrder } from '../../domain/names.ts';
import type { Delimiter } from '../detectDelimiter.ts';

/** Text with a delimiter, a header line above the rows. The delimiter is found by looking when it is not given. */
interface DelimitedFormat {
  readonly type: 'delimited';
  readonly delimiter?: Delimiter;
  /** Line of the column names, from 1, when a title stands above them */
  readonly headerLine?: number;
}

/** Text in columns of characters, without delimiters. */
export interface FixedWidthFormat {
  readonly type: 'fixed';
  readonly columns: readonly FixedColumn[];
  /** Lines above the first row: titles, a ruler */
  readonly linesAbove?: number;
}

export interface FixedColumn {
  readonly name: string;
  /** First character, from 1 */
  readonly start: number;
  readonly width: number;
}

/** A sheet of an XLSX workbook. Cells with real dates are read whatever the profile's date format. */
export interface WorkbookFormat {
  readonly type: 'workbook';
  /** Name of the sheet; the first one when absent */
  readonly sheet?: string;
  /** Row of the column names, from 1; 1 when absent */
  readonly headerRow?: number;
}

export type FileFormat = DelimitedFormat | FixedWidthFormat | WorkbookFormat;

/** How a month is written in a column of months. */
export type MonthFormat = 'YYYYMM' | 'YYYY-MM' | 'MM/YYYY';

type NamePart = 'first' | 'middle' | 'last' | 'suffix';

/** Where the value of a field comes from. */
export type FieldSource =
  /** A column, as it is or through a value map; a date or flag may be spelt otherwise than in the rest of the file. */
  | {
      readonly column: string;
      readonly map?: string;
      readonly dateFormat?: DateFormat;
      readonly flag?: readonly [yes: string, no: string];
      /** SSNs of 7 or 8 digits get their leading zeros back, and each is noted */
      readonly restoreZeros?: true;
    }
  /** Part of a full name in one column */
  | { readonly fullName: string; readonly part: NamePart; readonly order?: NameOrder }
  /** First or last day of the month that a column names */
  | { readonly monthColumn: string; readonly format: MonthFormat; readonly day: 'first' | 'last' }
  /** First or last day of the month of the extract */
  | { readonly extractMonth: 'first' | 'last' }
  /** The same for every row */
  | { readonly constant: string }
  /** The first of several that is not blank */
  | { readonly firstOf: readonly FieldSource[] }
  /** An id made from columns when the source gives none: the same values make the same id, and say nothing of them */
  | { readonly madeFrom: readonly string[] };

/** A record that each row gives; a row may give several of one kind (aliases, parent and child in columns). */
export interface RecordMap {
  readonly fields: Readonly<Record<string, FieldSource>>;
  /** Columns of which at least one must be filled for the record to be there; it always is when absent */
  readonly onlyWith?: readonly string[];
}

/** The rows of one extract kind in the file. */
export interface ProfilePart {
  readonly kind: ExtractKindName;
  readonly records: readonly RecordMap[];
}

/** One entry of a value map: the source's code, ours, and the days on which it holds (ISO dates, `until` excluded). */
export interface MappedValue {
  /** `*` stands for any value that has no entry of its own */
  readonly from: string;
  readonly to: string;
  readonly since?: string;
  readonly until?: string;
}

/**
 * How one county report is read: format, spelling, and which column holds which field. A profile is saved with the
 * project, has a version, and is passed on as a JSON file; it holds no person's data.
 */
export interface Profile {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly system: SourceSystem;
  readonly format: FileFormat;
  readonly dateFormat: DateFormat;
  readonly flag: readonly [yes: string, no: string];
  /** Words of a whole cell that are read as blank, names excepted; the usual ones when absent, none when empty */
  readonly blankWords?: readonly string[];
  /** Columns that are there and not read, so that they are not taken for new ones */
  readonly ignored: readonly string[];
  /** Columns that may be missing */
  readonly optional?: readonly string[];
  readonly valueMaps: Readonly<Record<string, readonly MappedValue[]>>;
  readonly parts: readonly ProfilePart[];
}

/** The words of a profile that are read as blank. */
export const blankWordsOf = ({ blankWords }: Pick<Profile, 'blankWords'>): readonly string[] =>
  blankWords ?? usualBlankWords;

/** The columns that a source reads. */
export function columnsOf(source: FieldSource): readonly string[] {
  if ('column' in source) return [source.column];
  if ('fullName' in source) return [source.fullName];
  if ('monthColumn' in source) return [source.monthColumn];
  if ('firstOf' in source) return source.firstOf.flatMap(columnsOf);
  return 'madeFrom' in source ? source.madeFrom : [];
}

/** Every column that a profile reads, in the order in which it names them. */
export function profileColumns(profile: Profile): readonly string[] {
  const columns = profile.parts.flatMap((part) =>
    part.records.flatMap((record) => [
      ...Object.values(record.fields).flatMap(columnsOf),
      ...(record.onlyWith ?? []),
    ]),
  );
  return [...new Set(columns)];
}

/**
 * The key fields of a part that are the first day of the report's month for want of a date of their own. A row that
 * differs from the month before in nothing else is the same, going on.
 */
export const sinceFields = ({ kind, records }: ProfilePart): readonly string[] =>
  extractKind(kind).key.filter((field) =>
    records.every(({ fields }) => {
      const source = fields[field];
      return source !== undefined && isMonthsFirstDay(source);
    }),
  );

const isMonthsFirstDay = (source: FieldSource): boolean =>
  ('monthColumn' in source && source.day === 'first') ||
  ('extractMonth' in source && source.extractMonth === 'first');
