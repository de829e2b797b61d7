import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ordinaryCost, slotKey } from '../../src/vault/keySlot.ts';
import { newRecoveryKey, readRecoveryKey } from '../../src/vault/recoveryKey.ts';
import { afterFailure, noFailures, refuseTooSoon } from '../../src/vault/unlockThrottle.ts';
import { changePassphrase, newVault, unlockVault } from '../../src/vault/vault.ts';
import { readVault, vaultFile, writeVault } from '../../src/vault/vaultFile.ts';

const at = '2026-11-05T10:00:00.000Z';
const cost = { N: 16, r: 8, p: 1 };
const about = { storeId: 'store-1', name: 'Demo', synthetic: true, createdAt: at };
const passphrase = 'correct horse battery';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function made() {
  const vault = await newVault(passphrase, about, cost);
  writeVault(folder, vault.vault);
  return vault;
}

/** Rewrites one value of vault.json as an attacker could. */
function tamper(change: (vault: Record<string, unknown>) => void): void {
  const vault = JSON.parse(readFileSync(vaultFile(folder), 'utf8')) as Record<string, unknown>;
  change(vault);
  writeFileSync(vaultFile(folder), JSON.stringify(vault));
}

describe('keys from passphrases', () => {
  it('are those of RFC 7914, section 12', async () => {
    const hex = async (secret: string, salt: string, N: number, r: number, p: number) =>
      (await slotKey(Buffer.from(secret), Buffer.from(salt), { N, r, p })).toString('hex');
    expect(await hex('', '', 16, 1, 1)).toBe(
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442',
    );
    expect(await hex('password', 'NaCl', 1024, 8, 16)).toBe(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
    );
    expect(await hex('pleaseletmein', 'SodiumChloride', 16384, 8, 1)).toBe(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
    );
  });

  it('cost 2^17 unless a test says otherwise', () => {
    expect(ordinaryCost).toEqual({ N: 131_072, r: 8, p: 1 });
  });
});

describe('a vault', () => {
  it('opens with its passphrase and with its recovery key, however that is typed', async () => {
    const { dataKey, recoveryKey } = await made();
    for (const secret of [passphrase, recoveryKey, recoveryKey.toLowerCase().replaceAll('-', ' ')]) {
      const opened = await unlockVault(folder, secret, at);
      expect(opened.dataKey.equals(dataKey)).toBe(true);
    }
  });

  it('treats the same characters alike whichever way they were composed', async () => {
    const { vault, dataKey } = await newVault('Contraseña única', about, cost);
    writeVault(folder, vault);
    const opened = await unlockVault(folder, 'Contraseña única'.normalize('NFD'), at);
    expect(opened.dataKey.equals(dataKey)).toBe(true);
  });

  it('refuses another passphrase and notes the attempt', async () => {
    await made();
    await expect(unlockVault(folder, 'correct horse batterY', at)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    expect(readVault(folder).failedUnlocks).toEqual([at]);
  });

  it('holds neither key nor passphrase in its file', async () => {
    const { dataKey, recoveryKey } = await made();
    const text = readFileSync(vaultFile(folder), 'utf8');
    for (const secret of [passphrase, recoveryKey, dataKey.toString('hex'), dataKey.toString('base64')]) {
      expect(text.includes(secret)).toBe(false);
    }
  });

  it('no longer opens when what its keys vouch for was changed', async () => {
    await made();
    tamper((vault) => {
      vault['synthetic'] = false;
    });
    await expect(unlockVault(folder, passphrase, at)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  it('says that its file is damaged, missing, or from a newer Linkdesk', async () => {
    await expect(unlockVault(folder, passphrase, at)).rejects.toMatchObject({ code: 'VAULT_MISSING' });
    await made();
    tamper((vault) => {
      vault['version'] = 2;
    });
    expect(() => readVault(folder)).toThrowError(
      expect.objectContaining({ code: 'STORE_FROM_NEWER_VERSION' }) as Error,
    );
    for (const text of ['', 'null', '{}', '{"format":"linkdesk-vault","version":1,"slots":[]}']) {
      writeFileSync(vaultFile(folder), text);
      expect(() => readVault(folder)).toThrowError(
        expect.objectContaining({ code: 'VAULT_DAMAGED' }) as Error,
      );
    }
  });

  it('does not let its file ask for endless work', async () => {
    await made();
    tamper((vault) => {
      (vault['slots'] as { kdf: { N: number } }[])[0]!.kdf.N = 2 ** 40;
    });
    await expect(unlockVault(folder, passphrase, at)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  it('changes the passphrase without changing the key of the store', async () => {
    const { dataKey, recoveryKey } = await made();
    await expect(changePassphrase(folder, 'wrong', 'a new passphrase', at, cost)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    await changePassphrase(folder, passphrase, 'a new passphrase', at, cost);
    await expect(unlockVault(folder, passphrase, at)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect((await unlockVault(folder, 'a new passphrase', at)).dataKey.equals(dataKey)).toBe(true);
    await changePassphrase(folder, recoveryKey, 'forgotten and set anew', at, cost);
    expect((await unlockVault(folder, 'forgotten and set anew', at)).dataKey.equals(dataKey)).toBe(true);
  });

  it('wants at least eight characters', async () => {
    await expect(newVault('sieben7', about, cost)).rejects.toMatchObject({ code: 'PASSPHRASE_TOO_SHORT' });
  });
});

describe('a recovery key', () => {
  it('has 128 bits in groups and reads back from any typing', () => {
    fc.assert(
      fc.property(fc.constant(null), () => {
        const key = newRecoveryKey();
        expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
        const plain = key.replaceAll('-', '');
        expect(readRecoveryKey(key.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(plain);
      }),
      { numRuns: 50 },
    );
    expect(readRecoveryKey('correct horse battery staple')).toBeUndefined();
  });
});

describe('after wrong passphrases', () => {
  it('each further try waits twice as long, up to five minutes, and none is refused for good', () => {
    let throttle = noFailures;
    const waits: number[] = [];
    for (let n = 0; n < 12; n++) {
      throttle = afterFailure(throttle, 1000);
      waits.push((throttle.notBefore - 1000) / 1000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(() => refuseTooSoon(throttle, 200_000)).toThrowError(
      expect.objectContaining({ code: 'UNLOCK_TOO_SOON', details: { seconds: 101 } }) as Error,
    );
    expect(() => refuseTooSoon(throttle, 301_000)).not.toThrow();
  });
});
