import { openStoreFile } from '../../src/store/open.ts';
import { writeImport } from '../../src/store/writeImport.ts';
import { batchOf, metaOf } from '../store/testStore.ts';

/**
 * Imports month after month until it is killed. Says `done <month>` after each import that was committed.
 * Arguments: folder, data key in hex, first month number.
 */
const [folder, key, first] = process.argv.slice(2);
const store = openStoreFile(folder!, Buffer.from(key!, 'hex'), { reviewer: 'Crash test' });

async function* rows(month: number) {
  for (let from = 0; from < 4000; from += 500) {
    yield batchOf(
      'cw_worker',
      Array.from({ length: 500 }, (_, index) => ({ worker_id: `W${from + index}`, office: `M${month}` })),
    );
    await new Promise((resume) => setImmediate(resume));
  }
}

for (let month = Number(first); ; month++) {
  const name = `${2000 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  await writeImport(store, metaOf('cw_worker', name, { sha256: `month ${month}` }), rows(month));
  process.stdout.write(`done ${month}\n`);
}
