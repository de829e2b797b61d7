import { join } from 'node:path';
import { isoDate } from '../domain/civilDate.ts';
import type { Month } from '../domain/month.ts';
import { writeCsv } from '../files/csv.ts';
import { lookBackFileName, publicationFileName } from '../files/fileName.ts';
import { type Manifest, writeManifest } from '../files/manifest.ts';
import { publicationWorkbook } from '../files/publicationWorkbook.ts';
import { writeXlsx } from '../files/xlsx.ts';
import type { ListDefinition } from '../lists/definition.ts';
import type { LookBack } from '../lists/lookBack.ts';
import {
  type ListPublication,
  listPublication,
  lookBackPublication,
  momentOf,
} from '../lists/publication.ts';
import { preparedList } from '../lists/publish.ts';
import { appendAudit } from '../store/audit.ts';
import { recordListExport } from '../store/lists.ts';
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

export interface LookBackExport extends ExportRequest {
  /** ISO time. */
  readonly knownAt: string;
  /** ISO day, when one was asked for. */
  readonly asOf: string | null;
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
  const { listId, month, format, at } = request;
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
  const written = await writePublication(project, request, fileName, publication, run.sources.imports, {
    ...settingsOf(run),
    listVersion: run.version,
    state: run.state,
  });
  const { rows, sha256 } = written;
  transaction(project, () => {
    recordListExport(project, { listRunId: run.listRunId, format, fileName, sha256, rows, exportedAt: at });
    appendAudit(project, {
      at,
      action: 'exported',
      subject: `${listId} ${month} v${run.version}`,
      details: { format, rows, sha256 },
    });
  });
  return written;
}

/**
 * Writes a list as known at an earlier time as a file: name, pages and manifest say so, and the audit log notes it. It
 * belongs to no list that is kept, so it is not in the register of copies. Throws the errors of `writeFileAtomically`.
 */
export async function exportLookBack(
  project: OpenProject,
  back: LookBack,
  request: LookBackExport,
): Promise<ExportedList> {
  const { listId, month, format, at, knownAt, asOf } = request;
  const { fileStem } = JSON.parse(back.run.definition) as ListDefinition;
  const fileName = lookBackFileName({ stem: fileStem, month, knownAt, asOf, extension: format });
  const publication = lookBackPublication(project, back, knownAt);
  const written = await writePublication(project, request, fileName, publication, back.run.sources.imports, {
    ...settingsOf(back.run),
    state: `as known on ${momentOf(knownAt)}`,
    knownAt,
    asOf: isoDate(back.run.asOf),
    published: back.published === null ? null : { ...back.published },
  });
  const { rows, sha256 } = written;
  appendAudit(project, {
    at,
    action: 'exported',
    subject: `${listId} ${month} as known on ${knownAt}`,
    details: { format, rows, sha256 },
  });
  return written;
}

/** Writes the file and its manifest. */
async function writePublication(
  { reviewer }: OpenProject,
  { format, folder, replace, at, version }: ExportRequest,
  fileName: string,
  publication: ListPublication,
  inputs: Manifest['inputs'],
  settings: Manifest['settings'],
): Promise<ExportedList> {
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
      operator: reviewer,
      inputs,
      outputs: [{ fileName, ...written, rows }],
      settings,
    },
    { replace: true },
  );
  return { fileName, manifestName, folder, rows, sha256: written.sha256 };
}

const settingsOf = (run: LookBack['run']) => ({
  list: run.listId,
  definitionVersion: run.definitionVersion,
  month: run.month,
  matchRun: run.matchRun,
  lastDecision: run.sources.lastDecision,
  rows: run.counts.rows,
  changes: run.counts.changes,
  excluded: run.excluded,
});
