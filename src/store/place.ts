import { existsSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';

/** The encrypted database of a project folder. */
export const storeFile = (folder: string): string => join(folder, 'linkdesk.store');
/** Empty file whose lock says that somebody has the store open for writing. */
export const lockFile = (folder: string): string => join(folder, 'linkdesk.lock');
export const backupFolder = (folder: string): string => join(folder, 'backups');

/** Throws STORE_EXISTS when the folder holds a store already. */
export function refuseExistingStore(folder: string): void {
  if (!existsSync(storeFile(folder))) return;
  throw new LinkdeskError(
    'STORE_EXISTS',
    'This folder already holds a Linkdesk store. Open it, or choose another folder for the new one.',
  );
}

/** File system types that are reached over a network: NFS, SMB, CIFS, SMB2, AFS, Coda. */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245]);

export interface FileSystem {
  /** Path with links and mapped drives resolved. */
  readonly realPath: (path: string) => string;
  /** The file system's type number (statfs). */
  readonly type: (path: string) => number;
}

const thisFileSystem: FileSystem = {
  realPath: (path) => realpathSync.native(path),
  type: (path) => statfsSync(path).type,
};

/**
 * Refuses a folder on a network share, where SQLite's log and locks do not work and a store can be lost.
 * Looks at the nearest folder that exists. Throws STORE_ON_NETWORK.
 */
export function refuseNetworkPlace(folder: string, fileSystem: FileSystem = thisFileSystem): void {
  if (isUnc(folder)) throw onNetwork();
  let existing = resolve(folder);
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  if (isUnc(fileSystem.realPath(existing)) || networkTypes.has(fileSystem.type(existing))) throw onNetwork();
}

const isUnc = (path: string): boolean => /^(\\\\|\/\/)(?![.?][\\/](?!UNC))/i.test(path);

function onNetwork(): LinkdeskError {
  return new LinkdeskError(
    'STORE_ON_NETWORK',
    'A store cannot be kept on a network share: it would be damaged sooner or later. Choose a folder on a disk of this computer.',
  );
}
