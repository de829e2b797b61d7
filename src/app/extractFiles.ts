import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { type ExtractKindName, extractKind, extractKinds } from '../domain/extract.ts';
import type { FileInspection } from '../intake/inspectFile.ts';
import type { Profile } from '../intake/profiles/profile.ts';
import { kindsOf, type Reading } from './intake/reading.ts';
import { lookAtFile, type SourceFile } from './intake/sourceFile.ts';

/** A kind of extract in a file, with the layout or profile that its header fits. A file may give several. */
export interface ExtractFile {
  readonly path: string;
  readonly kind: ExtractKindName;
  readonly reading: Reading;
  readonly inspection: FileInspection;
}

export interface ExtractSearch {
  /** Extract files, or folders that hold them. */
  readonly paths: readonly string[];
  /** The project's own profiles. */
  readonly saved?: readonly Profile[];
  /** Reads every file, whatever its columns look like. */
  readonly profile?: Profile;
  /** Profiles of single files, by file name: what the import wizard made for them. */
  readonly profiles?: ReadonlyMap<string, Profile>;
  /** Names of the files to take from the folders; all when absent. */
  readonly only?: ReadonlySet<string>;
}

const readable = /\.(csv|txt|tsv|dat|xlsx)$/i;

/**
 * The extracts among the given files and folders, in the order in which they are imported. Every file is looked at
 * before anything is written, so that one bad header stops the month as a whole. Throws FILE_NOT_FOUND, NO_EXTRACTS,
 * LAYOUT_UNKNOWN, TWO_FILES_OF_ONE_KIND and what the header check throws.
 */
export async function findExtracts(search: ExtractSearch): Promise<readonly ExtractFile[]> {
  const files = await filesIn(search.paths, search.only);
  const found: ExtractFile[] = [];
  for (const path of files) {
    const given = search.profiles?.get(basename(path)) ?? search.profile;
    const file = await lookAtFile(path, search.saved ?? [], { profile: given });
    const reading = fitting(file);
    for (const kind of kindsOf(reading)) found.push({ path, kind, reading, inspection: file.inspection });
  }
  refuseTwins(found);
  return extractKinds.flatMap(({ kind }) => found.filter((file) => file.kind === kind));
}

/** The files of the formats that Linkdesk reads, by name in each folder. Throws FILE_NOT_FOUND, NO_EXTRACTS. */
export async function filesIn(
  paths: readonly string[],
  only?: ReadonlySet<string>,
): Promise<readonly string[]> {
  const all = (await Promise.all(paths.map(filesAt))).flat();
  const files = only === undefined ? all : all.filter((path) => only.has(basename(path)));
  if (files.length === 0) {
    throw new LinkdeskError(
      'NO_EXTRACTS',
      `No .csv, .txt, .tsv, .dat or .xlsx file was found in ${paths.map((path) => basename(path)).join(', ')}. Name the extract files or the folder they are in.`,
    );
  }
  return files;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined) {
    throw new LinkdeskError(
      'FILE_NOT_FOUND',
      `${path} is not there or cannot be read. Check the path; nothing was imported.`,
    );
  }
  if (!kind.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => readable.test(name) && !name.startsWith('~$'))
    .sort()
    .map((name) => join(path, name));
}

function fitting({ fileName, reading, problems }: SourceFile): Reading {
  if (reading !== undefined && problems.length === 0) return reading;
  if (reading === undefined) {
    throw new LinkdeskError(
      'LAYOUT_UNKNOWN',
      `The columns of ${fileName} fit no extract that Linkdesk knows. Check that it is the right file and that its first line holds the column names, or make a profile for it; nothing was imported.`,
      { file: fileName },
    );
  }
  const told = problems.slice(0, 5).join(' ');
  throw new LinkdeskError(
    'PROFILE_DRIFT',
    `${fileName} no longer fits its layout or profile. ${told} Mend the profile, or have the columns put back; nothing was imported.`,
    { file: fileName },
  );
}

function refuseTwins(files: readonly ExtractFile[]): void {
  for (const [index, file] of files.entries()) {
    const twin = files.slice(0, index).find((other) => other.kind === file.kind);
    if (twin === undefined) continue;
    throw new LinkdeskError(
      'TWO_FILES_OF_ONE_KIND',
      `${basename(twin.path)} and ${basename(file.path)} are both ${extractKind(file.kind).title}. Keep one of them for this month; nothing was imported.`,
    );
  }
}
