import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind } from '../../domain/extract.ts';
import { displayMonth } from '../../domain/month.ts';
import { builtInLayouts } from '../../intake/layouts/index.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { profileDrift } from '../../intake/profiles/profileDrift.ts';
import { importsOfFile } from '../../store/imports.ts';
import type { ReadStore } from '../../store/store.ts';
import type { SourceFileView } from '../contract/intake.ts';
import { filesIn } from '../extractFiles.ts';
import { readProfileFile } from './profileFiles.ts';
import { kindsOf, readingTitle, readingVersion } from './reading.ts';
import { profileOf, savedProfiles } from './savedProfiles.ts';
import { lookAtFile, type SourceFile } from './sourceFile.ts';
import { isReadable, type Unreadable, type Wizard } from './wizard.ts';

/** Looks at every file of a folder; one that cannot be read is given with its reason. Throws NO_EXTRACTS. */
export async function lookAtFolder(
  store: ReadStore,
  folder: string,
  { drafts, formats }: Pick<Wizard, 'drafts' | 'formats'>,
): Promise<ReadonlyMap<string, SourceFile | Unreadable>> {
  const saved = [...(await sharedProfiles(folder)), ...savedProfiles(store)];
  const files = new Map<string, SourceFile | Unreadable>();
  for (const path of await filesIn([folder])) {
    const fileName = basename(path);
    const chosen = { profile: drafts.get(fileName), format: formats.get(fileName) };
    files.set(fileName, await lookOrSayWhy(path, saved, chosen));
  }
  return files;
}

/** The profiles that lie beside the extracts as `….profile.json`. Throws PROFILE_UNREADABLE, naming the file. */
async function sharedProfiles(folder: string): Promise<readonly Profile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.profile.json')).sort();
  return Promise.all(names.map((name) => readProfileFile(join(folder, name))));
}

/** The profiles among readings that the project does not have yet, by file: they came with the files and are to be kept. */
export const sharedReadings = (
  store: ReadStore,
  files: ReadonlyMap<string, SourceFile | Unreadable>,
): readonly (readonly [fileName: string, profile: Profile])[] =>
  [...files].flatMap(([fileName, file]) => {
    if (!isReadable(file) || file.reading?.by !== 'profile' || file.problems.length > 0) return [];
    const { profile } = file.reading;
    const isKnown =
      profileOf(store, profile.id, profile.version) !== undefined ||
      builtInLayouts.some(({ id, version }) => id === profile.id && version === profile.version);
    return isKnown ? [] : [[fileName, profile] as const];
  });

async function lookOrSayWhy(
  path: string,
  saved: readonly Profile[],
  chosen: Parameters<typeof lookAtFile>[2],
): Promise<SourceFile | Unreadable> {
  try {
    return await lookAtFile(path, saved, chosen);
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    return { path, fileName: basename(path), reason: error.message };
  }
}

const unknownFile = {
  bytes: 0,
  sha256: '',
  encoding: '',
  partedBy: '',
  format: 'delimited',
  columns: 0,
  rows: 0,
  exact: false,
  title: '',
  version: 0,
  system: null,
  kinds: [],
  already: null,
  drift: null,
} as const;

/** A file as the wizard shows it. */
export function sourceFileView(store: ReadStore, file: SourceFile | Unreadable): SourceFileView {
  if (!isReadable(file)) {
    return { ...unknownFile, kinds: [], file: file.fileName, state: 'unreadable', problems: [file.reason] };
  }
  const { reading, inspection, problems, format } = file;
  const kinds = reading === undefined ? [] : kindsOf(reading);
  return {
    file: file.fileName,
    bytes: inspection.bytes,
    sha256: inspection.sha256,
    encoding: inspection.isZip ? '' : inspection.encoding === 'ascii' ? 'utf-8' : inspection.encoding,
    partedBy: file.partedBy,
    format: format.type,
    columns: file.header.length,
    rows: file.rows,
    exact: file.exact,
    state: reading === undefined ? 'unknown' : problems.length === 0 ? 'fits' : 'drift',
    title: reading === undefined ? '' : readingTitle(reading),
    version: reading === undefined ? 0 : readingVersion(reading).layoutVersion,
    system: kinds[0] === undefined ? null : extractKind(kinds[0]).system,
    kinds: kinds.map((kind) => ({ kind, title: extractKind(kind).title })),
    problems: [...problems],
    already: alreadyImported(store, inspection.sha256),
    drift: driftOf(file),
  };
}

function alreadyImported(store: ReadStore, sha256: string): string | null {
  const known = importsOfFile(store, sha256)[0];
  if (known === undefined) return null;
  return `Imported for ${displayMonth(known.month)} on ${known.importedAt.slice(0, 10)} as ${known.fileName}.`;
}

function driftOf({ reading, header, problems }: SourceFile): SourceFileView['drift'] {
  if (reading?.by !== 'profile' || problems.length === 0) return null;
  const { missing, extra, renamed } = profileDrift(reading.profile, header);
  return { missing: [...missing], extra: [...extra], renamed: renamed.map((pair) => ({ ...pair })) };
}
