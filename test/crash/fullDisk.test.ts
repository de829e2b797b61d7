import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkStore } from '../../src/store/checkStore.ts';
import { importConnection } from '../../src/store/open.ts';
import { longTransaction } from '../../src/store/transaction.ts';
import { writePersonMonths } from '../bench/personMonths.ts';
import { importRows, testStore } from '../store/testStore.ts';

const child = fileURLToPath(new URL('fullDiskChild.ts', import.meta.url));
let folder: string;
const fileOf = (month: string): string => join(folder, `person-months-${month}.csv`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-full-'));
  await writePersonMonths(fileOf, { persons: 8000, months: 2, first: '2026-07', seed: 3 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in a place where it may mount a small disk over a folder ($0). */
const apart = (script: string, ...args: readonly string[]) =>
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-ec', script, ...args], {
    encoding: 'utf8',
  });
/** Not every system lets a user mount a disk for himself. */
const mayMount = process.platform === 'linux' && apart('mount -t tmpfs tmpfs "$0"', tmpdir()).status === 0;

describe('a full disk', () => {
  it.skipIf(!mayMount).each([
    ['in the middle of an import', 5_500_000],
    ['while the backup before it is written', 1_000_000],
  ])('%s: said so, nothing half-written, and the same import works once there is room', (_when, left) => {
    const ended = apart(
      'mount -t tmpfs -o size=40m tmpfs "$0"; exec "$1" --disable-warning=ExperimentalWarning "$2" "$0/project" "$3" "$4" "$5"',
      mkdtempSync(join(folder, 'disk-')),
      process.execPath,
      child,
      fileOf('2026-07'),
      fileOf('2026-08'),
      String(left),
    );
    expect(ended.stderr).toBe('');
    const { full, again } = JSON.parse(ended.stdout) as Record<'full' | 'again', Record<string, unknown>>;
    expect(full).toMatchObject({ imports: 5, wrong: [], halfBackups: [] });
    expect(full['became']).toMatch(
      /^DISK_FULL: The disk is full\. Nothing of this step was kept; free some space/,
    );
    expect(again).toMatchObject({ became: 'imported', imports: 10, wrong: [], halfBackups: [] });
  });

  it('ends a long step with a sentence, and the store stays as it was', async () => {
    const test = testStore();
    try {
      await importRows(test.store, 'cw_worker', '2026-09', [{ worker_id: 'W1' }]);
      const pages = Number(test.store.db.pragma('page_count', { simple: true }));
      const smallDisk = () => {
        const db = importConnection(test.store);
        db.pragma(`max_page_count = ${pages + 20}`);
        return db;
      };
      const fill = longTransaction(test.store, 'a test', smallDisk, async (db) => {
        const insert = db.prepare(
          "INSERT INTO cw_worker (first_import, last_import, content, worker_id) VALUES (1, 1, 1, 'X' || ?)",
        );
        for (let n = 0; n < 10_000; n++) insert.run(n);
      });
      await expect(fill).rejects.toMatchObject({ code: 'DISK_FULL' });
      expect(test.store.db.prepare('SELECT worker_id FROM cw_worker').pluck().all()).toEqual(['W1']);
      expect(checkStore(test.store)).toEqual([]);
    } finally {
      test.close();
    }
  });
});
