import { basename } from 'node:path';
import { type CivilDay, isoDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { extractKind, type ExtractKindName } from '../domain/extract.ts';
import { lastDay, type Month } from '../domain/month.ts';
import type { Profile } from '../intake/profiles/profile.ts';
import { findingTexts } from '../intake/findings.ts';
import type { ExtractBatch, FileNotice } from '../intake/extractBatch.ts';
import type { FileInspection } from '../intake/inspectFile.ts';
import { backupBeside, type ProveCopy, proveHere } from '../store/backup.ts';
import { allImports, type ImportRecord } from '../store/imports.ts';
import { knownFile } from '../store/knownFile.ts';
import { type ImportBatch, type ImportMeta, type ImportProgress, writeImport } from '../store/writeImport.ts';
import { type ExtractFile, findExtracts } from './extractFiles.ts';
import { type Reading, readingVersion, sinceFieldsOf } from './intake/reading.ts';
import { type OpenReader, readHere, type RowReader } from './intake/rowReader.ts';
import { asKept, savedProfiles, saveProfile } from './intake/savedProfiles.ts';
import type { OpenProject } from './project.ts';
import type { Work } from './work.ts';
import { writeRejects } from './writeRejects.ts';

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
  openReader: OpenReader = readHere,
  prove: ProveCopy = proveHere,
): Promise<readonly ImportedFile[]> {
  const given = keptProfiles(project, request);
  const extracts = await findExtracts({ ...request, ...given, saved: savedProfiles(project) });
  const { known, files } = filesToImport(project, extracts, request, work.now());
  const done: ImportedFile[] = [...known];
  const reader = openReader();
  try {
    const begin = (index: number) => beginReading(project, reader, files, index, request, work);
    const isEmpty = allImports(project).length === 0;
    let begun = begin(0);
    for (const [index, file] of files.entries()) {
      const rows = begun!;
      begun = begin(index + 1);
      // the first file waits for the backup before it is kept
      const backup = isEmpty || index > 0 ? {} : { backup: () => backupBeside(project, prove) };
      const onKnown: ImportProgress['onKnown'] = (kind, stood) => reader.leaveOut(file.path, kind, stood);
      const progress = { signal: work.signal, onKnown, ...backup };
      done.push(...(await importFile(project, file, rows, progress)));
    }
  } catch (error) {
    throw withEarlierFiles(error, done);
  } finally {
    await reader.close();
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

/** A file with the kinds in it that are still to be imported. */
interface FileToImport {
  readonly path: string;
  readonly reading: Reading;
  readonly inspection: FileInspection;
  readonly meta: ImportMeta;
}

/** The files with what is new in them, and what was imported before. */
function filesToImport(
  project: OpenProject,
  extracts: readonly ExtractFile[],
  { month, asOf = lastDay(month) }: ImportRequest,
  importedAt: string,
): { readonly known: readonly ImportedFile[]; readonly files: readonly FileToImport[] } {
  const known: ImportedFile[] = [];
  const files = new Map<string, FileToImport>();
  for (const { path, kind, reading, inspection } of extracts) {
    const { bytes: fileBytes, sha256 } = inspection;
    const about = { month, asOf, fileName: basename(path), fileBytes, sha256 };
    const refusal = knownFile(project, { ...about, kind });
    if (refusal !== undefined) {
      const { title } = extractKind(kind);
      known.push({ fileName: about.fileName, title, already: refusal.message, notices: [] });
      continue;
    }
    const kinds = [
      ...(files.get(path)?.meta.kinds ?? []),
      { kind, sinceFields: sinceFieldsOf(reading, kind) },
    ];
    files.set(path, {
      path,
      reading,
      inspection,
      meta: { ...about, ...readingVersion(reading), importedAt, kinds },
    });
  }
  return { known, files: [...files.values()] };
}

/** Begins to read a file; undefined after the last. */
function beginReading(
  { identity }: OpenProject,
  reader: RowReader,
  files: readonly FileToImport[],
  index: number,
  { month, asOf = lastDay(month) }: ImportRequest,
  { progress }: Work,
): AsyncIterable<ExtractBatch> | undefined {
  const file = files[index];
  if (file === undefined) return undefined;
  const { path, reading, inspection, meta } = file;
  const kinds = meta.kinds.map(({ kind }) => kind);
  const titles = kinds.map((kind) => extractKind(kind).title).join(', ');
  const label = `Importing ${index + 1} of ${files.length}: ${titles}`;
  return reader.begin(path, reading, kinds, {
    asOf,
    inspection,
    acceptDemo: identity.synthetic,
    onProgress: (bytes, total) => progress(label, bytes, total),
  });
}

/** Imports a file; gives what became of each kind in it. */
async function importFile(
  project: OpenProject,
  { meta }: FileToImport,
  batches: AsyncIterable<ExtractBatch>,
  progress: ImportProgress,
): Promise<readonly ImportedFile[]> {
  const notices = new Map<ExtractKindName, readonly FileNotice[]>();
  async function* forTheStore(): AsyncGenerator<ImportBatch> {
    for await (const batch of batches) {
      if (batch.summary !== undefined) notices.set(batch.kind, batch.summary.notices);
      yield storeBatch(batch);
    }
  }
  const records = await writeImport(project, meta, forTheStore(), progress);
  const imported: ImportedFile[] = [];
  for (const record of records) {
    const { fileName, kind, asOf } = record;
    const about = records.length > 1 ? `-${kind}` : '';
    const rejectsFile = await writeRejects(project, record, `${about}-${isoDate(asOf)}`);
    imported.push({
      fileName,
      title: extractKind(kind).title,
      record,
      notices: notices.get(kind) ?? [],
      ...(rejectsFile === undefined ? {} : { rejectsFile }),
    });
  }
  return imported;
}

function storeBatch({ kind, rows, rejected, findings, summary }: ExtractBatch): ImportBatch {
  return {
    kind,
    rows,
    rejected,
    findings: findings.map(({ line, finding }) => ({
      line,
      column: finding.column,
      valueClass: finding.class,
      code: finding.code,
      severity: finding.severity,
      ...findingTexts[finding.code],
    })),
    ...(summary === undefined ? {} : { notes: summary.notices, header: summary.header }),
  };
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
