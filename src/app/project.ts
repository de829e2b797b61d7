import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { appendAudit, auditHead, headStillThere } from '../store/audit.ts';
import { closeStore, createStoreFile, openStoreFile } from '../store/open.ts';
import { refuseExistingStore, refuseNetworkPlace, storeFile } from '../store/place.ts';
import type { WriteStore } from '../store/store.ts';
import type { KeyCost } from '../vault/keySlot.ts';
import { newVault, unlockVault } from '../vault/vault.ts';
import { readVault, vaultFile, writeVault } from '../vault/vaultFile.ts';

/** An unlocked project, as the use-cases take it. */
export type OpenProject = WriteStore;

export interface NewProject {
  readonly name: string;
  readonly county: string;
  /** Made-up people only: opens in a browser, accepts demo SSNs. */
  readonly synthetic: boolean;
  /** ISO time. */
  readonly at: string;
  /** Work of one guess at the passphrase; tests lower it. */
  readonly keyCost?: KeyCost;
}

/** Whether a folder holds a project. */
export const isProject = (folder: string): boolean =>
  existsSync(vaultFile(folder)) && existsSync(storeFile(folder));

/** Where a project's finished files are written. */
export const exportFolder = (projectFolder: string): string => join(projectFolder, 'exports');

/**
 * Makes a project: an encrypted store and its vault, in a folder that holds neither yet. Gives the recovery key,
 * which is not kept anywhere. Throws PASSPHRASE_TOO_SHORT, STORE_EXISTS, STORE_ON_NETWORK.
 */
export async function createProject(
  folder: string,
  passphrase: string,
  about: NewProject,
): Promise<{ readonly recoveryKey: string }> {
  refuseNetworkPlace(folder);
  refuseExistingStore(folder);
  const storeId = randomUUID();
  const { vault, dataKey, recoveryKey } = await newVault(
    passphrase,
    { storeId, name: about.name, synthetic: about.synthetic, createdAt: about.at },
    about.keyCost,
  );
  try {
    // the vault first: a store without its vault could never be opened, a vault without a store is simply made again
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeVault(folder, vault);
    createStoreFile(folder, dataKey, {
      storeId,
      name: about.name,
      county: about.county,
      synthetic: about.synthetic,
      createdAt: about.at,
    });
  } finally {
    dataKey.fill(0);
  }
  return { recoveryKey };
}

/**
 * Unlocks and opens a project for writing, and notes it in the audit log, failed attempts since the last time too.
 * Throws PROJECT_MISSING, WRONG_PASSPHRASE (store untouched), VAULT_MISSING, VAULT_DAMAGED, AUDIT_BROKEN and what `openStoreFile` throws.
 */
export async function openProject(
  folder: string,
  passphrase: string,
  reviewer: string,
  at: string,
): Promise<OpenProject> {
  if (!existsSync(vaultFile(folder)) && !existsSync(storeFile(folder))) {
    throw new LinkdeskError(
      'PROJECT_MISSING',
      `There is no Linkdesk project in ${folder}. Check the path, or make a project there with "linkdesk import … --create NAME --county CODE".`,
    );
  }
  const { vault, dataKey } = await unlockVault(folder, passphrase, at);
  try {
    const store = openStoreFile(folder, dataKey, { reviewer });
    if (!headStillThere(store, vault.auditHead)) {
      closeStore(store);
      throw new LinkdeskError(
        'AUDIT_BROKEN',
        'The audit log is shorter than when the project was last closed: the store was replaced by an older copy, or tampered with. Put the newest backup back, or call whoever is responsible for security; nothing was changed.',
      );
    }
    for (const failedAt of vault.failedUnlocks) appendAudit(store, { at: failedAt, action: 'unlock_failed' });
    appendAudit(store, { at, action: 'unlocked' });
    keepAuditHead(store, { failedUnlocks: [] });
    return store;
  } finally {
    dataKey.fill(0);
  }
}

/** Closes the store in order and keeps the head of its audit log beside it, so that a cut-off log is seen. */
export function closeProject(store: OpenProject, at: string): void {
  if (!store.db.open) return;
  appendAudit(store, { at, action: 'locked' });
  keepAuditHead(store, {});
  closeStore(store);
}

/** Takes a project's store away, for a demo that starts anew. Refuses a store that is not synthetic. */
export function removeSyntheticProject(folder: string): void {
  if (!readVault(folder).synthetic) {
    throw new LinkdeskError(
      'NOT_SYNTHETIC',
      'This folder holds a project with real people; it was left untouched. Choose another folder.',
    );
  }
  for (const name of ['linkdesk.store', 'linkdesk.store-wal', 'linkdesk.store-shm', 'linkdesk.lock']) {
    rmSync(join(folder, name), { force: true });
  }
  rmSync(join(folder, 'backups'), { recursive: true, force: true });
  rmSync(exportFolder(folder), { recursive: true, force: true });
  rmSync(vaultFile(folder), { force: true });
}

function keepAuditHead(store: WriteStore, change: { readonly failedUnlocks?: readonly string[] }): void {
  writeVault(store.folder, { ...readVault(store.folder), ...change, auditHead: auditHead(store) });
}
