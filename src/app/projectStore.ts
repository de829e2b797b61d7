import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { LinkdeskError } from '../domain/error.ts';
import { appendAudit, auditHead, headStillThere } from '../store/audit.ts';
import {
  closeStore as closeStoreFile,
  createStoreFile,
  openReadStoreFile,
  openStoreFile,
} from '../store/open.ts';
import { storeFile } from '../store/place.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import type { KeyCost } from '../vault/keySlot.ts';
import { newVault, unlockVault } from '../vault/vault.ts';
import { readVault, writeVault } from '../vault/vaultFile.ts';

/** A new project: who it is for. */
export interface NewProject {
  readonly name: string;
  /** County name, as in the table of counties. */
  readonly county: string;
  /** Made-up people only. */
  readonly synthetic: boolean;
  readonly reviewer?: string;
  /** Cheaper key for tests. */
  readonly cost?: KeyCost;
}

const nobody = 'analyst';
const now = (): string => new Date().toISOString();

/**
 * Makes a project folder with an encrypted store and its vault, and opens it. The recovery key is given this once.
 * Throws STORE_EXISTS, STORE_ON_NETWORK, PASSPHRASE_TOO_SHORT.
 */
export async function createStore(
  folder: string,
  passphrase: string,
  project: NewProject,
): Promise<{ readonly store: WriteStore; readonly recoveryKey: string }> {
  if (existsSync(storeFile(folder))) {
    throw new LinkdeskError(
      'STORE_EXISTS',
      'This folder already holds a Linkdesk store. Open it, or choose another folder for the new one.',
    );
  }
  const { name, county, synthetic } = project;
  const about = { storeId: randomUUID(), name, synthetic, createdAt: now() };
  const { vault, dataKey, recoveryKey } = await newVault(passphrase, about, project.cost);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeVault(folder, vault);
    createStoreFile(folder, dataKey, { ...about, county });
    const store = openStoreFile(folder, dataKey, { reviewer: project.reviewer ?? nobody });
    appendAudit(store, { at: now(), action: 'created', subject: about.storeId });
    return { store, recoveryKey };
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Opens a project for work. The vault settles whether the passphrase is right before the store is touched; attempts
 * that failed before are entered in the audit log now.
 * Throws WRONG_PASSPHRASE, STORE_DAMAGED, STORE_IN_USE, STORE_FROM_NEWER_VERSION, STORE_MISSING, VAULT_MISSING,
 * VAULT_DAMAGED, AUDIT_BROKEN.
 */
export async function openStore(
  folder: string,
  passphrase: string,
  options: { readonly reviewer?: string } = {},
): Promise<WriteStore> {
  const { vault, dataKey } = await unlockVault(folder, passphrase, now());
  try {
    const store = openStoreFile(folder, dataKey, { reviewer: options.reviewer ?? nobody });
    try {
      if (store.identity.storeId !== vault.storeId || !headStillThere(store, vault.auditHead))
        throw auditBroken();
      for (const at of vault.failedUnlocks) appendAudit(store, { at, action: 'unlock_failed' });
      appendAudit(store, { at: now(), action: 'unlocked', details: { recovered: store.recovered } });
      keepHead(store);
      return store;
    } catch (error) {
      closeStoreFile(store);
      throw error;
    }
  } finally {
    dataKey.fill(0);
  }
}

/** Opens a project for reading beside whoever works in it. Throws as `openStore`. */
export async function openReadStore(folder: string, passphrase: string): Promise<ReadStore> {
  const { dataKey } = await unlockVault(folder, passphrase, now());
  try {
    return openReadStoreFile(folder, dataKey);
  } finally {
    dataKey.fill(0);
  }
}

/** Closes a project: notes it in the audit log, keeps the log's head in the vault, closes the store, zeroes its keys. */
export function closeStore(store: WriteStore): void {
  if (!store.db.open) return;
  appendAudit(store, { at: now(), action: 'locked' });
  keepHead(store);
  closeStoreFile(store);
}

/** What can be told about a project without its passphrase. Throws VAULT_MISSING, VAULT_DAMAGED, STORE_MISSING. */
export function describeProject(folder: string): { readonly name: string; readonly synthetic: boolean } {
  const { name, synthetic } = readVault(folder);
  if (!existsSync(storeFile(folder))) {
    throw new LinkdeskError(
      'STORE_MISSING',
      'There is no Linkdesk store in this folder, only its vault. Put the store back from the newest backup.',
    );
  }
  return { name, synthetic };
}

function keepHead(store: WriteStore): void {
  const vault = readVault(store.folder);
  writeVault(store.folder, { ...vault, auditHead: auditHead(store), failedUnlocks: [] });
}

function auditBroken(): LinkdeskError {
  return new LinkdeskError(
    'AUDIT_BROKEN',
    'The store is older than its vault.json, or entries of its audit log were cut off. Put store and vault back together from the same backup; nothing was changed.',
  );
}
