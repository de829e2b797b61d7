import { basename } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import type { Month } from '../../domain/month.ts';
import type { FileFormat, Profile } from '../../intake/profiles/profile.ts';
import type { CheckedSource } from './checkSources.ts';
import type { SourceFile } from './sourceFile.ts';

/** What the import wizard has learned of the folder chosen last; in memory only, gone with the lock. */
export interface Wizard {
  readonly grant: string;
  readonly folder: string;
  /** By file name; a file that cannot be read has its reason instead. */
  readonly files: ReadonlyMap<string, SourceFile | Unreadable>;
  /** Profiles made or mended for single files, by file name. */
  readonly drafts: ReadonlyMap<string, Profile>;
  /** How files are written, where somebody said so before any profile was made, by file name. */
  readonly formats: ReadonlyMap<string, FileFormat>;
  readonly checked: { readonly month: Month; readonly sources: readonly CheckedSource[] } | undefined;
}

export interface Unreadable {
  readonly path: string;
  readonly fileName: string;
  readonly reason: string;
}

export const isReadable = (file: SourceFile | Unreadable): file is SourceFile => 'inspection' in file;

/** The file of that name in the wizard's folder, readable. Throws FILE_NOT_FOUND. */
export function sourceOf(wizard: Wizard, fileName: string): SourceFile {
  const file = wizard.files.get(fileName);
  if (file === undefined || !isReadable(file)) {
    throw new LinkdeskError(
      'FILE_NOT_FOUND',
      `There is no readable file of that name in ${basename(wizard.folder)}. Choose the folder again; nothing was changed.`,
    );
  }
  return file;
}
