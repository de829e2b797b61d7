import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import type { KeySlot } from './keySlot.ts';

/** What lies beside the store as `vault.json`: who the store is, the wrapped keys, and the head of its audit log. */
export interface Vault {
  readonly format: 'linkdesk-vault';
  readonly version: 1;
  readonly storeId: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly createdAt: string;
  readonly slots: readonly KeySlot[];
  /** Newest audit row when the store was last closed. */
  readonly auditHead: { readonly seq: number; readonly mac: string };
  /** ISO times of failed attempts since the last success; they go into the audit log with it. */
  readonly failedUnlocks: readonly string[];
}

export const vaultFile = (folder: string): string => join(folder, 'vault.json');

/** What the wrapped keys vouch for: changing it in the file makes every slot fail. */
export const vaultHeader = (vault: Omit<Vault, 'slots' | 'auditHead' | 'failedUnlocks'>): string =>
  JSON.stringify([vault.format, vault.version, vault.storeId, vault.name, vault.synthetic, vault.createdAt]);

/** Throws VAULT_MISSING, VAULT_DAMAGED, STORE_FROM_NEWER_VERSION. */
export function readVault(folder: string): Vault {
  if (!existsSync(vaultFile(folder))) {
    throw new LinkdeskError(
      'VAULT_MISSING',
      'The file vault.json, which holds the wrapped keys, is not in this folder. Choose the project folder, or put vault.json back from a backup; without it the store cannot be opened.',
    );
  }
  let vault: Partial<Vault>;
  try {
    vault = JSON.parse(readFileSync(vaultFile(folder), 'utf8')) as Partial<Vault>;
  } catch {
    throw damaged();
  }
  if (vault === null || vault.format !== 'linkdesk-vault') throw damaged();
  if (vault.version !== 1) {
    throw new LinkdeskError(
      'STORE_FROM_NEWER_VERSION',
      'The file vault.json was written by a newer Linkdesk. Install the newer Linkdesk; nothing was changed.',
    );
  }
  if (!isWhole(vault)) throw damaged();
  return vault;
}

/** Writes the vault as a whole or not at all: temporary file in the same folder, flushed, then renamed. */
export function writeVault(folder: string, vault: Vault): void {
  const unfinished = `${vaultFile(folder)}.new`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(vault, undefined, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, vaultFile(folder));
}

function isWhole(vault: Partial<Vault>): vault is Vault {
  const { slots, auditHead, failedUnlocks } = vault;
  return (
    [vault.storeId, vault.name, vault.createdAt].every((value) => typeof value === 'string') &&
    typeof vault.synthetic === 'boolean' &&
    Array.isArray(failedUnlocks) &&
    typeof auditHead?.seq === 'number' &&
    typeof auditHead.mac === 'string' &&
    Array.isArray(slots) &&
    slots.length > 0 &&
    slots.every(
      (slot: Partial<KeySlot>) =>
        typeof slot.id === 'number' &&
        slot.kdf?.name === 'scrypt' &&
        [slot.kdf.N, slot.kdf.r, slot.kdf.p].every((cost) => Number.isInteger(cost) && cost > 0) &&
        [slot.kdf.salt, slot.nonce, slot.wrappedKey, slot.tag].every((value) => typeof value === 'string'),
    )
  );
}

function damaged(): LinkdeskError {
  return new LinkdeskError(
    'VAULT_DAMAGED',
    'The file vault.json beside the store cannot be read. Put back a copy of it from a backup; the store was left untouched.',
  );
}
