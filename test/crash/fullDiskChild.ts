import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importExtracts } from '../../src/app/importExtracts.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import { readAhead } from '../../src/jobs/readAhead.ts';
import { checkStore } from '../../src/store/checkStore.ts';
import { allImports } from '../../src/store/imports.ts';
import { closeStore, createStoreFile, openStoreFile } from '../../src/store/open.ts';
import { backupFolder } from '../../src/store/place.ts';
import { at, identity } from '../store/testStore.ts';

/**
 * Imports a month of person-months into a store on a small disk, then the next one while the disk has so many bytes
 * left, then the next one again with room enough. Says what became of each as JSON.
 * Arguments: folder on the small disk, first file, second file, bytes left.
 */
const [folder, first, second, left] = process.argv.slice(2) as [string, string, string, string];
const dataKey = randomBytes(32);
createStoreFile(folder, dataKey, identity);
const store = openStoreFile(folder, dataKey, { reviewer: 'Disk test' });
const work = { progress: () => {}, signal: new AbortController().signal, now: () => at };

async function outcome(path: string, month: string) {
  const became = await importExtracts(store, { paths: [path], month }, work, readAhead).then(
    () => 'imported',
    (error: unknown) => {
      if (!(error instanceof LinkdeskError)) throw error;
      return `${error.code}: ${error.message}`;
    },
  );
  const members = store.db.prepare<[], number>('SELECT count(*) FROM cw_member').pluck().get();
  const halfBackups = readdirSync(backupFolder(folder)).filter((name) => name.endsWith('.part'));
  return { became, imports: allImports(store).length, members, wrong: checkStore(store), halfBackups };
}

await importExtracts(store, { paths: [first], month: '2026-07' }, work, readAhead);
const ballast = join(folder, 'ballast');
const { bavail, bsize } = statfsSync(folder);
writeFileSync(ballast, Buffer.alloc(bavail * bsize - Number(left)));
const full = await outcome(second, '2026-08');
rmSync(ballast);
const again = await outcome(second, '2026-08');
closeStore(store);
process.stdout.write(JSON.stringify({ full, again }));
