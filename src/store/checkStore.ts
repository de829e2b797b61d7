import type { ReadStore } from './store.ts';
import { asStoreError } from './storeError.ts';

/**
 * Reads the whole store: every page against its code, every table against its indexes, every reference. Returns what
 * is wrong, empty when all is well; takes about a second per 75 MB. Throws STORE_DAMAGED when it cannot be read at all.
 */
export function checkStore(store: ReadStore): readonly string[] {
  try {
    const pages = store.db.pragma('integrity_check(20)') as readonly { readonly integrity_check: string }[];
    const references = store.db.pragma('foreign_key_check') as readonly { readonly table: string }[];
    return [
      ...pages.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...references.map(({ table }) => `a row of ${table} refers to a row that is not there`),
    ];
  } catch (error) {
    throw asStoreError(error);
  }
}
