import { LinkdeskError } from '../domain/error.ts';
import { detectDelimiter } from './detectDelimiter.ts';
import type { Delimiter } from './detectDelimiter.ts';
import { fileLabel } from './fileFailure.ts';
import { inspectFile } from './inspectFile.ts';
import type { FileInspection } from './inspectFile.ts';
import type { RowBatch } from './rowBatch.ts';
import { CELL_SEPARATOR, splitRecords } from './splitRecords.ts';
import type { Records } from './splitRecords.ts';
import { textChunks } from './textChunks.ts';
import { mayHoldFormulas, takeFormulasOff, withoutFormula } from './textFormula.ts';

export interface DelimitedOptions {
  /** Found by looking when absent */
  readonly delimiter?: Delimiter;
  /** Of an earlier `inspectFile`, so that the file is not hashed twice */
  readonly inspection?: FileInspection;
  /** The line (from 1) that holds the column names, when reports put a title above it; the first line with text when absent */
  readonly headerLine?: number;
  /** Told after each batch; progress is in bytes. */
  readonly onProgress?: (bytesRead: number, bytes: number) => void;
}

/**
 * Rows of a delimited file. Its last row is cut off when a quote is never closed, or when it has fewer cells than the
 * header and no line end.
 */
export interface DelimitedBatch extends RowBatch {
  readonly delimiter: Delimiter;
}

/** A row this long is a quote that was never closed. */
const LONGEST_ROW = 1 << 24;

/**
 * Reads a delimited text file in batches of about a thousand rows with bounded memory. Encoding and delimiter are found
 * by looking; quotes follow RFC 4180. The first batch comes even when there are no rows under the header. Throws a
 * LinkdeskError when the file cannot be read, is empty or is a workbook.
 */
export async function* readDelimited(
  file: string,
  options: DelimitedOptions = {},
): AsyncGenerator<DelimitedBatch> {
  const inspection = options.inspection ?? (await inspectFile(file));
  if (inspection.isZip) throw notText(file);
  const reader = new RecordReader(options);
  for await (const { text, bytesRead } of textChunks(file, inspection)) {
    const batch = reader.push(text);
    if (reader.pendingLength > LONGEST_ROW) throw endlessRow(file, reader.nextLine);
    if (batch !== undefined) yield batch;
    options.onProgress?.(bytesRead, inspection.bytes);
  }
  const last = reader.end();
  if (last === undefined) throw noText(file);
  yield last;
}

/** Cuts a stream of text into records; what is left of the last record waits for more text. */
class RecordReader {
  readonly #options: DelimitedOptions;
  #header: readonly string[] | undefined;
  #delimiter: Delimiter;
  #newline: '\n' | '\r' = '\n';
  #pending = '';
  #line = 1;
  #begun = false;

  constructor(options: DelimitedOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter ?? ',';
  }

  get pendingLength(): number {
    return this.#pending.length;
  }

  get nextLine(): number {
    return this.#line;
  }

  push(text: string): DelimitedBatch | undefined {
    // unit separators, which join the cells of a kept raw row, are read as blanks
    const all = this.#pending + (text.includes('\u001f') ? text.replaceAll('\u001f', ' ') : text);
    if (!this.#begun) {
      this.#begun = true;
      if (this.#options.delimiter === undefined) this.#delimiter = detectDelimiter(all.slice(0, 65_536));
      if (!all.includes('\n') && all.includes('\r')) this.#newline = '\r';
    }
    const read = splitRecords(all, this.#delimiter, this.#newline, false);
    this.#pending = all.slice(read.consumed);
    return this.#batch(read, mayHoldFormulas(all), false);
  }

  end(): DelimitedBatch | undefined {
    const rest = this.#pending;
    this.#pending = '';
    return this.#batch(splitRecords(rest, this.#delimiter, this.#newline, true), mayHoldFormulas(rest), true);
  }

  /** Numbers the rows, takes header and formulas off, drops blank lines. `atEnd`: the last row has no line end. */
  #batch(read: Records, withFormulas: boolean, atEnd: boolean): DelimitedBatch | undefined {
    const { records, multiline, openQuote } = read;
    const rows: string[][] = [];
    const raws: string[] | undefined = read.raws === undefined && !withFormulas ? undefined : [];
    const formulas = new Map<number, number>();
    const lines = new Int32Array(records.length);
    for (const [index, record] of records.entries()) {
      const line = this.#line;
      this.#line += multiline ? 1 + lineEndsInside(record, this.#newline) : 1;
      if (record.length === 1 && record[0]!.trim() === '') continue;
      if (this.#header === undefined) {
        if (line < (this.#options.headerLine ?? 1) || isDelimiterLine(record)) continue;
        this.#header = record.map((name) => withoutFormula(name).trim());
        continue;
      }
      lines[rows.length] = line;
      rows.push(record);
      raws?.push(read.raws?.[index] ?? record.join(CELL_SEPARATOR));
      if (withFormulas) takeFormulasOff(record, formulas);
    }
    if (this.#header === undefined || (rows.length === 0 && !atEnd)) return undefined;
    const cutShort = atEnd && rows.length > 0 && rows.at(-1)!.length < this.#header.length;
    return {
      header: this.#header,
      rows,
      ...(raws === undefined ? {} : { raws }),
      ...(formulas.size === 0 ? {} : { formulas }),
      firstLine: rows.length === 0 ? this.#line : lines[0]!,
      lines: lines.subarray(0, rows.length),
      delimiter: this.#delimiter,
      ...(openQuote || cutShort ? { truncated: true as const } : {}),
    };
  }
}

/** "sep=;", the line in which a spreadsheet program notes its delimiter. */
const isDelimiterLine = (record: readonly string[]): boolean => /^sep=.?$/i.test(record.join(''));

/** Line ends inside the cells of a record, which only quotes allow. */
function lineEndsInside(record: readonly string[], newline: string): number {
  let count = 0;
  for (const cell of record) {
    for (let at = cell.indexOf(newline); at >= 0; at = cell.indexOf(newline, at + 1)) count++;
  }
  return count;
}

function notText(file: string): LinkdeskError {
  const name = fileLabel(file);
  return new LinkdeskError(
    'FILE_NOT_TEXT',
    `${name} is a workbook or another packed file, not delimited text. Import it with a profile for workbooks, or save the sheet as CSV UTF-8 with every id column as text.`,
    { file: name },
  );
}

function noText(file: string): LinkdeskError {
  const name = fileLabel(file);
  return new LinkdeskError(
    'FILE_WITHOUT_HEADER',
    `${name} has no line with column names. Run the extract again with column names in its first line.`,
    { file: name },
  );
}

function endlessRow(file: string, line: number): LinkdeskError {
  const name = fileLabel(file);
  return new LinkdeskError(
    'QUOTE_NOT_CLOSED',
    `${name}, line ${line}: a quotation mark is opened there and not closed in the next 16 million characters. Correct the quotation mark at its source and export the file again; nothing of it was kept.`,
    { file: name, line },
  );
}
