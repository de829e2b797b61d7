import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkStore } from '../../src/store/checkStore.ts';
import { allImports } from '../../src/store/imports.ts';
import { closeStore, createStoreFile, openStoreFile } from '../../src/store/open.ts';
import { identity } from '../store/testStore.ts';

const child = fileURLToPath(new URL('importingChild.ts', import.meta.url));

/** Runs the importing child, kills it some time after its first import is committed, and tells the last it promised. */
function killedWhileImporting(folder: string, key: string, first: number, afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, folder, key, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaints = '';
    let timer: NodeJS.Timeout | undefined;
    running.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      timer ??= setTimeout(() => running.kill('SIGKILL'), afterMs);
    });
    running.stderr.on('data', (data: Buffer) => {
      complaints += data.toString();
    });
    running.on('error', reject);
    running.on('exit', (_code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL') reject(new Error(complaints));
      else resolve(Number(said.trim().split('\n').at(-1)!.replace('done ', '')));
    });
  });
}

it('keeps every import that was committed, and nothing of the one that was cut off, when it is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-crash-'));
  const dataKey = randomBytes(32);
  createStoreFile(folder, dataKey, identity);
  let next = 0;
  try {
    for (const afterMs of [3, 25, 60, 110, 170]) {
      const promised = await killedWhileImporting(folder, dataKey.toString('hex'), next, afterMs);
      const store = openStoreFile(folder, dataKey, { reviewer: 'Crash test' });
      const imports = allImports(store);
      // the kill may fall between the commit and the child's word for it
      expect([promised + 1, promised + 2]).toContain(imports.length);
      expect(imports.every(({ imported }) => imported === 4000)).toBe(true);
      const newest = imports.at(-1)!.importId;
      const standing = store.db
        .prepare('SELECT count(*) FROM cw_worker WHERE first_import = ? AND superseded_import IS NULL')
        .pluck()
        .get(newest);
      expect(standing).toBe(4000);
      expect(store.db.prepare('SELECT count(*) FROM cw_worker').pluck().get()).toBe(4000 * imports.length);
      expect(checkStore(store)).toEqual([]);
      next = imports.length;
      closeStore(store);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
