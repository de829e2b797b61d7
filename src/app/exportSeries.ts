import { join } from 'node:path';
import { writeCsv } from '../files/csv.ts';
import { publicationFileName } from '../files/fileName.ts';
import { publicationWorkbook } from '../files/publicationWorkbook.ts';
import { writeXlsx } from '../files/xlsx.ts';
import { outcomeSeries } from '../reports/outcomeSeries.ts';
import type { SeriesRequest } from '../reports/outcomeSeries.ts';
import { seriesPublication } from '../reports/seriesPublication.ts';
import { appendAudit } from '../store/audit.ts';
import type { OpenProject } from './project.ts';

export interface SeriesExportRequest extends SeriesRequest {
  readonly format: 'csv' | 'xlsx';
  readonly folder: string;
  /** An existing file of this name is replaced only when a person agreed. */
  readonly replace: boolean;
  /** ISO time, for the audit log. */
  readonly at: string;
}

export interface ExportedSeries {
  readonly fileName: string;
  readonly folder: string;
  /** Periods. */
  readonly rows: number;
  readonly sha256: string;
}

/**
 * Writes a measure's numbers with method, glossary and notes, in its internal version or the one for release, and
 * notes it in the audit log. Throws what `outcomeSeries` and `writeFileAtomically` throw.
 */
export async function exportSeries(
  project: OpenProject,
  request: SeriesExportRequest,
): Promise<ExportedSeries> {
  const { format, folder, replace, at, release } = request;
  const series = outcomeSeries(project, request);
  const publication = seriesPublication(project, series, request);
  const fileName = publicationFileName({
    stem: `children-with-calworks-${release ? 'release' : 'internal'}`,
    month: publication.month,
    version: series.methodVersion,
    draft: false,
    extension: format,
  });
  const path = join(folder, fileName);
  const { sha256 } =
    format === 'csv'
      ? await writeCsv(path, publication.data, { replace })
      : await writeXlsx(path, publicationWorkbook(publication), { replace });
  const rows = publication.data.rows.length;
  appendAudit(project, {
    at,
    action: 'exported',
    subject: `${series.measure} ${publication.month}`,
    details: { format, rows, release, sha256 },
  });
  return { fileName, folder, rows, sha256 };
}
