import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CivilDay, isoDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { extractKind } from '../domain/extract.ts';
import { lastDay, type Month } from '../domain/month.ts';
import type { Profile } from '../intake/profiles/profile.ts';
import { writeCsv } from '../files/csv.ts';
import { findingTexts } from '../intake/findings.ts';
import type { ExtractBatch, FileNotice } from '../intake/extractBatch.ts';
import { rejectColumns, type RejectRow, rejectRow } from '../intake/rejects.ts';
import { backupStore } from '../store/backup.ts';
import { allImports, type ImportRecord } from '../store/imports.ts';
import { type ImportBatch, writeImport } from '../store/writeImport.ts';
import { type ExtractFile, findExtracts } from './extractFiles.ts';
import { readingVersion, readKind } from './intake/reading.ts';
import { asKept, savedProfiles, saveProfile } from './intake/savedProfiles.ts';
import type { OpenProject } from './project.ts';
import type { Work } from './work.ts';

export interface ImportRequest {
  /** Extract files, or folders that hold them. */
  readonly paths: readonly string[];
  readonly month: Month;
  /** Day the systems were read; the last day of the month when absent. */
  readonly asOf?: CivilDay;
  /** Reads every file; it is kept with the project when the import is done. */
  readonly profile?: Profile;
  /** Profiles of single files, by file name; kept with the project likewise. */
  readonly profiles?: ReadonlyMap<string, Profile>;
  /** Names of the files to take from the folders; all when absent. */
  readonly only?: ReadonlySet<string>;
}

/** What became of one file. */
export interface ImportedFile {
  readonly fileName: string;
  readonly title: string;
  /** Absent when the very file was imported before. */
  readonly record?: ImportRecord;
  /** Why it was not imported again. */
  readonly already?: string;
  readonly notices: readonly FileNotice[];
  /** Where every rejected, blanked or noted value is listed by line; absent when there is none. */
  readonly rejectsFile?: string;
}

/**
 * Imports a month's extracts, each file as one transaction, after an encrypted backup of a store that holds something
 * (SLO-5). A file that was imported before is passed over and said to be. Throws for the first file that cannot be
 * imported, naming the ones before it, which stay.
 */
export async function importExtracts(
  project: OpenProject,
  request: ImportRequest,
  work: Work,
): Promise<readonly ImportedFile[]> {
  const given = keptProfiles(project, request);
  const files = await findExtracts({ ...request, ...given, saved: savedProfiles(project) });
  if (allImports(project).length > 0)
    backupStore(project.db, project.folder, project.dataKey, 'before-import');
  const done: ImportedFile[] = [];
  for (const [index, file] of files.entries()) {
    try {
      done.push(
        await importFile(
          project,
          file,
          request,
          work,
          `${index + 1} of ${files.length}: ${extractKind(file.kind).title}`,
        ),
      );
    } catch (error) {
      throw withEarlierFiles(error, done);
    }
  }
  for (const profile of [given.profile, ...(given.profiles?.values() ?? [])]) {
    if (profile !== undefined) saveProfile(project, profile);
  }
  return done;
}

/** The given profiles under the versions that the project keeps them as, so that imports name what is kept. */
function keptProfiles(project: OpenProject, { profile, profiles }: ImportRequest) {
  return {
    ...(profile === undefined ? {} : { profile: asKept(project, profile) }),
    ...(profiles === undefined
      ? {}
      : { profiles: new Map([...profiles].map(([file, one]) => [file, asKept(project, one)] as const)) }),
  };
}

async function importFile(
  project: OpenProject,
  file: ExtractFile,
  { month, asOf = lastDay(month) }: ImportRequest,
  { progress, signal, now }: Work,
  label: string,
): Promise<ImportedFile> {
  const { path, kind, reading, inspection } = file;
  const fileName = basename(path);
  const rejects: RejectRow[] = [];
  let notices: readonly FileNotice[] = [];
  const batches = readKind(path, reading, kind, {
    asOf,
    inspection,
    acceptDemo: project.identity.synthetic,
    onProgress: (bytes, total) => progress(`Importing ${label}`, bytes, total),
  });
  async function* forTheStore(): AsyncGenerator<ImportBatch> {
    for await (const batch of batches) {
      if (batch.summary !== undefined) notices = batch.summary.notices;
      rejects.push(...batch.findings.map((found) => rejectRow(fileName, found)));
      yield storeBatch(batch);
    }
  }
  const title = extractKind(kind).title;
  try {
    const record = await writeImport(
      project,
      {
        kind,
        month,
        asOf,
        fileName,
        fileBytes: inspection.bytes,
        sha256: inspection.sha256,
        ...readingVersion(reading),
        importedAt: now(),
      },
      forTheStore(),
      { signal },
    );
    const about = reading.by === 'profile' && reading.profile.parts.length > 1 ? `-${kind}` : '';
    const rejectsFile = await writeRejects(project, fileName, `${about}-${isoDate(asOf)}`, rejects);
    return { fileName, title, record, notices, ...(rejectsFile === undefined ? {} : { rejectsFile }) };
  } catch (error) {
    if (error instanceof LinkdeskError && error.code === 'ALREADY_IMPORTED') {
      return { fileName, title, already: error.message, notices };
    }
    throw error;
  }
}

function storeBatch(batch: ExtractBatch): ImportBatch {
  return {
    rows: batch.rows,
    rejected: batch.rejected,
    findings: batch.findings.map(({ line, finding }) => ({
      line,
      column: finding.column,
      valueClass: finding.class,
      code: finding.code,
      severity: finding.severity,
      ...findingTexts[finding.code],
    })),
  };
}

/** The rejects file beside the store: file, line, column, class of value, reason and remedy; never a value. */
async function writeRejects(
  project: OpenProject,
  fileName: string,
  suffix: string,
  rejects: readonly RejectRow[],
): Promise<string | undefined> {
  if (rejects.length === 0) return undefined;
  const folder = join(project.folder, 'rejects');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `${fileName.replace(/\.[^.]+$/, '')}${suffix}-rejects.csv`;
  const columns = rejectColumns.map((id) => ({
    id,
    label: id,
    kind: id === 'line' ? ('number' as const) : ('text' as const),
    width: 20,
    description: '',
    source: '',
  }));
  const rows = rejects.map((reject) => rejectColumns.map((column) => String(reject[column])));
  await writeCsv(join(folder, name), { columns, rows }, { replace: true });
  return name;
}

function withEarlierFiles(error: unknown, done: readonly ImportedFile[]): unknown {
  const kept = done.filter((file) => file.record !== undefined).map((file) => file.fileName);
  if (!(error instanceof LinkdeskError) || kept.length === 0) return error;
  return new LinkdeskError(
    error.code,
    `${error.message} Imported before it, and kept: ${kept.join(', ')}.`,
    error.details,
  );
}
