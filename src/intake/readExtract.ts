import type { CivilDay } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { extractKind } from '../domain/extract.ts';
import type { ExtractKind } from '../domain/extract.ts';
import { checkHeader } from './checkHeader.ts';
import { compileRowCheck } from './checkRow.ts';
import type { RowCheck } from './checkRow.ts';
import { ColumnSample } from './columnSample.ts';
import { DamageWatch } from './damageWatch.ts';
import { readDelimited } from './delimited.ts';
import type { DelimitedBatch } from './delimited.ts';
import { delimiterName } from './detectDelimiter.ts';
import { fileLabel } from './fileFailure.ts';
import type { Finding, FindingCode } from './findings.ts';
import { FindingTally } from './findingTally.ts';
import type { TalliedFinding } from './findingTally.ts';
import { inspectFile } from './inspectFile.ts';
import type { FileInspection } from './inspectFile.ts';
import type { Layout } from './layouts/layout.ts';
import type { Value } from './normaliseField.ts';
import type { LocatedFinding } from './rejects.ts';
import { SeenKeys } from './seenKeys.ts';
import { CELL_SEPARATOR } from './splitRecords.ts';

export interface ReadExtractOptions {
  /** Made-up people: SSNs 9xx-01…49 are accepted. The layout's own `demo` when absent. */
  readonly acceptDemo?: boolean;
  /** The day of the extract, against which birth dates are judged */
  readonly asOf?: CivilDay;
  /** Of an earlier `inspectFile`, so that the file is not hashed twice */
  readonly inspection?: FileInspection;
  readonly onProgress?: (bytesRead: number, bytes: number) => void;
}

export interface ExtractRow {
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
  readonly code: 'ENCODING_NOT_UTF8' | 'OTHER_DELIMITER' | 'NO_ROWS';
  readonly sentence: string;
}

export interface ExtractSummary {
  readonly counts: RowCounts;
  readonly sha256: string;
  readonly bytes: number;
  readonly notices: readonly FileNotice[];
  readonly findings: readonly TalliedFinding[];
}

export interface ExtractBatch {
  /** Line of the first row read in this batch, imported or not */
  readonly firstLine: number;
  readonly rows: readonly ExtractRow[];
  /** Rows of this batch that were rejected; why is in `findings` */
  readonly rejected: number;
  readonly findings: readonly LocatedFinding[];
  /** Totals up to and with this batch */
  readonly counts: RowCounts;
  /** On the last batch only */
  readonly summary?: ExtractSummary;
}

/**
 * Reads one extract file of a layout: rows normalised and checked, in batches of about 5,000, in bounded memory.
 * Every row read is imported or rejected with a finding. The last batch carries the summary, also when the file has
 * no rows. Throws a LinkdeskError, naming file, line, column and remedy, when the file as a whole cannot be trusted:
 * wrong columns, cut off, ids damaged by a spreadsheet, a column that is not what it should be.
 */
export async function* readExtract(
  file: string,
  layout: Layout,
  options: ReadExtractOptions = {},
): AsyncGenerator<ExtractBatch> {
  const inspection = options.inspection ?? (await inspectFile(file));
  const label = fileLabel(file);
  let reading: ExtractReading | undefined;
  let held: ExtractBatch | undefined;
  for await (const batch of readDelimited(file, {
    inspection,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  })) {
    reading ??= new ExtractReading(label, layout, batch, inspection, options);
    if (held !== undefined) yield held;
    held = reading.read(batch);
  }
  if (reading === undefined || held === undefined) throw new Error('a delimited file gave no batch');
  yield { ...held, summary: reading.finish() };
}

const rowFindings = new Map<FindingCode, Finding>();
/** A finding about a row as a whole. */
function rowFinding(code: FindingCode, what: string): Finding {
  let finding = rowFindings.get(code);
  if (finding === undefined) {
    finding = { column: '', class: what, code, severity: 'rejected' };
    rowFindings.set(code, finding);
  }
  return finding;
}

const NOT_ASCII = /[\u0080-\uFFFF]/;

/** One pass over one file. */
class ExtractReading {
  readonly #label: string;
  readonly #kind: ExtractKind;
  readonly #header: readonly string[];
  readonly #inspection: FileInspection;
  readonly #check: RowCheck;
  readonly #keyPlaces: readonly number[];
  readonly #watches: readonly { readonly place: number; readonly watch: DamageWatch }[];
  readonly #sample: ColumnSample;
  readonly #seen = new SeenKeys();
  readonly #tally = new FindingTally();
  readonly #notices: FileNotice[] = [];
  #lookForMarks: boolean;
  #read = 0;
  #imported = 0;

