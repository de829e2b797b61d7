import { randomBytes } from 'node:crypto';
import { LinkdeskError } from '../domain/error.ts';
import { type KeyCost, ordinaryCost, unwrapKey, wrapKey } from './keySlot.ts';
import { newRecoveryKey, readRecoveryKey } from './recoveryKey.ts';
import { readVault, type Vault, vaultHeader, writeVault } from './vaultFile.ts';

/** Shortest passphrase, in characters (NIST SP 800-63B). */
const shortest = 8;

export interface NewVault {
  readonly vault: Vault;
  /** 32 random bytes that the store is encrypted with; the caller zeroes it. */
  readonly dataKey: Buffer;
  /** To be printed and locked away; shown this once. */
  readonly recoveryKey: string;
}

/**
 * Makes a vault with two slots: the analyst's passphrase and a printed recovery key. Nothing is written yet.
 * Throws PASSPHRASE_TOO_SHORT.
 */
export async function newVault(
  passphrase: string,
  about: Pick<Vault, 'storeId' | 'name' | 'synthetic' | 'createdAt'>,
  cost: KeyCost = ordinaryCost,
): Promise<NewVault> {
  refuseShort(passphrase);
  const header = { format: 'linkdesk-vault', version: 1, ...about } as const;
  const dataKey = randomBytes(32);
  const recoveryKey = newRecoveryKey();
  const vouched = vaultHeader(header);
  const slots = [
    await wrapped(1, 'analyst', passphrase, dataKey, vouched, cost),
    await wrapped(2, 'recovery', readRecoveryKey(recoveryKey)!, dataKey, vouched, cost),
  ];
  return {
    vault: { ...header, slots, auditHead: { seq: 0, mac: '0'.repeat(64) }, failedUnlocks: [] },
    dataKey,
    recoveryKey,
  };
}

/**
 * The data key of the vault in `folder`, opened by the passphrase or the recovery key; the caller zeroes it. The
 * store itself is not touched. A failed attempt is noted in the vault at time `at` (ISO). Throws WRONG_PASSPHRASE.
 */
export async function unlockVault(
  folder: string,
  secret: string,
  at: string,
): Promise<{ readonly vault: Vault; readonly dataKey: Buffer }> {
  const vault = readVault(folder);
  const dataKey = await openedBy(vault, secret);
  if (dataKey !== undefined) return { vault, dataKey };
  writeVault(folder, { ...vault, failedUnlocks: [...vault.failedUnlocks, at].slice(-100) });
  throw new LinkdeskError(
    'WRONG_PASSPHRASE',
    'That passphrase does not open this store. Check capital letters and the keyboard language and try again; nothing was changed.',
  );
}

/**
 * Puts a new passphrase in place of the analyst's: the data key is wrapped anew, the store is not rewritten.
 * `current` is the passphrase or the recovery key. Throws WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT.
 */
export async function changePassphrase(
  folder: string,
  current: string,
  next: string,
  at: string,
  cost: KeyCost = ordinaryCost,
): Promise<void> {
  refuseShort(next);
  const { vault, dataKey } = await unlockVault(folder, current, at);
  try {
    const slots = await Promise.all(
      vault.slots.map((slot) =>
        slot.label === 'analyst'
          ? wrapped(slot.id, slot.label, next, dataKey, vaultHeader(vault), cost)
          : Promise.resolve(slot),
      ),
    );
    writeVault(folder, { ...vault, slots });
  } finally {
    dataKey.fill(0);
  }
}

async function openedBy(vault: Vault, secret: string): Promise<Buffer | undefined> {
  const recovery = readRecoveryKey(secret);
  const header = vaultHeader(vault);
  for (const slot of vault.slots) {
    const typed = slot.label === 'recovery' ? recovery : secret;
    if (typed === undefined) continue;
    const bytes = secretBytes(typed);
    const dataKey = await unwrapKey(slot, bytes, header);
    bytes.fill(0);
    if (dataKey !== undefined) return dataKey;
  }
  return undefined;
}

async function wrapped(
  id: number,
  label: 'analyst' | 'recovery',
  secret: string,
  dataKey: Buffer,
  header: string,
  cost: KeyCost,
) {
  const bytes = secretBytes(secret);
  const slot = await wrapKey(id, label, bytes, dataKey, header, cost);
  bytes.fill(0);
  return slot;
}

/** The same characters give the same bytes on every keyboard and system. */
const secretBytes = (secret: string): Buffer => Buffer.from(secret.normalize('NFKC'), 'utf8');

function refuseShort(passphrase: string): void {
  if (Array.from(passphrase).length < shortest) {
    throw new LinkdeskError(
      'PASSPHRASE_TOO_SHORT',
      `A passphrase needs at least ${shortest} characters; several words are easier to remember than one hard word. Nothing was changed.`,
    );
  }
}
