import Papa from 'papaparse';
import { writeFileAtomically } from './atomicFile.ts';
import type { WriteOptions, WrittenFile } from './atomicFile.ts';
import type { PublicationTable } from './publication.ts';

/**
 * A text that a spreadsheet would run as a formula. Plain numbers with a sign are left alone (measured: papaparse's
 * own pattern turns -12.5 into '-12.5).
 */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))/;
const ROWS_A_CHUNK = 2000;

/**
 * Writes a table as CSV: UTF-8 with byte order mark, CRLF, header row, texts and identifiers always quoted, numbers
 * and ISO dates bare, an empty cell for what is not recorded, formulas made harmless by a leading apostrophe.
 * Rows are streamed. Errors as of `writeFileAtomically`.
 */
export function writeCsv(path: string, table: PublicationTable, options: WriteOptions): Promise<WrittenFile> {
  return writeFileAtomically(path, csvChunks(table), options);
}

function* csvChunks({ columns, rows }: PublicationTable): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const quoted = columns.map((column) => column.kind === 'text' || column.kind === 'identifier');
  const header = lines([columns.map((column) => column.label)], true);
  yield encoder.encode(`\uFEFF${header}`);
  let block: string[][] = [];
  for (const row of rows) {
    block.push([...row]);
    if (block.length < ROWS_A_CHUNK) continue;
    yield encoder.encode(lines(block, quoted));
    block = [];
  }
  if (block.length > 0) yield encoder.encode(lines(block, quoted));
}

function lines(rows: string[][], quotes: boolean | boolean[]): string {
  return `${Papa.unparse(rows, { quotes, newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}
