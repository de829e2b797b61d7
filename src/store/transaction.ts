import { LinkdeskError } from '../domain/error.ts';
import type { Database } from './driver.ts';
import type { WriteStore } from './store.ts';
import { asStoreError } from './storeError.ts';

/** Undoes an open transaction if the driver has not done so itself (as it does on a full disk). */
function rollBack(db: Database): void {
  if (db.inTransaction) db.exec('ROLLBACK');
}

/**
 * Runs `work` as one transaction: all of it is kept, or nothing. Inside another `transaction` it simply joins it.
 * Throws STORE_BUSY while a longer step (an import) holds the store.
 */
export function transaction<T>(store: WriteStore, work: () => T): T {
  const { db, hold } = store;
  if (db.inTransaction) return work();
  if (hold.step !== null) throw busy(hold.step);
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw asStoreError(error);
  }
}

/**
 * Runs a long asynchronous step as one transaction on a connection of its own, so that whoever reads meanwhile sees
 * the store as it was before. Other writers are refused with STORE_BUSY until it is over.
 */
export async function longTransaction<T>(
  store: WriteStore,
  step: string,
  open: () => Database,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const { hold } = store;
  if (hold.step !== null) throw busy(hold.step);
  hold.step = step;
  try {
    const db = open();
    try {
      db.exec('BEGIN IMMEDIATE');
      const result = await work(db);
      db.exec('COMMIT');
      db.pragma('wal_checkpoint(TRUNCATE)');
      return result;
    } catch (error) {
      rollBack(db);
      throw asStoreError(error);
    } finally {
      db.close();
    }
  } finally {
    hold.step = null;
  }
}

function busy(step: string): LinkdeskError {
  return new LinkdeskError(
    'STORE_BUSY',
    `The store is busy: ${step}. Nothing was changed; try again when it has finished.`,
  );
}
