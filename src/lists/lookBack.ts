import type { CivilDay } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import { knownAt } from '../store/knowledge.ts';
import { listRows, publishedListRun } from '../store/lists.ts';
import type { ListRow, ListRun } from '../store/lists.ts';
import type { ReadStore } from '../store/store.ts';
import type { ListDefinition } from './definition.ts';
import { listDefinition } from './definitions/index.ts';
import { evaluateMonth } from './evaluateMonth.ts';
import type { EvaluatedMonth } from './evaluateMonth.ts';

export interface LookBackRequest {
  readonly listId: string;
  readonly month: Month;
  /** ISO time up to which things are known. */
  readonly knownAt: string;
  /** Day that the list is as of; without it the list's own. */
  readonly day?: CivilDay;
}

/** A list as it would have been with what was known at a moment; nothing of it is stored. */
export interface LookBack extends EvaluatedMonth {
  /** The list published last by then, against these rows; null when there was none, or for another day. */
  readonly published: {
    readonly version: number;
    readonly publishedAt: string;
    readonly same: number;
    /** Rows with the same people whose cells, reasons or mark differ. */
    readonly different: number;
    readonly onlyPublished: number;
    readonly onlyNow: number;
  } | null;
}

/**
 * Evaluates a list anew with what was known at a moment, by the definition that was published then, else by today's.
 * With what was known when it was published, this is the published list. Throws NOT_KNOWN_THEN, NO_SUCH_LIST,
 * NO_EXTRACT, NOT_MATCHED.
 */
export function lookBack(store: ReadStore, request: LookBackRequest): LookBack {
  const { listId, month, day } = request;
  const known = knownAt(store, request.knownAt);
  if (known.newestImport === 0) {
    throw new LinkdeskError(
      'NOT_KNOWN_THEN',
      'Nothing had been imported by then, so no list could be made. Choose a later day.',
    );
  }
  const published = publishedListRun(store, listId, month, request.knownAt);
  const definition =
    published === undefined ? listDefinition(listId) : (JSON.parse(published.definition) as ListDefinition);
  const evaluated = evaluateMonth(store, {
    definition,
    month,
    known,
    at: request.knownAt,
    ...(day === undefined ? {} : { day }),
  });
  const comparable = published !== undefined && published.asOf === evaluated.run.asOf;
  return { ...evaluated, published: comparable ? compared(store, published, evaluated.rows) : null };
}

function compared(store: ReadStore, published: ListRun, rows: readonly ListRow[]): LookBack['published'] {
  const kept = new Map([...listRows(store, published.listRunId)].map((row) => [row.rowId, contentOf(row)]));
  let [same, different, onlyNow] = [0, 0, 0];
  for (const row of rows) {
    const content = kept.get(row.rowId);
    if (content === undefined) onlyNow++;
    else if (content === contentOf(row)) same++;
    else different++;
  }
  return {
    version: published.version,
    publishedAt: published.publishedAt!,
    same,
    different,
    onlyNow,
    onlyPublished: kept.size - same - different,
  };
}

const contentOf = ({ change, branch, personId, childPersonId, cells, reasons, details }: ListRow): string =>
  JSON.stringify([change, branch, personId, childPersonId, cells, reasons, details]);
