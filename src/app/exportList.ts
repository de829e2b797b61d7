import { join } from 'node:path';
import type { Month } from '../domain/month.ts';
import { writeCsv } from '../files/csv.ts';
import { publicationFileName } from '../files/fileName.ts';
import { writeManifest } from '../files/manifest.ts';
import { publicationWorkbook } from '../files/publicationWorkbook.ts';
import { writeXlsx } from '../files/xlsx.ts';
import type { ListDefinition } from '../lists/definition.ts';
import { listPublication } from '../lists/publication.ts';
import { preparedList } from '../lists/publish.ts';
import { appendAudit } from '../store/audit.ts';
import { recordListExport } from '../store/lists.ts';
import type { ListRun } from '../store/lists.ts';
import { transaction } from '../store/transaction.ts';
import type { OpenProject } from './project.ts';

export interface ExportRequest {
  readonly listId: string;
  readonly month: Month;
  readonly format: 'csv' | 'xlsx';
  readonly folder: string;
  /** An existing file of this name is replaced only when a person agreed. */
  readonly replace: boolean;
  /** ISO time and version of the application, for the manifest. */
  readonly at: string;
  readonly version: string;
}

export interface ExportedList {
  readonly fileName: string;
  readonly manifestName: string;
  readonly folder: string;
  readonly rows: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes the newest version of a month's list as a file, with a manifest beside it that says what it was made from,
 * and notes it in the register of copies and in the audit log. Throws LIST_MISSING and the errors of
 * `writeFileAtomically`.
 */
export async function exportList(project: OpenProject, request: ExportRequest): Promise<ExportedList> {
  const { listId, month, format, folder, replace, at, version } = request;
  const run = preparedList(project, listId, month);
  const { fileStem } = JSON.parse(run.definition) as ListDefinition;
  const publication = listPublication(project, run);
  const fileName = publicationFileName({
    stem: fileStem,
    month,
    version: run.version,
    draft: publication.draft,
    extension: format,
  });
  const path = join(folder, fileName);
  const written =
    format === 'csv'
      ? await writeCsv(path, publication.data, { replace })
      : await writeXlsx(path, publicationWorkbook(publication), { replace });
  const rows = publication.data.rows.length;
  const manifestName = `${fileName}.manifest.json`;
  await writeManifest(
    join(folder, manifestName),
    {
      application: { name: 'Linkdesk', version },
      writtenAt: at,
      operator: project.reviewer,
      inputs: run.sources.imports,
      outputs: [{ fileName, ...written, rows }],
      settings: settingsOf(run),
    },
    { replace: true },
  );
  transaction(project, () => {
    recordListExport(project, {
      listRunId: run.listRunId,
      format,
      fileName,
      sha256: written.sha256,
      rows,
      exportedAt: at,
    });
    appendAudit(project, {
      at,
      action: 'exported',
      subject: `${listId} ${month} v${run.version}`,
      details: { format, rows, sha256: written.sha256 },
    });
  });
  return { fileName, manifestName, folder, rows, sha256: written.sha256 };
}

const settingsOf = (run: ListRun) => ({
  list: run.listId,
  definitionVersion: run.definitionVersion,
  listVersion: run.version,
  state: run.state,
  month: run.month,
  matchRun: run.matchRun,
  lastDecision: run.sources.lastDecision,
  rows: run.counts.rows,
  changes: run.counts.changes,
  excluded: run.excluded,
});
