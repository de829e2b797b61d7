import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { LinkdeskError } from '../domain/error.ts';

/** Cost of turning a passphrase into a key: scrypt with 2^17 takes about 0.6 s and 128 MiB (desktop.md 4.2). */
export interface KeyCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
export const ordinaryCost: KeyCost = { N: 131_072, r: 8, p: 1 };
/** A vault file must not be able to ask for more memory than this machine can give. */
const dearest = 1_048_576;

export type SlotLabel = 'analyst' | 'recovery';

/** One way to open the vault: the data key, wrapped with a key made from a secret. Binary values are base64. */
export interface KeySlot {
  readonly id: number;
  readonly label: SlotLabel;
  readonly kdf: { readonly name: 'scrypt'; readonly salt: string } & KeyCost;
  readonly nonce: string;
  readonly wrappedKey: string;
  readonly tag: string;
}

const derive = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** Key of 32 bytes from a secret (RFC 7914). */
export async function slotKey(secret: Buffer, salt: Buffer, cost: KeyCost): Promise<Buffer> {
  if (cost.N > dearest) {
    throw new LinkdeskError(
      'VAULT_DAMAGED',
      'The file vault.json asks for an impossible key cost. Put back a copy of vault.json from a backup; the store was left untouched.',
    );
  }
  const { N, r, p } = cost;
  return derive(secret, salt, 32, { N, r, p, maxmem: 256 * N * r });
}

/** Wraps the data key for a secret. `header` is what the wrapping vouches for besides the key. */
export async function wrapKey(
  id: number,
  label: SlotLabel,
  secret: Buffer,
  dataKey: Buffer,
  header: string,
  cost: KeyCost,
): Promise<KeySlot> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const kdf = { name: 'scrypt', ...cost, salt: salt.toString('base64') } as const;
  const key = await slotKey(secret, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(vouchedFor(header, id, label, kdf));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  key.fill(0);
  return {
    id,
    label,
    kdf,
    nonce: nonce.toString('base64'),
    wrappedKey: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The data key, or undefined when the secret is not this slot's or the slot or header was changed. */
export async function unwrapKey(slot: KeySlot, secret: Buffer, header: string): Promise<Buffer | undefined> {
  const key = await slotKey(secret, Buffer.from(slot.kdf.salt, 'base64'), slot.kdf);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(vouchedFor(header, slot.id, slot.label, slot.kdf));
    decipher.setAuthTag(Buffer.from(slot.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(slot.wrappedKey, 'base64')), decipher.final()]);
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
}

function vouchedFor(header: string, id: number, label: SlotLabel, kdf: KeySlot['kdf']): Buffer {
  return Buffer.from(JSON.stringify([header, id, label, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt]));
}
