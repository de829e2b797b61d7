import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { streamXlsxRows } from 'hucre/xlsx';
import type { CellValue } from 'hucre/xlsx';
import { spellDate } from '../domain/civilDate.ts';
import type { DateFormat } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { fileFailure, fileLabel } from './fileFailure.ts';
import { encryptedWorkbook } from './foreignFile.ts';
import type { WorkbookFormat } from './profiles/profile.ts';
import type { RowBatch } from './rowBatch.ts';
import { CELL_SEPARATOR } from './splitRecords.ts';
import { mayHoldFormulas, takeFormulasOff, withoutFormula } from './textFormula.ts';

const BATCH_ROWS = 5000;
const DAY_MS = 86_400_000;

/**
 * Reads a sheet of an XLSX workbook in batches of 5,000 rows. Text cells come as they are; a real date is spelt in
 * `dateFormat`; a number is written out in full, so that an id which the workbook holds as a number is seen to be
 * damaged by the checks that follow. Cells missing at the end of a row are blank. Throws a LinkdeskError when the
 * file is no workbook, is encrypted, or lacks the sheet or its header row.
 */
export async function* readWorkbook(
  file: string,
  format: WorkbookFormat,
  dateFormat: DateFormat,
): AsyncGenerator<RowBatch> {
  const headerRow = format.headerRow ?? 1;
  let header: readonly string[] | undefined;
  let rows: (readonly string[])[] = [];
  let lines: number[] = [];
  let raws: string[] = [];
  let formulas = new Map<number, number>();
  const batch = (columns: readonly string[]): RowBatch => ({
    header: columns,
    rows,
    raws,
    ...(formulas.size === 0 ? {} : { formulas }),
    firstLine: lines[0] ?? headerRow + 1,
    lines: Int32Array.from(lines),
  });
  try {
    for await (const { index, values } of sheetRows(file, format)) {
      const line = index + 1;
      if (line < headerRow) continue;
      const cells = values.map((value) => cellText(value, dateFormat));
      if (header === undefined) {
        header = trimmedHeader(cells);
        continue;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      lines.push(line);
      const row = fitted(cells, header.length);
      raws.push(row.join(CELL_SEPARATOR));
      if (row.some(mayHoldFormulas)) takeFormulasOff(row, formulas);
      rows.push(row);
      if (rows.length === BATCH_ROWS) {
        yield batch(header);
        rows = [];
        lines = [];
        raws = [];
        formulas = new Map();
      }
    }
  } catch (error) {
    throw workbookFailure(error, file);
  }
  if (header === undefined || header.length === 0) throw noHeader(file, format);
  yield batch(header);
}

function sheetRows(file: string, format: WorkbookFormat): ReturnType<typeof streamXlsxRows> {
  const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  return streamXlsxRows(stream, { sheet: format.sheet ?? 0 });
}

function cellText(value: CellValue, dateFormat: DateFormat): string {
  if (value === null) return '';
  if (typeof value === 'string') return value.replaceAll('\u001f', ' ');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return Number.isNaN(value.getTime()) ? '' : spellDate(Math.floor(value.getTime() / DAY_MS), dateFormat);
}

/** Column names up to the last one that is not blank. */
function trimmedHeader(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => withoutFormula(cell).trim());
  const last = names.findLastIndex((name) => name !== '');
  return names.slice(0, last + 1);
}

/** A row as wide as the header: blanks added, blanks beyond it left off; text beyond it stays and makes the row ragged. */
function fitted(cells: string[], width: number): string[] {
  if (cells.length <= width) return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  return cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : cells;
}

function workbookFailure(error: unknown, file: string): unknown {
  if (error instanceof LinkdeskError || !(error instanceof Error)) return error;
  // what the operating system refuses names its call; a damaged pack has a code of the unpacker instead
  if ('syscall' in error) return fileFailure(error, file);
  const name = fileLabel(file);
  if (error.name === 'EncryptedFileError') return encryptedWorkbook(name);
  return new LinkdeskError(
    'WORKBOOK_UNREADABLE',
    `${name} could not be read as a workbook. Open it in a spreadsheet program, save it as XLSX and import that; when it is a packed folder (ZIP), unpack it first.`,
    { file: name },
  );
}

function noHeader(file: string, { sheet, headerRow = 1 }: WorkbookFormat): LinkdeskError {
  const name = fileLabel(file);
  const place = sheet === undefined ? 'its first sheet' : `a sheet ${sheet}`;
  return new LinkdeskError(
    'FILE_WITHOUT_HEADER',
    `${name} has no column names in row ${headerRow} of ${place}. Name the sheet and the row with the column names in the profile.`,
    { file: name, line: headerRow },
  );
}
