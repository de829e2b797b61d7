import type { Month } from '../domain/month.ts';
import { appendAudit } from '../store/audit.ts';
import { knownNow } from '../store/knowledge.ts';
import { writeListRun } from '../store/lists.ts';
import type { ListRun } from '../store/lists.ts';
import type { WriteStore } from '../store/store.ts';
import { transaction } from '../store/transaction.ts';
import { listDefinition } from './definitions/index.ts';
import { evaluateMonth } from './evaluateMonth.ts';

export interface PrepareRequest {
  readonly listId: string;
  readonly month: Month;
  /** ISO time of preparing, given by the caller. */
  readonly at: string;
}

/**
 * Makes the draft of a month's list from everything that is known now. Throws NO_SUCH_LIST, NO_EXTRACT, NOT_MATCHED,
 * COUNTY_UNKNOWN.
 */
export function prepareList(store: WriteStore, { listId, month, at }: PrepareRequest): ListRun {
  const definition = listDefinition(listId);
  const { run, rows } = evaluateMonth(store, { definition, month, known: knownNow(store), at });
  return transaction(store, () => {
    const kept = writeListRun(store, { ...run, preparedAt: at }, rows);
    appendAudit(store, {
      at,
      action: 'list_prepared',
      subject: `${listId} ${month} v${kept.version}`,
      details: { rows: kept.counts.rows },
    });
    return kept;
  });
}
