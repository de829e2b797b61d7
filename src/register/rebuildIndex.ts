import { clearIndex, indexUpdates } from '../store/persons.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { updateIndex } from './updateIndex.ts';

/**
 * Makes the index anew from imports, runs and decisions alone, step by step as it came about; the person ids come out
 * the same (architecture.md, One store). One transaction.
 */
export function rebuildIndex(store: WriteStore): void {
  transaction(store, () => {
    const updates = indexUpdates(store);
    clearIndex(store);
    for (const { runId, at, ...upTo } of updates) updateIndex(store, runId, at, upTo);
  });
}
