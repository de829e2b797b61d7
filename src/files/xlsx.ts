import { rangeRef, writeXlsx as writeWorkbook, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import { civilDay, parseCivilDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { writeFileAtomically } from './atomicFile.ts';
import type { WriteOptions, WrittenFile } from './atomicFile.ts';
import type { RowStyle, SheetColumnKind, Workbook, WorkbookSheet } from './workbook.ts';

const FONT = 'Arial';
const BODY_POINTS = 10;
const LONGEST_TEXT = 32_767;
const LONGEST_SHEET_NAME = 30;
const DAY_MS = 86_400_000;
/** Spreadsheets count a 29 February 1900 that never was; earlier days stay text. */
const FIRST_SAFE_DAY = civilDay(1900, 3, 1);
/** Characters that XML 1.0 cannot hold, lone surrogates among them. */
const NOT_XML =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const body: CellStyle = { font: { name: FONT, size: BODY_POINTS }, alignment: { vertical: 'top' } };
const columnStyles: Readonly<Record<SheetColumnKind, CellStyle>> = {
  /** `@` keeps a spreadsheet from turning an edited identifier into a number. */
  text: { ...body, numFmt: '@' },
  prose: { ...body, alignment: { vertical: 'top', wrapText: true } },
  date: { ...body, numFmt: 'yyyy-mm-dd' },
  number: body,
};
const rowStyles: Readonly<Record<RowStyle, CellStyle>> = {
  title: { font: { name: FONT, size: 14, bold: true } },
  heading: { font: { name: FONT, size: 12, bold: true } },
};
const headerStyle: CellStyle = { font: { name: FONT, size: BODY_POINTS, bold: true }, numFmt: '@' };

/**
 * Writes a workbook: sans-serif, no merged cells, no formulas, identifiers as text, dates as real dates shown ISO,
 * table headers frozen with a filter (review-ux.md 5.1). Same content, same bytes. Throws TOO_MANY_ROWS when a sheet
 * is longer than a spreadsheet can hold, and the errors of `writeFileAtomically`.
 */
export async function writeXlsx(
  path: string,
  workbook: Workbook,
  options: WriteOptions,
): Promise<WrittenFile> {
  const date = new Date(workbook.date * DAY_MS);
  const bytes = await writeWorkbook({
    sheets: workbook.sheets.map((sheet) => sheetToWrite(sheet, workbook.footer)),
    properties: { title: workbook.title, creator: 'Linkdesk', created: date, modified: date },
    defaultFont: { name: FONT, size: BODY_POINTS },
    activeSheet: 0,
  });
  return writeFileAtomically(path, [bytes], options);
}

function sheetToWrite(sheet: WorkbookSheet, footer: string): WriteSheet {
  const { name, columns, table } = sheet;
  if (name.length > LONGEST_SHEET_NAME) throw new RangeError(`the sheet name ${name} is too long`);
  const rows = [...sheet.rows].map((row, rowIndex) =>
    row.map((text, column) => {
      const isBody = !(table && rowIndex === 0) && sheet.styles?.get(rowIndex) === undefined;
      return cellValue(text, isBody ? columns[column]!.kind : 'text');
    }),
  );
  if (rows.length > XLSX_MAX_ROWS_PER_SHEET) throw tooManyRows(rows.length);
  const written: WriteSheet = {
    name,
    columns: columns.map(({ kind, width }) => ({ width, style: columnStyles[kind] })),
    rows,
    cells: exceptionalCells(sheet, rows[0]?.length ?? 0),
    headerFooter: { oddFooter: `&L${footer.replaceAll('&', '&&')}&RPage &P of &N` },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
  if (!table) return written;
  return {
    ...written,
    freezePane: { rows: 1 },
    autoFilter: { range: rangeRef(0, 0, Math.max(rows.length - 1, 0), columns.length - 1) },
    a11y: { summary: name, headerRow: 0 },
  };
}

/** Cells that look or act otherwise than their column: headers, headings, links. */
function exceptionalCells(sheet: WorkbookSheet, headerCells: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  if (sheet.table) {
    for (let column = 0; column < headerCells; column++) cells.set(`0,${column}`, { style: headerStyle });
  }
  for (const [row, style] of sheet.styles ?? []) cells.set(`${row},0`, { style: rowStyles[style] });
  for (const [row, target] of sheet.links ?? []) {
    cells.set(`${row},0`, { hyperlink: { target: '', location: `'${target}'!A1` } });
  }
  return cells;
}

function cellValue(text: string, kind: SheetColumnKind): CellValue {
  if (text === '') return null;
  // a figure that is withheld is a star among numbers
  if (kind === 'number' && Number.isFinite(Number(text))) return Number(text);
  if (kind === 'date') {
    const day = parseCivilDate(text, 'YYYY-MM-DD');
    if (day !== undefined && day >= FIRST_SAFE_DAY) return new Date(day * DAY_MS);
  }
  return text.replace(NOT_XML, '').slice(0, LONGEST_TEXT);
}

const tooManyRows = (rows: number): LinkdeskError =>
  new LinkdeskError(
    'TOO_MANY_ROWS',
    `A spreadsheet holds at most 1,048,576 rows and this one would have ${rows}; nothing was written. Export as CSV instead.`,
    { rows },
  );