  constructor(
    label: string,
    layout: Layout,
    first: DelimitedBatch,
    inspection: FileInspection,
    options: ReadExtractOptions,
  ) {
    this.#label = label;
    this.#kind = extractKind(layout.kind);
    this.#header = first.header;
    this.#inspection = inspection;
    const places = checkHeader(label, first.header, layout, first.delimiter);
    const types = new Map(this.#kind.fields.map((field) => [field.name, field.type]));
    const columns = layout.columns.map((column) => ({
      ...column,
      place: places.get(column.header)!,
      type: types.get(column.field)!,
    }));
    this.#check = compileRowCheck(
      this.#kind,
      columns.map(({ field, header, place, width }) => ({
        field,
        column: header,
        source: place,
        reading: {
          dateFormat: layout.dateFormat,
          flag: layout.flag,
          acceptDemo: options.acceptDemo ?? layout.demo,
          ...(width === undefined ? {} : { width }),
          ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        },
      })),
    );
    this.#keyPlaces = this.#kind.key.map((name) =>
      this.#kind.fields.findIndex((field) => field.name === name),
    );
    this.#watches = columns
      .filter((column) => column.type === 'cws_key')
      .map((column) => ({ place: column.place, watch: new DamageWatch(label, column.header) }));
    this.#sample = new ColumnSample(
      label,
      columns.map(({ header, type, place }) => ({ column: header, type, place })),
    );
    this.#lookForMarks = inspection.encoding === 'windows-1252';
    if (first.delimiter !== layout.delimiter) {
      this.#notices.push({
        code: 'OTHER_DELIMITER',
        sentence: `${label} parts its columns with ${delimiterName(first.delimiter)}s instead of ${delimiterName(layout.delimiter)}s. It was read so; tell whoever runs the extract, because the next one may part them wrongly.`,
      });
    }
    if (inspection.encoding.startsWith('utf-16')) {
      this.#notices.push({
        code: 'ENCODING_NOT_UTF8',
        sentence: `${label} is in UTF-16 instead of UTF-8. It was read so; nothing needs doing.`,
      });
    }
  }

  read(batch: DelimitedBatch): ExtractBatch {
    const rows: ExtractRow[] = [];
    const findings: LocatedFinding[] = [];
    const lastRow = batch.rows.length - 1;
    for (const [index, cells] of batch.rows.entries()) {
      const line = batch.lines[index]!;
      if (batch.truncated && index === lastRow) throw this.#truncated(line);
      const raw = batch.raws?.[index] ?? cells.join(CELL_SEPARATOR);
      const row = this.#readRow(cells, raw, line, findings);
      this.#read++;
      if (row !== undefined) rows.push(row);
    }
    this.#imported += rows.length;
    return {
      firstLine: batch.firstLine,
      rows,
      rejected: batch.rows.length - rows.length,
      findings,
      counts: this.#counts(),
    };
  }

  finish(): ExtractSummary {
    if (!this.#sample.full) this.#sample.judge();
    for (const { watch } of this.#watches) watch.finish();
    if (this.#read === 0) {
      this.#notices.push({
        code: 'NO_ROWS',
        sentence: `${this.#label} has column names and no rows. If that is not right, run the extract again.`,
      });
    }
    return {
      counts: this.#counts(),
      sha256: this.#inspection.sha256,
      bytes: this.#inspection.bytes,
      notices: this.#notices,
      findings: this.#tally.all(),
    };
  }

  #counts(): RowCounts {
    return { read: this.#read, imported: this.#imported, rejected: this.#read - this.#imported };
  }

  /** The row to import, or undefined when it is rejected. */
  #readRow(
    cells: readonly string[],
    raw: string,
    line: number,
    findings: LocatedFinding[],
  ): ExtractRow | undefined {
    const note = (finding: Finding): void => {
      findings.push({ line, finding });
      this.#tally.add(finding, line);
    };
    if (cells.length !== this.#header.length) {
      note(rowFinding('RAGGED_ROW', 'a row with another number of cells than the header'));
      return undefined;
    }
    if (raw.includes('\0')) {
      note(rowFinding('NUL_IN_ROW', 'a zero byte'));
      return undefined;
    }
    if (this.#lookForMarks && NOT_ASCII.test(raw)) this.#noticeMarks(cells, line);
    for (const { place, watch } of this.#watches) watch.see(cells[place]!, line);
    const { values, findings: found, rejected } = this.#check(cells);
    for (const finding of found) note(finding);
    if (!this.#sample.full) {
      this.#sample.add(cells, found);
      if (this.#sample.full) this.#sample.judge();
    }
    if (rejected) return undefined;
    const repetition = this.#seen.add(this.#keyOf(values), raw);
    if (repetition === 'first') return { line, raw, values };
    note(
      repetition === 'same_row'
        ? rowFinding('REPEATED_ROW', 'a row that came before')
        : rowFinding('KEY_REPEATED', 'a key that came before'),
    );
    return undefined;
  }

  #keyOf(values: readonly Value[]): string {
    let key = '';
    for (const place of this.#keyPlaces) key += `${values[place] ?? ''}${CELL_SEPARATOR}`;
    return key;
  }

  #noticeMarks(cells: readonly string[], line: number): void {
    this.#lookForMarks = false;
    const place = cells.findIndex((cell) => NOT_ASCII.test(cell));
    this.#notices.push({
      code: 'ENCODING_NOT_UTF8',
      sentence: `${this.#label}, line ${line}, column ${this.#header[place] ?? ''}: a character there is not UTF-8, so the file was read as Windows-1252. If accents look wrong, export the file as UTF-8 and import it again.`,
    });
  }

  #truncated(line: number): LinkdeskError {
    return new LinkdeskError(
      'FILE_TRUNCATED',
      `${this.#label}, line ${line}: the file ends in the middle of this row. Get the whole file again and compare its size with the source; nothing of it was kept.`,
      { file: this.#label, line },
    );
  }
}
