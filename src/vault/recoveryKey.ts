import { randomBytes } from 'node:crypto';

/** Letters and digits without I, L, O and U, which people misread or would rather not read (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = 26;

/**
 * A new recovery key of 128 bits for printing, in groups: `7Q2M-0XVF-…`. It is shown once and kept by the county's
 * security officer; nothing in Linkdesk keeps it.
 */
export function newRecoveryKey(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let key = '';
  for (let symbol = 0; symbol < symbols; symbol++) {
    key = alphabet[Number(bits % 32n)]! + key;
    bits /= 32n;
  }
  return key.match(/.{1,4}/g)!.join('-');
}

/** The key as typed from paper, put into the one form that is wrapped; undefined when it cannot be a recovery key. */
export function readRecoveryKey(typed: string): string | undefined {
  const key = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(key) ? key : undefined;
}
