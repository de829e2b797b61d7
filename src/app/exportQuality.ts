import { extname } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { writeCsv } from '../files/csv.ts';
import { publicationWorkbook } from '../files/publicationWorkbook.ts';
import { publicationFileName } from '../files/fileName.ts';
import { writeXlsx } from '../files/xlsx.ts';
import { appendAudit } from '../store/audit.ts';
import type { WriteStore } from '../store/store.ts';
import type { MonthQuality } from './contract/intake.ts';
import { monthQuality } from './monthQuality.ts';
import { qualityPublication } from './qualityPublication.ts';

/** Version of the report's columns, for its file name. */
const reportVersion = 1;

export interface QualityExport {
  readonly month: Month;
  /** Where to; its ending says whether it is CSV or XLSX. */
  readonly path: string;
  readonly replace: boolean;
  /** ISO time, for the audit log. */
  readonly at: string;
}

/** "data-quality-2026-10-v1.xlsx" */
export const qualityFileName = (month: Month, extension: 'csv' | 'xlsx'): string =>
  publicationFileName({ stem: 'data-quality', month, version: reportVersion, draft: false, extension });

/**
 * Writes the data quality report of a month (SLO-4): counts only, whole or not at all, noted in the audit log. Throws
 * BAD_FILE_NAME for an ending that is neither, MONTH_EMPTY, and the errors of `writeFileAtomically`.
 */
export async function exportQuality(
  store: WriteStore,
  { month, path, replace, at }: QualityExport,
): Promise<{ readonly quality: MonthQuality; readonly rows: number; readonly sha256: string }> {
  const format = formatOf(path);
  const quality = monthQuality(store, month);
  if (quality.extracts.length === 0) {
    throw new LinkdeskError(
      'MONTH_EMPTY',
      `No extract of ${displayMonth(month)} is imported, so there is no data quality to report. Import the month first; nothing was written.`,
    );
  }
  const publication = qualityPublication(store, month, quality);
  const { sha256 } =
    format === 'csv'
      ? await writeCsv(path, publication.data, { replace })
      : await writeXlsx(path, publicationWorkbook(publication), { replace });
  const rows = [...publication.data.rows].length;
  appendAudit(store, {
    at,
    action: 'exported',
    subject: `data quality ${month}`,
    details: { format, rows, sha256 },
  });
  return { quality, rows, sha256 };
}

function formatOf(path: string): 'csv' | 'xlsx' {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv') return 'csv';
  if (ending === '.xlsx') return 'xlsx';
  throw new LinkdeskError(
    'BAD_FILE_NAME',
    `The report is written as CSV or XLSX, and "${ending}" is neither. End the file's name in .csv or .xlsx; nothing was written.`,
  );
}
