import { randomBytes } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';

/** What the window gets instead of a path: enough to say which folder it was, and to use it once. */
export interface FolderGrant {
  readonly grant: string;
  /** The folder's own name, for the screen. */
  readonly name: string;
}

export interface FolderGrants {
  /** Registers a folder of extracts that a person chose. Throws FOLDER_NOT_READABLE. */
  issue(folder: string): FolderGrant;
  /** The folder of a grant, once; undefined when it was used or never given. Throws FOLDER_NOT_READABLE. */
  redeem(grant: string): string | undefined;
}

/**
 * The folders that the window may have read: it names them by a random grant and never by path, so that a page can
 * read only what a person chose in the dialog. A grant is good for one import and ends with the process that issued
 * it, which a lock ends. The real path is kept, and looked at again when the grant is used: a folder that has since
 * become a link to another place is refused. Network shares are allowed, because departments put their extracts
 * there; Windows device paths are not.
 */
export function createFolderGrants(): FolderGrants {
  const folders = new Map<string, string>();
  return {
    issue(folder) {
      const real = realFolder(folder);
      const grant = randomBytes(16).toString('hex');
      folders.set(grant, real);
      return { grant, name: basename(real) };
    },
    redeem(grant) {
      const folder = folders.get(grant);
      folders.delete(grant);
      if (folder !== undefined && realFolder(folder) !== folder) throw notReadable();
      return folder;
    },
  };
}

function realFolder(folder: string): string {
  if (!isAbsolute(folder) || /^[\\/]{2}[?.][\\/]/.test(folder)) throw notReadable();
  try {
    const real = realpathSync.native(folder);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Gone, or not ours to read: one sentence for both.
  }
  throw notReadable();
}

function notReadable(): LinkdeskError {
  return new LinkdeskError(
    'FOLDER_NOT_READABLE',
    'The chosen folder cannot be read. Check that it is still there and that you may open it, then choose it again.',
  );
}
